"""What every format is given: files that were checked, and the circumstances of the report."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from raci.frozen import field, frozen
from raci.model.finding import SEPARATOR, Severity
from raci.words import printable, words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from raci.model.finding import Finding, Leadership, Place
    from raci.model.rule import RuleInfo, RulePage
    from raci.words import Words


@frozen
class Located:
    """A finding and the stretch of the file that it points at.

    Attributes:
        accepted: Whether a baseline accepts it.
    """

    finding: Finding
    place: Place
    accepted: bool = False

    @property
    def shown(self) -> bool:
        """Whether neither a waiver nor a baseline covers it."""
        return not (self.finding.waived or self.accepted)


@frozen
class Checked:
    """One file and what the rules say of it.

    Attributes:
        path: As the user gave it or as a folder's search found it.
        relative: The path from the project's root with ``/`` between its parts.
        organisation: The organisation's name; empty where the file is not readable.
        language: Of the messages: ``de`` or ``en``.
        findings: In the order of the file, the waived and accepted among them.
        leadership: How the active channels stand to leadership.
        lines: By number from 1, without their ends, at least those where findings start.
        row_name: What the file calls a row; None for a channel.
        plain: Whether it is a matrix of tasks, to which the rules about leadership do not apply.
        mended: How many entries of the baseline the file no longer needs.
        hidden: Names of roles that suggest leadership or IT where a plain file does not say so.
        sources: The paths of all files that were read for it, extended ones included.
        unasked: Codes of rules that the file would run, and this check was told to leave out.
    """

    path: str
    relative: str
    organisation: str
    language: str
    findings: tuple[Located, ...]
    leadership: Leadership
    lines: Mapping[int, str] = field(default_factory=dict)
    row_name: str | None = None
    plain: bool = False
    mended: int = 0
    hidden: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    unasked: frozenset[str] = frozenset()

    @property
    def shown(self) -> tuple[Located, ...]:
        """The findings that neither a waiver nor a baseline covers."""
        return tuple(entry for entry in self.findings if entry.shown)

    @property
    def words(self) -> Words:
        """The words of the file's language."""
        return words_in(self.language)

    def at_least(self, severity: Severity | str) -> tuple[Located, ...]:
        """Return the findings shown that weigh as much as ``severity`` (``warning``) or more."""
        rank = Severity(severity).rank
        return tuple(entry for entry in self.shown if entry.finding.severity.rank <= rank)

    def __str__(self) -> str:
        """Return a line for each finding shown, as ``raci check --format concise`` prints it."""
        return "\n".join(
            f"{printable(self.path)}:{entry.place.line}:{entry.place.column}: "
            f"{entry.finding.code} {entry.finding.severity}: "
            f"{printable(self.message(entry.finding))}"
            for entry in self.shown
        )

    def message(self, finding: Finding) -> str:
        """Return what the finding says, in the file's language."""
        return self.words.say(finding.message)


@frozen
class Setting:
    """The circumstances of a report.

    Attributes:
        words: Of the reader, for all that does not belong to one file.
        rules: The known rules by code.
        page: Returns the page of a rule: code and language.
        title: Returns what a rule finds, in a few words: code and language.
        version: Of this program.
        color: Whether colours are wanted.
        width: Columns that a line may take.
        fail_on: The severity from which on the check fails; None where it never does.
    """

    words: Words
    rules: Mapping[str, RuleInfo]
    page: Callable[[str, str], RulePage]
    title: Callable[[str, str], str]
    version: str
    color: bool = False
    width: int = 100
    fail_on: Severity | None = Severity.ERROR

    def fails(self, finding: Finding) -> bool:
        """Tell whether a finding that is shown makes the check fail."""
        return self.fail_on is not None and finding.severity.rank <= self.fail_on.rank


class Tally:
    """What is to be told of all files together; counted file by file, so that none need be kept.

    Attributes:
        files: How many.
        severities: The findings shown, by how much they weigh.
        codes: The findings shown, by their rule.
        latest: By rule the last finding shown.
        waived: How many findings waivers cover.
        accepted: How many findings a baseline accepts.
        mended: How many entries of the baseline are no longer needed.
        languages: Those of the messages.
        sources: The paths of all files that were read, extended ones included.
        hiding: How many files have names that say more than the file.
        hidden: Path and names of the first of these.
    """

    def __init__(self) -> None:
        """Begin at nothing."""
        self.files = self.waived = self.accepted = self.mended = self.hiding = 0
        self.severities: Counter[Severity] = Counter()
        self.codes: Counter[str] = Counter()
        self.latest: dict[str, Finding] = {}
        self.languages: set[str] = set()
        self.sources: set[str] = set()
        self.hidden: tuple[str, tuple[str, ...]] = ("", ())

    @classmethod
    def of(cls, files: Iterable[Checked]) -> Tally:
        """Count files."""
        tally = cls()
        for file in files:
            tally.add(file)
        return tally

    def counting(self, files: Iterable[Checked]) -> Iterator[Checked]:
        """Pass on files and count each."""
        for file in files:
            self.add(file)
            yield file

    def add(self, file: Checked) -> None:
        """Count a file."""
        self.files += 1
        self.mended += file.mended
        self.languages.add(file.language)
        self.sources.update(file.sources)
        if file.hidden:
            self.hidden = self.hidden if self.hiding else (file.path, file.hidden)
            self.hiding += 1
        for entry in file.findings:
            finding = entry.finding
            self.waived += finding.waived
            self.accepted += entry.accepted
            if entry.shown:
                self.severities[finding.severity] += 1
                self.codes[finding.code] += 1
                self.latest[finding.code] = finding


# Not behind an abbreviation of single letters, as in "z. B.".
_SENTENCE = re.compile(r"(?<![\s(]\w\.)(?<=[.!?])\s+(?=\W*[A-ZÄÖÜ0-9])")


def first_sentence(text: str) -> str:
    """Return the first sentence of a paragraph."""
    return _SENTENCE.split(text.strip(), maxsplit=1)[0]


def digest(finding: Finding, *parts: str) -> str:
    """Return 32 hexadecimal digits of the finding's fingerprint and of ``parts``."""
    from hashlib import sha256  # not above: it loads OpenSSL, which few reports need

    text = SEPARATOR.join((*parts, finding.fingerprint))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def project_path(path: os.PathLike[str]) -> str:
    """Return the path from the project's root, with ``/`` between its parts.

    The root is where CI checked the project out, else the working directory.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - without following links
    roots = (os.environ.get("GITHUB_WORKSPACE"), os.environ.get("CI_PROJECT_DIR"), Path.cwd())
    for root in roots:
        if root and absolute.is_relative_to(root):
            return absolute.relative_to(root).as_posix()
    return Path(os.path.relpath(absolute)).as_posix()
