"""Faults: what rules find, and the words that several of their messages are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raci.model.finding import Severity, Subject
from raci.model.text import Text
from raci.model.vocabulary import DUTIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci.check.matrix.row import Row
    from raci.model.organisation import EffectiveRow, Organisation, Path
    from raci.model.review import Reassigned
    from raci.model.text import Value

#: How many names a message lists before it only counts the rest; it has one line.
_NAMED = 4


class Fault(NamedTuple):
    """What a rule found, before severity and waivers are known.

    Of several with the same code and subjects the first is told, so that rules need not keep count.

    Attributes:
        subjects: Whom it is about, in the order of the file.
        place: Path of what a person would fix.
        severity: Where this one weighs otherwise than its rule; a file's severity still wins.
    """

    subjects: tuple[Subject, ...]
    message: Text
    place: Path
    severity: Severity | None = None


def on_channel(row: Row, message: Text, place: Path | None = None) -> Fault:
    """Return a fault of a channel, at a place or its header."""
    channel = row.channel.id
    return Fault((Subject("channel", channel),), message, place or ("channels", channel))


def on_role(role: str, message: Text) -> Fault:
    """Return a fault of a role, at its header; ``role`` is its id."""
    return Fault((Subject("role", role),), message, ("roles", role))


def title(row: Row, effective: EffectiveRow) -> Value:
    """Return what a message calls an effective row: the channel, with its duty if it has one."""
    name = row.channel.name
    if effective.duty is None:
        return name
    return Text("{channel} ({duty})", {"channel": name, "duty": DUTIES[effective.duty]})


def changed(change: Reassigned, organisation: Organisation) -> Text:
    """Return what became of a role's letters: ``Marketing R → A``."""
    role = organisation.roles.get(change.role)
    values: dict[str, Value] = {
        "role": role.name if role else change.role,
        "old": change.old or "–",
        "new": change.new or "–",
    }
    if change.duty is None:
        return Text("{role} {old} → {new}", values)
    return Text("{role} ({duty}) {old} → {new}", values | {"duty": DUTIES[change.duty]})


def listed(names: Iterable[Value]) -> tuple[Value, ...]:
    """Return the names to be joined with commas; of many only the first, and how many more."""
    known = tuple(names)
    if len(known) <= _NAMED + 1:
        return known
    rest = len(known) - _NAMED
    return (*known[:_NAMED], Text("{n} more", {"n": rest}))
