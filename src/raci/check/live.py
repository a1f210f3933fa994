"""The check that follows every edit: what it touched at once, then everything anew in slices.

The findings after ``settle`` are those of a full check, whatever edits came before; a full check is
nothing but this with all its work done.
"""

from __future__ import annotations

from math import inf
from time import perf_counter
from typing import TYPE_CHECKING

from raci.check.findings import FindingsStore
from raci.check.matrix.matrix import Matrix
from raci.check.matrix.reach import Reaches
from raci.check.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from raci.check.selection import Options
    from raci.model.edit import Touched
    from raci.model.finding import Finding, Leadership, Severity, Standing
    from raci.model.organisation import Organisation


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
        self._store = FindingsStore()
        self._reaches = Reaches()
        self._start(organisation, tuple(problems), faulty_rows)

    def _start(
        self,
        organisation: Organisation,
        problems: tuple[Finding, ...],
        faulty_rows: frozenset[str | None],
    ) -> None:
        """Begin anew; what was found before stays on show until it is looked at again."""
        options = self._options
        self._matrix = Matrix(
            organisation, options.today, options.limits(organisation.size), self._reaches
        )
        self._runner = Runner(self._matrix, options)
        for channel in self._reaches.by_channel.keys() - organisation.channels.keys():
            self._reaches.drop(channel)
        self._store.forget_waivers()
        self._store.arrange("rows", organisation.channels)
        self._store.arrange("roles", organisation.roles)
        self._store.arrange("whole", self._runner.whole_rules)
        self._unread = dict.fromkeys(organisation.channels)
        self._take_problems(problems, faulty_rows)
        self._work = self._everything()

    def _take_problems(
        self, problems: tuple[Finding, ...], faulty_rows: frozenset[str | None]
    ) -> None:
        self._store.put("file", "problems", self._runner.file(problems))
        self._matrix.take_faults(problems, faulty_rows)

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
        """Follow an edit: look at the touched rows and roles at once, at everything later.

        Args:
            organisation: As it is now.
            problems: As they are now.
            faulty_rows: As they are now.
            touched: What the edit changed.
        """
        if touched.whole:
            self._start(organisation, tuple(problems), faulty_rows)
            return
        channels = {*touched.channels, *_channels(faulty_rows ^ self._matrix.faulty_rows)}
        before = self._matrix.organisation
        if any((id_ in before.channels) != (id_ in organisation.channels) for id_ in channels):
            self._store.arrange("rows", organisation.channels)
        if touched.roles:
            self._matrix.set_roles(organisation)
            self._store.arrange("roles", organisation.roles)
        else:
            self._matrix.organisation = organisation
        self._take_problems(tuple(problems), faulty_rows)
        self._look_at(channels, touched.roles)
        self._work = self._everything()

    def _look_at(self, channels: Iterable[str], roles: Iterable[str]) -> None:
        """Look at the touched rows, and at the roles that have or had letters there."""
        matrix, looking = self._matrix, set(roles)
        for id_ in channels:
            self._unread.pop(id_, None)
            old, new = matrix.rows.get(id_), matrix.read(id_)
            looking.update(*(row.held for row in (old, new) if row))
        self._runner.begin()
        for id_ in channels:
            if id_ in matrix.rows:
                self._store.put("rows", id_, self._runner.row(id_))
        for role in looking & matrix.organisation.roles.keys():
            self._store.put("roles", role, self._runner.role(role))

    # --- the work

    def settle(self, seconds: float = inf) -> bool:
        """Work on what is to be looked at, for about that long; return True when all is.

        One step is one row, one role or one rule about the whole.
        """
        if seconds == inf:
            for _ in self._work:
                pass
            return True
        until = perf_counter() + seconds
        return all(perf_counter() < until for _ in self._work)

    def _everything(self) -> Iterator[None]:
        """Judge everything anew, step by step; the next edit drops what is left of it."""
        matrix, runner, store = self._matrix, self._runner, self._store
        for channel in tuple(self._unread):
            del self._unread[channel]
            matrix.read(channel)
            yield
        runner.begin()
        for channel in matrix.organisation.channels:
            store.put("rows", channel, runner.row(channel))
            yield
        for role in matrix.organisation.roles:
            store.put("roles", role, runner.role(role))
            yield
        for name in runner.whole_rules:
            store.put("whole", name, runner.whole(name))
            yield
        store.put("waivers", "waivers", runner.about_waivers(store.covering))

    # --- what was found

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings so far; those on rows in the order of the file."""
        return self._store.findings

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings weigh how much, waived ones aside."""
        return self._store.counts

    def of_channel(self, channel: str) -> tuple[Finding, ...]:
        """Return the findings that have a channel as a subject, or a place on its row."""
        return self._store.of_channel(channel)

    def worst(self, channel: str) -> Severity | None:
        """Return the heaviest severity among a channel's findings, waived ones aside."""
        severities = [one.severity for one in self.of_channel(channel) if not one.waived]
        return min(severities, key=lambda severity: severity.rank, default=None)

    def changed(self) -> set[str]:
        """Return the channels with other findings or standings since this was last asked."""
        found = self._store.changed | self._reaches.changed
        self._store.changed.clear()
        self._reaches.changed.clear()
        return found

    def standing(self, channel: str) -> Standing | None:
        """Return how leadership stands to a channel; None unless it is active.

        A row that was not looked at yet is looked at for this.
        """
        known = self._reaches.by_channel.get(channel)
        if known or channel not in self._matrix.organisation.channels:
            return known
        row = self._matrix.rows.get(channel)
        if row is None:
            self._unread.pop(channel, None)
            row = self._matrix.read(channel)
        return self._matrix.measure(row) if row and row.active else None

    @property
    def standings(self) -> Mapping[str, Standing]:
        """How leadership stands to each active channel that was looked at."""
        return self._reaches.by_channel

    @property
    def leadership(self) -> Leadership:
        """How many active channels stand how."""
        return self._reaches.leadership


def _channels(rows: frozenset[str | None]) -> set[str]:
    return {row for row in rows if row is not None}
