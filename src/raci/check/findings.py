"""The findings in buckets: replaced bucket by bucket, counted as they come and go."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from raci.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from raci.model.finding import Finding


class Bucket(NamedTuple):
    """The findings of one row, one role, one rule.

    Attributes:
        covering: Places in the file of the waivers that cover some of them, once for each.
    """

    findings: tuple[Finding, ...]
    covering: tuple[int, ...] = ()


EMPTY = Bucket(())


class FindingsStore:
    """All findings, in sections: what they were found about, and in that order.

    Attributes:
        changed: Channels with other findings than before, until somebody clears it.
    """

    SECTIONS = ("file", "whole", "rows", "roles", "waivers")

    def __init__(self) -> None:
        """Start with none."""
        self._sections: dict[str, dict[str, Bucket]] = {name: {} for name in self.SECTIONS}
        self._severities: Counter[Severity] = Counter()
        self._covering: Counter[int] = Counter()
        self._all: tuple[Finding, ...] | None = None
        self._elsewhere: dict[str, list[Finding]] | None = None
        self.changed: set[str] = set()

    def put(self, section: str, key: str, bucket: Bucket) -> None:
        """Replace a bucket."""
        buckets = self._sections[section]
        before = buckets.get(key, EMPTY)
        if before != bucket:
            buckets[key] = bucket
            self._count(before, -1)
            self._count(bucket, 1)
            self._all = None
            if section == "rows":
                self.changed.add(key)
            else:
                self._elsewhere = None
                self._note(before, bucket)

    def _count(self, bucket: Bucket, by: int) -> None:
        for finding in bucket.findings:
            if not finding.waived:
                self._severities[finding.severity] += by
        for index in bucket.covering:
            self._covering[index] += by

    def _note(self, *buckets: Bucket) -> None:
        for bucket in buckets:
            self.changed.update(*map(_channels, bucket.findings))

    def arrange(self, section: str, keys: Iterable[str]) -> None:
        """Bring a section into the order of ``keys`` and drop the buckets of all others."""
        before = self._sections[section]
        arranged = self._sections[section] = {key: before.pop(key, EMPTY) for key in keys}
        for bucket in before.values():
            self._count(bucket, -1)
        self._note(*before.values())
        self._sections[section] = arranged
        self._all = self._elsewhere = None

    def forget_waivers(self) -> None:
        """Forget what covers what, as other waivers are in force."""
        self._covering.clear()
        for buckets in self._sections.values():
            for key, bucket in buckets.items():
                if bucket.covering:
                    buckets[key] = Bucket(bucket.findings)

    @property
    def covering(self) -> frozenset[int]:
        """Places in the file of the waivers that cover some finding."""
        return frozenset(index for index, number in self._covering.items() if number)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, section by section; the rows in the order of the file."""
        if self._all is None:
            buckets = chain.from_iterable(part.values() for part in self._sections.values())
            self._all = tuple(chain.from_iterable(bucket.findings for bucket in buckets))
        return self._all

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings weigh how much, waived ones aside."""
        return {severity: self._severities[severity] for severity in Severity}

    def of_channel(self, channel: str) -> tuple[Finding, ...]:
        """Return the findings that have a channel as a subject, or a place on its row."""
        if self._elsewhere is None:
            self._elsewhere = _by_channel(self._sections)
        row = self._sections["rows"].get(channel, EMPTY)
        return (*row.findings, *self._elsewhere.get(channel, ()))


def _by_channel(sections: Mapping[str, Mapping[str, Bucket]]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for name, buckets in sections.items():
        for bucket in buckets.values() if name != "rows" else ():
            for finding in bucket.findings:
                for channel in _channels(finding):
                    found.setdefault(channel, []).append(finding)
    return found


def _channels(finding: Finding) -> set[str]:
    channels = set(finding.ids("channel"))
    if finding.place[:1] == ("channels",) and len(finding.place) > 1:
        channels.add(str(finding.place[1]))
    return channels
