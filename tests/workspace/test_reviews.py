"""Whose turn a review is, and what is told of the last one."""

from __future__ import annotations

import datetime as dt

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.model.edit import SetCell
from raci.model.organisation import Cell
from raci.words import words_in
from raci.workspace.reviews import in_turn, seen_last, still_true

TODAY = dt.date(2026, 11, 22)
EN = words_in("en")
DOCUMENT = Document.parse(
    """
format = 1
organisation.name = "Inn"
[roles]
owner.name = "Owner"
[channels]
site = { name = "Site", reviewed = { on = 2026-09-01, by = "owner" }, raci = { owner = "A" } }
post = { name = "Post", reviewed = 2026-09-02 }
chat = { name = "Chat", status = "planned" }
fair = { name = "Fair" }
""",
    NAMES,
)
ORGANISATION = DOCUMENT.organisation


def told(channel: str) -> str:
    """Return what is told of a channel's last review."""
    return EN.say(seen_last(ORGANISATION, ORGANISATION.channels[channel]))


def test_the_round_begins_with_what_was_never_looked_at() -> None:
    """Never, then the longest ago; what was reviewed on the day is done, what is planned waits."""
    assert [one.id for one in in_turn(ORGANISATION)] == ["fair", "site", "post"]
    assert [one.id for one in in_turn(ORGANISATION, dt.date(2026, 9, 2))] == ["fair", "site"]


def test_the_last_review_is_told_by_names() -> None:
    """When and by whom, if there was one."""
    assert told("site") == "Site: last reviewed 2026-09-01 by Owner"
    assert told("post") == "Post: last reviewed 2026-09-02"
    assert told("fair") == "Fair: never reviewed"


def test_what_has_changed_since_is_told() -> None:
    """A review that was noted here knows the letters."""
    edit = still_true(ORGANISATION.channels["site"], TODAY, "Anna")
    same = DOCUMENT.apply(edit).document
    changed = same.apply(SetCell("site", "owner", Cell("R"))).document
    sentences = [
        EN.say(seen_last(one.organisation, one.organisation.channels["site"]))
        for one in (same, changed)
    ]
    assert sentences == [
        "Site: last reviewed 2026-11-22 by Anna; nothing has changed since",
        "Site: last reviewed 2026-11-22 by Anna; since then Owner A → R",
    ]
