"""Tables of Word documents (docx): their text, nothing that could act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.importing.readers.archive import member
from raci.tables.importing.readers.bounds import (
    LARGEST_TREE,
    MOST_COLUMNS,
    check_grid,
    refuse_cells,
    refuse_large,
)
from raci.tables.importing.sheet import Sheet, Span, spread

if TYPE_CHECKING:
    from lxml.etree import _Element

    from raci.tables.importing.doubt import Doubt

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: A paragraph above a table is its title if it is no longer than this.
_TITLE_LENGTH = 90


def read(data: bytes, doubts: list[Doubt], only: str | None = None) -> list[Sheet]:
    """Return the tables of a document, each named by the heading above it.

    Args:
        data: The document.
        doubts: Nothing of a document is in doubt before it is known what it means.
        only: The one table that is wanted; all are returned, as all have to be read.
    """
    del doubts, only
    document = member(data, "word/document.xml")
    refuse_large(document, LARGEST_TREE)
    body = _body(document)
    sheets: list[Sheet] = []
    title, cells = "", 0
    for element in body.iter(f"{_W}p", f"{_W}tbl"):
        if element.tag == f"{_W}tbl":
            sheet = _sheet(element, title, len(sheets) + 1)
            cells += len(sheet.rows) * sheet.width
            refuse_cells(cells)
            sheets.append(sheet)
        elif not any(parent.tag == f"{_W}tc" for parent in element.iterancestors()):
            text = _text(element)
            if text:
                title = text if len(text) <= _TITLE_LENGTH else ""
    return sheets


def _body(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise RaciError(Text("The document is damaged: its text cannot be read.")) from None


def _sheet(table: _Element, title: str, number: int) -> Sheet:
    rows: list[list[str]] = []
    spans: list[Span] = []
    looks: dict[int, str] = {}
    above: dict[int, int] = {}
    seen = 0
    for row in table.iterfind(f"{_W}tr"):
        cells: list[str] = []
        for cell in row.iterfind(f"{_W}tc"):
            _put(cell, cells, len(rows), above, spans)
        if look := _look(row):
            looks[len(rows)] = look
        seen += len(cells)
        refuse_cells(seen)
        rows.append(cells)
    check_grid(rows)
    sheet = Sheet(
        title or f"table {number}",
        rows,
        spans=tuple(spans),
        looks=looks,
        named=bool(title),
    )
    spread(sheet.rows, sheet.spans)
    return sheet


def _look(row: _Element) -> str:
    """Return how the first text of a row is set: in bold, on a ground of its own."""
    first = next((cell for cell in row.iterfind(f"{_W}tc") if _lines(cell)), None)
    if first is None:
        return ""
    shade = first.find(f"{_W}tcPr/{_W}shd")
    ground = str(shade.get(f"{_W}fill", "")) if shade is not None else ""
    bold = first.find(f".//{_W}rPr/{_W}b") is not None
    return " ".join(filter(None, ("bold" * bold, "" if ground == "auto" else ground)))


def _put(
    cell: _Element, cells: list[str], row: int, above: dict[int, int], spans: list[Span]
) -> None:
    """Add one cell; one that continues the cell above makes that one's span longer."""
    left = len(cells)
    across = max(1, min(_number(cell, "gridSpan"), MOST_COLUMNS + 1 - left))
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    continued = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
    cells.append("" if continued else "\n".join(_lines(cell)))
    cells.extend([""] * (across - 1))
    if not continued:
        above[left] = row
    if across > 1 or continued:
        spans.append(Span(above.get(left, row), left, row, left + across - 1))


def _number(cell: _Element, name: str) -> int:
    found = cell.find(f"{_W}tcPr/{_W}{name}")
    said = found.get(f"{_W}val", "1")[:6] if found is not None else "1"
    return max(1, int(said)) if said.isdecimal() else 1


def _lines(cell: _Element) -> list[str]:
    return [text for text in (_text(line) for line in cell.iterfind(f"{_W}p")) if text]


def _text(paragraph: _Element) -> str:
    """Return what a reader sees: runs, tabs and breaks; neither field codes nor deleted text."""
    parts: list[str] = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif (parent := node.getparent()) is not None and parent.tag == f"{_W}r":
            parts.append("\n" if node.tag == f"{_W}br" else " ")
    return "".join(parts).strip()
