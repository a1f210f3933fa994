"""The organisation as rows under headings and columns in departments."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from raci.model import order
from raci.model.naming import short_names
from raci.model.organisation import Cell, Channel, Duty, Kind, Status
from raci.model.scheme import Part
from raci.model.text import Text, printable
from raci.tui.grid.board import Column, Heading, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from raci.model.organisation import Assignments, Organisation
    from raci.model.scheme import Scheme
    from raci.tui.grid.board import RowKey, Section
    from raci.words import Words

#: Up to how many roles every other column is shaded. Each stripe is a run of its own in each line
#: that a terminal is sent; in a wide matrix they would make a page three times as slow.
_STRIPED = 60


PORTFOLIO_NAME = Text("Choice and mix")

#: What the rows of a kind, a status, or none are called.
_TITLES: Mapping[tuple[str, str | None], Text] = {
    ("kind", Kind.TRADITIONAL): Text("Traditional"),
    ("kind", Kind.NEW): Text("New"),
    ("kind", Kind.THIRD_PARTY): Text("Third parties"),
    ("kind", None): Text("Without a kind"),
    ("status", Status.PLANNED): Text("Planned"),
    ("status", Status.DECLINED): Text("Declined"),
    ("status", Status.RETIRED): Text("Retired"),
    ("group", None): Text("Without a group"),
}


def columns(organisation: Organisation) -> tuple[tuple[Column, ...], tuple[Span, ...]]:
    """Return the roles by departments in the order of the file, those without one last."""
    striped = len(organisation.roles) <= _STRIPED
    heads = short_names(organisation.roles.values())
    made: list[Column] = []
    spans = []
    for department, roles in order.columns(organisation):
        start = len(made)
        made += [
            Column(
                id=role.id,
                head=printable(heads[role.id]),
                leader=organisation.is_leader(role),
                muted=organisation.is_it(role),
                external=role.external,
                alternate=striped and number % 2 == 1,
                opens=number == 0,
            )
            for number, role in enumerate(roles)
        ]
        name = "" if department is None else printable(department.name)
        spans.append(Span(name, start, len(made)))
    return tuple(made), tuple(spans)


def sections(
    organisation: Organisation, words: Words, keep: Callable[[Channel], bool] | None
) -> list[Section]:
    """Return the channels under headings of groups, else kinds, in the order of the file.

    Those not active stand apart; where there is neither a group nor a kind, no heading does.
    """
    found: list[Section] = []
    channels = organisation.channels.values()
    plain = not any(channel.group or channel.kind for channel in channels)
    for by, value, members in order.row_groups(channels, keep):
        ids = tuple(channel.id for channel in members)
        if plain and by == "kind":
            found.append((None, ids))
            continue
        named = _TITLES.get((by, value))
        title = words.say(named) if named else printable(value or "")
        found.append((Heading(by, value, title, ids), ids))
    return found


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


def loads(organisation: Organisation) -> dict[str, Counter[Part]]:
    """Return for each role on how many active channels it plays which part, duties included."""
    found: dict[str, Counter[Part]] = {role: Counter() for role in organisation.roles}
    for channel in organisation.channels.values():
        if channel.status is Status.ACTIVE:
            for role, parts in parts_of(channel, organisation.scheme).items():
                if role in found:
                    found[role].update(parts)
    return found


def parts_of(channel: Channel, scheme: Scheme) -> dict[str, set[Part]]:
    """Return which parts each role plays anywhere in a channel."""
    played: dict[str, set[Part]] = {}
    for _, row in channel.assignments():
        for role, cell in row.items():
            if cell.letters:
                played.setdefault(role, set()).update(scheme.parts(cell.letters))
    return played
