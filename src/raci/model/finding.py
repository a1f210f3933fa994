"""Findings: what a rule has to say, about whom, and where in the file."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from raci.frozen import frozen, replace

if TYPE_CHECKING:
    from raci.model.organisation import Path
    from raci.model.text import Text


class Severity(StrEnum):
    """How much a finding weighs, heaviest first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for errors, 1 for warnings, 2 for infos: the order of lists."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}

#: Stands between the parts of a fingerprint; no id holds it, as control characters are 802.
SEPARATOR = "\x1f"


@frozen
class Subject:
    """What a finding is about.

    Attributes:
        kind: ``channel``, ``duty``, ``role``, ``phase``, ``discipline``, ``organisation``, ``key``
            or ``rule``.
        id: The id; of a duty ``channel.duty``, of a key its path as TOML writes it, of the
            organisation the word itself.
    """

    kind: str
    id: str


ORGANISATION = Subject("organisation", "organisation")

#: Rules of whose subjects the order counts: the one that does not know comes first.
ORDERED = frozenset({"RACI509"})


@frozen
class Finding:
    """One fault and where a person would fix it.

    Attributes:
        code: The rule's code.
        name: The rule's name.
        subjects: What it is about, in the order of the file.
        message: To be rendered by ``raci.words``.
        place: Path of the cell, header or key; the document turns it into lines and columns.
        waived: Whether a waiver covers it.
    """

    code: str
    name: str
    severity: Severity
    subjects: tuple[Subject, ...]
    message: Text
    place: Path
    waived: bool = False

    @property
    def fingerprint(self) -> str:
        """Code and subjects: the same however lines move and texts change."""
        parts = [(subject.kind, subject.id) for subject in self.subjects]
        if self.code not in ORDERED:
            parts.sort()
        return SEPARATOR.join((self.code, *(word for part in parts for word in part)))

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of the subjects of one kind."""
        return tuple(subject.id for subject in self.subjects if subject.kind == kind)

    def waive(self) -> Finding:
        """Return the same finding, covered by a waiver."""
        return replace(self, waived=True)


@frozen
class Place:
    """A stretch of a file: lines and columns from 1, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Reach(StrEnum):
    """How leadership stands to a row."""

    PERSONAL = "personal"
    DELEGATED = "delegated"
    OUT_OF_REACH = "out_of_reach"
    UNOWNED = "unowned"


@frozen
class Standing:
    """A row's leadership.

    Attributes:
        distance: Steps from the accountable role to the nearest leader; None if never reached.
        within: Whether the distance is within the limit for this channel.
        line: Role ids from the accountable role up to that leader; without one, as far as it goes.
    """

    reach: Reach
    distance: int | None
    within: bool
    line: tuple[str, ...] = ()


@frozen
class Leadership:
    """How many active channels stand how; the first four add up to ``channels``."""

    personal: int
    delegated: int
    out_of_reach: int
    unowned: int
    channels: int
    within: int

    @property
    def gauge(self) -> tuple[int, int]:
        """Channels that leadership answers for within the limit, and all active ones."""
        return self.within, self.channels
