"""The live check: after any edits it has found what a full check finds."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raci.check.checker import Options, check
from raci.check.live import LiveCheck
from raci.check.runner import Runner
from raci.check.selection import Selection
from raci.frozen import replace
from raci.model.edit import Touched
from raci.model.finding import Reach, Severity
from raci.model.organisation import (
    Cell,
    Channel,
    Department,
    Discipline,
    Duty,
    Kind,
    Organisation,
    Phase,
    Review,
    Role,
    Size,
    Status,
    Waiver,
)
from raci.model.scheme import SCHEMES
from support import examples
from support.matrices import TODAY, matrix

if TYPE_CHECKING:
    from collections.abc import Callable

    from raci.check.findings import Bucket
    from raci.model.finding import Finding

    Draw = Callable[[st.SearchStrategy[Any]], Any]

pytestmark = pytest.mark.slow

NONE: frozenset[str | None] = frozenset()
DAYS = st.sampled_from([TODAY - dt.timedelta(days) for days in (-1, 0, 1, 200, 400)])
NAMES = st.sampled_from(["Website", "Web-Site", "Websites", "Blog", "Hotline", "Hotlime", "Fax 1"])
HOLDERS = st.lists(st.sampled_from(["A. Huber", "a.  huber", "A Huber", "B. Moser"]), max_size=2)
ROLE_IDS = [f"r{number}" for number in range(6)]
CHANNEL_IDS = [f"c{number}" for number in range(7)]
LETTERS = st.sampled_from(["A", "R", "C", "I", "AR", "CI", "O", "ACI", ""])
REVIEWERS = st.sampled_from([None, "r0", "A. Huber"])
SEEN = st.none() | st.dictionaries(st.sampled_from(["r0", "r1", "gone"]), LETTERS, max_size=2)


@st.composite
def assignments(draw: st.DrawFn, known: list[str]) -> dict[str, Cell]:
    """Draw the cells of a row."""
    roles = draw(st.lists(st.sampled_from(known), unique=True, max_size=4)) if known else []
    until = st.none() | DAYS
    return {role: Cell(draw(LETTERS), until=draw(until)) for role in roles}


@st.composite
def channel(draw: st.DrawFn, id_: str, roles: list[str]) -> Channel:
    """Draw a channel with anything it can have."""
    duties = draw(st.lists(st.sampled_from(list(Duty)), unique=True, max_size=2) | st.just([]))
    return Channel(
        id_,
        draw(NAMES),
        group=draw(st.sampled_from([None, None, "Own"])),
        kind=draw(st.sampled_from([None, *Kind])),
        phases=tuple(draw(st.lists(st.sampled_from(list(Phase)), unique=True, max_size=2))),
        combines_with=tuple(draw(st.lists(st.sampled_from(CHANNEL_IDS), max_size=2))),
        critical=draw(st.booleans()),
        status=draw(st.sampled_from([Status.ACTIVE] * 5 + list(Status))),
        review=draw(st.none() | st.builds(Review, DAYS, REVIEWERS, SEEN)),
        raci=draw(assignments(roles)),
        duties={duty: draw(assignments(roles)) for duty in duties},
    )


@st.composite
def role(draw: st.DrawFn, id_: str, known: list[str]) -> Role:
    """Draw a role with anything it can have."""
    others = st.lists(st.sampled_from(known), unique=True, max_size=2)
    return Role(
        id_,
        draw(st.sampled_from(["Boss", "Office", "Press"])),
        department=draw(st.sampled_from([None, "d0", "d1", "d2"])),
        leadership=draw(st.integers(0, 3)) == 0,
        holders=tuple(draw(HOLDERS)),
        deputies=tuple(draw(others)),
        discipline=draw(st.sampled_from([None, None, *Discipline])),
        external=draw(st.integers(0, 4)) == 0,
        reports_to=tuple(draw(others)),
    )


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    """Draw an organisation."""
    roles = ROLE_IDS[: draw(st.integers(0, 5))]
    channels = CHANNEL_IDS[: draw(st.integers(0, 6))]
    return Organisation(
        name="Alpenblick",
        size=draw(st.sampled_from(list(Size))),
        scheme=SCHEMES[draw(st.sampled_from(["RACI", "CAIRO"]))],
        departments={
            id_: Department(id_, id_, draw(st.sampled_from(list(Discipline))))
            for id_ in ("d0", "d1", "d2")
        },
        roles={id_: draw(role(id_, roles)) for id_ in roles},
        portfolio=draw(st.none() | assignments(roles)),
        channels={id_: draw(channel(id_, roles)) for id_ in channels},
        waivers=tuple(
            draw(waiver(index, channels, roles)) for index in range(draw(st.integers(0, 3)))
        ),
    )


@st.composite
def waiver(draw: st.DrawFn, index: int, channels: list[str], roles: list[str]) -> Waiver:
    """Draw a waiver of a rule that finds something often."""
    rules = ("RACI101", "RACI102", "RACI105", "RACI110", "RACI203", "RACI604", "RACI704", "RACI705")
    some = st.lists(st.sampled_from(channels), unique=True) if channels else st.just([])
    several = st.lists(st.sampled_from(roles), unique=True) if roles else st.just([])
    return Waiver(
        index,
        draw(st.sampled_from(rules)),
        "because",
        draw(DAYS),
        tuple(draw(some)),
        tuple(draw(several)),
        sound=draw(st.integers(0, 5)) > 0,
    )


def options(**lists: Any) -> Options:  # noqa: ANN401 - the lists of a command line
    """Return options of the tests' day."""
    return Options(TODAY, Selection.of(Organisation().check, **lists))


