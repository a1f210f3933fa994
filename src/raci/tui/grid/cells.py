"""How a cell's letters stand in its width, and how text is cut to a width."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, set_cell_size

#: Widths of a cell in columns of the terminal.
WIDEST, NARROWEST = 5, 2
#: A chip of one letter, where there is room.
_CHIP = 3


@lru_cache(maxsize=4096)
def fitted(text: str, width: int, cut: str = "…") -> str:
    """Return ``text`` as exactly ``width`` columns of a terminal, cut with ``cut`` if need be.

    Wide characters are never halved and combining ones stay with their base.
    """
    if width <= 0:
        return ""
    length = len(text) if text.isascii() else cell_len(text)
    if length <= width:
        return text + " " * (width - length)
    return set_cell_size(text, width - 1) + cut


@lru_cache(maxsize=1024)
def placed(letters: str, width: int, note: str = "", cut: str = "…") -> tuple[str, str, str]:
    """Return margin, chip and margin of a cell; the letters stand in the chip.

    The first letter stands in the same place whatever follows it, so that columns can be read
    downwards; a ``note`` mark follows where there is room, and what does not fit is cut.
    """
    left = " " if width == WIDEST else ""
    room = width - len(left)
    spare = room - len(letters) - (room > NARROWEST)
    text = letters + note if len(note) <= spare else letters
    if len(text) > room:
        text = text[: room - 1] + cut
    if len(text) < room and room > NARROWEST:
        text = f" {text}"
    chip = text.ljust(min(room, max(_CHIP, len(text) + (len(letters) > 1))))
    return left, chip, " " * (room - len(chip))


@lru_cache(maxsize=1024)
def bracketed(letters: str, width: int, cut: str = "…") -> str:
    """Return the cell under the cursor: ``[A]`` where brackets have room, else the letters."""
    if width == NARROWEST and not letters:
        return "[]"
    text = "".join(placed(letters, width, cut=cut))
    if text[0] == " " and text[-1] == " ":
        return f"[{text[1:-1]}]"
    return text
