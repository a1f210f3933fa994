"""A table that was read, compared with the open file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.model.edit import Compound, SetField
from raci.model.text import Text
from raci.tables.importing import Stated, keep_reading, meant_alike, to_values
from raci.tables.importing.proposals import proposals
from raci.versions.import_matches import name_key
from raci.versions.import_plan import ImportPlan, import_plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raci.document import Document
    from raci.model.edit import Edit
    from raci.tables.importing import Imported


def plan_import(
    document: Document,
    imported: Imported,
    name: str = "",
    stated: Stated | None = None,
    *,
    propose: bool = False,
) -> ImportPlan:
    """Return what a table would change in a document; see ``versions.import_plan``.

    Args:
        document: The open file.
        imported: The table, as it was read.
        name: The table's own file name, under which the file keeps how it was read.
        stated: What a person said of the reading, what the file kept of it before included.
        propose: Whether what the table's names suggest is taken over, where the file is silent.
    """
    values = to_values(imported, "", "en")
    plan = import_plan(document, values, imported.scheme, meant_alike)
    if propose:
        plan.proposed = list(_proposed(document, plan, values))
    plan.reading = keep_reading(document.data, name, stated or Stated(), imported.readings)
    return plan


def _proposed(
    document: Document, plan: ImportPlan, values: Mapping[str, Any]
) -> Iterator[tuple[Text, Edit]]:
    """Yield what names of the table suggest in the merged file, and nothing that it says itself."""
    merged = document.apply(plan.edit(Text(""), over=True)).document
    named = (item["name"] for table in ("roles", "channels") for item in values[table].values())
    names = set(map(name_key, named))
    for one in proposals(merged.organisation):
        if name_key(one.name) in names and not _says(merged.data, one.edit):
            yield Text("{title}: {reason}", {"title": one.title, "reason": one.reason}), one.edit


def _says(data: Mapping[str, Any], edit: Edit) -> bool:
    """Tell whether a file has a value of its own where an edit would set one."""
    if isinstance(edit, Compound):
        return any(_says(data, each) for each in edit.edits)
    if not isinstance(edit, SetField):
        return False
    found: Any = data
    for key in edit.path:
        if not isinstance(found, dict) or key not in found:
            return False
        found = found[key]
    return True
