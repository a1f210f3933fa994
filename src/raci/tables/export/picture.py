"""SVG: the terminal's picture of the matrix, light or dark as the reader's screen is."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from raci.model.text import printable
from raci.tables.layouts import Layout
from raci.tables.styles import DARK, LIGHT, Style
from raci.tables.terminal.screen import screen
from raci.tables.terminal.widths import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.tables.layouts import Options
    from raci.tables.styles import Line, Palette
    from raci.tables.table import Table

#: A character's box and the margin around the picture, in pixels at a font of 14.
_WIDE, _HIGH, _BASE, _MARGIN = 8.4, 19.0, 14.0, 16.0
#: Columns of characters: wide enough that all roles stand side by side, within reason.
_LEAST, _MOST, _STUB, _A_ROLE = 80, 400, 52, 6
_BOLD = (Style.TITLE, Style.GROUP, Style.LEADER, Style.LEADS, Style.ALARM, Style.ACCOUNTABLE)
#: XML 1.0 has no way to write these.
_NOT_XML = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})


def to_svg(table: Table, layout: Layout, options: Options) -> str:
    """Return the picture of the table."""
    columns = _LEAST
    if layout is Layout.GRID:
        columns = min(max(_STUB + _A_ROLE * len(table.columns), _LEAST), _MOST)
    lines = list(screen(table, layout, columns, options.roles))
    wide = max(map(_line_width, lines))
    return "\n".join(
        (
            _opening(table, 2 * _MARGIN + wide * _WIDE, 2 * _MARGIN + len(lines) * _HIGH),
            f"<title>{_safe(table.title)}</title>",
            f"<style>{_style()}</style>",
            '<rect class="page" width="100%" height="100%"/>',
            *_grounds(lines, wide),
            *_texts(lines),
            "</svg>\n",
        )
    )


def _opening(table: Table, wide: float, high: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}"'
        f' width="{wide:g}" height="{high:g}" role="img" aria-label="{_safe(table.title)}"'
        f' lang="{table.words.language}">'
    )


def _safe(text: str) -> str:
    return escape(printable(text).translate(_NOT_XML))


def _style() -> str:
    bold = ", ".join(f".{style.value}" for style in _BOLD)
    return (
        "text { font: 14px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace;"
        " white-space: pre; }"
        f" {bold} {{ font-weight: bold; }}"
        f" {_colours(LIGHT)}"
        f" @media (prefers-color-scheme: dark) {{ {_colours(DARK)} }}"
    )


def _colours(palette: Palette) -> str:
    rules = [
        f".page {{ fill: {palette.ground}; }}",
        f"text {{ fill: {palette.text}; }}",
        f"text.dim {{ fill: {palette.dim}; }}",
        f"rect.tint {{ fill: {palette.tint}; }}",
        f"rect.group {{ fill: {palette.band}; }}",
    ]
    for style, ink in palette.inks.items():
        rules.append(f"text.{style.value} {{ fill: {ink.text}; }}")
        if ink.ground:
            rules.append(f"rect.{style.value} {{ fill: {ink.ground}; }}")
    return " ".join(rules)


def _grounds(lines: list[Line], wide: int) -> Iterator[str]:
    """Yield the rectangles behind the text: chips, tinted columns, headings of groups."""
    for number, line in enumerate(lines):
        column = 0
        for part in line:
            taken = width(part.text)
            ink = LIGHT.inks.get(part.style)
            if ink and ink.ground:
                yield _rectangle(part.style.value, column, number, taken)
            elif part.tint:
                yield _rectangle("tint", column, number, taken)
            elif part.style is Style.GROUP:
                yield _rectangle("group", column, number, wide)
            column += taken


def _line_width(line: Line) -> int:
    return sum(width(part.text) for part in line)


def _rectangle(name: str, column: int, number: int, wide: int) -> str:
    left, top = _MARGIN + column * _WIDE, _MARGIN + number * _HIGH
    size = f'width="{wide * _WIDE:g}" height="{_HIGH:g}"'
    return f'<rect class="{name}" x="{left:g}" y="{top:g}" {size}/>'


def _texts(lines: list[Line]) -> Iterator[str]:
    """Yield each stretch of text at its place, held to the width that a terminal gives it."""
    for number, line in enumerate(lines):
        base = _MARGIN + number * _HIGH + _BASE
        column = 0
        for part in line:
            text = part.text.strip()
            if text:
                start = column + len(part.text) - len(part.text.lstrip())
                yield (
                    f'<text class="{part.style.value}" x="{_MARGIN + start * _WIDE:g}" y="{base:g}"'
                    f' textLength="{width(text) * _WIDE:g}" lengthAdjust="spacingAndGlyphs">'
                    f"{_safe(text)}</text>"
                )
            column += width(part.text)
