"""The views beside the matrix: what they say, and where their lines lead."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from raci.frozen import replace
from raci.tui.grid.board import HEAD, RowKey
from raci.tui.grid.palette import UNICODE
from raci.tui.model.findings import FindingList
from raci.tui.panes.text import Item, plain
from raci.tui.screen.panes import VIEWS
from raci.tui.views.scene import Scene
from raci.words import words_in
from support.editor.firm import (
    GUEST_HOUSE,
    manufacturer,
    workspace,
)

PLAIN = """
format = 1
[roles]
a = { name = "Anna" }
[channels.x]
name = "X"
raci = { a = "A" }
"""
_MAKERS = {view.id: view.items for view in VIEWS if view.items}


def _scene(text: str, language: str = "en") -> Scene:
    opened = workspace(text)
    opened.check.settle()
    listed = FindingList()
    listed.order(opened.organisation)
    listed.reset(opened.check.findings)
    standings = opened.check.standings
    words = words_in(language)
    return Scene(opened.organisation, tuple(listed), standings, words, UNICODE, 78)


def _shown(view: str, text: str = GUEST_HOUSE, language: str = "en") -> tuple[str, list[Item]]:
    items = _MAKERS[view](_scene(text, language))
    return "\n".join(plain(item.line) for item in items), items


@pytest.mark.parametrize("view", _MAKERS)
@pytest.mark.parametrize("text", [GUEST_HOUSE, manufacturer(), "format = 1\n"])
def test_every_view_leads_back_to_rows_and_roles_that_exist(view: str, text: str) -> None:
    """Enter on any line that leads somewhere finds its place; an empty file has no fault."""
    organisation = workspace(text).organisation
    for item in _MAKERS[view](_scene(text)):
        if item.row is not None and item.row.channel is not None:
            assert item.row.channel in organisation.channels
        if item.role is not None:
            assert item.role in organisation.roles


def test_findings_stand_under_their_severities() -> None:
    """The worst first, counted; each once, its message broken where it is long."""
    text, items = _shown("findings", manufacturer())
    first, second, *_ = text.splitlines()
    assert first == " 3 errors"
    assert second.startswith(" ✕ Newsletter")
    assert second.endswith(" RACI103")
    found = [item.finding.fingerprint for item in items if item.finding]
    assert len(found) == len(set(found)) == 22
    assert max(len(line) for line in text.splitlines()) <= 78


def test_a_file_without_findings_says_so() -> None:
    """There is nothing to be led to."""
    text, _ = _shown("findings", 'format = 1\n[organisation]\nname = "x"\n')
    assert text == " There are no findings."


def test_the_reporting_tree_names_holders_and_what_each_answers_for() -> None:
    """Who reports stands below; a leader has a star; deputies where there is room."""
    text, items = _shown("organisation")
    assert [line.rstrip() for line in text.splitlines()] == [
        "  ★ Inhaberin  A. Huber                                            A  1",
        "  │ A Prospekt",
        "  └ Büro  B. Maier, C. Lang  deputy: Inhaberin                           R  1",
        "  EDV-Dienstleister  nobody                                        A  1  R  1",
        "    A Website",
    ]
    assert items[2].row == HEAD
    assert items[2].role == "buero"
    assert [item.goes_on for item in items] == [False, True, False, False, True]


def test_a_reporting_loop_is_shown_apart() -> None:
    """Nobody is lost because his line leads nowhere."""
    looped = GUEST_HOUSE.replace("leadership = true", 'reports_to = "buero"')
    text, items = _shown("organisation", looped)
    assert "form a loop" in text
    assert {item.role for item in items if item.role} == {"inhaberin", "buero", "edv"}


def test_coverage_shows_who_owns_what_and_where_nobody_does() -> None:
    """Phases by kinds in numbers, then who owns each channel; a phase without one is an alarm."""
    text, items = _shown("coverage")
    lines = text.splitlines()
    heads = next(line for line in lines if line.split() == ["traditional", "new", "third-party"])
    during = next(item for item in items if plain(item.line).startswith(" during the sale"))
    assert plain(during.line).split() == ["during", "the", "sale", "–", "–", "–"]
    assert len(heads) == len(plain(during.line))
    assert during.line[0][1] == "error"
    assert [line.split() for line in lines if line.startswith("     kununu")] == [
        ["kununu", "nobody"]
    ]
    assert RowKey("channel", "kununu") in [item.row for item in items]


def test_coverage_colours_letters_alone() -> None:
    """Names are plain: beside the letter, a leader's star alone has a colour."""
    _, items = _shown("coverage", manufacturer())
    spans = [span for item in items for span in item.line]
    coloured = {text.strip() for text, style in spans if style in {"accountable", "responsible"}}
    assert coloured == {"A", "R"}
    assert {text for text, style in spans if style == "leader"} == {"★"}


@pytest.mark.parametrize("view", ["coverage", "teamplay"])
def test_views_say_which_facts_they_wait_for(view: str) -> None:
    """A plain file hides phases, leadership, crafts: no alarm, but what is wanted and how."""
    text, items = _shown(view, PLAIN)
    assert text.startswith(" This view waits for what the file does not say yet:")
    assert "who leads" in text
    assert ("which phases channels serve" in text) == (view == "coverage")
    assert ("which disciplines" in text) == (view == "teamplay")
    assert "error" not in {style for item in items for _, style in item.line}
    told = GUEST_HOUSE if view == "coverage" else manufacturer()
    assert "waits for" not in _shown(view, told)[0]


