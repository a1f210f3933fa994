"""Files and the standard input through the rules, and the baselines beside them."""

from __future__ import annotations

import gc
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from raci.check.baseline import Baseline, file_key
from raci.cli.errors import explain, typed
from raci.frozen import replace
from raci.model.error import FileError, RaciError
from raci.model.text import Text
from raci.storage.file import NotUtf8Error, decode, read, read_data
from raci.toml_edit.scan import forget
from raci.workspace.document_check import checked_text, not_utf8

if TYPE_CHECKING:
    from raci.reports.checked import Checked
    from raci.workspace.document_check import Request


#: After so many files their remains are collected, as the collector rests while a command runs.
_FILES = 50

_numbers = count(1)


def check_file(path: Path, request: Request) -> Checked | Text:
    """Return what the reports need of a file, or why it cannot be read."""
    if next(_numbers) % _FILES == 0:
        forget()
        # What is found here has come to stay (modules, reports): it need not be looked at again.
        gc.collect()
        gc.freeze()
    try:
        return checked_text(decode(read_data(path)), path, request)
    except NotUtf8Error as error:
        return not_utf8(error, path, request)
    except (RaciError, OSError) as error:
        return explain(error)


def check_stdin(name: str | None, request: Request) -> Checked:
    """Return what the reports need of the standard input, under ``name`` if it has one."""
    path = Path(name or "<stdin>")
    try:
        return checked_text(decode(sys.stdin.buffer.read()), path, request)
    except NotUtf8Error as error:
        return not_utf8(error, path, request)


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


def against(file: Checked, baseline: Baseline, path: str) -> Checked:
    """Return the file with those findings marked that the baseline at ``path`` accepts."""
    key = file_key(file.path, path)
    findings = [entry.finding for entry in file.findings]
    fresh = set(map(id, baseline.fresh(key, findings)))
    return replace(
        file,
        findings=tuple(
            entry if id(entry.finding) in fresh else replace(entry, accepted=True)
            for entry in file.findings
        ),
        mended=baseline.mended(key, findings),
    )
