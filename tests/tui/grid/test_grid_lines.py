"""The lines of the grid: their text, their styles, and what of them is sent again."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from raci.frozen import replace
from raci.model.finding import Reach, Severity, Standing
from raci.model.organisation import (
    Cell,
    Channel,
    Department,
    Duty,
    Organisation,
    Role,
    Status,
)
from raci.tui.grid.board import RowKey
from raci.tui.grid.line import Line, changes, part
from raci.tui.grid.model import OUTSIDE, GridModel
from raci.tui.grid.palette import ASCII, UNICODE
from raci.tui.grid.strips import Strips
from raci.tui.grid.styles import GridStyles, Theme
from raci.tui.theme import DARK, palette_for
from raci.words import words_in
from support.editor.board import PlainBoard

if TYPE_CHECKING:
    from collections.abc import Callable

    from raci.tui.grid.palette import Glyphs

SKIN = GridStyles(Theme(), palette_for)
PLAIN = GridStyles(Theme(colours=False), palette_for)
GOLD = DARK.leadership


class Screen:
    """A grid's lines without an application."""

    def __init__(
        self,
        board: PlainBoard,
        width: int,
        height: int,
        glyphs: Glyphs = UNICODE,
        styles: GridStyles = SKIN,
    ) -> None:
        """Lay out ``board``."""
        board.words = words_in("de")
        self.board = board
        self.model = GridModel(board, width, height)
        self.strips = Strips(self.model, glyphs)
        self.styles = styles

    def show(self) -> list[str]:
        """Show all lines and return their texts."""
        return [self.strips.show(y, self.styles).text for y in range(self.model.height)]

    def text(self) -> str:
        """Return the screen without blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self.show())

    def line(self, row: int) -> Strip:
        """Return the line of a row."""
        y = 1 if row == OUTSIDE else row - self.model.top + self.model.head_height
        return self.strips.line(y, self.styles)

    def place(self, name: str, role: str) -> tuple[int, int]:
        """Return the row of the channel of that name and the column of a role."""
        channels, rows = self.board.organisation.channels, self.model.rows
        id_ = next(channel.id for channel in channels.values() if channel.name == name)
        return rows.index[RowKey("channel", id_)], self.model.columns.position[role]

    def style(self, row: int, column: int) -> Style:
        """Return the style of a cell's first letter."""
        model = self.model
        x = model.layout.left(column, model.layout.window(model.first))
        at = 0
        for text, style, _ in self.line(row):
            for char in text:
                if x <= at < x + model.layout.cell and char != " ":
                    assert style is not None
                    return style
                at += 1
        raise AssertionError("an empty cell")

    def updated(self) -> set[int]:
        """Return which lines are outdated, and show them."""
        lines = {y for y, _, _ in self.strips.outdated(self.styles)}
        self.show()
        return lines


def test_a_small_matrix(small: Organisation, judged: Callable[[Organisation], PlainBoard]) -> None:
    """Head with departments and roles, headings with owned and all, marks, names, letters."""
    screen = Screen(judged(small), 49, 8)
    screen.model.go(5, 2)
    assert screen.text() == (
        "                     │Leitung   │EDV\n"
        "                     │ INH★ BÜR │ ITD\n"
        " ▾ Eigene        2/2\n"
        "   Website        ★  │  A    R  │  C\n"
        " ▲ Newsletter     ★1 │       AR │\n"
        " ▾ Haus          2/2\n"
        "   Telefon        ★  │  AR      │\n"
        " ✕ Chatbot        ☆  │  ·    ·  │[ A ]"
    )


