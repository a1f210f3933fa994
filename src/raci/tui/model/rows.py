"""The organisation as rows under headings and columns in departments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.naming import short_names
from raci.model.organisation import Cell, Channel, Duty, Kind, Status
from raci.model.scheme import Part
from raci.model.text import Text, printable
from raci.tui.grid.board import Column, Heading, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from raci.model.organisation import Assignments, Organisation, Role
    from raci.model.scheme import Scheme
    from raci.tui.grid.board import RowKey, Section
    from raci.words import Words

#: Up to how many roles every other column is shaded. Each stripe is a run of its own in each line
#: that a terminal is sent; in a wide matrix they would make a page three times as slow.
_STRIPED = 60


PORTFOLIO_NAME = Text("Choice and mix")

_KIND_NAMES = {
    Kind.TRADITIONAL: Text("Traditional"),
    Kind.NEW: Text("New"),
    Kind.THIRD_PARTY: Text("Third parties"),
    None: Text("Without a kind"),
}
_STATUS_NAMES = {
    Status.PLANNED: Text("Planned"),
    Status.DECLINED: Text("Declined"),
    Status.RETIRED: Text("Retired"),
}
_UNGROUPED = Text("Without a group")


def columns(organisation: Organisation) -> tuple[tuple[Column, ...], tuple[Span, ...]]:
    """Return the roles by departments in the order of the file, those without one last."""
    members = _by_department(organisation)
    striped = len(organisation.roles) <= _STRIPED
    heads = short_names(organisation.roles.values())
    made = tuple(
        Column(
            id=role.id,
            head=printable(heads[role.id]),
            leader=organisation.is_leader(role),
            muted=organisation.is_it(role),
            external=role.external,
            odd=number % 2 == 1,
            alternate=striped and number % 2 == 1,
            opens=number == 0,
        )
        for roles in members.values()
        for number, role in enumerate(roles)
    )
    return made, _spans(organisation, members)


def _by_department(organisation: Organisation) -> dict[str | None, list[Role]]:
    members: dict[str | None, list[Role]] = {id_: [] for id_ in organisation.departments}
    members[None] = []
    for role in organisation.roles.values():
        members[role.department if role.department in members else None].append(role)
    return {department: roles for department, roles in members.items() if roles}


def _spans(organisation: Organisation, members: dict[str | None, list[Role]]) -> tuple[Span, ...]:
    spans, start = [], 0
    for department, roles in members.items():
        name = "" if department is None else organisation.departments[department].name
        spans.append(Span(printable(name), start, start + len(roles)))
        start += len(roles)
    return tuple(spans)


def sections(
    organisation: Organisation, words: Words, keep: Callable[[Channel], bool] | None
) -> list[Section]:
    """Return the channels under headings of groups, else kinds; those not active stand apart."""
    shown = [c for c in organisation.channels.values() if keep is None or keep(c)]
    active = [c for c in shown if c.status is Status.ACTIVE]
    apart = [c for c in shown if c.status is not Status.ACTIVE]
    every = organisation.channels.values()
    found: list[Section]
    if any(c.group is not None for c in every):
        found = _grouped(active, words)
    elif any(c.kind is not None for c in every):
        found = _by_kind(active, words)
    else:
        found = [(None, tuple(c.id for c in active))]
    for status, title in _STATUS_NAMES.items():
        members = tuple(c.id for c in apart if c.status is status)
        if members:
            found.append((Heading("status", status, words.say(title), members), members))
    return found


def _grouped(channels: Iterable[Channel], words: Words) -> list[Section]:
    members: dict[str | None, list[str]] = {}
    for channel in channels:
        members.setdefault(channel.group, []).append(channel.id)
    headings = (
        Heading(
            "group", group, words.say(_UNGROUPED) if group is None else printable(group), tuple(ids)
        )
        for group, ids in members.items()
    )
    return [(heading, heading.members) for heading in headings]


def _by_kind(channels: Iterable[Channel], words: Words) -> list[Section]:
    members: dict[Kind | None, list[str]] = {kind: [] for kind in _KIND_NAMES}
    for channel in channels:
        members[channel.kind].append(channel.id)
    headings = (
        Heading("kind", kind, words.say(_KIND_NAMES[kind]), tuple(ids))
        for kind, ids in members.items()
        if ids
    )
    return [(heading, heading.members) for heading in headings]


def assignments(organisation: Organisation, key: RowKey) -> Assignments:
    """Return the letters that stand in a row; a heading and the head have none."""
    if key.kind == "portfolio":
        return organisation.portfolio or {}
    channel = organisation.channels.get(key.channel or "")
    if channel is None:
        return {}
    return channel.raci if key.duty is None else channel.duties.get(key.duty, {})


_OWNERS = frozenset({Part.ACCOUNTABLE, Part.RESPONSIBLE})


def inherited(channel: Channel, duty: Duty, scheme: Scheme) -> Assignments:
    """Return what a duty takes over from its channel: all but the owners that it names itself."""
    letters = "".join(cell.letters for cell in channel.duties.get(duty, {}).values())
    named = scheme.parts(letters) & _OWNERS
    kept = {
        role: "".join(c for c in cell.letters if scheme.parts(c).isdisjoint(named))
        for role, cell in channel.raci.items()
    }
    return {role: Cell(letters) for role, letters in kept.items() if letters}


def owned(channel: Channel, scheme: Scheme) -> bool:
    """Tell whether somebody is accountable or responsible anywhere in the channel."""
    parts = scheme.parts
    return any(
        not _OWNERS.isdisjoint(parts(cell.letters))
        for _, row in channel.assignments()
        for cell in row.values()
    )


_NOTHING: Assignments = {}


def below(channel: Channel) -> Assignments:
    """Return cells of a channel's duties by role, one for each: what stands under its row."""
    if not channel.duties:
        return _NOTHING
    return {
        role: Cell(cell.letters)
        for duty in reversed(Duty)
        for role, cell in channel.duties.get(duty, {}).items()
        if cell.letters
    }
