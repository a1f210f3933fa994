"""In which order a matrix stands: columns by department, rows by group or kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from raci.model.organisation import Channel, Department, Organisation, Role, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class RowGroup(NamedTuple):
    """Channels that stand together.

    Attributes:
        by: What they have in common.
        value: The group's name, the kind or the status; None for the channels without.
        channels: In the order of the file.
    """

    by: Literal["group", "kind", "status"]
    value: str | None
    channels: tuple[Channel, ...]


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


def row_groups(
    channels: Iterable[Channel], keep: Callable[[Channel], bool] | None = None
) -> tuple[RowGroup, ...]:
    """Return the active channels by group, in order of first appearance, then the others.

    Where no channel names a group, kinds make the groups; channels that are planned, declined or
    retired stand apart, at the end.

    Args:
        channels: All channels of the organisation.
        keep: Tells which of them are wanted; None for all. The others still tell what groups are.
    """
    known = tuple(channels)
    by: Literal["group", "kind"] = "group" if any(one.group for one in known) else "kind"
    wanted = known if keep is None else tuple(filter(keep, known))
    found: dict[str | None, list[Channel]] = {}
    for channel in wanted:
        if channel.status is Status.ACTIVE:
            title = channel.group if by == "group" else channel.kind
            found.setdefault(title, []).append(channel)
    groups = [RowGroup(by, title, tuple(members)) for title, members in found.items()]
    for status in (Status.PLANNED, Status.DECLINED, Status.RETIRED):
        apart = tuple(channel for channel in wanted if channel.status is status)
        if apart:
            groups.append(RowGroup("status", status, apart))
    return tuple(groups)
