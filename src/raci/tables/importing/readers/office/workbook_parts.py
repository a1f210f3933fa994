"""What a workbook says of cells beside their values: comments, hidden, struck out, faulty.

The library that reads the values does not tell. Patterns are looked for in the parts' own text, as
building a tree of a million cells would take longer than all the rest.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tables.importing.readers.office.archive import FAULTS, opened
from raci.tables.importing.sheet import Remark, one_line

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_HIDDEN_ROW = re.compile(rb'<row\b[^>]*?\br="(\d{1,7})"[^>]*?\bhidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<col\b[^>]*\bhidden="(?:1|true)"[^>]*>')
_FROM, _TO = re.compile(rb'\bmin="(\d{1,5})"'), re.compile(rb'\bmax="(\d{1,5})"')
_ERROR = re.compile(rb'<c\b([^>]*\bt="e"[^>]*)>.{0,2000}?<v>([^<]{1,20})</v>', re.DOTALL)
#: A formula whose value no program has stored yet: a cell that any reader sees as blank.
_NO_VALUE = re.compile(
    rb"<c\b([^>]*[^/])><f\b[^>]{0,300}(?:/>|>([^<]{0,2000})</f>)(?:<v\s*/>|<v></v>)?</c>"
)
_TEXT_VALUE = re.compile(rb'\bt="str"')
_STYLED = re.compile(rb'<c\b([^>]*\bs="(\d{1,5})"[^>]*)>')
_ROW_NUMBER = re.compile(rb'<row\b[^>]*?\br="(\d{1,7})"')
_FILLED_OR_END = re.compile(rb"<c\b([^>]*[^/])><(?!/c>)|</row>|<row\b")
_STYLE = re.compile(rb'\bs="(\d{1,5})"')
#: Formats that are known by a number: decimals and percent. Those of days follow the computer.
_FORMATS = {"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%"}
#: The pieces of a format: text as it is, what leaves no trace, days, digits, and anything else.
_FORMAT = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<unseen>_.|\*.|\[[^\]<>=hmsHMS]*\])'
    r"|(?P<day>[yY]+|[mM]+|[dD]+)|(?P<digits>[0#?]+(?:,[0#?]+)*(?:\.0{1,9})?(?![0#?.,]))"
    r"|(?P<percent>%)|(?P<plain>[ \-+/().:,€$£])|(?P<odd>.)",
    re.DOTALL,
)
#: Larger numbers are no ids. Days are counted in another way before the first and after the last.
_MOST, _FIRST_DAY, _LAST_DAY = Decimal(10) ** 15, 61, 2_958_465
_REF = re.compile(r"([A-Z]{1,3})(\d{1,7})")
#: More of one kind in a sheet are not told one by one.
MOST_REMARKS = 500


@dataclass(slots=True)
class Parts:
    """What a sheet says beside its values; rows and columns count from 0.

    Attributes:
        path: Of the sheet, in the archive.
        hidden: Whether the sheet is hidden.
        struck: Cells that are struck out as a whole.
        looks: How the first text of each row is set, by row, where that is not the usual way.
        shown: What cells show in place of their values, by the formats of these.
    """

    path: str = ""
    hidden: bool = False
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    looks: dict[int, str] = field(default_factory=dict)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


class Workbook:
    """What the sheets of a workbook say beside their values.

    Attributes:
        parts: By the sheets' names; nothing of damaged workbooks.
    """

    def __init__(self, data: bytes) -> None:
        """Read all but the sheets themselves."""
        self.parts: dict[str, Parts] = {}
        self._styles = _Styles()
        with opened(data) as archive, suppress(KeyError, SyntaxError, *FAULTS):
            self._styles = _styles(archive)
            self.parts = dict(_sheets(archive))
        self._paths = {one.path: one for one in self.parts.values()}

    def look(self, path: str, xml: bytes) -> None:
        """Read a sheet, which somebody has unpacked."""
        if path in self._paths:
            _read(xml, self._styles, self._paths[path])


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, Parts]]:
    book = _tree(archive, "xl/workbook.xml")
    targets = _relations(archive, "xl/workbook.xml")
    for sheet in book.iter("{*}sheet"):
        name = sheet.get("name", "")
        link = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        path = targets.get(str(link), ("", ""))[1]
        parts = Parts(path, hidden=sheet.get("state", "visible") != "visible")
        if path in archive.namelist():
            _comments(archive, path, parts)
        yield name, parts


def _tree(archive: zipfile.ZipFile, path: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(path), parser)


def _relations(archive: zipfile.ZipFile, path: str) -> dict[str, tuple[str, str]]:
    """Return the kind and the path of each part that a part refers to, by id."""
    folder, name = posixpath.split(path)
    listed = f"{folder}/_rels/{name}.rels"
    if listed not in archive.namelist():
        return {}
    found: dict[str, tuple[str, str]] = {}
    for one in _tree(archive, listed).iter("{*}Relationship"):
        target = one.get("Target", "")
        whole = target[1:] if target.startswith("/") else posixpath.join(folder, target)
        found[one.get("Id", "")] = (one.get("Type", ""), posixpath.normpath(whole))
    return found


@dataclass(frozen=True, slots=True)
class _Styles:
    """What a workbook's cell styles look like, by their numbers.

    Attributes:
        struck: Styles whose font is struck out.
        looks: Styles that are bold, larger, or on a ground of their own.
        formats: Styles with a format for numbers other than the usual one.
    """

    struck: frozenset[int] = frozenset()
    looks: Mapping[int, str] = field(default_factory=dict)
    formats: Mapping[int, str] = field(default_factory=dict)


def _styles(archive: zipfile.ZipFile) -> _Styles:
    if "xl/styles.xml" not in archive.namelist():
        return _Styles()
    tree = _tree(archive, "xl/styles.xml")
    fonts = list(tree.iterfind("{*}fonts/{*}font"))
    fills = [_ground(fill) for fill in tree.iterfind("{*}fills/{*}fill")]
    usual = _size(fonts[0]) if fonts else ""
    # Where days are counted from 1904, what the library says of them stands.
    since_1904 = b'date1904="1"' in archive.read("xl/workbook.xml")
    codes = _FORMATS | {
        one.get("numFmtId", ""): one.get("formatCode", "")
        for one in tree.iterfind("{*}numFmts/{*}numFmt")
    }
    struck: set[int] = set()
    looks: dict[int, str] = {}
    formats: dict[int, str] = {}
    for number, style in enumerate(tree.iterfind("{*}cellXfs/{*}xf")):
        font_id, fill_id = (int(style.get(key, "0")) for key in ("fontId", "fillId"))
        font = fonts[font_id] if font_id < len(fonts) else None
        if font is not None and _has(font, "strike"):
            struck.add(number)
        said = [fills[fill_id] if fill_id < len(fills) else ""]
        if font is not None:
            said += ["bold" * _has(font, "b"), _size(font) * (_size(font) != usual)]
        if any(said):
            looks[number] = " ".join(filter(None, said))
        if (code := codes.get(style.get("numFmtId", ""))) and not since_1904:
            formats[number] = code
    return _Styles(frozenset(struck), looks, formats)


def _has(font: _Element, tag: str) -> bool:
    return any(one.get("val", "1") not in {"0", "false"} for one in font.iter(f"{{*}}{tag}"))


def _size(font: _Element) -> str:
    found = font.find("{*}sz")
    return str(found.get("val", "")) if found is not None else ""


def _ground(fill: _Element) -> str:
    """Return a fill's colour; nothing where there is none, or it is white."""
    pattern = fill.find("{*}patternFill")
    colour = pattern.find("{*}fgColor") if pattern is not None else None
    if pattern is None or colour is None or pattern.get("patternType") in {None, "none"}:
        return ""
    said = " ".join(sorted(str(key) + str(value) for key, value in colour.attrib.items()))
    return "" if said in {"rgbFFFFFFFF", "theme0", "indexed9"} else said


