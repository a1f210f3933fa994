"""What every format is given: files that were checked, and the circumstances of the report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from raci.words import words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from raci.model.finding import Finding, Leadership, Place, Severity
    from raci.model.rule import RuleInfo, RulePage
    from raci.words import Words


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and the stretch of the file that it points at."""

    finding: Finding
    place: Place


@dataclass(frozen=True, slots=True)
class Checked:
    """One file and what the rules say of it.

    Attributes:
        path: As the user gave it or as a folder's search found it.
        relative: The path from the project's root with ``/`` between its parts.
        organisation: The organisation's name; empty where the file is not readable.
        language: Of the messages: ``de`` or ``en``.
        findings: In the order of the file, the waived among them.
        leadership: How the active channels stand to leadership.
        lines: By number from 1, without their ends, at least those where findings start.
        sources: The paths of all files that were read for it, extended ones included.
    """

    path: str
    relative: str
    organisation: str
    language: str
    findings: tuple[Located, ...]
    leadership: Leadership
    lines: Mapping[int, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[Located, ...]:
        """The findings that no waiver covers."""
        return tuple(entry for entry in self.findings if not entry.finding.waived)

    @property
    def words(self) -> Words:
        """The words of the file's language."""
        return words_in(self.language)

    def message(self, finding: Finding) -> str:
        """Return what the finding says, in the file's language."""
        return self.words.say(finding.message)


@dataclass(frozen=True, slots=True)
class Setting:
    """The circumstances of a report.

    Attributes:
        words: Of the reader, for all that does not belong to one file.
        rules: The known rules by code.
        page: Returns the page of a rule's code in the reader's language.
        title: Returns what the rule of a code finds, in a few words.
        version: Of this program.
        color: Whether colours are wanted.
        width: Columns that a line of source may take.
    """

    words: Words
    rules: Mapping[str, RuleInfo]
    page: Callable[[str], RulePage]
    title: Callable[[str], str]
    version: str
    color: bool = False
    width: int = 100


def severities(files: Iterable[Checked]) -> Counter[Severity]:
    """Count the findings that are not waived by their severity."""
    return Counter(entry.finding.severity for file in files for entry in file.shown)


def waived(files: Iterable[Checked]) -> int:
    """Count the waived findings."""
    return sum(entry.finding.waived for file in files for entry in file.findings)


def rules_of(files: Sequence[Checked]) -> tuple[str, ...]:
    """Return the codes of the rules that have something to say, sorted, without the waived."""
    return tuple(sorted({entry.finding.code for file in files for entry in file.shown}))
