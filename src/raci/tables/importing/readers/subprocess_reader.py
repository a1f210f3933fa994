"""Workbooks of old Excel, read in a process of its own that may take only so much memory and time.

The library that reads them believes what they say of themselves: six damaged kilobytes made it
ask for 24 GB, and others make it panic. In a process apart that is the end of nothing but itself.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys

from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.importing.doubt import Doubt
from raci.tables.importing.readers import spreadsheet
from raci.tables.importing.sheet import Sheet, Span

#: Bytes of memory, seconds of a processor, and seconds that are waited for.
_MEMORY, _SECONDS, _PATIENCE = 1_000_000_000, 20, 60


def read(data: bytes, doubts: list[Doubt], only: str | None = None) -> list[Sheet]:
    """Return the sheets of a workbook; those that cannot be read are doubts.

    Args:
        data: The workbook.
        doubts: What could not be read is added here.
        only: The one sheet to read, by name.

    Raises:
        RaciError: It cannot be read, within the bounds.
    """
    # -P: a folder or file called raci in the working folder must not be run in our place.
    command = [sys.executable, "-P", "-m", __name__, *([only] if only is not None else [])]
    try:
        done = subprocess.run(  # noqa: S603 - no shell
            command, input=data, capture_output=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        raise spreadsheet.damaged() from None
    if done.returncode:
        raise spreadsheet.damaged()
    found = json.loads(done.stdout)
    if "refused" in found:
        raise RaciError(Text(*found["refused"]))
    doubts += [Doubt(place, Text(*message)) for place, message in found["doubts"]]
    return [
        Sheet(name, rows, spans=tuple(Span(*edges) for edges in spans))
        for name, rows, spans in found["sheets"]
    ]


def main() -> None:
    """Read a workbook from the standard input and write its sheets as JSON."""
    _bound()
    doubts: list[Doubt] = []
    only = sys.argv[1] if len(sys.argv) > 1 else None
    found: dict[str, object]
    try:
        sheets = spreadsheet.sheets_of(sys.stdin.buffer.read(), doubts, only)
        found = {
            "doubts": [(one.place, _plain(one.message)) for one in doubts],
            "sheets": [
                (
                    sheet.name,
                    sheet.rows,
                    [(span.top, span.left, span.bottom, span.right) for span in sheet.spans],
                )
                for sheet in sheets
            ],
        }
    except RaciError as error:
        found = {"refused": _plain(error.text)}
    sys.stdout.write(json.dumps(found))


def _plain(text: Text) -> tuple[str, dict[str, object]]:
    return text.template, dict(text.values)


def _bound() -> None:
    """Take no more memory and time than a matrix needs, where the system can see to it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for limit, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS)):
        with contextlib.suppress(ValueError, OSError):  # macOS bounds no memory
            resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    main()
