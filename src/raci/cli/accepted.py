"""Baselines beside the checked files: reading them, and taking out what they accept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from raci.check.baseline import Baseline, file_key
from raci.document.file import read
from raci.model.error import FileError
from raci.model.text import Text

if TYPE_CHECKING:
    from raci.reports.checked import Checked


def read_baseline(path: str) -> Baseline:
    """Return the baseline in a file.

    Raises:
        FileError: It cannot be read.
        RaciError: It is no baseline.
    """
    if not Path(path).exists():
        raise FileError(
            Text(
                "there is no baseline {path}; to write one: raci baseline write --baseline {path}",
                {"path": path},
            )
        )
    return Baseline.parse(read(path).text)


def fresh(file: Checked, accepted: Baseline, path: str) -> Checked:
    """Return the file without the findings that the baseline at ``path`` accepts."""
    findings = [entry.finding for entry in file.findings]
    kept = set(map(id, accepted.fresh(file_key(file.path, path), findings)))
    return replace(
        file, findings=tuple(entry for entry in file.findings if id(entry.finding) in kept)
    )
