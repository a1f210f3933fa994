"""The looks of the program: its colours, dark and light, and plain signs for any terminal.

The letters' colours are ours, the surfaces are the theme's. Each colour stands out from every
ground it can fall on (WCAG 2.2, 1.4.3: contrast of 4.5 to 1), and all are told apart under
red-green blindness; the tests compute both. Meaning never hangs on colour alone: letters are
letters, severities have marks, leaders have stars.
"""

from __future__ import annotations

import codecs
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.segment import Segment
from textual.filter import LineFilter

from raci.model.scheme import Part
from raci.tui.grid.palette import Palette

if TYPE_CHECKING:
    from textual.color import Color
    from textual.theme import Theme


DARK = Palette(
    parts={
        Part.ACCOUNTABLE: "#F0C03A",
        Part.RESPONSIBLE: "#53B0E6",
        Part.SUPPORT: "#A98EFF",
        Part.CONSULTED: "#80D9B2",
        Part.INFORMED: "#A0A0A0",
        Part.VERIFY: "#F29BD0",
        Part.SIGN_OFF: "#E8E8E8",
        Part.OMITTED: "#A0A0A0",
    },
    alarm="#FF746F",
    info="#A0A0A0",
    on_chip="#16181D",
)
LIGHT = Palette(
    parts={
        Part.ACCOUNTABLE: "#7A5200",
        Part.RESPONSIBLE: "#2960AC",
        Part.SUPPORT: "#4A1F97",
        Part.CONSULTED: "#075E43",
        Part.INFORMED: "#5C616A",
        Part.VERIFY: "#881B6A",
        Part.SIGN_OFF: "#222222",
        Part.OMITTED: "#5C616A",
    },
    # Darker than a signal red: at the same lightness as the brown of "accountable", the two would
    # look alike to people who cannot see red or green.
    alarm="#910021",
    info="#5C616A",
    on_chip="#FFFFFF",
)
#: Contrast of these is at least 7 to 1 (WCAG 2.2, 1.4.6).
HIGH_CONTRAST_DARK = Palette(
    parts={
        Part.ACCOUNTABLE: "#FFD84A",
        Part.RESPONSIBLE: "#5CC2FF",
        Part.SUPPORT: "#B998E3",
        Part.CONSULTED: "#82FAC8",
        Part.INFORMED: "#BDBDBD",
        Part.VERIFY: "#FFA3DC",
        Part.SIGN_OFF: "#FFFFFF",
        Part.OMITTED: "#BDBDBD",
    },
    alarm="#FF8A80",
    info="#BDBDBD",
    on_chip="#000000",
)
HIGH_CONTRAST_LIGHT = Palette(
    parts={
        Part.ACCOUNTABLE: "#5E3F00",
        Part.RESPONSIBLE: "#004A99",
        Part.SUPPORT: "#3B1187",
        Part.CONSULTED: "#004D35",
        Part.INFORMED: "#4F525D",
        Part.VERIFY: "#6E0053",
        Part.SIGN_OFF: "#000000",
        Part.OMITTED: "#4F525D",
    },
    alarm="#71001C",
    info="#4F525D",
    on_chip="#FFFFFF",
)


def palette_for(*, dark: bool, high_contrast: bool = False) -> Palette:
    """Return the palette for a dark or a light theme."""
    if high_contrast:
        return HIGH_CONTRAST_DARK if dark else HIGH_CONTRAST_LIGHT
    return DARK if dark else LIGHT


#: What the colours of a theme below are, as Textual calls them; the accent is that of warnings.
_USES = ("primary", "warning", "error", "success", "foreground", "background", "surface", "panel")

#: The program's own themes: dark, light, and both again with high contrast.
_COLOURS = {
    "raci-dark": "#53B0E6 #F0C03A #FF746F #80D9B2 #E4E4E0 #101215 #16181D #22262E",
    "raci-light": "#2960AC #7A5200 #910021 #075E43 #1C1D1F #E6E6E4 #FCFCFA #DCDCD8",
    "raci-contrast-dark": "#5CC2FF #FFD84A #FF8A80 #82FAC8 #FFFFFF #000000 #000000 #1C1C1C",
    "raci-contrast-light": "#004A99 #5E3F00 #71001C #004D35 #000000 #FFFFFF #FFFFFF #E8E8E8",
}

#: Their names, in order.
THEME_NAMES = tuple(_COLOURS)


def themes() -> tuple[Theme, ...]:
    """Return the program's own themes for ``App.register_theme``, in order of their names."""
    from textual.theme import Theme

    made = []
    for name, colours in _COLOURS.items():
        uses: dict[str, Any] = dict(zip(_USES, colours.split(), strict=True))
        made.append(Theme(name, **uses, accent=uses["warning"], dark=name.endswith("dark")))
    return tuple(made)


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
        **dict.fromkeys("▴↑", "^"),
        # As the matrix shows warnings and infos in such a terminal.
        "▲": "!",
        "●": "i",
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
