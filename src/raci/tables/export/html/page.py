"""HTML: one self-contained page that is read without scripts, on screens light and dark, on paper.

Jinja escapes every text; what it does not escape are our own style sheet and script, and the cells
that are escaped here. A content security policy allows nothing else on the page.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from raci.frozen import frozen
from raci.model.organisation import Status
from raci.model.vocabulary import KINDS
from raci.tables.carried import PORTFOLIO, carried, on_page
from raci.tables.cleaning import harmless
from raci.tables.layouts import Layout, cell_note, sheets, trimmed
from raci.tables.sections import letters, sections, signs
from raci.tables.styles import DARK, LIGHT, cell_style

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

    from raci.tables.layouts import Options
    from raci.tables.styles import Palette, Style
    from raci.tables.table import Column, Row, Span, Table, TableCell

_HERE = Path(__file__).parent
#: A column is so many letters wide: longer words of a department's name would be broken.
_LETTERS_A_COLUMN = 4.1
_SURFACES = ("ground", "text", "dim", "line", "band", "tint")


def to_html(table: Table, layout: Layout, options: Options) -> str:
    """Return the matrix as an HTML page."""
    from markupsafe import Markup

    words = table.words
    style, script = _style(), (_HERE / "page.js").read_text("utf-8")
    grid = layout is Layout.GRID
    found = () if grid else sheets(table, layout, options.roles, noted=False)
    shown = [trimmed(sheet) for sheet in found] if layout is Layout.ROLE else found
    return _template().render(
        language=words.language,
        title=harmless(table.title),
        date=words.date(table.date),
        say=words,
        style=Markup(style),  # noqa: S704 - our own, no text of a file in it
        style_hash=_hash(style),
        script=Markup(script),  # noqa: S704 - the same
        script_hash=_hash(script),
        matrix=_matrix(table) if grid else None,
        sheets=shown,
        keys=_keys(table) if layout is Layout.LONG else (),
        name_column=_name_column(table, layout),
        carried=carried(on_page(table.file)),
        legend=(*letters(table), *signs(table)),
        sections=sections(table, layout),
    )


def _keys(table: Table) -> list[Markup]:
    """Return the attributes that say which row is which."""
    from markupsafe import Markup

    rows = [row for _, row in table.rows()]
    keys = [(row.id or "", PORTFOLIO if row.id is None else row.duty or "") for row in rows]
    return [Markup('data-id="{}" data-duty="{}"').format(*key) for key in keys]


def _name_column(table: Table, layout: Layout) -> int:
    """Return which column of a sheet names the row."""
    if layout is Layout.LONG and any(row.group for _, row in table.rows()):
        return 1
    return 0


@frozen
class _Line:
    """A row ready for the page; ``cells`` is HTML already."""

    id: str
    duty: str
    label: str
    style: str
    kind: str
    mark: str
    alarm: bool
    note: str
    cells: Markup


def _matrix(table: Table) -> dict[str, Any]:
    """Return what the template needs to draw the grid."""
    words = table.words
    rows = [row for _, row in table.rows()]
    kinds = any(row.kind for row in rows) and any(row.group for row in rows)
    stub = [(table.row_name, False, "name")]
    stub += [(words("Kind"), False, "kind-column")] if kinds else []
    stub += [(words("Leadership"), True, "mark-column")] if table.has_leadership else []
    groups = [(group.title, group.rows) for group in table.groups]
    if table.portfolio is not None:
        groups.insert(0, ("", (table.portfolio,)))
    return {
        "caption": f"{table.title}, {words.date(table.date)}",
        "stub": stub,
        "kinds": kinds,
        "marks": table.has_leadership,
        "letters": [entry.char for entry in table.legend],
        "columns": [
            (
                column.id,
                column.label,
                "leader" if column.leader else "outside" if _outside(column) else "",
            )
            for column in table.columns
        ],
        "departments": [
            (span.name, span.width, _stands_upright(span)) for span in table.departments
        ]
        if any(span.name for span in table.departments)
        else [],
        "width": len(stub) + len(table.columns),
        "groups": [
            (title, (_line(table, row) for row in found)) for title, found in groups if found
        ],
    }


def _stands_upright(span: Span) -> bool:
    """Tell whether a department's name stands upright: lying down, a word would not fit."""
    return max(map(len, span.name.split()), default=0) > _LETTERS_A_COLUMN * span.width


def _outside(column: Column) -> bool:
    return column.it or column.external


def _line(table: Table, row: Row) -> _Line:
    kind = table.words.say(KINDS[row.kind]) if row.kind and not row.duty else ""
    return _Line(
        id=row.id or "",
        duty=PORTFOLIO if row.id is None else row.duty or "",
        label=harmless(f"↳ {row.label}" if row.duty else row.label),
        style=_row_style(row),
        kind=kind,
        mark=row.mark,
        alarm=row.mark == "☆",
        note=harmless(row.note or ""),
        cells=_cells(table, row),
    )


def _row_style(row: Row) -> str:
    if row.duty:
        return "duty"
    if row.status not in {Status.ACTIVE, None}:
        return "apart"
    return "critical" if row.critical else ""


def _cells(table: Table, row: Row) -> Markup:
    """Return the cells of a row as HTML; done here because a matrix may have a million."""
    from markupsafe import Markup

    cells = row.cells
    parts = [
        _cell(table, cells[column.id]) if column.id in cells else "<td></td>"
        for column in table.columns
    ]
    return Markup("".join(parts))  # noqa: S704 - each text is escaped in _cell


def _cell(table: Table, cell: TableCell) -> str:
    note = cell_note(table, cell)
    noted = f' class="noted" title="{escape(harmless(note))}"' if note else ""
    style = cell_style(cell).value
    return f'<td{noted}><span class="{style}">{escape(cell.letters)}</span></td>'


@cache
def _style() -> str:
    """Return the style sheet with our colours in front."""
    dark = _variables(DARK)
    # Paper is light, whatever the screen was.
    schemes = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"
    inks = "\n".join(_ink(style) for style in LIGHT.inks)
    sheet = (_HERE / "page.css").read_text("utf-8")
    return f":root {{ {_variables(LIGHT)} }}\n{schemes}\n{inks}\n{sheet}"


def _variables(palette: Palette) -> str:
    colours = {name: getattr(palette, name) for name in _SURFACES}
    for style, ink in palette.inks.items():
        colours[style.value] = ink.text
        if ink.ground:
            colours[f"{style.value}-ground"] = ink.ground
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def _ink(style: Style) -> str:
    ground = f" background: var(--{style.value}-ground);" if LIGHT.inks[style].ground else ""
    return f".{style.value} {{ color: var(--{style.value});{ground} }}"


def _hash(text: str) -> str:
    """Return what a content security policy calls a text by."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        finalize=_finalize,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.jinja")


def _finalize(value: object) -> object:
    """Show control characters of a file's text as pictures."""
    return harmless(value) if type(value) is str else value
