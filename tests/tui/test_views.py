"""The views beside the matrix: what they say, and where their lines lead."""

from __future__ import annotations

import pytest

from raci.tui.grid.board import HEAD, RowKey
from raci.tui.grid.palette import UNICODE
from raci.tui.model.finding_list import FindingList
from raci.tui.panes.text import Item, plain
from raci.tui.views.registry import VIEWS
from raci.tui.views.scene import Scene
from raci.words import words_in
from support.editor.firm import (
    GUEST_HOUSE,
    manufacturer,
    workspace,
)

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
    assert text.startswith(" 3 errors\n ✕ RACI")
    found = [item.finding.fingerprint for item in items if item.finding]
    assert len(found) == len(set(found)) == 22
    assert max(len(line) for line in text.splitlines()) <= 78


def test_a_file_without_findings_says_so() -> None:
    """There is nothing to be led to."""
    text, _ = _shown("findings", 'format = 1\n[organisation]\nname = "x"\n')
    assert text == "There are no findings."


def test_the_reporting_tree_names_holders_deputies_and_loads() -> None:
    """Who reports stands below; a leader has a star; who has no holder is told."""
    text, items = _shown("organisation")
    assert text.splitlines() == [
        "  ★ Inhaberin  A. Huber  A 1",
        "  └ Büro  B. Maier, C. Lang  deputy: Inhaberin  R 1",
        "  EDV-Dienstleister  nobody  A 1  R 1",
    ]
    assert items[1].row == HEAD
    assert items[1].role == "buero"


def test_a_reporting_loop_is_shown_apart() -> None:
    """Nobody is lost because his line leads nowhere."""
    looped = GUEST_HOUSE.replace("leadership = true", 'reports_to = "buero"')
    text, items = _shown("organisation", looped)
    assert "form a loop" in text
    assert {item.role for item in items if item.role} == {"inhaberin", "buero", "edv"}


def test_coverage_shows_who_owns_what_and_where_nobody_does() -> None:
    """Each phase with its kinds; a phase without a channel is an alarm."""
    text, items = _shown("coverage")
    assert "before the sale  1\n   new\n     Website  A EDV-Dienstleister" in text
    assert "during the sale  0\n   no channel serves here" in text
    assert "     kununu  nobody" in text
    assert RowKey("channel", "kununu") in [item.row for item in items]


def test_teamplay_counts_the_channels_that_disciplines_share() -> None:
    """The table is symmetric; a missing meeting of the three crafts is an alarm."""
    text, items = _shown("teamplay", manufacturer(), "de")
    assert "Marketing × Vertrieb: " in text
    assert any(item.row for item in items)
    assert _shown("teamplay", "format = 1\n")[0] == "No role with letters has a discipline."


def test_workload_counts_each_channel_once() -> None:
    """Letters per role with their bars; duties of a channel do not count twice."""
    text, _ = _shown("workload")
    line = next(line for line in text.splitlines() if "EDV" in line)
    assert line.split() == ["EDV-Dienstleister", "1", "1", "▰▰"]
    heads = next(line for line in text.splitlines() if line.split() == ["R", "A", "C", "I"])
    assert line.index(" 1 ") + 1 == heads.index("R")
