"""Plain signs on any terminal: what Textual draws frames, arrows and scrollbars with, as ASCII."""

from __future__ import annotations

import codecs
import sys
import unicodedata
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color


class PlainSigns(LineFilter):
    """Replaces signs on their way to the terminal; letters stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Return the segments with plain signs, each as wide as before."""
        return [
            segment
            if segment.text.isascii()
            else Segment(plain_signs(segment.text), segment.style, segment.control)
            for segment in segments
        ]


#: Name of the way to treat what cannot be encoded.
NAME = "raci-lookalikes"

_SIGNS: dict[int, str] = str.maketrans(
    {
        # Box drawing, blocks, shapes, dingbats; those that look like something else follow.
        **dict.fromkeys(map(chr, range(0x2500, 0x2580)), "+"),
        **dict.fromkeys(map(chr, range(0x2580, 0x25A0)), "#"),
        **dict.fromkeys(map(chr, range(0x25A0, 0x2600)), "*"),
        **dict.fromkeys("✓✔", "v"),
        **dict.fromkeys("✕✖✗✘", "x"),
        **dict.fromkeys("─━╌╍┄┅┈┉╴╶╸╺▔▁▂▃▄▅▆▇▀═", "-"),
        **dict.fromkeys("│┃║┆┇┊┋╎╏╵╷╹╻▌▐▏▕▎▍▋▊▉", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
        **dict.fromkeys("„“”«»", '"'),
        **dict.fromkeys("‚‘’", "'"),
        **dict.fromkeys("–—·", "-"),
        **dict.fromkeys("★•", "*"),
        **dict.fromkeys("→▸▶", ">"),
        **dict.fromkeys("←◂◀", "<"),
        **dict.fromkeys("▾▼↓", "v"),
        **dict.fromkeys("▴▲↑", "^"),
        "…": "~",
        "×": "x",
        "☆": "o",
        "▰": "#",
        "▱": "-",
        "\N{NO-BREAK SPACE}": " ",
    }
)


def plain_signs(text: str) -> str:
    """Return ``text`` with plain signs of the same width in cells; letters stay."""
    return text.translate(_SIGNS)


def lookalike(text: str) -> str:
    """Return ASCII of the same width in cells: letters without their accents, plain signs."""
    return "".join(map(_plain, unicodedata.normalize("NFC", text)))


def _plain(char: str) -> str:
    sign = "s" if char == "ß" else char.translate(_SIGNS)
    if sign.isascii():
        return sign
    base = unicodedata.normalize("NFKD", char)[0]
    width = cell_len(char)
    return base[:width].ljust(width) if base.isascii() else "?" * width


def _handle(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return lookalike(error.object[error.start : error.end]), error.end


def use_lookalikes() -> None:
    """Let the screen, which Textual writes to the standard error, be readable in any encoding."""
    codecs.register_error(NAME, _handle)
    if sys.__stderr__ is not None and hasattr(sys.__stderr__, "reconfigure"):
        sys.__stderr__.reconfigure(errors=NAME)