def test_a_mid_size_firm_on_a_small_terminal(
    manufacturer: Organisation, judged: Callable[[Organisation], PlainBoard]
) -> None:
    """At 80 columns all 22 roles are in sight: their heads stand upright."""
    screen = Screen(judged(manufacturer), 79, 8)
    assert screen.text() == (
        "                            │L…│Kom…│Marke…│Vertr…│Servi…│Verwa…│Rec…│EDV │Ext…\n"
        "                            │G │K S │M P E │V A F │K K Q │F H S │R D │I I │A W\n"
        "                            │F │O M │K M C │T D I │S S M │I R E │E S │T T │G E\n"
        "                            │★ │M   │T     │L   L │L     │N ★ K │C B │  D │  B\n"
        " ▾ Neu                25/25\n"
        "▸  Website               ★  │A │· · │R · · │C · · │I · · │· · · │· C │R · │· ·\n"
        "▸▲ Online-Shop           ★1 │  │    │    AR│      │I     │C     │C   │R   │\n"
        "▸  Landingpages          ★  │  │    │AR  I │C     │      │      │    │    │  R"
    )


def test_letters_out_of_sight_are_counted(
    manufacturer: Organisation, judged: Callable[[Organisation], PlainBoard]
) -> None:
    """``◂n`` and ``n▸`` tell how many letters are hidden on either side."""
    screen = Screen(judged(manufacturer), 60, 8)
    screen.model.go(4, 6)
    screen.model.first = 4
    assert screen.text() == (
        "                           │Marke…│Vertrieb │Service\n"
        "                           │ PM EC│VTL AD   │KSL KS QM\n"
        "                           │      │      FIL│\n"
        " ▾ Neu            25/25\n"
        "▸  Website           ★  ◂2 │      │ C       │ I           1▸\n"
        "▸▲ Online-Shop       ★1    │    AR│         │ I           2▸\n"
        "▸  Landingpages      ★  ◂2 │    I │ C       │\n"
        "   Blog              ★  ◂2 │ C  · │[I] ·  · │ ·  ·  ·     1▸"
    )


def test_a_hidden_accountable_letter_is_alarming(manufacturer: Organisation) -> None:
    """The counter has the colour of alarm where an accountable letter is among the hidden."""
    screen = Screen(PlainBoard(manufacturer), 60, 8)
    screen.model.first = 4
    alarming = {
        row: any(
            style is not None and style.color == SKIN.text("alarm").color and "◂" in text
            for text, style, _ in screen.line(row)
        )
        for row in (3, 8)
    }
    assert alarming == {3: True, 8: False}


def test_plain_ascii_where_the_terminal_has_no_more(
    small: Organisation, judged: Callable[[Organisation], PlainBoard]
) -> None:
    """All marks have a plain form; names are the file's own."""
    ascii_only = replace(small, roles={**small.roles, "bue": Role("bue", "Office", "OFF", "chef")})
    screen = Screen(judged(ascii_only), 44, 8, ASCII)
    assert screen.text().isascii()
    assert " x Chatbot        o  |" in screen.text()


def test_a_leaders_letter_is_a_chip(manufacturer: Organisation) -> None:
    """Filled where a leader answers, bold and underlined elsewhere, alarming with IT."""
    screen = Screen(PlainBoard(manufacturer), 200, 60)
    position, index = screen.model.columns.position, screen.model.rows.index
    by_name = {
        c.name: n for key, n in index.items() for c in [manufacturer.channels.get(key.id)] if c
    }
    leader = screen.style(by_name["Messe"], position["vtl"])
    other = screen.style(by_name["Online-Shop"], position["ec"])
    misplaced = screen.style(by_name["Chatbot"], position["it"])
    assert leader.bgcolor == Style(bgcolor=GOLD).bgcolor
    assert other.underline
    assert other.bold
    assert other.color == Style(color=GOLD).color
    assert misplaced.bgcolor == Style(bgcolor=DARK.alarm).bgcolor


def test_meaning_stays_without_colour(manufacturer: Organisation) -> None:
    """Without colours a leader's letter is reversed, another's underlined, IT's both."""
    screen = Screen(PlainBoard(manufacturer), 200, 60, styles=PLAIN)
    position, index = screen.model.columns.position, screen.model.rows.index
    by_name = {
        c.name: n for key, n in index.items() for c in [manufacturer.channels.get(key.id)] if c
    }
    leader = screen.style(by_name["Messe"], position["vtl"])
    other = screen.style(by_name["Online-Shop"], position["ec"])
    misplaced = screen.style(by_name["Chatbot"], position["it"])
    assert (bool(leader.reverse), bool(leader.underline)) == (True, False)
    assert (bool(other.reverse), bool(other.underline)) == (False, True)
    assert (bool(misplaced.reverse), bool(misplaced.underline)) == (True, True)
    assert all(style is None or style.color is None for _, style, _ in screen.line(1))


