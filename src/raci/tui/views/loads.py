"""How often each role plays each part: a channel counts once, its duties included."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raci.model.organisation import Channel, Organisation
    from raci.model.scheme import Part, Scheme


def loads(organisation: Organisation) -> dict[str, Counter[Part]]:
    """Return for each role on how many active channels it plays which part."""
    found: dict[str, Counter[Part]] = {role: Counter() for role in organisation.roles}
    for channel in organisation.channels.values():
        if channel.status.value == "active":
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
