"""What the grid shows: an organisation and what the check says of its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.model.finding import Severity, Standing
    from raci.model.organisation import Organisation


class Board(Protocol):
    """The data behind the grid; read on every paint, so each answer is a plain look-up."""

    @property
    def organisation(self) -> Organisation:
        """The organisation as it is now."""

    def standing(self, channel_id: str) -> Standing | None:
        """Return the row's leadership; None where it is not judged."""

    def worst(self, channel_id: str | None) -> Severity | None:
        """Return the heaviest finding about a row; None as the id means the portfolio row."""

    def worst_of_role(self, role_id: str) -> Severity | None:
        """Return the heaviest finding about a role alone."""


@dataclass(slots=True)
class PlainBoard:
    """A board of given values, for an organisation that nobody checks."""

    organisation: Organisation
    standings: Mapping[str, Standing] = field(default_factory=dict)
    marks: Mapping[str | None, Severity] = field(default_factory=dict)
    role_marks: Mapping[str, Severity] = field(default_factory=dict)

    def standing(self, channel_id: str) -> Standing | None:
        """Return the given standing."""
        return self.standings.get(channel_id)

    def worst(self, channel_id: str | None) -> Severity | None:
        """Return the given mark."""
        return self.marks.get(channel_id)

    def worst_of_role(self, role_id: str) -> Severity | None:
        """Return the given mark."""
        return self.role_marks.get(role_id)