def test_the_cursor_is_reversed_without_colour(small: Organisation) -> None:
    """On a terminal without colours the cursor can still be seen."""
    screen = Screen(PlainBoard(small), 44, 8, styles=PLAIN)
    assert screen.style(1, 0).reverse


def test_implementation_may_be_with_it(
    small: Organisation, letters: Callable[[str], dict[str, Cell]]
) -> None:
    """The technical implementation is IT's own: there its letter is no alarm."""
    web = Channel("web", "Website", duties={
        Duty.IMPLEMENTATION: letters("IT:A"), Duty.CONTENT: letters("IT:A"),
    })  # fmt: skip
    screen = Screen(PlainBoard(replace(small, channels={"web": web})), 60, 12)
    screen.model.toggle_fold()
    alarm = Style(bgcolor=DARK.alarm).bgcolor
    assert screen.style(1, 2).bgcolor == alarm
    assert screen.style(4, 2).bgcolor != alarm


def test_duties_show_what_they_take_over(
    small: Organisation, letters: Callable[[str], dict[str, Cell]]
) -> None:
    """A duty's row is never empty where the channel's letters hold for it; they are dimmed."""
    web = Channel(
        "web", "Website", raci=letters("INH:A BUE:R"), duties={Duty.IMPLEMENTATION: letters("IT:R")}
    )
    screen = Screen(PlainBoard(replace(small, channels={"web": web})), 60, 7)
    assert "▸" in screen.line(0).text
    screen.model.toggle_fold()
    assert screen.text() == (
        "                     │Leitung   │EDV\n"
        "                     │ INH★ BÜR │ ITD\n"
        "▾  Website           │[ A ]  R  │  ·\n"
        "     Inhalt          │  A    R  │\n"
        "     Ausrichtung     │  A    R  │\n"
        "     Kombination     │  A    R  │\n"
        "     Umsetzung       │  A       │  R"
    )
    assert screen.style(1, 0).color == SKIN.text("muted").color


def test_notes_and_unknown_letters(small: Organisation) -> None:
    """A cell with a reason or an end is marked and leans; a letter not in the scheme alarms."""
    raci = {
        "inh": Cell("C", why="bis zum Relaunch"),
        "bue": Cell("R", until=dt.date(2027, 1, 1)),
        "it": Cell("X"),
    }
    screen = Screen(PlainBoard(replace(small, channels={"w": Channel("w", "W", raci=raci)})), 44, 4)
    screen.model.go(0, OUTSIDE)
    assert screen.line(0).text.count("'") == 2
    assert screen.style(0, 0).italic
    assert screen.style(0, 2).color == SKIN.text("alarm").color


def test_rows_out_of_use_are_dimmed(
    small: Organisation, letters: Callable[[str], dict[str, Cell]]
) -> None:
    """What is planned, declined or retired is not checked, and its letters are no chips."""
    off = Channel("off", "Fax", status=Status.RETIRED, raci=letters("INH:A"))
    screen = Screen(PlainBoard(replace(small, channels={**small.channels, "off": off})), 44, 12)
    assert screen.line(6).text.rstrip() == " ▾ Eingestellt     1"
    assert screen.style(7, 0).color == SKIN.text("muted").color


def test_folded_headings_show_the_worst_of_their_rows(
    small: Organisation, judged: Callable[[Organisation], PlainBoard]
) -> None:
    """A fold hides rows, not their faults."""
    screen = Screen(judged(small), 44, 8)
    screen.model.go(3, 0)
    screen.model.toggle_fold()
    assert screen.line(3).text.startswith(" ▸ Haus        ✕ 2/2")


