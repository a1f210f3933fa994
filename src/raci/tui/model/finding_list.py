"""The findings in the order of the list: worst first, then in the order of the rows.

A key stroke replaces the findings of one row in place: with twenty thousand of them, sorting anew
would be felt while typing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from raci.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.model.finding import Finding
    from raci.model.organisation import Organisation

_Key = tuple[int, int, str, str]

# Where what concerns no row stands: behind all rows.
_LAST = 1 << 60


class FindingList:
    """All findings that are not waived, sorted."""

    def __init__(self) -> None:
        """Start empty."""
        self._findings: list[Finding] = []
        self._keys: list[_Key] = []
        self._rows: dict[str, int] = {}

    def __len__(self) -> int:
        """Count the findings."""
        return len(self._findings)

    def __getitem__(self, index: int) -> Finding:
        """Return the finding at that place of the list."""
        return self._findings[index]

    def __iter__(self) -> Iterator[Finding]:
        """Yield the findings in order."""
        return iter(self._findings)

    def order(self, organisation: Organisation) -> None:
        """Take the order of the rows from ``organisation``; ``reset`` is to follow."""
        self._rows = {channel: index for index, channel in enumerate(organisation.channels)}

    def reset(self, findings: Iterable[Finding]) -> None:
        """List these findings and no others."""
        keyed = sorted(
            ((self._key(finding), finding) for finding in findings if not finding.waived),
            key=lambda pair: pair[0],
        )
        self._keys = [key for key, _ in keyed]
        self._findings = [finding for _, finding in keyed]

    def replace(self, channel: str, findings: Iterable[Finding]) -> None:
        """Let ``findings`` be those listed under that channel.

        A finding on two channels is listed under the first; the other's next ``reset`` corrects it.
        """
        row = self._rows.get(channel)
        if row is None:
            return
        for severity in Severity:
            start = bisect_left(self._keys, (severity.rank, row, "", ""))
            end = bisect_left(self._keys, (severity.rank, row + 1, "", ""))
            del self._keys[start:end], self._findings[start:end]
        for finding in findings:
            key = self._key(finding)
            if key[1] == row and not finding.waived:
                place = bisect_right(self._keys, key)
                self._keys.insert(place, key)
                self._findings.insert(place, finding)

    def index(self, finding: Finding) -> int | None:
        """Return the place of a finding; None where it is not listed (any more)."""
        place = bisect_left(self._keys, self._key(finding))
        listed = self._findings[place : place + 1]
        return place if listed and listed[0].fingerprint == finding.fingerprint else None

    def place_after(self, finding: Finding) -> int:
        """Return the place at which the first finding stands that comes after ``finding``."""
        return bisect_right(self._keys, self._key(finding))

    def place_before(self, finding: Finding) -> int:
        """Return the place of the last finding that comes before ``finding``; -1 for none."""
        return bisect_left(self._keys, self._key(finding)) - 1

    def _key(self, finding: Finding) -> _Key:
        channel = channel_of(finding)
        row = self._rows.get(channel, _LAST) if channel is not None else _LAST
        return finding.severity.rank, row, finding.code, finding.fingerprint


def channel_of(finding: Finding) -> str | None:
    """Return the id of the channel under which a finding is listed."""
    for subject in finding.subjects:
        if subject.kind == "channel":
            return subject.id
        if subject.kind == "duty":
            return subject.id.rpartition(".")[0]
    if len(finding.place) > 1 and finding.place[0] == "channels":
        return str(finding.place[1])
    return None
