"""A table that was read, held against the open file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tables.importing import meant_alike, to_values
from raci.versions.import_plan import ImportPlan, import_plan

if TYPE_CHECKING:
    from raci.document import Document
    from raci.tables.importing import Imported


def plan_import(document: Document, imported: Imported) -> ImportPlan:
    """Return what a table would change in a document; see ``versions.import_plan``."""
    return import_plan(document, to_values(imported, "", "en"), imported.scheme, meant_alike)
