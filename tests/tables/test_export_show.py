import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.model.organisation import Cell, Channel, Organisation, Role
from raci.tables.layouts import Layout
from raci.tables.neutral import from_organisation
from raci.tables.table import Table
from raci.tables.terminal.screen import Terminal, show
from raci.tables.terminal.widths import fitted, padded, width, wrapped
from raci.words import words_in


def _shown(table: Table, columns: int = 80, layout: Layout = Layout.GRID) -> list[str]:
    return list(show(table, layout, Terminal(columns)))


def _wide(roles: int, letters: str = "A") -> Table:
    made = {f"r{n}": Role(f"r{n}", f"Role {n}") for n in range(roles)}
    channel = Channel("c", "Website", raci={role: Cell(letters) for role in made})
    organisation = Organisation(name="Wide", roles=made, channels={"c": channel})
    return from_organisation(organisation, words_in("en"), dt.date(2026, 1, 1), {})


def test_the_matrix_reads_as_a_matrix(table: Table) -> None:
    """Departments, heads, flags, groups, duties and marks stand where eyes look for them."""
    assert _shown(table)[3:15] == [
        "                               │Leit… │Haus        │EDV   │",
        "Channel                        │ INH  │ BÜR   KÜC  │  ID  │ FRE",
        "                               │  ★   │            │ IT↗  │",
        "───────────────────────────────┼──────┼────────────┼──────┼──────",
        "Choice and mix of channels     │  A   │  R         │      │",
        "Eigene Medien",
        "Website                    ★   │  A   │  R         │  C   │",
        "  ↳ Implementation             │      │            │  R   │",
        "Prospekt                   ★1  │      │  AR        │      │",
        "Aushang                    ☆   │      │            │      │",
        "Dritte",
        "Portal | Gäste             ☆   │      │            │  A   │",
    ]


@pytest.mark.parametrize("columns", [40, 50, 60, 80, 120, 200])
@pytest.mark.parametrize("layout", list(Layout))
def test_no_line_is_wider_than_the_terminal(table: Table, columns: int, layout: Layout) -> None:
    """Whatever the layout, every line fits into the terminal."""
    assert max(width(line) for line in _shown(table, columns, layout)) <= columns


def test_columns_shrink_before_the_matrix_breaks() -> None:
    """Columns become narrower, then heads stand upright, then blocks of roles follow each other."""

    def blocks(roles: int) -> int:
        return sum(line.startswith("Channel") for line in _shown(_wide(roles)))

    assert blocks(10) == blocks(30) == 1
    assert blocks(60) > 1


def test_heads_stand_upright_before_the_matrix_breaks() -> None:
    """Where only narrow columns fit, the letters of the heads stand below each other."""
    assert "│ R  R" in _shown(_wide(20), 70)[3]
    assert "│RO1 RO2" not in "".join(_shown(_wide(20), 70))


def test_every_letter_is_shown_in_some_block() -> None:
    """Broken into blocks, the matrix loses no letter."""
    body = [line for line in _shown(_wide(60, "AR"), 40) if line.startswith("Website")]
    assert sum(line.count("AR") for line in body) == 60


def test_colours_come_only_when_asked_for(table: Table) -> None:
    """Plain output has no escape sequence; coloured output reads the same without them."""
    plain = _shown(table)
    coloured = list(show(table, Layout.GRID, Terminal(80, colour=True)))
    assert "\x1b" not in "".join(plain)
    assert "\x1b[1;30;43m  A   \x1b[0m" in "".join(coloured)
    assert "\x1b[1;37;41m  A   \x1b[0m" in "".join(coloured)
    stripped = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in coloured]
    assert stripped == plain


def test_ascii_terminals_get_ascii_signs(table: Table) -> None:
    """Our own signs have ASCII stand-ins; only the file's text may hold other letters."""
    text = "\n".join(show(table, Layout.GRID, Terminal(80, ascii_only=True)))
    assert not set("★☆│─┼↳↗·…") & set(text)


def test_control_codes_of_the_file_do_not_act() -> None:
    """A name that holds an escape sequence is shown, never obeyed."""
    organisation = Organisation(
        name="\x1b[2J",
        roles={"r": Role("r", "R\x9b31m", short="\x1b")},
        channels={"c": Channel("c", "Web\x07site\u202e", group="\r\n", note="\x1b]0;x\x07")},
    )
    table = from_organisation(organisation, words_in("en"), dt.date(2026, 1, 1), {})
    for layout in Layout:
        text = "".join(_shown(table, 60, layout))
        assert text.isprintable()


def test_long_layout_becomes_a_list_on_narrow_terminals(table: Table) -> None:
    """Where names do not fit side by side, each row is a short list."""
    assert "Accountable (A): Inhaberin" in _shown(table, 40, Layout.LONG)


def test_an_organisation_without_roles_and_channels_is_shown() -> None:
    """An empty organisation is a title and a legend, in every layout."""
    table = from_organisation(Organisation(name="Neu"), words_in("de"), dt.date(2026, 1, 1), {})
    for layout in Layout:
        assert _shown(table, 80, layout)[:2] == ["RACI-Matrix: Neu", "01.01.2026"]


@given(st.text(max_size=30), st.integers(1, 12))
def test_padding_gives_the_width_asked_for(text: str, columns: int) -> None:
    """Wide letters and combining marks included, padded text is as wide as was asked for."""
    assert width(padded(text, columns)) == columns
    assert width(fitted(text, columns)) <= columns


@given(st.text("ab 漢\u0301-", max_size=40), st.integers(2, 12))
def test_wrapping_loses_nothing(text: str, columns: int) -> None:
    """Wrapped lines fit, and joined they hold all words."""
    lines = wrapped(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