# --- edits, as the document would report them


def cell_typed(draw: Draw, before: Organisation) -> tuple[Organisation, Touched]:
    """Type letters into a cell of a channel or a duty."""
    if not before.channels or not before.roles:
        return before, Touched()
    old = before.channels[draw(st.sampled_from(list(before.channels)))]
    role_id = draw(st.sampled_from(list(before.roles)))
    letters = draw(LETTERS)
    duty = draw(st.sampled_from([None, None, None, *old.duties]))
    row = dict(old.raci if duty is None else old.duties[duty])
    if letters or role_id not in row:
        row[role_id] = Cell(letters)
    else:
        del row[role_id]
    new = replace(old, raci=row) if duty is None else replace(old, duties={**old.duties, duty: row})
    channels = {**before.channels, old.id: new}
    return replace(before, channels=channels), Touched(frozenset([old.id]))


def channel_changed(draw: Draw, before: Organisation) -> tuple[Organisation, Touched]:
    """Change a channel's fields, or add one, at any place."""
    id_ = draw(st.sampled_from(CHANNEL_IDS))
    new = draw(channel(id_, list(before.roles)))
    channels = {**before.channels, id_: new}
    if id_ not in before.channels and draw(st.booleans()):
        channels = {id_: new, **before.channels}
    return replace(before, channels=channels), Touched(frozenset([id_]))


def channel_deleted(draw: Draw, before: Organisation) -> tuple[Organisation, Touched]:
    """Delete a channel."""
    if not before.channels:
        return before, Touched()
    id_ = draw(st.sampled_from(list(before.channels)))
    channels = {other: kept for other, kept in before.channels.items() if other != id_}
    return replace(before, channels=channels), Touched(frozenset([id_]))


def role_changed(draw: Draw, before: Organisation) -> tuple[Organisation, Touched]:
    """Change a role's fields, or add one."""
    id_ = draw(st.sampled_from(ROLE_IDS))
    new = draw(role(id_, list({**before.roles, id_: None})))
    return replace(before, roles={**before.roles, id_: new}), Touched(roles=frozenset([id_]))


def role_deleted(draw: Draw, before: Organisation) -> tuple[Organisation, Touched]:
    """Delete a role with all that refers to it."""
    if not before.roles:
        return before, Touched()
    gone = draw(st.sampled_from(list(before.roles)))
    roles = {
        id_: replace(
            kept,
            deputies=tuple(other for other in kept.deputies if other != gone),
            reports_to=tuple(other for other in kept.reports_to if other != gone),
        )
        for id_, kept in before.roles.items()
        if id_ != gone
    }
    channels = {id_: _without(kept, gone) for id_, kept in before.channels.items()}
    touched = frozenset(id_ for id_ in channels if channels[id_] != before.channels[id_])
    portfolio = before.portfolio and {r: c for r, c in before.portfolio.items() if r != gone}
    waivers = tuple(
        replace(one, roles=tuple(r for r in one.roles if r != gone)) for one in before.waivers
    )
    after = replace(before, roles=roles, channels=channels, portfolio=portfolio, waivers=waivers)
    whole = portfolio != before.portfolio or waivers != before.waivers
    return after, Touched(touched, frozenset([gone]), whole)


def _without(kept: Channel, gone: str) -> Channel:
    def rest(row: dict[str, Cell]) -> dict[str, Cell]:
        return {role_id: cell for role_id, cell in row.items() if role_id != gone}

    duties = {duty: rest(row) for duty, row in kept.duties.items()}
    return replace(kept, raci=rest(kept.raci), duties=duties)


def anything_else(draw: Draw, _before: Organisation) -> tuple[Organisation, Touched]:
    """Take another organisation, as a reload or a merge does."""
    return draw(organisations()), Touched(whole=True)


