"""The client's old matrix gets in: from any file to tables of letters, and to an organisation.

Two steps: ``sources`` turns each format into neutral sheets; recognition finds the matrices in
them. What was skipped, or could be read in two ways, is told; what holds no matrix is refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raci.frozen import replace
from raci.model.error import FileError, RaciError
from raci.model.scheme import SCHEMES, Scheme
from raci.model.text import Text
from raci.tables.carried import SHEET
from raci.tables.importing.doubt import Doubt
from raci.tables.importing.imported import (
    Imported,
    ImportedRow,
    ImportedTable,
    readings_to_json,
    to_json,
)
from raci.tables.importing.kept import keep_reading, kept_reading, overlaid, reading_values
from raci.tables.importing.matrices.agreement import meant_alike
from raci.tables.importing.proposals import Proposal, proposals
from raci.tables.importing.readers.bounds import LARGEST_FILE, refuse_large
from raci.tables.importing.readers.encoding import recoded
from raci.tables.importing.readers.registry import SOURCES, read_sheets
from raci.tables.importing.reading import Reading, Stated, UnclearError
from raci.tables.importing.values import carried_scheme, named, to_values
from raci.tables.returned import returned

if TYPE_CHECKING:
    import os

    from raci.tables.importing.sheet import Sheet
    from raci.tables.returned import Returned

__all__ = [
    "SOURCES",
    "Doubt",
    "Imported",
    "ImportedRow",
    "ImportedTable",
    "Proposal",
    "Reading",
    "Stated",
    "UnclearError",
    "keep_reading",
    "kept_reading",
    "meant_alike",
    "overlaid",
    "proposals",
    "read",
    "reading_values",
    "readings_to_json",
    "to_json",
    "to_values",
]


def read(
    content: bytes | str | os.PathLike[str], name: str = "", stated: Stated | None = None
) -> Imported:
    """Return the matrices of a file.

    Args:
        content: The file's bytes, or its path.
        name: The file's name; its ending says what it is. Default: the path's.
        stated: What a person says of the reading; the rest is inferred.

    Raises:
        UnclearError: It can be read in several ways, none of which is likely enough.
        RaciError: It holds no matrix, or cannot be read, or is a trap; the text says which.
    """
    # Who only asks what names suggest, as every check does, needs none of the recogniser.
    from raci.tables.importing.recognition import recognise

    stated = stated or Stated()
    if not isinstance(content, bytes):
        name = name or Path(content).name
        content = _bytes(Path(content))
    doubts: list[Doubt] = []
    if stated.encoding:
        content = recoded(content, stated.encoding)
    sheets = read_sheets(content, name, doubts, stated.source or None, stated.sheet or None)
    own = returned(content, {one.name: one.rows for one in sheets})
    chosen = _scheme(stated.scheme) or carried_scheme(own.head)
    if own.file is None:
        return named(recognise(sheets, doubts, chosen, stated), own)
    return _whole([one for one in sheets if one.name != SHEET], chosen, own)


def _whole(sheets: list[Sheet], scheme: Scheme | None, own: Returned) -> Imported:
    """Return what a document shows that carried the whole file, so that nothing is doubted."""
    from raci.tables.importing.recognition import recognise

    try:
        found = recognise(sheets, [], scheme)
    except RaciError:  # a matrix without rows or letters is no table to anybody else
        found = Imported((), (), SCHEMES["RACI"])
    return replace(found, doubts=(), returned=own)


def _scheme(name: str) -> Scheme | None:
    if not name:
        return None
    for known, scheme in SCHEMES.items():
        if known.casefold() == name.casefold():
            return scheme
    raise RaciError(
        Text(
            "There is no scheme “{scheme}”; these are known: {schemes}.",
            {"scheme": name, "schemes": tuple(SCHEMES)},
        )
    )


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FileError(
            Text(
                "{path} cannot be read: {reason}.",
                {"path": str(path), "reason": error.strerror or str(error)},
            )
        ) from None
    refuse_large(data)
    return data
