"""Breaking text into lines of so many cells, wide characters counted as two."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells

from raci.model.text import printable


def wrapped(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of at most ``width`` cells, broken between words where possible."""
    if text.isprintable() and cell_len(text) <= width:
        return [printable(text)] if text else []
    lines: list[str] = []
    for word in printable(text).split():
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.extend(chop_cells(word, max(width, 2)))
    return lines


def clipped(text: str, width: int, cut: str = "…") -> str:
    """Return ``text`` within ``width`` cells, its end replaced by ``cut`` where it is too long."""
    text = printable(text)
    if cell_len(text) <= width:
        return text
    kept = ""
    for char in text:
        if cell_len(kept + char) > width - 1:
            break
        kept += char
    return kept + cut if width > 0 else ""
