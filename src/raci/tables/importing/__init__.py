"""The client's old matrix gets in: from any file to tables of letters, and to an organisation.

Two steps: ``sources`` turns each format into neutral sheets; recognition finds the matrices in
them. What was skipped, or could be read in two ways, is told; what holds no matrix is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tables.importing.imported import (
    Doubt,
    Imported,
    ImportedRow,
    ImportedTable,
    readings_to_json,
    to_json,
)
from raci.tables.importing.matrices.agreement import meant_alike
from raci.tables.importing.opened import Opened
from raci.tables.importing.proposals import Proposal, proposals
from raci.tables.importing.readers.registry import SOURCES
from raci.tables.importing.reading import (
    Reading,
    Stated,
    UnclearError,
    keep_reading,
    kept_reading,
    overlaid,
    reading_values,
)
from raci.tables.importing.values import to_values

if TYPE_CHECKING:
    import os

__all__ = [
    "SOURCES",
    "Doubt",
    "Imported",
    "ImportedRow",
    "ImportedTable",
    "Opened",
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
    """Return the matrices of a file; see ``Opened``.

    Args:
        content: The file's bytes, or its path.
        name: The file's name; its ending says what it is. Default: the path's.
        stated: What a person says of the reading; the rest is inferred.

    Raises:
        UnclearError: It can be read in several ways, none of which is likely enough.
        RaciError: It holds no matrix, or cannot be read, or is a trap; the text says which.
    """
    return Opened(content, name).read(stated)
