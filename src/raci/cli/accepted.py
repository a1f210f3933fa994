"""Baselines beside the checked files: reading them, and taking out what they accept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from raci.check.baseline import Baseline, file_key
from raci.cli.explain import typed
from raci.model.error import FileError, RaciError
from raci.model.text import Text
from raci.storage.file import NotUtf8Error, read

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
                {"path": typed(path)},
            )
        )
    try:
        return Baseline.parse(read(path).text)
    except NotUtf8Error as error:
        values = {"path": path, "line": error.place.line, "problem": error.text}
        raise FileError(Text("{path}:{line}: {problem}", values)) from error
    except FileError:
        raise  # it names the file
    except RaciError as error:
        raise RaciError(Text("{path}: {problem}", {"path": path, "problem": error.text})) from error


def fresh(file: Checked, accepted: Baseline, path: str) -> Checked:
    """Return the file without the findings that the baseline at ``path`` accepts."""
    findings = [entry.finding for entry in file.findings]
    kept = set(map(id, accepted.fresh(file_key(file.path, path), findings)))
    return replace(
        file, findings=tuple(entry for entry in file.findings if id(entry.finding) in kept)
    )
