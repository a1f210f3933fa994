"""The check that follows every edit: the touched row and role at once, the rest in slices.

The findings after ``settle`` are those of a full check, whatever edits came before; a full check is
nothing but this with all its work done.
"""

from __future__ import annotations

from math import inf
from time import perf_counter
from typing import TYPE_CHECKING

from raci.check.inspector import Inspector
from raci.check.ledger import Ledger
from raci.check.matrix import Matrix
from raci.check.rule import NOTHING, Aspect
from raci.check.rulebook import RULES
from raci.check.standing import Standings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from raci.check.checker import Options
    from raci.check.row import Row
    from raci.model.edit import Touched
    from raci.model.finding import Finding, Leadership, Severity, Standing
    from raci.model.organisation import Channel, Organisation


class LiveCheck:
    """The findings of an organisation that is being edited."""

    def __init__(
        self,
        organisation: Organisation,
        problems: Iterable[Finding],
        faulty_rows: frozenset[str | None],
        options: Options,
    ) -> None:
        """Queue everything; ``settle`` does the work.

        Args:
            organisation: What to check.
            problems: The document's own findings, 801 to 806.
            faulty_rows: Channels with a cell that could not be read.
            options: Day, selection, and whether waivers count.
        """
        self._options = options
        self._ledger = Ledger()
        self._standings = Standings()
        self._start(organisation, problems, faulty_rows)

    def _start(
        self,
        organisation: Organisation,
        problems: Iterable[Finding],
        faulty_rows: frozenset[str | None],
    ) -> None:
        """Begin anew; what was found before stays on show until it is looked at again."""
        options, size = self._options, organisation.size
        limits = {rule.code: options.selection.limits(rule.code, size) for rule in RULES}
        self._matrix = Matrix(organisation, faulty_rows, options.today, limits, self._standings)
        self._inspector = Inspector(self._matrix, options)
        for channel in self._standings.by_channel.keys() - organisation.channels.keys():
            self._standings.drop(channel)
        self._ledger.forget_waivers()
        self._arrange(organisation)
        self._ledger.put("file", "problems", self._inspector.file(problems))
        self._unread = dict.fromkeys(reversed(tuple(organisation.channels)))
        self._rows: dict[str, None] = {}
        self._roles: dict[str, None] = {}
        self._whole: dict[str, None] = {}
        self._waivers = False
        self._all_due = True

    def _arrange(self, organisation: Organisation) -> None:
        self._ledger.arrange("rows", organisation.channels)
        self._ledger.arrange("roles", organisation.roles)
        self._ledger.arrange("whole", _ABOUT_THE_WHOLE)

    # --- after an edit

    def use(self, options: Options) -> None:
        """Take other options: they count from the next update that touches the whole."""
        self._options = options

    def update(
        self,
        organisation: Organisation,
        problems: Iterable[Finding],
        faulty_rows: frozenset[str | None],
        touched: Touched,
    ) -> None:
        """Follow an edit: look at the touched rows and roles at once, queue all else.

        Args:
            organisation: As it is now.
            problems: As they are now.
            faulty_rows: As they are now.
            touched: What the edit changed.
        """
        if touched.whole:
            self._start(organisation, problems, faulty_rows)
            return
        channels = {*touched.channels, *_channels(faulty_rows ^ self._matrix.faulty_rows)}
        before = self._matrix.organisation
        self._matrix.faulty_rows = faulty_rows
        self._ledger.put("file", "problems", self._inspector.file(problems))
        self._waivers = True
        if any((id_ in before.channels) != (id_ in organisation.channels) for id_ in channels):
            self._ledger.arrange("rows", organisation.channels)
            self._matrix.forget_positions()
        self._follow_roles(organisation, touched.roles)
        self._follow_channels(channels)

    def _follow_roles(self, organisation: Organisation, roles: frozenset[str]) -> None:
        if not roles:
            self._matrix.organisation = organisation
            return
        self._matrix.set_roles(organisation)
        self._ledger.arrange("roles", organisation.roles)
        self._all_due = True

    def _follow_channels(self, channels: Iterable[str]) -> None:
        """Read the touched rows again, and look at them and at who has letters there."""
        aspects, rows = NOTHING, []
        roles: set[str] = set()
        for id_ in channels:
            self._unread.pop(id_, None)
            old, new = self._matrix.rows.get(id_), self._matrix.read(id_)
            aspects |= _aspects(old, new)
            roles.update(*(row.held for row in (old, new) if row))
            if new:
                rows.append(id_)
        self._refresh(links=Aspect.FEATURES in aspects)
        self._whole.update(dict.fromkeys(self._inspector.reading(aspects)))
        for id_ in rows:
            self._look_at_row(id_)
        known = self._matrix.organisation.roles
        for role in roles & known.keys():
            self._look_at_role(role)

    def _refresh(self, *, links: bool) -> None:
        """Read the facts again and queue those who read the ones that changed."""
        linked = self._matrix.links
        changed = self._matrix.refresh(links=links)
        if "plain" in changed:
            self._inspector.pick()
            self._all_due = True
        if changed & self._inspector.row_facts:
            self._queue_rows()
        if changed & self._inspector.role_facts:
            self._queue_roles()
        if links:
            now = self._matrix.links
            relinked = linked.partners.keys() ^ now.partners.keys()
            self._rows.update(dict.fromkeys({*relinked, *linked.redundant, *now.redundant}))

    def _queue_rows(self) -> None:
        self._rows = dict.fromkeys(reversed(tuple(self._matrix.organisation.channels)))

    def _queue_roles(self) -> None:
        self._roles = dict.fromkeys(reversed(tuple(self._matrix.organisation.roles)))

    # --- the work

    def settle(self, seconds: float = inf) -> bool:
        """Work on what is queued, for about that long; return True when nothing is left.

        One step is one row or one rule about the whole. Of the latter only the searches of the
        whole graph take long (tens of milliseconds in an organisation of 10,000 channels); they
        come last.
        """
        until = perf_counter() + seconds
        while self._step():
            if perf_counter() >= until:
                return not self._busy
        return True

    @property
    def _busy(self) -> bool:
        queues = (self._unread, self._rows, self._roles, self._whole)
        return any(queues) or self._waivers or self._all_due

    def _step(self) -> bool:
        if self._unread:
            self._matrix.read(self._unread.popitem()[0])
        elif self._all_due:
            self._queue_all()
        elif self._rows:
            self._look_at_row(self._rows.popitem()[0])
        elif self._roles:
            self._look_at_role(self._roles.popitem()[0])
        elif self._whole:
            self._look_at_whole()
        elif self._waivers:
            self._waivers = False
            said = self._inspector.about_waivers(self._ledger.covering)
            self._ledger.put("waivers", "waivers", said)
        else:
            return False
        return True

    def _queue_all(self) -> None:
        self._all_due = False
        self._refresh(links=True)
        self._inspector.pick()
        self._all_due = False
        self._queue_rows()
        self._queue_roles()
        self._whole = dict.fromkeys(reversed(_ABOUT_THE_WHOLE))
        self._waivers = True

    def _look_at_row(self, channel: str) -> None:
        if channel in self._matrix.rows:
            self._rows.pop(channel, None)
            self._ledger.put("rows", channel, self._inspector.row(channel))

    def _look_at_role(self, role: str) -> None:
        self._roles.pop(role, None)
        self._ledger.put("roles", role, self._inspector.role(role))

    def _look_at_whole(self) -> None:
        """Run a rule about the whole, or take the next channels in that it needs."""
        code = next(reversed(self._whole))
        if code in _SEARCHING and self._matrix.graph.teamwork.take(_CHANNELS_AT_ONCE):
            return
        del self._whole[code]
        self._ledger.put("whole", code, self._inspector.whole(code))

    # --- what was found

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings so far; those on rows in the order of the file."""
        return self._ledger.findings

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings weigh how much, waived ones aside."""
        return self._ledger.counts

    def of_channel(self, channel: str) -> tuple[Finding, ...]:
        """Return the findings that have a channel as a subject, or a place on its row."""
        return self._ledger.of_channel(channel)

    def worst(self, channel: str) -> Severity | None:
        """Return the heaviest severity among a channel's findings, waived ones aside."""
        severities = [one.severity for one in self.of_channel(channel) if not one.waived]
        return min(severities, key=lambda severity: severity.rank, default=None)

    def standing(self, channel: str) -> Standing | None:
        """Return how leadership stands to a channel; None unless it is active.

        A row that was not looked at yet is looked at for this.
        """
        known = self._standings.by_channel.get(channel)
        if known or channel not in self._matrix.organisation.channels:
            return known
        row = self._matrix.rows.get(channel)
        if row is None:
            self._unread.pop(channel, None)
            row = self._matrix.read(channel)
        return self._matrix.stand(row) if row and row.active else None

    @property
    def standings(self) -> Mapping[str, Standing]:
        """How leadership stands to each active channel that was looked at."""
        return self._standings.by_channel

    @property
    def leadership(self) -> Leadership:
        """How many active channels stand how."""
        return self._standings.leadership


