"""Colours and signs of the grid: what letters, marks and the shades below them look like.

Each colour stands out from every ground it can fall on (WCAG 2.2, 1.4.3: contrast of 4.5 to 1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import frozen, names_of, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Marks by their weight, the heaviest first.
MARKS = ("error", "warning", "info")
#: The parts of letters with looks of their own.
ACCOUNTABLE, RESPONSIBLE = "accountable", "responsible"

#: Least contrast of text on its ground (WCAG 2.2, success criterion 1.4.3).
LEGIBLE = 4.5

_WHITE = "#FFFFFF"
_BLACK = "#000000"
_STEPS = 20
#: What a leader's column is tinted with; on a light surface the letters' own brown looks muddy.
_GOLD = "#F0C03A"


@frozen
class Palette:
    """Colours as ``#RRGGBB`` for one kind of ground.

    Attributes:
        parts: The colour of a letter by the part it plays, so that every scheme has its colours.
        alarm: Errors; an accountable letter where it should not be, or out of sight.
        info: Infos and whatever is of less weight.
        on_chip: Letters upon a filled chip.
    """

    parts: Mapping[str, str]
    alarm: str
    info: str
    on_chip: str

    @property
    def leadership(self) -> str:
        """The colour of leadership, its stars and heads: that of answering for something."""
        return self.parts[ACCOUNTABLE]

    def severity(self, severity: str) -> str:
        """Return the colour of a severity's mark."""
        colours = {"error": self.alarm, "warning": self.leadership}
        return colours.get(severity, self.info)

    def on(self, grounds: Grounds, least: float = LEGIBLE) -> Palette:
        """Return the palette made legible on ``grounds``, whatever theme they come from."""
        shades = grounds.all()
        return replace(
            self,
            parts={part: legible(colour, shades, least) for part, colour in self.parts.items()},
            alarm=legible(self.alarm, shades, least),
            info=legible(self.info, shades, least),
        )


@frozen
class Grounds:
    """What letters stand on: the theme's surface and the shades made from it.

    Attributes:
        leadership: A leader's column.
        leadership_alternate: The same where it is every other column of its department.
        alternate: Every other column of a department.
        row: The row of the cursor.
        band: A group's heading.
        selected: A selected block.
    """

    surface: str
    leadership: str
    leadership_alternate: str
    alternate: str
    row: str
    band: str
    selected: str

    def all(self) -> tuple[str, ...]:
        """Return every ground once."""
        return tuple(dict.fromkeys(getattr(self, name) for name in names_of(self)))


def grounds(surface: str, text: str, palette: Palette, *, accent: str | None = None) -> Grounds:
    """Make the shades of a theme's ``surface`` from its ``text`` colour and the palette."""
    dark = contrast(surface, _WHITE) > contrast(surface, _BLACK)
    led = blend(surface, _GOLD, 0.11 if dark else 0.22)
    return Grounds(
        surface=surface,
        leadership=led,
        leadership_alternate=blend(led, text, 0.04),
        alternate=blend(surface, text, 0.045),
        row=blend(surface, text, 0.10),
        band=blend(surface, text, 0.08),
        selected=blend(surface, accent or palette.parts[RESPONSIBLE], 0.22 if dark else 0.17),
    )


@frozen
class Glyphs:
    """Marks that are not letters, each one cell wide."""

    error: str = "✕"
    warning: str = "▲"
    info: str = "●"
    star: str = "★"
    never: str = "☆"
    unfolded: str = "▾"
    folded: str = "▸"
    bar: str = "│"
    left: str = "◂"
    right: str = "▸"
    empty: str = "·"
    note: str = "'"
    cut: str = "…"
    full: str = "▰"
    hollow: str = "▱"
    unsaved: str = "•"
    arrow: str = "→"

    def severity(self, severity: str) -> str:
        """Return the mark of a severity."""
        marks = {"error": self.error, "warning": self.warning}
        return marks.get(severity, self.info)


UNICODE = Glyphs()
ASCII = Glyphs(
    error="x",
    warning="!",
    info="i",
    star="*",
    never="o",
    unfolded="v",
    folded=">",
    bar="|",
    left="<",
    right=">",
    empty=".",
    note="'",
    cut="~",
    full="#",
    hollow="-",
    unsaved="*",
    arrow=">",
)


def glyphs_for(encoding: str | None) -> Glyphs:
    """Return the glyphs that a terminal of this encoding can show."""
    try:
        "".join(getattr(UNICODE, name) for name in names_of(UNICODE)).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def blend(ground: str, colour: str, share: float) -> str:
    """Return ``ground`` with a ``share`` (0 to 1) of ``colour`` in it."""
    mixed = (
        round(a + (b - a) * share)
        for a, b in zip(_channels(ground), _channels(colour), strict=True)
    )
    return "#" + "".join(f"{value:02X}" for value in mixed)


def legible(colour: str, shades: tuple[str, ...], least: float = LEGIBLE) -> str:
    """Return ``colour``, moved towards white or black until it stands out from all ``shades``.

    Where no colour does, the end that comes nearest to it.
    """

    def worst(candidate: str) -> float:
        return min(contrast(candidate, shade) for shade in shades)

    end = max((_WHITE, _BLACK), key=worst)
    steps = (blend(colour, end, step / _STEPS) for step in range(_STEPS + 1))
    return next((candidate for candidate in steps if worst(candidate) >= least), end)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.04045:  # noqa: PLR2004 - the sRGB curve's knee (IEC 61966-2-1)
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
