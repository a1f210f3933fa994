"""Workbooks and documents, read in a process of its own that may take only so much.

The libraries that read them believe what they say of themselves: six damaged kilobytes of an old
workbook made one ask for 24 GB, and others make it panic. In a process apart that is the end of
nothing but itself. What comes back is JSON: plain texts, whatever became of the process.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.importing.imported import Doubt
from raci.tables.importing.sheet import Remark, Sheet, Span

if TYPE_CHECKING:
    from collections.abc import Callable

#: Bytes of its own memory (300 MB with what it loads) and of addresses; seconds of a processor,
#: and seconds to wait for it.
_OWN, _MEMORY, _SECONDS, _PATIENCE = 270_000_000, 1_000_000_000, 10, 60
_ENDLESS = Text(
    "The file cannot be read within bounds of memory and time: it is damaged, or far larger than "
    "any matrix."
)


def read(reader: str, data: bytes, doubts: list[Doubt], only: str | None) -> list[Sheet]:
    """Return the sheets of a file; those that cannot be read are doubts.

    Args:
        reader: The module whose ``read`` knows the format.
        data: The file.
        doubts: What could not be read is added here.
        only: The one sheet to read, by name.

    Raises:
        RaciError: It cannot be read, within the bounds.
    """
    # -P: a folder or file called raci in the working folder must not be run in our place.
    asked = [reader, *([only] if only is not None else [])]
    command = [sys.executable, "-P", "-c", f"from {__name__} import main; main()", *asked]
    try:
        done = subprocess.run(  # noqa: S603 - no shell
            command, input=data, capture_output=True, check=False, timeout=_PATIENCE
        )
        found = None if done.returncode else json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        found = None
    if found is None:
        raise RaciError(_ENDLESS)
    if "refused" in found:
        raise RaciError(_text(found["refused"]))
    doubts += [Doubt(place, _text(message)) for place, message in found["doubts"]]
    return [_sheet(one) for one in found["sheets"]]


def main() -> None:
    """Read a file from the standard input and write its sheets as JSON."""
    module = import_module(sys.argv[1])
    _bound()
    only = sys.argv[2] if len(sys.argv) > 2 else None  # noqa: PLR2004 - the module stands before it
    sys.stdout.write(json.dumps(_answer(module.read, only)))


def _answer(reader: Callable[..., list[Sheet]], only: str | None) -> dict[str, object]:
    doubts: list[Doubt] = []
    try:
        sheets = reader(sys.stdin.buffer.read(), doubts, only)
        return {
            "doubts": [(one.place, _plain(one.message)) for one in doubts],
            "sheets": [_values(sheet) for sheet in sheets],
        }
    except RaciError as error:
        return {"refused": _plain(error.text)}
    except MemoryError:
        return {"refused": _plain(_ENDLESS)}


def _values(sheet: Sheet) -> dict[str, object]:
    """Return what formats in bytes can say of a sheet."""
    return {
        "name": sheet.name,
        "named": sheet.named,
        "prose": sheet.prose,
        "rows": sheet.rows,
        "looks": list(sheet.looks.items()),
        "spans": [(span.top, span.left, span.bottom, span.right) for span in sheet.spans],
        "comments": [(*place, text) for place, text in sheet.comments.items()],
        "remarks": [(one.row, one.column, _plain(one.message)) for one in sheet.remarks],
        "numbers": sheet.numbers,
        "letters": sheet.letters,
    }


def _sheet(values: dict[str, Any]) -> Sheet:
    return Sheet(
        values["name"],
        values["rows"],
        named=values["named"],
        prose=values["prose"],
        looks=dict(values["looks"]),
        spans=tuple(Span(*edges) for edges in values["spans"]),
        comments={(row, column): text for row, column, text in values["comments"]},
        remarks=tuple(Remark(row, column, _text(said)) for row, column, said in values["remarks"]),
        numbers=values["numbers"],
        letters=values["letters"],
    )


def _plain(text: Text) -> tuple[str, dict[str, object], str]:
    return text.template, dict(text.values), text.plural


def _text(said: tuple[str, dict[str, object], str]) -> Text:
    template, values, plural = said
    lists = {name: tuple(one) for name, one in values.items() if isinstance(one, list)}
    return Text(template, {**values, **lists}, plural)


def _bound() -> None:
    """Take no more memory and time than a matrix needs, where the system can see to it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for limit, most in (
        (resource.RLIMIT_DATA, _OWN),
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS bounds no memory
            resource.setrlimit(limit, (most, most))
