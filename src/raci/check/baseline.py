"""Baselines: findings that a firm starts out with and accepts, so that only new ones count.

A baseline knows findings by their fingerprints, which hold neither lines nor wordings: it survives
moved lines and renamed texts. Its file is JSON with one finding a line, sorted, so that people
can read its differences and git can merge it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from raci.check.rule_names import NAMES
from raci.frozen import field, frozen
from raci.model.error import RaciError
from raci.model.finding import SEPARATOR
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from raci.model.finding import Finding

#: Of the baseline's own file; rises when the meaning of its keys changes.
VERSION = 1


@frozen
class Baseline:
    """Accepted findings, file by file.

    Attributes:
        files: Fingerprints by the file's path, as ``file_key`` makes it; files without any
            are missing.
    """

    files: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Mapping[str, Iterable[Finding]]) -> Baseline:
        """Accept what was found.

        Waived findings have their waiver and need no second one. Faults that nobody can waive
        (801 to 805) are never accepted: a file that cannot be read must not pass in silence.
        """
        return cls._with({path: _accepted(findings) for path, findings in found.items()})

    @classmethod
    def parse(cls, text: str) -> Baseline:
        """Read a baseline's file.

        Raises:
            RaciError: The text is no baseline, or one of a newer program.
        """
        import json

        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            line = {"line": getattr(error, "lineno", 1)}
            raise RaciError(Text("the baseline is no valid JSON in line {line}", line)) from error
        version = data.get("version") if isinstance(data, dict) else None
        if isinstance(version, int) and version > VERSION:
            values = {"found": version, "known": VERSION}
            raise RaciError(
                Text(
                    "the baseline has version {found}, this program knows versions up to {known}; "
                    "a newer raci can read it",
                    values,
                )
            )
        if version != VERSION or not _sound(data.get("files")):
            raise RaciError(
                Text(
                    "this is no baseline: raci writes one as a version and, for each file, its "
                    "findings; “raci baseline write” makes it anew"
                )
            )
        files = data["files"].items()
        return cls._with({path: {SEPARATOR.join(entry) for entry in kept} for path, kept in files})

    @classmethod
    def _with(cls, files: Mapping[str, Iterable[str]]) -> Baseline:
        kept = {path: frozenset(fingerprints) for path, fingerprints in files.items()}
        return cls({path: fingerprints for path, fingerprints in kept.items() if fingerprints})

    def text(self) -> str:
        """Return what the baseline's file holds: one line a finding, all sorted."""
        import json

        def quoted(value: object) -> str:
            return json.dumps(value, ensure_ascii=False)

        files = []
        for path in sorted(self.files):
            entries = sorted(fingerprint.split(SEPARATOR) for fingerprint in self.files[path])
            lines = ",\n".join(f"      {quoted(entry)}" for entry in entries)
            files.append(f"    {quoted(path)}: [\n{lines}\n    ]")
        listed = "{\n" + ",\n".join(files) + "\n  }" if files else "{}"
        return f'{{\n  "version": {VERSION},\n  "files": {listed}\n}}\n'

    def fresh(self, path: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings of a file that the baseline does not accept, the waived included."""
        known = self.files.get(path, frozenset())
        return tuple(
            finding
            for finding in findings
            if finding.fingerprint not in known or finding.waived or _never_accepted(finding)
        )

    def mended(
        self, path: str, findings: Collection[Finding], unasked: Collection[str] = ()
    ) -> int:
        """Count what is accepted in a file and no longer found there.

        Args:
            path: The file, as ``file_key`` names it.
            findings: All that was found in it. While its content has a fault nothing is mended:
                of what could not be read rules are silent.
            unasked: Codes of rules that were left out this time.
        """
        gone = self.files.get(path, frozenset()) - _accepted(findings)
        if any(map(_never_accepted, findings)):
            return 0
        return sum(entry.partition(SEPARATOR)[0] not in unasked for entry in gone)

    def pruned(self, found: Mapping[str, Collection[Finding]]) -> Baseline:
        """Return the baseline without what is no longer found; nothing is ever added.

        Args:
            found: The findings of each file that was looked at, none for a file that is gone;
                what is accepted in other files stays, and in one whose content has a fault.
        """
        files = dict(self.files)
        for path, findings in found.items():
            if path in files and not any(map(_never_accepted, findings)):
                files[path] &= _accepted(findings)
        return self._with(files)

    def __len__(self) -> int:
        """Return how many findings are accepted."""
        return sum(map(len, self.files.values()))


def file_key(path: str, baseline: str) -> str:
    """Return how a baseline names a file: relative to its own folder, with ``/`` on any system.

    So it means the same from whichever folder, and on whichever machine, the check is run.

    Args:
        path: The checked file.
        baseline: The baseline's file.
    """
    whole = os.path.abspath(path)  # noqa: PTH100 - relpath has no twin in pathlib before 3.12
    with suppress(ValueError):  # on another drive, on Windows, only the whole path leads there
        whole = os.path.relpath(whole, os.path.dirname(baseline) or ".")  # noqa: PTH120 - the same
    return whole.replace(os.sep, "/")


def _accepted(findings: Iterable[Finding]) -> frozenset[str]:
    return frozenset(
        finding.fingerprint
        for finding in findings
        if not finding.waived and not _never_accepted(finding)
    )


def _never_accepted(finding: Finding) -> bool:
    return NAMES.by_code[finding.code].fixed


def _sound(files: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    return isinstance(files, dict) and all(
        isinstance(entries, list) and all(map(_sound_entry, entries)) for entries in files.values()
    )


def _sound_entry(entry: object) -> bool:
    return isinstance(entry, list) and bool(entry) and all(isinstance(word, str) for word in entry)
