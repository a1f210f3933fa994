"""Reviews: whose turn it is, what was seen the last time, and noting that all is still true."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from raci.check.rule.fault import changed, listed
from raci.model.edit import SetField
from raci.model.organisation import Status
from raci.model.review import reassigned, reviewed
from raci.model.text import Text

if TYPE_CHECKING:
    from raci.model.organisation import Channel, Organisation


def in_turn(organisation: Organisation, before: dt.date = dt.date.max) -> list[Channel]:
    """Return the active channels reviewed before a day: never, then the longest ago, first."""
    active = (one for one in organisation.channels.values() if one.status is Status.ACTIVE)
    return sorted((channel for channel in active if _last(channel) < before), key=_last)


def _last(channel: Channel) -> dt.date:
    return channel.review.on if channel.review else dt.date.min


def still_true(channel: Channel, on: dt.date, by: str | None) -> SetField:
    """Return the edit that notes that a channel is as it should be.

    Args:
        channel: As it is now; its letters are noted, so that later changes can be told.
        on: The day of the review.
        by: A role's id or free text; None for nobody by name.
    """
    return SetField(("channels", channel.id, "reviewed"), reviewed(channel, on, by))


def seen_last(organisation: Organisation, channel: Channel) -> Text:
    """Return when a channel was looked at last, by whom, and what has changed since."""
    review = channel.review
    if review is None:
        return Text("{channel}: never reviewed", {"channel": channel.name})
    role = organisation.roles.get(review.by or "")
    by = role.name if role else review.by
    when = Text("{on} by {by}", {"on": review.on, "by": by}) if by else review.on
    values: dict[str, object] = {"channel": channel.name, "when": when}
    changes = [changed(one, organisation) for one in reassigned(channel)]
    if changes:
        values["changes"] = listed(changes)
        return Text("{channel}: last reviewed {when}; since then {changes}", values)
    if review.complete:
        return Text("{channel}: last reviewed {when}; nothing has changed since", values)
    return Text("{channel}: last reviewed {when}", values)
