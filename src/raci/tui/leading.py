"""From a finding to the cell in which it can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.organisation import Duty
from raci.tui.finding_list import channel_of
from raci.tui.grid.rows import HEAD, PORTFOLIO, RowKey

if TYPE_CHECKING:
    from raci.model.finding import Finding
    from raci.model.organisation import Organisation
    from raci.model.path import Path


def leads_to(finding: Finding, organisation: Organisation) -> tuple[RowKey | None, str | None]:
    """Return the row and the role of a finding's place; no row where it has none in the matrix."""
    place = finding.place
    role = _role(finding, organisation)
    if place[:1] == ("portfolio",):
        return PORTFOLIO, role
    channel = channel_of(finding)
    if channel is not None and channel in organisation.channels:
        duty = _duty(place)
        return (RowKey("duty", channel, duty) if duty else RowKey("channel", channel)), role
    if role is not None:
        return HEAD, role
    return None, None


def _duty(place: Path) -> Duty | None:
    if "duties" in place[2:-1]:
        word = place[place.index("duties") + 1]
        return Duty(word) if word in set(Duty) else None
    return None


def _role(finding: Finding, organisation: Organisation) -> str | None:
    if "raci" in finding.place or "duties" in finding.place or finding.place[:1] == ("roles",):
        for step in finding.place[1:]:
            if step in organisation.roles:
                return str(step)
    named = finding.ids("role")
    return named[0] if named and named[0] in organisation.roles else None