def test_standings_are_marked(small: Organisation) -> None:
    """A star for a leader, with the steps where there are some, a hollow one for never."""
    marks = {
        "web": Standing(Reach.PERSONAL, 0, within=True),
        "mail": Standing(Reach.DELEGATED, 12, within=False),
        "tel": Standing(Reach.UNOWNED, None, within=False),
        "bot": Standing(Reach.OUT_OF_REACH, None, within=False),
    }
    screen = Screen(PlainBoard(small, marks), 60, 8)
    stubs = [screen.line(row).text[18:20] for row in (1, 2, 4, 5)]
    assert [stub.strip() for stub in stubs] == ["★", "★+", "☆", "☆"]


def test_a_roles_own_fault_is_marked_at_its_head(small: Organisation) -> None:
    """Where cells are widest there is room for it, and for a leader's star where there is none."""
    board = PlainBoard(small, role_marks={"bue": Severity.ERROR})
    assert " INH★ BÜR✕" in Screen(board, 80, 8).line(OUTSIDE).text


def test_long_heads_are_cut() -> None:
    """A column head of the file's own may be longer than a column, and leaves room all the same."""
    roles = {"a": Role("a", "Aa", short="VERTRIEB"), "b": Role("b", "Bb", short="東京")}
    screen = Screen(PlainBoard(Organisation(roles=roles)), 44, 6)
    assert "│VER… 東京" in screen.line(OUTSIDE).text


@pytest.mark.parametrize("width", [45, 55, 65, 80, 200])
@pytest.mark.parametrize("short", ["A", "AB", "ABC", "ABCD", "ABCDEFG"])
def test_heads_never_touch(short: str, width: int) -> None:
    """Between the heads of a department there is air at any width."""
    held = {f"r{n}": Role(f"r{n}", f"Role {n}", short=short) for n in range(10)}
    screen = Screen(PlainBoard(Organisation(roles=held)), width, 8)
    layout = screen.model.layout
    window = layout.window(0)
    heads = [screen.strips.line(y, SKIN).text for y in range(1, layout.head_height)]
    for column in range(window.stop - 1):
        end = layout.left(column, window) + layout.cell
        assert any(head[end - 1 : end + 1].isspace() for head in heads) or all(
            " " in head[end - 1 : end + 1] for head in heads
        )
    if not layout.upright:
        assert sum(head.count("A") for head in heads) == window.stop


def test_groups_that_begin_alike_keep_their_ends() -> None:
    """Where two departments would look alike, their names are cut on the left."""
    names = ("Bereich Nord", "Bereich Süd", "Verwaltung")
    roles = {f"r{n}": Role(f"r{n}", "R", short="R", department=f"d{n}") for n in range(3)}
    departments = {f"d{n}": Department(f"d{n}", name) for n, name in enumerate(names)}
    firm = Organisation(departments=departments, roles=roles)
    head = Screen(PlainBoard(firm), 80, 8).strips.line(0, SKIN).text
    assert head.split() == ["│…Nord│…Süd", "│Verwaltung"]


def test_a_long_heading_goes_on_beyond_the_stub(small: Organisation) -> None:
    """No letters stand in its line, so that nothing of it need be cut."""
    group = "Alles, was wir selbst schreiben und drucken"
    grouped = replace(small, channels={"w": Channel("w", "W", group=group)})
    assert Screen(PlainBoard(grouped), 60, 8).line(0).text.rstrip() == f" ▾ {group}  0/1"
    assert (
        Screen(PlainBoard(grouped), 30, 8).line(0).text.rstrip() == " ▾ Alles, was wir selbst… 0/1"
    )


@pytest.mark.parametrize("width", [1, 10, 20, 33, 60, 79, 120, 200])
def test_lines_have_the_width_of_the_grid(manufacturer: Organisation, width: int) -> None:
    """No line is shorter or longer, however narrow the terminal."""
    screen = Screen(PlainBoard(manufacturer), width, 60)
    screen.model.unfolded = {"c0"}
    screen.model.rebuild()
    for y in range(60):
        assert screen.strips.line(y, SKIN).cell_length == width