def _channels(rows: frozenset[str | None]) -> set[str]:
    return {row for row in rows if row is not None}


#: Rules that search the graph of who meets whom.
_SEARCHING = frozenset(("RACI504", "RACI505"))
#: All rules about the whole, whether they run or not: one that stopped leaves no finding behind.
_ABOUT_THE_WHOLE = sorted(
    (rule.code for rule in RULES if rule.whole), key=lambda code: (code in _SEARCHING, code)
)
#: How many channels that graph takes in at once: a millisecond's worth.
_CHANNELS_AT_ONCE = 100

_EVERYTHING = Aspect.LETTERS | Aspect.SHAPE | Aspect.FEATURES


def _aspects(before: Row | None, after: Row | None) -> Aspect:
    """Return what an edit changed on a row."""
    if before is None or after is None or before.active != after.active:
        return _EVERYTHING
    aspects = NOTHING
    if before.held != after.held or before.effective != after.effective:
        aspects |= Aspect.LETTERS
    if before.held.keys() != after.held.keys() or before.faulty != after.faulty:
        aspects |= Aspect.SHAPE
    if _features(before.channel) != _features(after.channel):
        aspects |= Aspect.FEATURES
    return aspects


def _features(channel: Channel) -> tuple[object, ...]:
    return (
        channel.name,
        channel.group,
        channel.kind,
        channel.phases,
        channel.combines_with,
        channel.critical,
        channel.status,
        channel.review,
    )
