"""The open file as the grid and the panes see it, before and after the first check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tui.model.finding_list import FindingList, channel_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.check.live import LiveCheck
    from raci.model.edit import Touched
    from raci.model.finding import Finding, Severity, Standing
    from raci.model.organisation import Organisation
    from raci.workspace import Workspace


class LiveBoard:
    """The organisation and what the live check says of it.

    The check loads the graph library and looks at all rows. So it is begun only when the first
    rows are on the screen; until then nothing is said of any row.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Show a workspace, not yet checked."""
        self.workspace = workspace
        self.findings = FindingList()
        self._check: LiveCheck | None = None
        self._of_roles: dict[str, list[Finding]] = {}
        self._portfolio: Severity | None = None

    @property
    def organisation(self) -> Organisation:
        """The organisation as it is now."""
        return self.workspace.organisation

    @property
    def check(self) -> LiveCheck | None:
        """The live check; None before it was begun."""
        return self._check

    def begin(self) -> LiveCheck:
        """Begin to check."""
        if self._check is None:
            self._check = self.workspace.check
        return self._check

    def standing(self, channel_id: str) -> Standing | None:
        """Return the row's leadership; None where it is not judged (yet)."""
        return self._check.standing(channel_id) if self._check else None

    def worst(self, channel_id: str | None) -> Severity | None:
        """Return the heaviest finding about a row; None as the id means the portfolio row."""
        if channel_id is None:
            return self._portfolio
        return self._check.worst(channel_id) if self._check else None

    def worst_of_role(self, role_id: str) -> Severity | None:
        """Return the heaviest finding about a role alone."""
        found = self._of_roles.get(role_id)
        return found[0].severity if found else None

    def counts(self) -> Mapping[Severity, int] | None:
        """Count the findings by severity; None before the check was begun."""
        return self._check.counts if self._check else None

    def gauge(self) -> tuple[int, int] | None:
        """Return how many channels are led within the limit, and how many are active."""
        return self._check.leadership.gauge if self._check else None

    def of_row(self, channel_id: str | None) -> tuple[Finding, ...]:
        """Return the findings about a channel, the worst first."""
        if self._check is None or channel_id is None:
            return ()
        found = (one for one in self._check.of_channel(channel_id) if not one.waived)
        return tuple(sorted(found, key=lambda one: (one.severity.rank, one.code)))

    def of_role(self, role_id: str) -> tuple[Finding, ...]:
        """Return the findings about a role alone, the worst first."""
        return tuple(self._of_roles.get(role_id, ()))

    def follow(self, touched: Touched) -> None:
        """Take the findings of the touched rows over, at the cost of these rows alone."""
        if self._check is None:
            return
        for channel in touched.channels:
            self.findings.replace(channel, self._check.of_channel(channel))

    def gather(self) -> None:
        """Take all findings over, when the check has come to rest."""
        if self._check is None:
            return
        self.findings.order(self.organisation)
        self.findings.reset(self._check.findings)
        self._of_roles, self._portfolio = {}, None
        for finding in self.findings:
            if channel_of(finding) is None:
                self._weigh(finding)

    def _weigh(self, finding: Finding) -> None:
        # The list is sorted by severity: the first finding about a role is its worst.
        for role in finding.ids("role"):
            self._of_roles.setdefault(role, []).append(finding)
        if finding.place[:1] == ("portfolio",) and self._portfolio is None:
            self._portfolio = finding.severity