def test_a_step_draws_two_rows_and_the_head(manufacturer: Organisation) -> None:
    """A move to another row and column draws the old row, the new row and the head anew."""
    screen = Screen(PlainBoard(manufacturer), 120, 36)
    screen.model.go(1, 1)
    screen.show()
    painted = screen.strips.painted
    screen.model.move(1, 1)
    assert screen.updated() == {1, 4, 5}
    assert screen.strips.painted - painted == 4


def test_an_edit_draws_its_row_and_its_heading_at_most(
    small: Organisation, letters: Callable[[str], dict[str, Cell]]
) -> None:
    """Typing a letter draws one row anew; the heading too, where the count of the owned changed."""
    board = PlainBoard(small)
    screen = Screen(board, 60, 20)
    screen.model.go(1, 0)
    screen.show()
    painted = screen.strips.painted
    web = replace(small.channels["web"], raci=letters("INH:AR"))
    board.organisation = replace(small, channels={**small.channels, "web": web})
    screen.model.update(["web"])
    assert screen.updated() == {3}
    emptied = replace(web, raci={})
    board.organisation = replace(small, channels={**small.channels, "web": emptied})
    screen.model.update(["web"])
    assert screen.updated() == {2, 3}
    assert screen.strips.painted - painted == 3


def test_scrolled_rows_are_not_drawn_again(manufacturer: Organisation) -> None:
    """What was drawn once and looks the same is kept: back and forth costs nothing."""
    screen = Screen(PlainBoard(manufacturer), 120, 20)
    screen.show()
    screen.model.scroll_to(10)
    screen.show()
    painted = screen.strips.painted
    screen.model.scroll_to(0)
    screen.show()
    assert screen.strips.painted == painted


def test_only_what_is_in_sight_is_drawn(letters: Callable[[str], dict[str, Cell]]) -> None:
    """Of ten thousand rows those on the screen are drawn."""
    channels = {
        f"c{n}": Channel(f"c{n}", f"Channel {n}", raci=letters("r1:A")) for n in range(10_000)
    }
    roles = {f"r{n}": Role(f"r{n}", f"Role {n}") for n in range(500)}
    screen = Screen(PlainBoard(Organisation(roles=roles, channels=channels)), 160, 48)
    screen.show()
    assert screen.strips.painted == 48


STYLES = (
    Style(bgcolor="#111111"),
    Style(color="#AAAAAA", bgcolor="#111111"),
    Style(reverse=True),
)
RUNS = st.lists(
    st.tuples(
        st.text("AR ·│", min_size=1, max_size=4),
        st.sampled_from(STYLES),
    ),
    min_size=1,
    max_size=8,
)


def seen(strip: Strip) -> list[tuple[object, ...]]:
    """Return what a person sees in each column."""
    found: list[tuple[object, ...]] = []
    for text, style, _ in strip:
        assert style is not None
        for char in text:
            colour = None if char == " " and not style.reverse else style.color
            found.append((char, colour, style.bgcolor, style.reverse))
    return found


@given(RUNS, RUNS)
def test_changes_cover_all_that_is_different(
    old: list[tuple[str, Style]], new: list[tuple[str, Style]]
) -> None:
    """Outside of what is sent again both lines look the same, and inside they differ."""
    width = min(sum(len(text) for text, _ in runs) for runs in (old, new))
    one, other = (
        Strip([Segment(text, style) for text, style in runs]).crop(0, width) for runs in (old, new)
    )
    before, after = seen(one), seen(other)
    changed = {x for start, stop in changes(one, other) for x in range(start, stop)}
    assert changed == {x for x in range(width) if before[x] != after[x]}


@given(RUNS, st.integers(0, 20), st.integers(0, 20))
def test_parts_are_what_textual_would_cut(
    runs: list[tuple[str, Style]], start: int, length: int
) -> None:
    """Cutting without measuring gives the same as cutting with it."""
    strip = Strip([Segment(text, style) for text, style in runs])
    start = min(start, strip.cell_length)
    ours, theirs = part(strip, start, start + length), strip.crop(start, start + length)
    assert ours.text == theirs.text
    assert seen(ours) == seen(theirs)
    assert ours.cell_length == theirs.cell_length


