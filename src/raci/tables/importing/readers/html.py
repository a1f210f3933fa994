"""HTML tables, also those in what Confluence and Word save as ``.doc`` or ``.xls`` (MHTML)."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.importing.imported import Doubt
from raci.tables.importing.readers.bounds import (
    LARGEST_TREE,
    MOST_COLUMNS,
    check_grid,
    refuse_cells,
    refuse_large,
    refuse_rows,
)
from raci.tables.importing.readers.encoding import decode
from raci.tables.importing.readers.plain_text import Bullets
from raci.tables.importing.readers.tags import plain
from raci.tables.importing.sheet import (
    STRUCK_FROM,
    STRUCK_TO,
    Known,
    Remark,
    Sheet,
    Span,
    column_name,
    spread,
    struck_out,
    without_marks,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from lxml.html import HtmlElement

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BREAKS = frozenset(("br", "p", "div", "li", "tr", "ul", "ol"))
_UNSEEN = frozenset(("script", "style", "template", "noscript", "head"))
#: Text around tables, in which letters may be explained; no more lines of it are looked at.
_PROSE, _MOST_PROSE = frozenset(("p", "ul", "ol", "dl", "pre", "figcaption")), 2000
_LISTS = frozenset(("ul", "ol"))
_STRIKING = frozenset(("del", "s", "strike"))
_UNSHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\f\v\n]+")
_AROUND_BREAKS = re.compile(r" ?\x00[ \x00]*")
#: Codecs of Python that are no charsets of pages.
_NO_CHARSETS = frozenset(("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"))
#: A mail's header beyond this is not taken apart: that takes the square of its length.
_LONGEST_HEADER = 1000
_COLOURS = re.compile(r"(?:background|font-weight)[\w-]*\s*:\s*[^;]{1,40}", re.IGNORECASE)
_DEEP = re.compile(r"depth|deep", re.IGNORECASE)


def read(data: bytes, name: str, doubts: list[Doubt]) -> list[Sheet]:
    """Return the tables of a page, each with the headings above it."""
    refuse_large(data, LARGEST_TREE)
    if _is_mail(data):
        return tables_in(_from_mail(data), name, doubts, with_lines=False)
    return tables_in(_declared(data) or decode(data, name, doubts), name, doubts)


def tables_in(
    text: str, name: str, doubts: list[Doubt], *, with_lines: bool = True, first_line: int = 1
) -> list[Sheet]:
    """Return the tables of HTML text.

    Args:
        text: The page, or a part of one.
        name: The file's name, for places.
        doubts: What could not be read is added here.
        with_lines: Whether lines of ``text`` are lines of the file.
        first_line: The line on which ``text`` begins in the file.
    """
    root = _parsed(text, name, doubts)
    sheets: list[Sheet] = []
    headings: list[tuple[int, str]] = []
    prose: list[list[str]] = []
    bullets = Bullets(name)
    cells = 0
    for element in root.iter():
        tag = element.tag
        line = (element.sourceline or 1) - 1 + first_line
        if tag in _HEADINGS:
            level = int(tag[1])
            headings = [kept for kept in headings if kept[0] < level]
            headings.append((level, _flat(element)))
            bullets.at(0)
            bullets.heading([text for _, text in headings], line)
        elif tag == "table":
            titles = [title for _, title in headings if title]
            sheet = _sheet(element, titles, len(sheets) + 1, name if with_lines else "", first_line)
            cells += len(sheet.rows) * sheet.width
            refuse_cells(cells)
            sheets.append(sheet)
        elif tag in _PROSE and len(prose) < _MOST_PROSE and _stands_alone(element):
            lines = [text for text in without_marks(_text(element)).split("\n") if text.strip()]
            prose += [[text] for text in lines]
            if tag == "p":
                _bullet(bullets, 0, lines, line)
        elif tag == "li" and len(prose) < _MOST_PROSE:
            above = [one.tag for one in element.iterancestors()]
            if "table" not in above:
                lines = without_marks(_text(element)).split("\n")
                _bullet(bullets, 1 + above.count("li"), lines, line)
    told = [Sheet("", prose, named=False, prose=True)] if prose else []
    return [*sheets, *_listed(bullets, with_lines=with_lines), *told]


def _listed(bullets: Bullets, *, with_lines: bool) -> list[Sheet]:
    """Return the tables that lists make."""
    sheets = bullets.sheets()
    if not with_lines:
        for sheet in sheets:
            sheet.file, sheet.lines = "", None
    return sheets


def _bullet(bullets: Bullets, depth: int, lines: list[str], line: int) -> None:
    bullets.at(depth)
    for number, text in enumerate(lines):
        bullets.line(text, line, more=number > 0)


def _stands_alone(element: HtmlElement) -> bool:
    """Tell whether a paragraph stands outside of tables and of others of its kind."""
    return not any(one.tag == "table" or one.tag in _PROSE for one in element.iterancestors())


def _parsed(text: str, name: str, doubts: list[Doubt]) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(plain(text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.LxmlError, ValueError):
        raise RaciError(Text("The page is empty, or no HTML.")) from None
    for entry in parser.error_log:
        if _DEEP.search(entry.message):
            doubts.append(
                Doubt(f"{name}:{entry.line}", Text("The page is nested too deeply to be read on."))
            )
            break
    return root


def _sheet(
    table: HtmlElement, headings: list[str], number: int, file: str, first_line: int
) -> Sheet:
    caption = table.find("caption")
    if caption is not None and _flat(caption):
        headings = [*headings, _flat(caption)]
    rows: list[list[str]] = []
    lines: list[int] = []
    spans: list[Span] = []
    looks: dict[int, str] = {}
    remarks: list[Remark] = []
    if any(_hides(one) for one in (table, *table.iterancestors())):
        remarks.append(Remark(None, None, Text("This table is hidden; it was read all the same.")))
    taken: dict[int, int] = {}
    for row in _rows(table):
        refuse_rows(len(rows))
        refuse_cells(len(rows) * len(taken))
        cells: list[str] = []
        lines.append((row.sourceline or 1) - 1 + first_line)
        if look := _look(row):
            looks[len(rows)] = look
        if _hidden(row):
            message = Text("This row is hidden; it was read all the same.")
            remarks.append(Remark(len(rows), None, message))
        remarks += _fill(row, cells, taken, spans, len(rows))
        rows.append(cells)
    check_grid(rows)
    _blank_addresses(rows)
    remarks += struck_out(rows)
    sheet = Sheet(
        headings[-1] if headings else f"table {number}",
        rows,
        file=file,
        lines=lines if file else None,
        spans=tuple(spans),
        looks=looks,
        sections=tuple(headings[:-1]),
        named=bool(headings),
        known={} if table.get("data-raci") else _known_rows(table),
        remarks=tuple(remarks),
    )
    spread(sheet.rows, sheet.spans)
    return sheet


def _blank_addresses(rows: list[list[str]]) -> None:
    """Blank the letters of columns and numbers of rows that a spreadsheet's page has as cells."""
    letters = rows[0][1:] if rows else []
    lettered = len(letters) > 1 and letters == [column_name(at) for at in range(len(letters))]
    if not lettered or rows[0][0] or not all(row[0].isdecimal() for row in rows[1:] if any(row)):
        return
    rows[0][1:] = [""] * len(letters)
    for row in rows[1:]:
        row[:1] = [""]