EDITS: tuple[Callable[[Draw, Organisation], tuple[Organisation, Touched]], ...] = (
    cell_typed,
    cell_typed,
    cell_typed,
    channel_changed,
    channel_deleted,
    role_changed,
    role_deleted,
    anything_else,
)


@given(st.data())
@settings(max_examples=examples(100))
def test_live_equals_full(data: st.DataObject) -> None:
    """After any sequence of edits, settled or not in between, the findings are a full check's."""
    organisation = data.draw(organisations())
    how = options(extend_select=["RACI"])
    live = LiveCheck(organisation, (), NONE, how)
    live.settle(data.draw(st.sampled_from([0.0, float("inf")])))
    for _ in range(data.draw(st.integers(1, 6))):
        edit = data.draw(st.sampled_from(EDITS))
        organisation, touched = edit(data.draw, organisation)
        faulty: frozenset[str | None] = frozenset(
            data.draw(st.sets(st.sampled_from([*organisation.channels, None]), max_size=1))
        )
        live.update(organisation, (), faulty, touched)
        if data.draw(st.booleans()):
            live.settle()
    live.settle()
    full = check(organisation, (), faulty, how)
    assert live.findings == full.findings
    assert live.leadership == full.leadership
    assert live.standings == full.standings
    shown = [one for one in full.findings if not one.waived]
    counts = {severity: sum(one.severity is severity for one in shown) for severity in Severity}
    assert live.counts == counts


@given(st.data())
@settings(max_examples=examples(50))
def test_what_changed_is_told(data: st.DataObject) -> None:
    """Rows that are not told to have changed have the findings and the standing of before."""
    organisation = data.draw(organisations())
    live = settled(organisation, options(extend_select=["RACI"]))
    live.changed()
    for _ in range(data.draw(st.integers(1, 4))):
        before = {id_: (live.of_channel(id_), live.standing(id_)) for id_ in organisation.channels}
        for _ in range(data.draw(st.integers(1, 2))):
            edit = data.draw(st.sampled_from(EDITS))
            organisation, touched = edit(data.draw, organisation)
            live.update(organisation, (), NONE, touched)
        live.settle()
        for id_ in before.keys() & organisation.channels.keys() - live.changed():
            assert _told(live.of_channel(id_)) == _told(before[id_][0])
            assert live.standing(id_) == before[id_][1]


def _told(findings: tuple[Finding, ...]) -> list[str]:
    return sorted(map(repr, findings))


def settled(organisation: Organisation, how: Options | None = None) -> LiveCheck:
    """Return a live check with nothing left to do."""
    live = LiveCheck(organisation, (), NONE, how or options())
    assert live.settle()
    return live


def typed(before: Organisation, channel_id: str, **letters: str) -> Organisation:
    """Return an organisation with other letters on a row."""
    old = before.channels[channel_id]
    raci = {**old.raci, **{role_id: Cell(letter) for role_id, letter in letters.items()}}
    return replace(before, channels={**before.channels, channel_id: replace(old, raci=raci)})


SMALL = matrix(
    "boss head\nweb - -\nfax A R\ntel AR -",
    roles={"boss": {"leadership": True}, "head": {"reports_to": "boss"}},
    channels={"fax": {"combines_with": ("tel",)}, "web": {"kind": "new"}},
)


def codes_of(live: LiveCheck, channel_id: str) -> set[str]:
    """Return the codes of a channel's findings."""
    return {one.code for one in live.of_channel(channel_id)}


def test_the_touched_row_is_looked_at_at_once() -> None:
    """Before any queue is worked on, row, mark and counts follow the key."""
    live = settled(SMALL)
    assert live.worst("web") is Severity.ERROR
    after = typed(SMALL, "web", boss="A", head="R")
    errors = live.counts[Severity.ERROR]
    live.update(after, (), NONE, Touched(frozenset(["web"])))
    assert "RACI101" not in codes_of(live, "web")
    assert live.counts[Severity.ERROR] == errors - 1
    standing = live.standing("web")
    assert standing
    assert standing.reach is Reach.PERSONAL
    assert live.leadership.personal == 3


def test_findings_of_a_channel_from_elsewhere() -> None:
    """A finding about two channels, or with its place on the row, belongs to the channel too."""
    split = matrix("a b\none A -\ntwo - A", channels={"one": {"combines_with": ("two",)}})
    live = settled(split)
    assert "RACI404" in codes_of(live, "one")
    assert "RACI404" in codes_of(live, "two")
    assert codes_of(live, "nowhere") == set()
    assert live.worst("nowhere") is None


def test_findings_stay_the_same_value_until_they_change() -> None:
    """Asking again after a key that changed nothing costs nothing."""
    live = settled(SMALL)
    first = live.findings
    live.update(SMALL, (), NONE, Touched(frozenset(["fax"])))
    live.settle()
    assert live.findings is first


