"""The open file as the grid and the panes see it, before and after the first check."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from raci.model.finding import Reach
from raci.model.organisation import Duty, Status
from raci.model.scheme import Part
from raci.model.text import printable
from raci.model.vocabulary import DUTY_ROWS
from raci.tui.grid.board import Lead, Row
from raci.tui.model import rows
from raci.tui.model.findings import FindingList, channel_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from raci.check.live import LiveCheck
    from raci.model.edit import Touched
    from raci.model.finding import Finding, Severity, Standing
    from raci.model.organisation import Channel, Organisation
    from raci.model.scheme import Letter
    from raci.tui.grid.board import Column, RowKey, Section, Span
    from raci.tui.grid.palette import Glyphs
    from raci.words import Words
    from raci.workspace import Workspace


class OrganisationBoard(ABC):
    """An organisation as the grid shows it; a subclass says what is known of its rows.

    Attributes:
        words: The language of headings and duties.
    """

    words: Words
    #: What each channel can be unfolded into.
    duties: Sequence[str] = tuple(Duty)

    @abstractmethod
    def now(self) -> Organisation:
        """Return the organisation as it is now."""

    @abstractmethod
    def standing(self, channel_id: str) -> Standing | None:
        """Return the row's leadership; None where it is not judged."""

    @abstractmethod
    def worst(self, channel_id: str | None) -> Severity | None:
        """Return the heaviest finding about a row; None as the id means the portfolio row."""

    @abstractmethod
    def worst_of_role(self, role_id: str) -> Severity | None:
        """Return the heaviest finding about a role alone."""

    @property
    def letters(self) -> Mapping[str, Letter]:
        """The letters of the scheme."""
        return self.now().scheme.letters

    @property
    def has_first_row(self) -> bool:
        """Whether the row on the choice and mix of channels is there."""
        return self.now().portfolio is not None

    def columns(self) -> tuple[Sequence[Column], Sequence[Span]]:
        """Return the roles and their departments."""
        return rows.columns(self.now())

    def sections(self, keep: Callable[[Channel], bool] | None) -> Sequence[Section]:
        """Return the channels under their headings."""
        return rows.sections(self.now(), self.words, keep)

    def names(self) -> Iterator[str]:
        """Yield the names of all channels."""
        return (channel.name for channel in self.now().channels.values())

    def name(self, key: RowKey) -> str:
        """Return what a row is called, fit for a terminal."""
        if key.kind == "portfolio":
            return self.words.say(rows.PORTFOLIO_NAME)
        if key.duty is not None:
            return self.words.say(DUTY_ROWS[key.duty])
        channel = self.now().channels.get(key.id)
        return printable(channel.name) if channel else key.id

    def row(self, key: RowKey) -> Row:
        """Return what stands in a row."""
        organisation = self.now()
        letters = rows.assignments(organisation, key)
        channel = organisation.channels.get(key.channel or "")
        if channel is None:
            return Row(letters, letters, mark=self.worst(None))
        dim = channel.status is not Status.ACTIVE
        if key.duty is not None:
            shown = {**rows.inherited(channel, key.duty, organisation.scheme), **letters}
            alarms = key.duty is not Duty.IMPLEMENTATION
            return Row(letters, shown, dim=dim, alarms=alarms, subject=channel)
        return Row(
            letters,
            letters,
            folds=bool(channel.duties),
            below=rows.below(channel),
            dim=dim,
            mark=self.worst(key.id),
            lead=_lead(self.standing(key.id)),
            subject=channel,
        )

    def is_owned(self, channel: str) -> bool:
        """Tell whether somebody is accountable or responsible anywhere in the channel."""
        found = self.now().channels.get(channel)
        return found is None or rows.owned(found, self.now().scheme)

    def part(self, char: str) -> str | None:
        """Return the part that a letter plays; None for an unknown one."""
        letter = self.letters.get(char)
        return letter.part if letter else None

    def accountable(self, letters: str) -> bool:
        """Tell whether one of the letters makes accountable."""
        return Part.ACCOUNTABLE in self.now().scheme.parts(letters)


def _lead(standing: Standing | None) -> Lead | None:
    if standing is None:
        return None
    if standing.reach is Reach.PERSONAL:
        return Lead(0, within=True)
    if standing.reach is Reach.DELEGATED:
        return Lead(standing.distance or 0, standing.within)
    return Lead(None, within=False)


class LiveBoard(OrganisationBoard):
    """The organisation and what the live check says of it.

    The check loads the graph library and looks at all rows. So it is begun only when the first
    rows are on the screen; until then nothing is said of any row.

    Attributes:
        changed: Channels of which what was taken over last says something else than before.
    """

    def __init__(self, workspace: Workspace, words: Words, glyphs: Glyphs) -> None:
        """Show a workspace, not yet checked, to a reader of ``words`` who can see ``glyphs``."""
        self.workspace = workspace
        self.words = words
        self.glyphs = glyphs
        self.findings = FindingList()
        self.changed: set[str] = set()
        self._check: LiveCheck | None = None
        self._of_roles: dict[str, list[Finding]] = {}
        self._portfolio: Severity | None = None

    def now(self) -> Organisation:
        """Return the organisation as it is now."""
        return self.workspace.organisation

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
        self.changed = set()
        for channel in touched.channels:
            self.findings.replace(channel, self._check.of_channel(channel))

    def gather(self) -> None:
        """Take all findings over, when the check has come to rest."""
        if self._check is None:
            return
        self.findings.order(self.organisation)
        self.findings.reset(self._check.findings)
        self.changed = self._check.changed()
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
