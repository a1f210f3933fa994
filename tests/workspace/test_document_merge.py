"""Every kind of conflict: how it is told side by side, and that either side can be chosen."""

from __future__ import annotations

import datetime as dt

import pytest

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.model.edit import (
    DeleteItem,
    DeleteWaiver,
    Edit,
    Move,
    RenameId,
    SetCell,
    SetField,
)
from raci.model.organisation import Cell, Duty
from raci.words import words_in
from raci.workspace import Workspace
from raci.workspace.document_merge import DocumentMerge
from support.small_firm import FIRM

TODAY = dt.date(2026, 11, 22)
MORE = """
[roles.office]
name = "Office"

[portfolio.raci]
boss = "A"

[channels.web]"""
BASE = FIRM.replace("\n[channels.web]", MORE).replace(
    "\n[channels.post]", '\n[channels.web.duties.content]\nit = "C"\n\n[channels.post]'
)


def after(*edits: Edit) -> Document:
    """Return the base after edits."""
    space = Workspace(Document.parse(BASE, NAMES), today=TODAY)
    for edit in edits:
        space.apply(edit)
    return space.document


#: By kind: our edit, theirs, the place, and what either side wants.
KINDS: dict[str, tuple[Edit, Edit, str, str, str]] = {
    "cell": (
        SetCell("web", "it", Cell("A")),
        SetCell("web", "it", None),
        "Website: IT",
        "A",
        "–",
    ),
    "duty": (
        SetCell("web", "it", Cell("A"), Duty.CONTENT),
        SetCell("web", "it", Cell("I"), Duty.CONTENT),
        "Website (content): IT",
        "A",
        "I",
    ),
    "portfolio": (
        SetCell(None, "boss", Cell("R")),
        SetCell(None, "boss", Cell("I")),
        "Choice and mix of channels: Boss",
        "R",
        "I",
    ),
    "organisation": (
        SetField(("organisation", "size"), "small"),
        SetField(("organisation", "size"), "large"),
        "Organisation: size",
        "small",
        "large",
    ),
    "name": (
        SetField(("channels", "web", "name"), "Site"),
        SetField(("channels", "web", "name"), "Pages"),
        "Site: name",
        "Site",
        "Pages",
    ),
    "deleted here": (
        DeleteItem("channels", "shop"),
        SetField(("channels", "shop", "note"), "new"),
        "Shop:",
        "deleted",
        "kept, with note: new",
    ),
    "deleted there": (
        SetCell("shop", "boss", Cell("A")),
        DeleteItem("channels", "shop"),
        "Shop:",
        "kept, with letters: Boss A",
        "deleted",
    ),
    "role": (
        DeleteItem("roles", "it"),
        SetCell("post", "it", Cell("I")),
        "IT:",
        "deleted",
        "kept",
    ),
    "renamed": (
        RenameId("channels", "web", "site"),
        RenameId("channels", "web", "page"),
        "Website: id",
        "site",
        "page",
    ),
    "renamed role": (
        RenameId("roles", "it", "edv"),
        RenameId("roles", "it", "tech"),
        "IT: id",
        "edv",
        "tech",
    ),
    "order": (
        Move("channels", "web", None),
        Move("channels", "shop", "web"),
        "channels:",
        "Website after Shop",
        "Shop first",
    ),
    "order of roles": (
        Move("roles", "office", "boss"),
        Move("roles", "boss", None),
        "roles:",
        "Office first",
        "Boss after Office",
    ),
    "waiver": (
        SetField(("waivers", 0, "reason"), "a"),
        SetField(("waivers", 0, "reason"), "b"),
        "Waiver of it-only: reason",
        "a",
        "b",
    ),
    "deleted waiver": (
        DeleteWaiver(0),
        SetField(("waivers", 0, "reason"), "b"),
        "Waiver of it-only",
        "deleted",
        "kept, with reason: b",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ours_kept", [True, False])
def test_every_kind_is_told_and_decided(kind: str, *, ours_kept: bool) -> None:
    """Where it is, what either side wants; and the text says what was chosen, comments kept."""
    ours, theirs, *told = KINDS[kind]
    sides = after(ours), after(theirs)
    merge = DocumentMerge(after(), *sides, kept=sides[0] if ours_kept else sides[1])
    assert len(merge.conflicts) == 1
    say = words_in("en")
    place, mine, other = merge.told(merge.conflicts[0])
    assert [say.say(place), say("{x}", x=mine), say("{x}", x=other)] == told
    assert merge.document().organisation == sides[0].organisation
    assert merge.document(frozenset({0})).organisation == sides[1].organisation


def test_what_came_before_is_told_where_it_says_something() -> None:
    """Of a cell what it was; of a whole row or an order nothing."""
    sides = after(SetCell("web", "it", Cell("A"))), after(SetCell("web", "it", Cell("I")))
    cell = DocumentMerge(after(), *sides)
    assert cell.before(cell.conflicts[0]) == "R"
    row = DocumentMerge(after(), after(KINDS["role"][0]), after(KINDS["role"][1]))
    assert row.before(row.conflicts[0]) is None


@pytest.mark.parametrize("ours_kept", [True, False])
def test_rows_of_the_other_side_come_as_they_were_written(*, ours_kept: bool) -> None:
    """Whichever text stays, a row that only the other one has brings its comments along."""
    fax = '\n# by law\n[channels.fax]\nname = "Fax"  # still\n'
    changed = after(SetCell("web", "it", Cell("C")))
    added = Document.parse(BASE.replace("\n[[waivers]]", f"{fax}\n[[waivers]]"), NAMES)
    sides = (changed, added) if ours_kept else (added, changed)
    merge = DocumentMerge(after(), *sides, kept=changed)
    text = merge.text()
    assert fax in text
    assert 'it = "C"  # for now' in text


def test_a_row_that_a_decision_brings_back_comes_with_its_comments() -> None:
    """Deleted here, changed there, decided for theirs: it stands there as they wrote it."""
    shop = '# the old one\n[channels.shop]\nname = "Shop"  # closes\nnote = "new"\n'
    theirs = Document.parse(BASE.replace('[channels.shop]\nname = "Shop"\n', shop), NAMES)
    ours = after(DeleteItem("channels", "shop"))
    merge = DocumentMerge(after(), ours, theirs, kept=ours)
    assert shop in merge.text(frozenset({0}))
    assert "shop" not in merge.text()


def test_long_orders_are_cut() -> None:
    """Of many rows that moved, some are named."""
    rows = "".join(f'[channels.c{number}]\nname = "C{number}"\n' for number in range(20))
    base = Document.parse(BASE + rows, NAMES)
    keys = [key for key in base.organisation.channels if key.startswith("c")]
    ours, theirs = (Workspace(base, today=TODAY) for _ in range(2))
    for key in keys:
        ours.apply(Move("channels", key, "web"))
    theirs.apply(Move("channels", "post", "web"))
    merge = DocumentMerge(base, ours.document, theirs.document)
    _, mine, other = merge.told(merge.conflicts[0])
    assert isinstance(mine, tuple)
    assert len(mine) <= 6
    assert words_in("de")("{x}", x=other) in {"Post ganz vorn", "Website hinter Post"}


def test_conflicts_that_a_decision_brings_about_are_added() -> None:
    """A role that comes back may be in conflict in more than whether it is there."""
    base = Document.parse(BASE.replace('reports_to = "boss"\n', 'reports_to = "it"\n'), NAMES)
    ours = Document.parse(
        BASE.replace('reports_to = "boss"\n', "")
        .replace('[roles.boss]\nname = "Boss"\n\n', "")
        .replace('boss = "A"\n', ""),
        NAMES,
    )
    theirs = Document.parse(BASE, NAMES)
    merge = DocumentMerge(base, ours, theirs)
    (first,) = merge.conflicts
    assert first.path == ("roles", "boss")
    assert not merge.more(frozenset())
    assert merge.more(frozenset({0}))
    assert merge.conflicts[1].path == ("roles", "it", "reports_to")
    assert not merge.more(frozenset({0}))
    decided = merge.document(frozenset({0, 1}))
    assert decided.organisation == theirs.organisation
