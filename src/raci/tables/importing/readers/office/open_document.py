"""What an OpenDocument workbook says of cells beside their values: comments, hidden, struck out.

As with Excel, the library that reads the values does not tell. The content is read once, event by
event, so that a sheet that says a million blank rows takes no memory for them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from raci.model.text import Text
from raci.tables.importing.readers.bounds import MOST_CELLS, MOST_COLUMNS
from raci.tables.importing.readers.office.archive import FAULTS, opened
from raci.tables.importing.readers.office.workbook_parts import MOST_REMARKS, Parts
from raci.tables.importing.sheet import Remark, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: Cells, whether or not another one reaches over them.
_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))
#: The family of cells' styles, and the name of what all of a family come from.
_CELL, _USUAL = "table-cell", "\0"
_NOT_STRUCK = frozenset(("", "none"))
_STRIKING = ("style:text-line-through-style", "style:text-line-through-type")
_NO_GROUND = frozenset(("", "transparent", "#ffffff"))
#: Kinds of values that are shown by a format, which the text of the cell has.
_FORMATTED = frozenset(("float", "percentage", "date", "time", "currency"))


def parts_of(data: bytes) -> dict[str, Parts]:
    """Return what sheets say beside their values, by name; nothing of damaged workbooks."""
    found = _Content()
    try:
        with opened(data) as archive:
            for path in ("styles.xml", "content.xml"):
                if path in archive.namelist():
                    with archive.open(path) as stream:
                        found.parser().ParseFile(stream)
    except (expat.ExpatError, *FAULTS):
        return {}
    return found.sheets


@dataclass(slots=True)
class _Style:
    """How cells, texts or sheets of a style look, where it says so itself."""

    parent: str = ""
    said: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Cell:
    """A cell while it is read."""

    style: str
    repeated: int
    failed: bool
    formula: str
    formatted: bool
    text: list[str] = field(default_factory=list)
    plain: bool = False
    comment: list[str] = field(default_factory=list)


class _Content:
    """Collects what stands beside values while the parts of a workbook are read."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.sheets: dict[str, Parts] = {}
        self._styles: dict[tuple[str, str], _Style] = {}
        self._style = _Style()
        self._parts = Parts()
        self._row = self._column = 0
        self._next_row = 0
        self._columns: list[tuple[int, str]] = []
        self._titled = False
        self._cell: _Cell | None = None
        self._texts: list[str] | None = None
        self._noted = False
        self._told: Counter[str] = Counter()
        self._struck: list[bool] = []
        self._starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            **dict.fromkeys(_CELLS, self._begin_cell),
            "text:p": self._begin_text,
            "text:span": self._begin_span,
            "office:annotation": self._begin_note,
            "table:table-row": self._begin_row,
            "table:table-column": self._begin_columns,
            "table:table": self._begin_sheet,
            "style:style": self._begin_style,
            "style:default-style": self._begin_style,
        }

    def parser(self) -> expat.XMLParserType:
        """Return a parser that reads a part into this."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        return parser

    def _start(self, tag: str, said: Mapping[str, str]) -> None:
        if begin := self._starts.get(tag):
            begin(said)
        elif tag.startswith("style:") and tag.endswith("-properties"):
            self._style.said.update(said)

    def _begin_cell(self, said: Mapping[str, str]) -> None:
        self._cell = _Cell(
            said.get("table:style-name", ""),
            _count(said.get("table:number-columns-repeated", "1")),
            failed=said.get("calcext:value-type") == "error",
            formula="" if "office:value-type" in said else said.get("table:formula", ""),
            formatted=said.get("office:value-type") in _FORMATTED,
        )

    def _begin_text(self, _: Mapping[str, str]) -> None:
        if self._cell is not None:
            self._texts = self._cell.comment if self._noted else self._cell.text
            self._texts.append(" ")

    def _begin_span(self, said: Mapping[str, str]) -> None:
        self._struck.append(self._strikes(said.get("text:style-name", ""), "text"))

    def _begin_note(self, _: Mapping[str, str]) -> None:
        self._noted = True

    def _begin_sheet(self, said: Mapping[str, str]) -> None:
        shown = self._look_up(said.get("table:style-name", ""), "table:display", "table")
        self._parts = Parts(hidden=shown == "false")
        self.sheets[said.get("table:name", "")] = self._parts
        self._next_row, self._column, self._columns = 0, 0, []
        self._told.clear()

    def _begin_style(self, said: Mapping[str, str]) -> None:
        family = said.get("style:family", "")
        self._style = _Style(said.get("style:parent-style-name", ""))
        self._styles[family, said.get("style:name", _USUAL)] = self._style

    def _end(self, tag: str) -> None:
        if tag in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif tag == "text:p":
            self._texts = None
        elif tag == "text:span" and self._struck:
            self._struck.pop()
        elif tag == "office:annotation":
            self._noted = False

    def _data(self, text: str) -> None:
        if self._texts is None or self._cell is None:
            return
        self._texts.append(text)
        if not self._noted and text.strip() and not any(self._struck):
            self._cell.plain = True

    def _begin_row(self, said: Mapping[str, str]) -> None:
        self._row, self._column, self._titled = self._next_row, 0, False
        rows = _count(said.get("table:number-rows-repeated", "1"))
        self._next_row += rows
        if said.get("table:visibility", "visible") != "visible":
            message = Text("This row is hidden; it was read all the same.")
            places = range(self._row, self._row + min(rows, MOST_REMARKS))
            self._tell("rows", [Remark(row, None, message) for row in places])

    def _begin_columns(self, said: Mapping[str, str]) -> None:
        columns = _count(said.get("table:number-columns-repeated", "1"))
        first, self._column = self._column, self._column + columns
        self._columns.append((self._column, said.get("table:default-cell-style-name", "")))
        if said.get("table:visibility", "visible") != "visible":
            message = Text("This column is hidden; it was read all the same.")
            places = range(first, first + min(columns, MOST_REMARKS))
            self._tell("columns", [Remark(None, column, message) for column in places])

    def _end_cell(self, cell: _Cell) -> None:
        at = self._row, self._column
        self._column += cell.repeated
        text = one_line("".join(cell.text))
        comment = one_line("".join(cell.comment))
        if comment:
            self._parts.comments[at] = comment
        if cell.failed or cell.formula:
            self._tell("cells", [Remark(*at, _fault(cell, text))])
        if not text:
            return
        columns = range(at[1], min(at[1] + cell.repeated, MOST_COLUMNS))
        if cell.formatted and len(self._parts.shown) < MOST_CELLS:
            self._parts.shown.update(((at[0], column), text) for column in columns)
        style = cell.style or next((name for end, name in self._columns if at[1] < end), "")
        if not self._titled:
            self._titled = True
            if (look := self._look(style)) != self._look("Default"):
                self._parts.looks[at[0]] = look
        if (not cell.plain or self._strikes(style)) and len(self._parts.struck) < MOST_CELLS:
            self._parts.struck.update((at[0], column) for column in columns)

    def _tell(self, kind: str, remarks: list[Remark]) -> None:
        """Note what is to be told of a sheet, up to a number of each kind."""
        room = MOST_REMARKS - self._told[kind]
        self._parts.remarks += remarks[:room]
        self._told[kind] += len(remarks[:room])

    def _look(self, style: str) -> str:
        """Return how a style is set: in bold, large or small, on a ground."""
        bold = self._look_up(style, "fo:font-weight") not in {"", "normal"}
        ground = self._look_up(style, "fo:background-color")
        said = ["bold" * bold, self._look_up(style, "fo:font-size")]
        return " ".join(filter(None, [*said, ground if ground not in _NO_GROUND else ""]))

    def _strikes(self, style: str, family: str = _CELL) -> bool:
        return any(self._look_up(style, key, family) not in _NOT_STRUCK for key in _STRIKING)

    def _look_up(self, style: str, key: str, family: str = _CELL) -> str:
        """Return what a style, or one that it comes from, says; nothing where none does."""
        seen: set[str] = set()
        while (found := self._styles.get((family, style))) and style not in seen:
            seen.add(style)
            if key in found.said:
                return found.said[key]
            style = found.parent
        usual = self._styles.get((family, _USUAL))
        return usual.said.get(key, "") if usual else ""


def _fault(cell: _Cell, text: str) -> Text:
    if cell.failed:
        return Text("The formula here has failed ({error}).", {"error": text[:20]})
    return Text(
        "The formula “{formula}” has no stored value; open the workbook and save it once.",
        {"formula": cell.formula.removeprefix("of:=")[:60]},
    )


def _count(said: str) -> int:
    """Return how often something is repeated."""
    return max(int(said[:9]), 1) if said.isdecimal() else 1
