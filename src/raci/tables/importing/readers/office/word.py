"""Tables of Word documents (docx): their text, nothing that could act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.importing.readers.bounds import (
    LARGEST_TREE,
    MOST_COLUMNS,
    check_grid,
    refuse_cells,
    refuse_large,
)
from raci.tables.importing.readers.office.archive import member, opened
from raci.tables.importing.sheet import (
    STRUCK_FROM,
    STRUCK_TO,
    Remark,
    Sheet,
    Span,
    one_line,
    spread,
    struck_out,
    without_marks,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from raci.tables.importing.imported import Doubt

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMMENTED = f"{_W}commentReference"
#: A paragraph above a table is its title if it is no longer than this.
_TITLE_LENGTH = 90


def read(data: bytes, doubts: list[Doubt], only: str | None = None) -> list[Sheet]:
    """Return the tables of a document, each named by the heading above it.

    Args:
        data: The document.
        doubts: Not used, as nothing is in doubt before the tables are understood.
        only: Not used, as the whole document has to be read anyway.
    """
    del doubts, only
    document = member(data, "word/document.xml")
    refuse_large(document, LARGEST_TREE)
    body = _body(document)
    comments = _comments(data)
    sheets: list[Sheet] = []
    prose: list[list[str]] = []
    title, cells = "", 0
    for element in body.iter(f"{_W}p", f"{_W}tbl"):
        if element.tag == f"{_W}tbl":
            sheet = _sheet(element, title, len(sheets) + 1, comments)
            cells += len(sheet.rows) * sheet.width
            refuse_cells(cells)
            sheets.append(sheet)
        elif not any(parent.tag == f"{_W}tc" for parent in element.iterancestors()):
            text = without_marks(_text(element))
            if text:
                title = text if len(text) <= _TITLE_LENGTH else ""
                prose.append([text])
    return [*sheets, *([Sheet("", prose, named=False, prose=True)] if prose else [])]


def _comments(data: bytes) -> dict[str, str]:
    """Return the comments of a document by their ids."""
    with opened(data) as archive:
        if "word/comments.xml" not in archive.namelist():
            return {}
    found = member(data, "word/comments.xml")
    refuse_large(found, LARGEST_TREE)
    return {
        one.get(f"{_W}id", ""): one_line(" ".join(map(_text, one.iter(f"{_W}p"))))
        for one in _body(found).iter(f"{_W}comment")
    }


def _body(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise RaciError(Text("The document is damaged: its text cannot be read.")) from None


def _sheet(table: _Element, title: str, number: int, comments: Mapping[str, str]) -> Sheet:
    rows: list[list[str]] = []
    spans: list[Span] = []
    looks: dict[int, str] = {}
    remarks: list[Remark] = []
    whys: dict[tuple[int, int], str] = {}
    above: dict[int, int] = {}
    seen = 0
    for row in table.iterfind(f"{_W}tr"):
        cells: list[str] = []
        if row.find(f"{_W}trPr/{_W}hidden") is not None:
            message = Text("This row is hidden; it was read all the same.")
            remarks.append(Remark(len(rows), None, message))
        for cell in row.iterfind(f"{_W}tc"):
            at = len(rows), len(cells)
            _put(cell, cells, len(rows), above, spans)
            said = [comments.get(one.get(f"{_W}id", "")) for one in cell.iter(_COMMENTED)]
            if any(said):
                whys[at] = "; ".join(filter(None, said))
            if cells[at[1]] and any(map(_is_on, cell.iter(f"{_W}vanish"))):
                message = Text("This cell is hidden; it was read all the same.")
                remarks.append(Remark(*at, message))
        if look := _look(row):
            looks[len(rows)] = look
        seen += len(cells)
        refuse_cells(seen)
        rows.append(cells)
    check_grid(rows)
    remarks += struck_out(rows)
    sheet = Sheet(
        title or f"table {number}",
        rows,
        spans=tuple(spans),
        looks=looks,
        named=bool(title),
        comments=whys,
        remarks=tuple(remarks),
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


def _is_on(flag: _Element) -> bool:
    return flag.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _is_struck(text: _Element) -> bool:
    """Tell whether the run that a text stands in is struck out."""
    run = text.getparent()
    if run is None:
        return False
    flags = (run.find(f"{_W}rPr/{_W}{tag}") for tag in ("strike", "dstrike"))
    return any(flag is not None and _is_on(flag) for flag in flags)


def _text(paragraph: _Element) -> str:
    """Return what a reader sees: runs, tabs and breaks; neither field codes nor deleted text."""
    parts: list[str] = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if node.tag == f"{_W}t":
            text = without_marks(node.text or "")
            parts.append(f"{STRUCK_FROM}{text}{STRUCK_TO}" if _is_struck(node) else text)
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif (parent := node.getparent()) is not None and parent.tag == f"{_W}r":
            parts.append("\n" if node.tag == f"{_W}br" else " ")
    return "".join(parts).strip()