def _known_rows(table: HtmlElement) -> dict[int, Known]:
    """Return the ids that rows carry, each where it stands first."""
    known: dict[Known, int] = {}
    for number, row in enumerate(_rows(table)):
        one = Known(row.get("data-id", ""), row.get("data-duty", ""))
        if one.id or one.duty:
            known.setdefault(one, number)
    return {number: one for one, number in known.items()}


def _look(row: HtmlElement) -> str:
    """Return how the first text of a row is set: its classes and colours, and whether in bold."""
    first = next((cell for cell in row if cell.tag in {"td", "th"} and _flat(cell)), None)
    if first is None:
        return ""
    bold = first.tag == "th" or first.find(".//strong") is not None
    said = [str(one.get(key, "")) for one in (row, first) for key in ("class", "bgcolor")]
    said += _COLOURS.findall(f"{row.get('style', '')};{first.get('style', '')}")
    return " ".join(filter(None, ("bold" * (bold or first.find(".//b") is not None), *said)))


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the rows of a table, not those of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _fill(
    row: HtmlElement, cells: list[str], taken: dict[int, int], spans: list[Span], number: int
) -> list[Remark]:
    """Put a row's cells into their columns, leaving those that a cell above reaches into.

    Returns:
        Which of them are hidden.
    """
    remarks: list[Remark] = []
    for cell in row:
        if cell.tag not in {"td", "th"}:
            continue
        _skip(cells, taken)
        across, down = _count(cell, "colspan"), _count(cell, "rowspan")
        left = len(cells)
        cells.append(_text(cell))
        if cells[-1] and any(map(_hides, cell.iter())):
            message = Text("This cell is hidden; it was read all the same.")
            remarks.append(Remark(number, left, message))
        cells.extend([""] * (min(across, MOST_COLUMNS + 1 - left) - 1))
        if across > 1 or down > 1:
            spans.append(Span(number, left, number + down - 1, len(cells) - 1))
        if down > 1:
            taken.update(dict.fromkeys(range(left, len(cells)), down))
    _skip(cells, taken)
    for column in list(taken):
        taken[column] -= 1
        if not taken[column]:
            del taken[column]
    return remarks


