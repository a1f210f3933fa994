"""What a review saw: the letters as they were then, and what has become of them since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.frozen import frozen
from raci.model.organisation import Review

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from raci.model.organisation import Assignments, Channel, Duty


@frozen
class Reassigned:
    """A role whose letters are no longer those that were reviewed.

    Attributes:
        duty: The duty whose letters they are; None for the channel's own.
        role: Its id, even where the role is gone.
        old: The letters at the review; empty for none.
        new: The letters now; empty for none.
    """

    duty: Duty | None
    role: str
    old: str
    new: str


def reviewed(channel: Channel, on: dt.date, by: str | None = None) -> dict[str, Any]:
    """Return what a file says of a channel that was looked at: the day, who, and the letters.

    Args:
        channel: As it was looked at.
        on: The day.
        by: A role's id or free text; None for nobody by name.

    Returns:
        Plain TOML values for the key ``reviewed``.
    """
    duties = {duty: _letters(cells) for duty, cells in channel.duties.items()}
    seen = {duty: letters for duty, letters in duties.items() if letters}
    return written(Review(on, by, _letters(channel.raci), seen or None))


def written(review: Review) -> dict[str, Any]:
    """Return a review as plain TOML values."""
    duties = {duty.value: dict(seen) for duty, seen in (review.duties or {}).items()} or None
    values = {"on": review.on, "by": review.by, "raci": review.raci, "duties": duties}
    return {key: value for key, value in values.items() if value is not None}


def reassigned(channel: Channel) -> Iterator[Reassigned]:
    """Yield what differs from the last review; nothing of the letters that it did not note.

    Letters in another order are the same, a cell without letters is no cell, and a note or an
    end beside the letters does not count: it is about who answers.
    """
    review = channel.review
    if review is None or not review.complete:
        return
    if review.raci is not None:
        yield from _between(None, review.raci, _letters(channel.raci))
    seen = review.duties or {}
    for duty in dict.fromkeys((*seen, *channel.duties)):
        now = _letters(channel.duties.get(duty, {}))
        yield from _between(duty, seen.get(duty, {}), now)


def _between(
    duty: Duty | None, old: Mapping[str, str], new: Mapping[str, str]
) -> Iterator[Reassigned]:
    for role in dict.fromkeys((*old, *new)):
        before, after = old.get(role, ""), new.get(role, "")
        if set(before) != set(after):
            yield Reassigned(duty, role, before, after)


def _letters(cells: Assignments) -> dict[str, str]:
    return {role: cell.letters for role, cell in cells.items() if cell.letters}