def test_parts_of_wide_characters_are_measured() -> None:
    """Half of a wide character is a blank."""
    strip = Strip([Segment("東京A", Style(bgcolor="#111111"))])
    assert part(strip, 1, 5).text == " 京A"


@given(st.data(), st.integers(30, 200))
def test_no_character_is_cut_by_an_edge(data: st.DataObject, width: int) -> None:
    """Names, heads and headings of any script stay whole where widgets meet, at any width."""
    text = st.text(st.sampled_from("A x東ウ🎉e\u0301\u200bß"), min_size=1, max_size=30)
    names = data.draw(st.lists(text, min_size=4, max_size=4))
    wide = Organisation(
        departments={"d": Department("d", names[0]), "e": Department("e", names[0] + names[1])},
        roles={
            f"r{n}": Role(f"r{n}", names[1], short=names[n % 3], department="de"[n // 4])
            for n in range(data.draw(st.integers(1, 8)))
        },
        channels={"w": Channel("w", names[2], group=names[3], raci={"r0": Cell("AR", why="x")})},
    )
    model = Screen(PlainBoard(wide), width, 10).model
    strips = Strips(model, UNICODE)
    for y in range(10):
        line = strips.line(y, SKIN)
        cut = [part(line, *edge) for edge in pairwise((0, *model.layout.edges, width))]
        assert "".join(strip.text for strip in cut) == line.text
        assert sum(strip.cell_length for strip in cut) == width


def test_wide_and_combining_characters_in_one_line_are_measured() -> None:
    """As many characters as columns need not be one in each: a wide and a combining one."""
    mixed = Strip([Segment("東e\u0301x", Style(bgcolor="#111111"))])
    assert mixed.cell_length == len(mixed.text)
    assert part(mixed, 2, 4).text == "e\u0301x"
    assert changes(mixed, Strip([Segment("e\u0301東x", Style(bgcolor="#111111"))])) == [(0, 4)]


def test_wide_characters_send_the_whole_line() -> None:
    """Where characters are wider than one column, places in the text are none on the screen."""
    style = Style(bgcolor="#111111")
    one, other = Strip([Segment("東京 ", style)]), Strip([Segment("東京A", style)])
    assert changes(one, other) == [(0, 5)]
    assert changes(one, Strip([Segment("東京 ", style)])) == []


def test_a_selected_row_is_selected_as_a_whole(small: Organisation) -> None:
    """A block of names stands for whole rows, and looks like it."""
    screen = Screen(PlainBoard(small), 60, 8)
    screen.model.go(1, OUTSIDE)
    screen.model.move(0, 1, select=True)
    selected = Style(bgcolor=SKIN.grounds.selected).bgcolor
    assert screen.style(1, 0).bgcolor != screen.style(1, 1).bgcolor == selected


def test_heads_show_the_cursor_and_selected_columns(small: Organisation) -> None:
    """On the head the cursor is a role's, and a block stands for whole columns."""
    screen = Screen(PlainBoard(small), 60, 8)
    screen.model.go(OUTSIDE, 0)
    assert screen.style(OUTSIDE, 0) == SKIN.cursor()
    screen.model.move(1, 0, select=True)
    selected = Style(bgcolor=SKIN.grounds.selected).bgcolor
    assert screen.style(OUTSIDE, 0).bgcolor == selected
    assert screen.style(OUTSIDE, 1) == SKIN.cursor()
    assert screen.style(OUTSIDE, 2).bgcolor != selected


def test_blanks_join_the_run_before_on_the_same_ground() -> None:
    """A terminal is sent few runs: blanks have no colour of their own, but underlines show."""
    letter, blank = Style(color="#FFFFFF", bgcolor="#111111"), Style(bgcolor="#111111")
    line = Line()
    line.add("A", letter)
    line.blank(3, blank)
    line.blank(0, blank)
    line.add("B", letter + Style(underline=True))
    line.blank(1, blank)
    assert [segment.text for segment in line.strip(7, blank)] == ["A   ", "B", "  "]
