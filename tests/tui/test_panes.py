"""What the panes around the grid say, as lines without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from raci.frozen import replace
from raci.model.finding import Reach, Severity, Standing
from raci.model.organisation import Duty
from raci.tui.grid.palette import ASCII, UNICODE
from raci.tui.panes.bars import Heading, fitting, heading_line
from raci.tui.panes.inspection import Inspector
from raci.tui.panes.text import clipped, plain, wrapped
from raci.words import words_in
from support.editor.firm import GUEST_HOUSE, workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci.model.finding import Finding
    from raci.model.organisation import Role
    from raci.tui.grid.palette import Glyphs
    from raci.tui.panes.text import Line
    from raci.words import Words

EN, DE = words_in("en"), words_in("de")
COUNTS = {Severity.ERROR: 3, Severity.WARNING: 5, Severity.INFO: 2}


HEADING = Heading("Muster Maschinenbau GmbH", dirty=True, counts=COUNTS, gauge=(31, 44))


def _heading(
    width: int, words: Words = DE, glyphs: Glyphs = UNICODE, heading: Heading = HEADING
) -> str:
    return plain(heading_line(heading, words, glyphs, width))


def test_the_header_tells_all_where_there_is_room() -> None:
    """Unsaved mark, name, counts, gauge: as wide as a terminal of 80 columns."""
    line = _heading(80)
    assert line.startswith(" • Muster Maschinenbau GmbH  ✕ 3  ▲ 5  ● 2")
    assert line.endswith("Chefsache ▰▰▰▰▰▰▰▱▱▱ 31 von 44")
    assert len(line) == 79


def test_the_header_leaves_out_the_gauge_before_the_counts() -> None:
    """On a narrow terminal what matters least goes first, and the name is cut last."""
    assert "31 von 44" in _heading(60)
    assert "▰" not in _heading(46)
    assert "✕ 3" in _heading(30)


def test_the_header_says_that_the_first_check_runs() -> None:
    """Before it came to rest there are no figures that would have to be taken back."""
    line = _heading(80, EN, heading=replace(HEADING, counts=None, gauge=None))
    assert "checking …" in line
    assert "✕" not in line


def test_the_header_says_when_all_is_well_and_saved() -> None:
    """No findings is worth a word; nothing unsaved has no mark."""
    line = _heading(
        80, EN, heading=replace(HEADING, counts=dict.fromkeys(Severity, 0), dirty=False)
    )
    assert "no findings" in line
    assert "•" not in line


def test_plain_signs_stand_in_where_there_is_no_utf_8() -> None:
    """Severities are told apart without colour and without Unicode."""
    assert "x 3  ! 5  i 2" in _heading(80, EN, ASCII)
    assert _heading(80, EN, ASCII).isascii()


def test_the_mode_of_the_keys_is_told() -> None:
    """While a row is carried, the header says how to drop it."""
    assert "moving" in _heading(100, EN, heading=replace(HEADING, mode="moving"))


def test_the_footer_keeps_help_where_not_all_hints_fit() -> None:
    """The last hint always stays."""
    hints = [("^S", "Save", "save"), ("^Z", "Undo", "undo"), ("F1", "Help", "help")]
    assert fitting(hints, 100) == hints
    assert fitting(hints, 18) == [hints[0], hints[2]]
    assert fitting(hints, 3) == [hints[2]]
    assert fitting([], 80) == []


def _inspector(words: Words = EN, width: int = 40) -> Inspector:
    return Inspector(workspace().organisation, words, UNICODE, width)


def _text(lines: Iterable[Line]) -> str:
    return "\n".join(plain(line) for line in lines)


def _channel(
    inspector: Inspector,
    duty: Duty | None = None,
    role: Role | None = None,
    findings: Sequence[Finding] = (),
) -> str:
    opened = workspace()
    opened.check.settle()
    channel = inspector.organisation.channels["website"]
    standing = opened.check.standing("website")
    return _text(inspector.channel(channel, duty, role, standing, findings))


def test_a_channel_is_described_with_who_holds_which_part() -> None:
    """Name, traits, letters with persons, line of accountability, review, links, note, fields."""
    text = _channel(_inspector())
    assert "Website\nnew · before the sale · after the sale ·" in text
    assert "A Accountable\n   EDV-Dienstleister (external)" in text
    assert "C Consulted\n   Büro (B. Maier, C. Lang)" in text
    assert "I Informed\n   –" in text
    assert "leadership is never reached" in text
    assert "Reviewed: 2026-09-01, Inhaberin" in text
    assert "Combined with: Prospekt" in text
    assert "Relaunch im Frühjahr" in text
    assert "url: https://alpenblick.example" in text


def test_a_cell_is_described_with_its_reason_and_day() -> None:
    """Why and until of the cell under the cursor stand above the row's letters."""
    inspector = _inspector(DE)
    text = _channel(inspector, role=inspector.organisation.roles["buero"])
    assert "C  Büro (B. Maier, C. Lang)\n   weil" in text
    assert "weil: bis zum Relaunch" in text
    assert "bis 31.01.2027" in text