def test_teamplay_counts_the_channels_that_disciplines_share() -> None:
    """The table is symmetric, zeros and the diagonal are told apart, large numbers are shaded."""
    _, items = _shown("teamplay", manufacturer())
    rows = [item.line for item in items if len(item.line) > 5 and item.line[0][1] == "strong"]
    cells = [[text.strip() for text, _ in row[3:]] for row in rows]
    assert cells == [list(column) for column in zip(*cells, strict=True)]
    assert all(row[place] == "·" for place, row in enumerate(cells))
    styles = {int(text): style for row in rows for text, style in row[3:] if text.strip().isdigit()}
    assert styles[max(styles)] == "shade-4"
    assert not styles[0].startswith("shade")


def test_a_meeting_that_is_wanted_and_missing_is_an_alarm() -> None:
    """Of marketing, communication and sales each pair is to meet; it stands first in the list."""
    apart = """
    format = 1
    [roles]
    mkt = { name = "Marketing", discipline = "marketing", leadership = true }
    vtl = { name = "Sales", discipline = "sales" }
    edv = { name = "IT", discipline = "it" }
    [channels.a]
    name = "A"
    raci = { mkt = "A", edv = "R" }
    [channels.b]
    name = "B"
    raci = { vtl = "A" }
    """
    _, items = _shown("teamplay", apart)
    first, second, *_ = [item for item in items if item.about]
    assert plain(first.line).split() == [
        *["marketing", "×", "sales", "0", "no", "channel", "in", "common"],
    ]
    assert first.line[1][1] == "error"
    assert plain(second.line).split() == ["marketing", "×", "IT", "1", "A"]


def test_what_is_said_beside_teamplay_is_about_the_pair() -> None:
    """Its channels, and who of either discipline plays which part there; no line too wide."""
    _, items = _shown("teamplay", manufacturer())
    pair = next(item for item in items if item.about and "marketing × sales" in plain(item.line))
    assert pair.about is not None
    lines = [plain(line) for line in pair.about(30)]
    assert lines[0] == "marketing × sales"
    assert lines[1].endswith("channels in common")
    assert "Newsletter" in lines
    assert all(cell_len(line) <= 30 for line in lines)


def test_workload_counts_each_channel_once() -> None:
    """Letters per role with their bars; duties of a channel do not count twice."""
    text, _ = _shown("workload")
    line = next(line for line in text.splitlines() if "EDV" in line)
    assert line.split()[:3] == ["EDV-Dienstleister", "1", "1"]
    heads = next(line for line in text.splitlines() if line.split() == ["R", "A", "C", "I"])
    assert line.index(" 1 ") + 1 == heads.index("R")


def test_workload_is_sorted_and_its_bars_fill_the_room() -> None:
    """The longest bar stands first and ends near the edge; none is longer."""
    text, _ = _shown("workload", manufacturer())
    bars = [line.count("▰") for line in text.splitlines() if "▰" in line]
    assert bars == sorted(bars, reverse=True)
    widest = max(len(line.rstrip()) for line in text.splitlines())
    assert 74 <= widest <= 78


def test_the_overloaded_are_marked() -> None:
    """Whoever a rule finds to carry too much has its mark before the name."""
    channels = "".join(
        f'[channels.c{n}]\nname = "C{n}"\nraci = {{ a = "A", b = "R" }}\n' for n in range(9)
    )
    roles = '[roles]\na = { name = "Anna" }\nb = { name = "Ben" }\n'
    text, items = _shown("workload", f"format = 1\n{roles}{channels}")
    marked = [line for line in text.splitlines() if line.startswith((" ▲", " ✕", " ●"))]
    assert any("Anna" in line for line in marked)
    assert items[-1].role in {"a", "b"}


def test_coverage_breaks_between_owners_and_cuts_none() -> None:
    """What does not fit into one line goes on in the next, which leads nowhere by itself."""
    roles = [f"Head of department {number}" for number in range(6)]
    text = "\n".join(
        [
            'format = 1\n[organisation]\nname = "Firm"',
            *(f'[roles.r{n}]\nname = "{name}"' for n, name in enumerate(roles)),
            '[channels.web]\nname = "Website"\nphases = ["before"]\n[channels.web.raci]',
            *(f'r{n} = "{"A" if n < 2 else "R"}"' for n in range(6)),
        ]
    )
    shown, items = _shown("coverage", text)
    assert all(name in shown for name in roles)
    assert "…" not in shown
    (first,) = (place for place, item in enumerate(items) if item.row)
    assert [item.goes_on for item in items[first : first + 4]] == [False, True, True, True]
    assert all(cell_len(plain(item.line)) <= 78 for item in items)


def test_heads_of_teamplay_use_the_air_beside_them() -> None:
    """A name as long as its column less one blank is not cut."""
    scene = replace(_scene(manufacturer()), width=84)
    heads, row, *_ = [plain(item.line) for item in _MAKERS["teamplay"](scene)]
    assert len(heads) == len(row)
    assert heads.split() == [
        *("channels", "manage…", "market…", "commun…", "sales", "service", "IT", "legal")
    ]
