"""A board of the grid that no check stands behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tui.screen.board import OrganisationBoard
from raci.words import words_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.model.finding import Severity, Standing
    from raci.model.organisation import Organisation
    from raci.words import Words


class PlainBoard(OrganisationBoard):
    """An organisation that nobody checks, with given standings and marks.

    Attributes:
        organisation: What is shown.
        standings: By channel.
        marks: The heaviest finding by channel; None stands for the portfolio row.
        role_marks: The heaviest finding by role.
        words: The language of headings and duties.
    """

    def __init__(
        self,
        organisation: Organisation,
        standings: Mapping[str, Standing] | None = None,
        marks: Mapping[str | None, Severity] | None = None,
        role_marks: Mapping[str, Severity] | None = None,
        words: Words | None = None,
    ) -> None:
        """Show ``organisation``; without standings and marks nothing is said of any row."""
        self.organisation = organisation
        self.standings = standings or {}
        self.marks = marks or {}
        self.role_marks = role_marks or {}
        self.words = words or words_in("en")

    def now(self) -> Organisation:
        """Return the given organisation."""
        return self.organisation

    def standing(self, channel_id: str) -> Standing | None:
        """Return the given standing."""
        return self.standings.get(channel_id)

    def worst(self, channel_id: str | None) -> Severity | None:
        """Return the given mark."""
        return self.marks.get(channel_id)

    def worst_of_role(self, role_id: str) -> Severity | None:
        """Return the given mark."""
        return self.role_marks.get(role_id)
