"""In which order a matrix stands: columns by department, rows by group or kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.organisation import Channel, Department, Kind, Organisation, Role, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What a group of rows is called: a text of the file, a kind, a status, or nothing.
GroupTitle = str | Kind | Status | None


def columns(organisation: Organisation) -> tuple[tuple[Department | None, tuple[Role, ...]], ...]:
    """Return the departments that have roles with these, those without a department last."""
    members: dict[str | None, list[Role]] = {name: [] for name in organisation.departments}
    members[None] = []
    for role in organisation.roles.values():
        members[role.department if role.department in members else None].append(role)
    return tuple(
        (organisation.departments[name] if name is not None else None, tuple(roles))
        for name, roles in members.items()
        if roles
    )


def row_groups(channels: Iterable[Channel]) -> tuple[tuple[GroupTitle, tuple[Channel, ...]], ...]:
    """Return the active channels by group, in order of first appearance, then the others.

    Where no channel names a group, kinds make the groups; channels that are planned, declined or
    retired stand apart, at the end.
    """
    known = tuple(channels)
    grouped = any(channel.group for channel in known)
    active = (channel for channel in known if channel.status is Status.ACTIVE)
    found: dict[GroupTitle, list[Channel]] = {}
    for channel in active:
        found.setdefault(channel.group if grouped else channel.kind, []).append(channel)
    for status in (Status.PLANNED, Status.DECLINED, Status.RETIRED):
        apart = [channel for channel in known if channel.status is status]
        if apart:
            found[status] = apart
    return tuple((title, tuple(rows)) for title, rows in found.items())