def _hidden(row: HtmlElement) -> bool:
    """Tell whether a row is hidden, by itself or with the part of the table it stands in."""
    parent = row.getparent()
    return _hides(row) or (parent is not None and parent.tag != "table" and _hides(parent))


def _hides(element: HtmlElement) -> bool:
    """Tell whether an element says that it is not shown."""
    if not isinstance(element.tag, str):
        return False
    said = str(element.get("style", ""))
    return element.get("hidden") is not None or (bool(said) and _UNSHOWN.search(said) is not None)


def _strikes(element: HtmlElement) -> bool:
    """Tell whether an element's text is struck out."""
    return element.tag in _STRIKING or "line-through" in str(element.get("style", ""))


def _skip(cells: list[str], taken: dict[int, int]) -> None:
    while len(cells) in taken and len(cells) <= MOST_COLUMNS:
        cells.append("")


def _count(cell: HtmlElement, attribute: str) -> int:
    said = str(cell.get(attribute, "1")).strip()[:6]
    return max(1, min(int(said), MOST_COLUMNS)) if said.isdecimal() else 1


def _flat(element: HtmlElement) -> str:
    return " ".join(without_marks(_text(element)).split())


def _text(element: HtmlElement) -> str:
    """Return the text of an element, blanks collapsed, with line feeds where lines end."""
    parts: list[str] = []
    _gather(element, parts)
    text = _BLANKS.sub(" ", "".join(parts))
    return _AROUND_BREAKS.sub("\n", text).strip(" \n")


def _gather(element: HtmlElement, parts: list[str]) -> None:
    for event, node in _walk(element):
        if event == "start":
            if node.tag in _BREAKS:
                parts.append("\x00")
            if _strikes(node):
                parts.append(STRUCK_FROM)
            if node.tag == "img":
                parts.append(node.get("alt", ""))
            if node.text and node.tag not in _UNSEEN:
                parts.append(without_marks(node.text.replace("\x00", "")))
        else:
            if _strikes(node):
                parts.append(STRUCK_TO)
            if node.tag in _BREAKS and node.tag != "br":
                parts.append("\x00")
            if node is not element and node.tail:
                parts.append(without_marks(node.tail.replace("\x00", "")))


def _walk(element: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    from lxml import etree

    skipped, item = 0, element.tag == "li"
    for event, node in etree.iterwalk(element, events=("start", "end")):
        inner = node is not element and (node.tag == "table" or (item and node.tag in _LISTS))
        if event == "start" and inner:
            skipped += 1
        if not skipped:
            yield event, node
        if event == "end" and inner:
            skipped -= 1


def _declared(data: bytes) -> str | None:
    """Decode a page by the charset that it declares, where there is one and it fits."""
    found = re.search(rb"charset=[\"']?([\w-]{2,20})", data[:4096])
    if not found or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    try:
        return data.decode(_charset(found[1].decode("ascii"))).replace("\r\n", "\n")
    except (LookupError, UnicodeError):
        return None


def _charset(name: str) -> str:
    """Return a charset that pages are in.

    Raises:
        LookupError: Python has no such encoding, or one for other things than pages; some of those
            take time that grows with the square of the length.
    """
    found = codecs.lookup(name).name
    if found in _NO_CHARSETS:
        raise LookupError(name)
    return found


def _is_mail(data: bytes) -> bool:
    head = data[:2000].lower()
    return b"mime-version:" in head and b"content-type:" in data[:20_000].lower()


def _from_mail(data: bytes) -> str:
    import email
    import email.policy

    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes):
                    return _said(part, payload)
    except RecursionError:  # parts in parts in parts
        pass
    raise RaciError(Text("The file is a mail or web archive without a page in it."))


def _said(part: Message, payload: bytes) -> str:
    """Return the text of a part by its charset, else as UTF-8."""
    declared = str(part.get("content-type", ""))
    charset = part.get_content_charset() if len(declared) < _LONGEST_HEADER else None
    try:
        return payload.decode(_charset(charset or "utf-8"), "replace")
    except (LookupError, UnicodeError):
        return payload.decode("utf-8", "replace")
