"""A document whose sheets are read once, and recognised as often as its reading is corrected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raci.frozen import frozen, replace
from raci.model.error import FileError, RaciError
from raci.model.scheme import SCHEMES, Scheme
from raci.model.text import Text
from raci.tables.carried import SHEET
from raci.tables.importing.imported import Imported, Returned
from raci.tables.importing.own.carriers import know_rows, returned
from raci.tables.importing.own.facts import said_scheme
from raci.tables.importing.readers.bounds import LARGEST_FILE, refuse_large
from raci.tables.importing.readers.encoding import recoded
from raci.tables.importing.readers.registry import read_sheets
from raci.tables.importing.reading import Stated
from raci.tables.importing.values import given

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from raci.tables.importing.imported import Doubt
    from raci.tables.importing.sheet import Sheet


class Opened:
    """A document.

    Attributes:
        name: The file's name; its ending says what it is.
    """

    def __init__(self, content: bytes | str | os.PathLike[str], name: str = "") -> None:
        """Take a document over.

        Args:
            content: The file's bytes, or its path.
            name: The file's name. Default: the path's.

        Raises:
            FileError: It cannot be read, or is too large.
        """
        if not isinstance(content, bytes):
            name = name or Path(content).name
            content = _bytes(Path(content))
        self.name = name
        self._content = content
        self._known: tuple[tuple[str, ...], _Sheets] | None = None

    def sheets(self, stated: Stated | None = None) -> Sequence[Sheet]:
        """Return the sheets as they stand there, those of our own notes left out.

        Raises:
            RaciError: They cannot be read.
        """
        found = self._read(stated or Stated())
        return [one for one in found.sheets if one.name != SHEET]

    def read(self, stated: Stated | None = None) -> Imported:
        """Return the matrices in it.

        Args:
            stated: What a person says of the reading; the rest is inferred.

        Raises:
            UnclearError: It can be read in several ways, none of which is likely enough.
            RaciError: It holds no matrix, or cannot be read, or is a trap; the text says which.
        """
        # Who only asks what names suggest, as every check does, needs none of the recogniser.
        from raci.tables.importing.recognition import recognise

        stated = stated or Stated()
        found = self._read(stated)
        own = found.own
        if own.file is not None and _says_nothing(stated):
            return given(own, tuple(found.told))
        # Recognition marks and empties what it has understood.
        sheets = [replace(one, rows=[list(row) for row in one.rows]) for one in found.sheets]
        sheets = [one for one in sheets if one.name != SHEET]
        doubts = [*found.doubts, *(found.told if own.file is None else ())]
        know_rows(sheets, doubts)
        scheme = _scheme(stated.scheme) or said_scheme(own.head)
        return replace(recognise(sheets, doubts, scheme, stated), returned=Returned(head=own.head))

    def _read(self, stated: Stated) -> _Sheets:
        key = (stated.source, stated.sheet, stated.encoding)
        if self._known is None or self._known[0] != key:
            content = self._content
            if stated.encoding:
                content = recoded(content, stated.encoding)
            doubts: list[Doubt] = []
            kind, sheet = stated.source or None, stated.sheet or None
            sheets = read_sheets(content, self.name, doubts, kind, sheet)
            own, told = returned(content, sheets, self.name)
            self._known = key, _Sheets(sheets, doubts, own, told)
        return self._known[1]


@frozen
class _Sheets:
    """What was read.

    Attributes:
        doubts: What could not be read of the sheets.
        own: What an export of ours carries.
        told: What somebody changed in it.
    """

    sheets: list[Sheet]
    doubts: list[Doubt]
    own: Returned
    told: list[Doubt]


def _says_nothing(stated: Stated) -> bool:
    """Tell whether nobody said how tables are to be read, but for where they are."""
    where = replace(Stated(), source=stated.source, sheet=stated.sheet, encoding=stated.encoding)
    return stated == where


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