def _read(xml: bytes, styles: _Styles, parts: Parts) -> None:
    if b'hidden="' in xml:
        _hidden(xml, parts)
    if b't="e"' in xml:
        for said, shown in _ERROR.findall(xml)[:MOST_REMARKS]:
            message = Text("The formula here has failed ({error}).", {"error": shown.decode()})
            _remark(said, message, parts)
    if b"<f" in xml:
        for said, formula in _NO_VALUE.findall(xml)[:MOST_REMARKS]:
            if _TEXT_VALUE.search(said):  # its value is stored: an empty text
                continue
            text = formula.decode("utf-8", "replace")[:60]
            message = Text(
                "The formula “{formula}” has no stored value; open the workbook and save it once.",
                {"formula": text},
            )
            _remark(said, message, parts)
    if styles.struck:
        places = (_at(said) for said, style in _STYLED.findall(xml) if int(style) in styles.struck)
        parts.struck.update(filter(None, places))
    if styles.looks:
        parts.looks = dict(_looks(xml, styles))
    if styles.formats:
        parts.shown = dict(_shown(xml, styles.formats))


def _shown(xml: bytes, formats: Mapping[int, str]) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield places of numbers, and what they show, where that is another text."""
    styles = "|".join(map(str, formats)).encode()
    numbers = re.compile(
        rb'<c\b([^>]*\bs="(%s)"[^>]*)>(?:<f\b[^>]*(?:/>|>[^<]*</f>))?<v>([^<]{1,30})' % styles
    )
    for said, style, value in numbers.findall(xml):
        if b' t="' in said and b' t="n"' not in said:
            continue
        at, text = _at(said), shown_as(value.decode("ascii", "replace"), formats[int(style)])
        if at and text:
            yield at, text


def shown_as(value: str, code: str) -> str:
    """Return what a number shows by a format of Excel: its digits, percent, and text around them.

    Returns:
        Nothing where it shows what any number does, or what depends on the computer (names of
        months, exponents, fractions): there the value says more.
    """
    number = _number(value)
    sections = code.split(";")
    if number is None or (number < 0 and len(sections) == 1):
        return ""
    chosen = 1 if number < 0 else 2 if number == 0 else 0
    parts = _FORMAT.finditer(sections[chosen if chosen < len(sections) else 0])
    named = ((str(one.lastgroup), one) for one in parts)
    pieces = [(kind, str(one[kind])) for kind, one in named if kind != "unseen"]
    kinds = Counter(kind for kind, _ in pieces)
    if kinds["day"] and not (kinds["digits"] or kinds["odd"]):
        return _day(number, pieces)
    if kinds["digits"] != 1 or kinds["day"] or kinds["odd"]:
        return ""
    number = abs(number) * 100 if kinds["percent"] else abs(number)
    return "".join(
        _digits(number, text) if kind == "digits" else text for kind, text in pieces
    ).strip()


def _number(value: str) -> Decimal | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < _MOST else None


def _digits(number: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    text = str(number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP))
    return text.zfill(whole.count("0") + (len(decimals) + 1 if decimals else 0))


def _day(number: Decimal, pieces: list[tuple[str, str]]) -> str:
    """Return a day by a format of figures alone; nothing where it says more than a day."""
    if not _FIRST_DAY <= number <= _LAST_DAY:
        return ""
    day = date(1899, 12, 30) + timedelta(days=int(number))
    figures = {
        "yyyy": f"{day.year}",
        "yy": f"{day.year % 100:02}",
        "mm": f"{day.month:02}",
        "m": f"{day.month}",
        "dd": f"{day.day:02}",
        "d": f"{day.day}",
    }
    if any(kind == "day" and text.lower() not in figures for kind, text in pieces):
        return ""
    return "".join(
        figures[text.lower()] if kind == "day" else text for kind, text in pieces
    ).strip()


def _looks(xml: bytes, styles: _Styles) -> Iterator[tuple[int, str]]:
    """Yield rows whose first filled cell is set in another way than usual."""
    for row in _ROW_NUMBER.finditer(xml):
        first = _FILLED_OR_END.search(xml, row.end())
        style = _STYLE.search(first[1]) if first and first[1] else None
        if style and (look := styles.looks.get(int(style[1]))):
            yield int(row[1]) - 1, look


def _hidden(xml: bytes, parts: Parts) -> None:
    for row in _HIDDEN_ROW.findall(xml)[:MOST_REMARKS]:
        message = Text("This row is hidden; it was read all the same.")
        parts.remarks.append(Remark(int(row) - 1, None, message))
    message = Text("This column is hidden; it was read all the same.")
    for column in _HIDDEN_COLUMN.findall(xml)[:MOST_REMARKS]:
        first, last = _FROM.search(column), _TO.search(column)
        if first and last:
            end = min(int(last[1]), int(first[1]) + MOST_REMARKS)
            places = range(int(first[1]) - 1, end)
            parts.remarks += [Remark(None, place, message) for place in places]


def _remark(said: bytes, message: Text, parts: Parts) -> None:
    at = _at(said)
    if at:
        parts.remarks.append(Remark(*at, message))


def _at(said: bytes) -> tuple[int, int] | None:
    found = _PLACE.search(b" " + said)
    return (int(found[2]) - 1, column_of(found[1].decode())) if found else None


def column_of(letters: str) -> int:
    """Return the number of a column from 0 by its name: ``A`` is 0, ``AA`` is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _comments(archive: zipfile.ZipFile, path: str, parts: Parts) -> None:
    """Read the comments of a sheet: notes of old, and threads with replies."""
    for kind, target in _relations(archive, path).values():
        if target not in archive.namelist():
            continue
        if kind.endswith("/comments"):
            for one in _tree(archive, target).iter("{*}comment"):
                _comment(one, "t", parts, over=False)
        elif kind.endswith("/threadedComment"):
            for one in _tree(archive, target).iter("{*}threadedComment"):
                _comment(one, "text", parts, over=True)


def _comment(one: _Element, tag: str, parts: Parts, *, over: bool) -> None:
    found = _REF.match(one.get("ref", ""))
    text = one_line("".join(part.text or "" for part in one.iter(f"{{*}}{tag}")))
    if not found or not text:
        return
    at = (int(found[2]) - 1, column_of(found[1]))
    known = parts.comments.get(at, "")
    # Excel repeats a thread as a note for older programs, with a sentence about them.
    parts.comments[at] = (
        text
        if not known or (over and "threaded comment" in known.lower())
        else (f"{known}; {text}" if over else known)
    )