def test_few_rows_change_with_a_letter() -> None:
    """What is found of the touched row changes, and of those that have to do with it."""
    live = settled(SMALL)
    assert live.changed() == {"web", "fax", "tel"}
    assert live.changed() == set()
    live.update(typed(SMALL, "web", boss="A", head="R"), (), NONE, Touched(frozenset(["web"])))
    live.settle()
    assert live.changed() == {"web"}


def test_work_is_done_in_slices() -> None:
    """One slice is one row or one rule; nothing is done twice, and the end is told."""
    live = LiveCheck(SMALL, (), NONE, options())
    slices = 1
    while not live.settle(0):
        slices += 1
    assert slices > 3 * len(SMALL.channels)
    assert live.settle(0)
    assert live.findings == settled(SMALL).findings


def test_typing_a_letter_looks_at_once_at_what_it_touched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A key judges its row and the roles on it; all others are judged while nobody types."""
    looked: list[str] = []
    row, role_ = Runner.row, Runner.role

    def watched_row(self: Runner, channel_id: str) -> Bucket:
        looked.append(channel_id)
        return row(self, channel_id)

    def watched_role(self: Runner, role_id: str) -> Bucket:
        looked.append(role_id)
        return role_(self, role_id)

    live = settled(SMALL)
    monkeypatch.setattr(Runner, "row", watched_row)
    monkeypatch.setattr(Runner, "role", watched_role)
    after = typed(SMALL, "tel", boss="A")
    live.update(after, (), NONE, Touched(frozenset(["tel"])))
    assert looked == ["tel", "boss"]
    looked.clear()
    assert not live.settle(0)
    listening = typed(after, "fax", head="I")
    live.update(listening, (), NONE, Touched(frozenset(["fax"])))
    assert looked[:2] == ["web", "fax"]
    assert set(looked[2:]) == {"boss", "head"}
    looked.clear()
    live.settle()
    assert looked == ["web", "fax", "tel", "boss", "head"]


def test_a_standing_is_known_before_its_row_was_looked_at() -> None:
    """The first screen shows marks although the queue is long."""
    live = LiveCheck(SMALL, (), NONE, options())
    standing = live.standing("fax")
    assert standing
    assert standing.distance == 0
    assert live.standing("nowhere") is None
    live.settle()
    assert live.standing("fax") == standing


def test_a_matrix_that_becomes_plain_forgets_the_other_families() -> None:
    """Rules that stop running leave no finding behind."""
    before = matrix("a b\nweb C -", channels={"web": {"phases": ["before"]}})
    live = settled(before)
    assert "RACI405" in {one.code for one in live.findings}
    plain = matrix("a b\nweb C -")
    live.update(plain, (), NONE, Touched(frozenset(["web"])))
    live.settle()
    assert live.findings == settled(plain).findings


def test_waived_findings_are_aside() -> None:
    """They stay in the list, but count nowhere."""
    until = TODAY + dt.timedelta(1)
    waivers = (Waiver(0, "RACI101", "later", until, channels=("web",)),)
    live = settled(replace(SMALL, waivers=waivers))
    assert any(one.code == "RACI101" and one.waived for one in live.findings)
    assert live.worst("web") is not Severity.ERROR


def test_other_waivers_cover_other_findings() -> None:
    """After an edit of the waivers each finding is shown as the new ones have it."""
    until = TODAY + dt.timedelta(1)
    waivers = (Waiver(0, "RACI101", "later", until, channels=("web",)),)
    live = settled(replace(SMALL, waivers=waivers))
    live.update(SMALL, (), NONE, Touched(whole=True))
    live.settle()
    assert live.findings == settled(SMALL).findings
    live.update(replace(SMALL, waivers=waivers), (), NONE, Touched(whole=True))
    live.settle()
    assert live.findings == settled(replace(SMALL, waivers=waivers)).findings


def test_a_channel_that_is_gone_stands_nowhere() -> None:
    """The gauge and the list forget it at once, whatever else changed."""
    for touched in (Touched(whole=True), Touched(frozenset(["fax"]))):
        live = settled(SMALL, options(select=["RACI1"]))
        rest = {id_: kept for id_, kept in SMALL.channels.items() if id_ != "fax"}
        live.update(replace(SMALL, channels=rest), (), NONE, touched)
        assert live.leadership.channels == 2
        assert live.standing("fax") is None
        assert not live.of_channel("fax")


def test_a_standing_of_a_row_that_was_read_but_not_looked_at() -> None:
    """Wherever the queue is, each standing can be asked for."""
    expected = settled(SMALL).standings
    for steps in range(12):
        live = LiveCheck(SMALL, (), NONE, options())
        for _ in range(steps):
            live.settle(0)
        assert {id_: live.standing(id_) for id_ in SMALL.channels} == expected
