"""Findings on small terminals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from raci.tui.app import RaciApp
from raci.tui.grid.palette import UNICODE
from raci.tui.keymap import Settings
from raci.tui.panes.findings import Brief, FindingsPane
from raci.tui.panes.inspection import Inspector
from raci.tui.panes.text import plain
from raci.words import words_in
from support.editor.firm import workspace

_LONG = "Newsletter: two roles are accountable at the same time (Marketing, Sales)"
_MEND = "Only Marketing stays accountable"


def _brief(message: str = _LONG, fix: str = _MEND) -> Brief:
    return Brief((" x ", "error"), message, fix, " 3/12 ", " RACI103 ", "…")


def test_a_finding_that_fits_has_its_fix_below() -> None:
    """Neither is cut, and the fix begins with its key."""
    above, below = _brief("Website: unowned").two_lines(80)
    assert plain(above).split() == ["x", "Website:", "unowned", "3/12"]
    assert plain(below).split() == [".", *_MEND.split(), "RACI103"]


def test_a_long_finding_leaves_the_second_line_to_its_fix() -> None:
    """A finding is a line and its fix the next; what does not fit is cut."""
    above, below = _brief().two_lines(70)
    assert plain(above).endswith("… 3/12 ")
    assert plain(below).startswith(f"   . {_MEND}")


def test_a_finding_without_a_fix_goes_on_in_the_second_line() -> None:
    """Nothing of it is cut; the number of the rule comes last, and dim."""
    above, below = _brief(fix="").two_lines(70)
    said = plain(above).removesuffix(" 3/12 ").removeprefix(" x ").strip()
    assert f"{said} {plain(below).removesuffix('RACI103 ').strip()}" == _LONG
    assert below[-1] == (" RACI103 ", "muted")


@given(
    st.text(st.characters(codec="utf-8"), max_size=200),
    st.text(st.characters(codec="utf-8"), max_size=90),
    st.integers(30, 140),
)
def test_no_brief_line_is_wider_than_the_terminal(message: str, fix: str, width: int) -> None:
    """Whatever a finding and its fix say, in one line or in two."""
    brief = _brief(message, fix)
    for line in (brief.one_line(width), *brief.two_lines(width)):
        assert cell_len(plain(line)) <= width


@pytest.mark.parametrize(("rows", "lines"), [(18, 1), (24, 2), (30, 5)])
async def test_findings_take_the_lines_that_the_terminal_has(rows: int, lines: int) -> None:
    """One, two, or a list."""
    app = RaciApp(workspace(), words=words_in("en"), settings=Settings(plain=False))
    async with app.run_test(size=(80, rows)) as pilot:
        while not app.editor.checking.done_once:
            await pilot.pause(0.02)
        await pilot.press("f8")
        await pilot.pause()
        pane = app.editor.query_one(FindingsPane)
        assert pane.size.height == lines
        text = "\n".join(pane.render_line(y).text for y in range(lines))
        assert "Website" in text
        assert ". " in text


def test_a_cell_is_told_in_one_line() -> None:
    """Where there is no inspector: whose column it is, and what its letters mean."""
    organisation = workspace().organisation
    inspector = Inspector(organisation, words_in("en"), UNICODE, 80)
    vendor, row = organisation.roles["edv"], organisation.channels["website"].raci
    assert plain(inspector.brief(vendor, row["edv"])) == (
        " EDV-Dienstleister (external): Accountable + Responsible"
    )
    assert plain(inspector.brief(organisation.roles["inhaberin"], None)) == " Inhaberin (A. Huber)"
    assert plain(inspector.brief(None, None)) == (
        " R Responsible  A Accountable  C Consulted  I Informed "
    )


async def test_a_channels_form_opens_from_any_of_its_cells() -> None:
    """One key, wherever in the row the cursor is; on no channel it says so."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "right", "number_sign")
        await pilot.pause()
        assert app.screen is not app.editor
        await pilot.press(*"X", "enter")
        await pilot.pause()
        assert app.editor.organisation.channels["website"].name == "X"
        await pilot.press("up", "up", "number_sign")
        await pilot.pause()
        assert app.screen is app.editor
