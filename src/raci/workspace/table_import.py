"""A table that was read, held against the open file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tables.importing import Stated, keep_reading, meant_alike, to_values
from raci.versions.import_plan import ImportPlan, import_plan

if TYPE_CHECKING:
    from raci.document import Document
    from raci.tables.importing import Imported


def plan_import(
    document: Document, imported: Imported, name: str = "", stated: Stated | None = None
) -> ImportPlan:
    """Return what a table would change in a document; see ``versions.import_plan``.

    Args:
        document: The open file.
        imported: The table, as it was read.
        name: The table's own file name, under which the file keeps how it was read.
        stated: What a person said of the reading, what the file kept of it before included.
    """
    plan = import_plan(document, to_values(imported, "", "en"), imported.scheme, meant_alike)
    plan.reading = keep_reading(document.data, name, stated or Stated(), imported.readings)
    return plan
