"""The formats in which a table is handed out: one list, a module each.

A new format is a module in ``raci.tables.export`` with a function of the signature below, and a
line here. Heavy libraries are imported inside those functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.tables.export.delimited import to_csv, to_tsv
from raci.tables.export.dot import to_dot
from raci.tables.export.excel.workbook import to_xlsx
from raci.tables.export.html.page import to_html
from raci.tables.export.markdown import to_markdown
from raci.tables.export.mermaid import to_mermaid
from raci.tables.export.picture import to_svg
from raci.tables.export.structure import to_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from raci.tables.layouts import Layout, Options
    from raci.tables.table import Table


@frozen
class Format:
    """A format.

    Attributes:
        name: As in ``--to NAME``.
        endings: Of file names, the usual one first.
        write: Returns bytes where ``binary``, else text; raises ``RaciError`` for a role that
            does not exist.
        layouts: Whether the layout makes a difference to it.
        findings: Whether it has room for what the rules say.
    """

    name: str
    endings: tuple[str, ...]
    write: Callable[[Table, Layout, Options], str | bytes]
    binary: bool = False
    layouts: bool = True
    findings: bool = False


FORMATS = {
    entry.name: entry
    for entry in (
        Format("markdown", (".md", ".markdown"), to_markdown, findings=True),
        Format("csv", (".csv",), to_csv),
        Format("tsv", (".tsv", ".tab"), to_tsv),
        Format("xlsx", (".xlsx",), to_xlsx, binary=True, findings=True),
        Format("html", (".html", ".htm"), to_html, findings=True),
        Format("json", (".json",), to_json, layouts=False, findings=True),
        Format("mermaid", (".mmd", ".mermaid"), to_mermaid, layouts=False),
        Format("dot", (".dot", ".gv"), to_dot, layouts=False),
        Format("svg", (".svg",), to_svg),
    )
}


def by_ending(name: str) -> Format | None:
    """Return the format that a file's name stands for, or None."""
    lower = name.lower()
    return next((entry for entry in FORMATS.values() if lower.endswith(entry.endings)), None)
