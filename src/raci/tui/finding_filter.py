"""Which findings the view shows: only of a severity, of a family of rules, of a row, of a role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci.model.finding import Severity
from raci.model.text import Text
from raci.tui.model.finding_list import channel_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from raci.model.finding import Finding
    from raci.model.organisation import Organisation

_SEVERITIES: Mapping[Severity, Text] = {
    Severity.ERROR: Text("errors"),
    Severity.WARNING: Text("warnings"),
    Severity.INFO: Text("infos"),
}
#: By the first digit of their codes.
_FAMILIES: Mapping[str, Text] = {
    "RACI1": Text("RACI1: who answers, works, is asked and told"),
    "RACI2": Text("RACI2: a matter for the boss"),
    "RACI3": Text("RACI3: not left to IT or outsiders"),
    "RACI4": Text("RACI4: channels joined up"),
    "RACI5": Text("RACI5: disciplines work together"),
    "RACI6": Text("RACI6: load, vacancies, deputies"),
    "RACI7": Text("RACI7: kept up to date"),
    "RACI8": Text("RACI8: faults in the file"),
}


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """A choice of findings.

    Attributes:
        key: Its name in the list to choose from.
        title: What the findings have in common, after "only".
        keep: Tells which are shown.
    """

    key: str
    title: Text
    keep: Callable[[Finding], bool]


def finding_filters(
    organisation: Organisation, channel: str | None, role: str | None
) -> Iterator[FindingFilter]:
    """Yield what findings can be chosen by; the row and the role under the cursor among them."""
    for severity, title in _SEVERITIES.items():
        yield FindingFilter(severity, title, lambda one, sort=severity: one.severity is sort)  # type: ignore[misc]
    if channel is not None and channel in organisation.channels:
        name = organisation.channels[channel].name
        about = Text("findings about {name}", {"name": name})
        yield FindingFilter("channel", about, lambda one: channel_of(one) == channel)
    if role is not None and role in organisation.roles:
        about = Text("findings about {name}", {"name": organisation.roles[role].name})
        yield FindingFilter("role", about, lambda one: role in one.ids("role"))
    for family, title in _FAMILIES.items():
        yield FindingFilter(family, title, lambda one, begun=family: one.code.startswith(begun))  # type: ignore[misc]