def test_a_duty_is_described_by_its_own_letters() -> None:
    """On a duty's line the letters are those of the duty."""
    text = _channel(_inspector(), duty=Duty.IMPLEMENTATION)
    assert "Implementation" in text
    assert "A Accountable\n   –" in text


def test_a_row_names_its_findings() -> None:
    """Each with the mark of its severity."""
    opened = workspace()
    opened.check.settle()
    text = _channel(_inspector(), findings=opened.check.of_channel("website"))
    assert "Findings\n✕ " in text


def test_a_role_is_described_with_its_load() -> None:
    """Department, traits, persons, deputies, superiors, and how often it has which letter."""
    inspector = _inspector()
    text = _text(inspector.role(inspector.organisation.roles["buero"], ()))
    assert "Held by: B. Maier, C. Lang" in text
    assert "Deputy: Inhaberin" in text
    assert "R    1  Responsible" in text


def test_the_portfolio_a_group_and_the_whole_have_their_words() -> None:
    """Wherever the cursor is, something is said."""
    inspector = _inspector()
    assert "Who chooses" in _text(inspector.portfolio(inspector.organisation.roles["inhaberin"]))
    assert "2 channels" in _text(inspector.group("Eigene Medien", ["website", "prospekt"]))
    assert "small · RACI" in _text(inspector.overview())


def test_no_line_is_wider_than_the_pane() -> None:
    """Long names are broken, not cut off unseen."""
    inspector = _inspector(width=24)
    lines = _channel(inspector).splitlines()
    assert max(len(line) for line in lines) <= 24


def test_text_from_the_file_cannot_steer_the_terminal() -> None:
    """Control characters are shown as pictures."""
    evil = GUEST_HOUSE.replace("Relaunch im Frühjahr", r"a\u001b[2Jb")
    inspector = Inspector(workspace(evil).organisation, EN, UNICODE, 40)
    channel = inspector.organisation.channels["website"]
    assert "a␛[2Jb" in _text(inspector.channel(channel, None, None, None, ()))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("a b c", 3, ["a b", "c"]),
        ("", 5, []),
        ("abcdef", 4, ["abcd", "ef"]),
        ("日本語 x", 4, ["日本", "語 x"]),
    ],
)
def test_text_is_broken_by_cells(text: str, width: int, lines: list[str]) -> None:
    """Wide characters count two."""
    assert wrapped(text, width) == lines


@pytest.mark.parametrize(
    ("text", "width", "kept"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("日本語", 4, "日…"), ("abc", 0, "")],
)
def test_text_is_clipped_by_cells(text: str, width: int, kept: str) -> None:
    """The cut is told by a sign."""
    assert clipped(text, width) == kept


@pytest.mark.parametrize(
    ("within", "said"),
    [
        (True, "delegated, and leadership is reached"),
        (False, "delegated too far: leadership is 3 steps away"),
    ],
)
def test_the_line_of_accountability_says_when_it_is_too_long(*, within: bool, said: str) -> None:
    """What is painted in the alarm colour does not read as if all were well."""
    firm = workspace().organisation
    standing = Standing(Reach.DELEGATED, 3, within, ("edv", "inhaberin"))
    inspector = Inspector(firm, EN, UNICODE, 60)
    lines = inspector.channel(firm.channels["website"], None, None, standing, ())
    assert said in "\n".join(map(plain, lines))
