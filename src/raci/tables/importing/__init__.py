"""The client's old matrix gets in: from any file to tables of letters, and to an organisation.

Two steps: ``sources`` turns each format into neutral sheets; recognition finds the matrices in
them. What was skipped, or could be read in two ways, is told; what holds no matrix is refused.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from raci.model.error import FileError, RaciError
from raci.model.scheme import SCHEMES, Scheme
from raci.model.text import Text
from raci.tables.carried import SHEET
from raci.tables.importing.carriers import know_rows, returned
from raci.tables.importing.doubt import Doubt
from raci.tables.importing.imported import (
    Imported,
    ImportedRow,
    ImportedTable,
    Returned,
    readings_to_json,
    to_json,
)
from raci.tables.importing.matrices.agreement import meant_alike
from raci.tables.importing.proposals import Proposal, proposals
from raci.tables.importing.readers.bounds import LARGEST_FILE, refuse_large
from raci.tables.importing.readers.encoding import recoded
from raci.tables.importing.readers.registry import SOURCES, read_sheets
from raci.tables.importing.reading import Reading, Stated, UnclearError
from raci.tables.importing.values import given, said_scheme, to_values

if TYPE_CHECKING:
    import os


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
    "meant_alike",
    "proposals",
    "read",
    "readings_to_json",
    "to_json",
    "to_values",
]


def read(  # noqa: PLR0913 - a keyword for each thing that a person may say
    content: bytes | str | os.PathLike[str],
    name: str = "",
    *,
    source: str | None = None,
    sheet: str | None = None,
    scheme: str | None = None,
    encoding: str | None = None,
    stated: Stated | None = None,
) -> Imported:
    """Return the matrices of a file.

    Args:
        content: The file's bytes, or its path.
        name: The file's name; its ending says what it is. Default: the path's.
        source: What it is, whatever its name says: a name in ``SOURCES``.
        sheet: The one sheet or table to read, by name.
        scheme: The scheme that its letters are in; default: what they look like.
        encoding: The encoding of a text; default: what its bytes look like.
        stated: What a person says of the reading; the rest is inferred.

    Raises:
        UnclearError: It can be read in several ways, none of which is likely enough.
        RaciError: It holds no matrix, or cannot be read, or is a trap; the text says which.
    """
    # Who only asks what names suggest, as every check does, needs none of the recogniser.
    from raci.tables.importing.recognition import recognise

    if not isinstance(content, bytes):
        name = name or Path(content).name
        content = _bytes(Path(content))
    doubts: list[Doubt] = []
    if encoding:
        content = recoded(content, encoding)
    sheets = read_sheets(content, name, doubts, source, sheet)
    own, told = returned(content, sheets, name)
    told_how = scheme is not None or stated is not None
    if own.file is not None and not told_how:
        return given(own, tuple(told))
    doubts += told
    know_rows(sheets, doubts)
    sheets = [one for one in sheets if one.name != SHEET]
    found = recognise(sheets, doubts, _scheme(scheme) or said_scheme(own.head), stated)
    return replace(found, returned=Returned(head=own.head))


def _scheme(name: str | None) -> Scheme | None:
    if name is None:
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
