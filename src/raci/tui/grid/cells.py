"""How a cell's letters stand in its width, and how text is cut to a width."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, set_cell_size


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

    Two letters, or one with a ``note`` mark, stand in the middle as far as it goes; what does not
    fit is cut. At most three columns are filled, so that cells stay apart in a wide grid.
    """
    chip = min(width, 3)
    text = letters + note if len(letters) + len(note) <= chip else letters
    if len(text) > chip:
        text = text[: chip - 1] + cut
    # One letter in the middle; two to the right of it, beside the next margin.
    before = 1 if chip == 3 and len(text) < chip else 0  # noqa: PLR2004 - the middle of three
    filled = " " * before + text
    left = " " if width == 5 else ""  # noqa: PLR2004 - a margin on both sides
    return left, filled.ljust(chip), " " * (width - chip - len(left))


@lru_cache(maxsize=1024)
def bracketed(letters: str, width: int, cut: str = "…") -> str:
    """Return the cell under the cursor: ``[A]`` where brackets have room, else the letters."""
    if width == 2 and not letters:  # noqa: PLR2004 - the narrowest cell
        return "[]"
    text = "".join(placed(letters, width, cut=cut))
    if text[0] == " " and text[-1] == " ":
        return f"[{text[1:-1]}]"
    return text
