"""Colours and glyphs: what a letter, a severity, a leader looks like on any terminal.

The letters' colours are ours, the surfaces are the theme's. Each colour stands out from every
ground it can fall on (WCAG 2.2, 1.4.3: contrast of 4.5 to 1), and all are told apart under
red-green blindness; the tests compute both. Meaning never hangs on colour alone: letters are
letters, severities have marks, leaders have stars.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from raci.model.finding import Severity
from raci.model.scheme import Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.theme import Theme

#: Least contrast of text on its ground (WCAG 2.2, success criterion 1.4.3).
LEGIBLE = 4.5

_WHITE = "#FFFFFF"
_BLACK = "#000000"
_STEPS = 20
#: What a leader's column is tinted with; on a light surface the letters' own brown looks muddy.
_GOLD = "#F0C03A"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#RRGGBB`` for one kind of ground.

    Attributes:
        parts: The colour of a letter by the part it plays, so that every scheme has its colours.
        alarm: Errors; an accountable letter where it should not be, or out of sight.
        info: Infos and whatever is of less weight.
        ink: Letters upon a filled chip.
    """

    parts: Mapping[Part, str]
    alarm: str
    info: str
    ink: str

    @property
    def leadership(self) -> str:
        """The colour of leadership, its stars and heads: that of answering for something."""
        return self.parts[Part.ACCOUNTABLE]

    def severity(self, severity: Severity) -> str:
        """Return the colour of a severity's mark."""
        colours = {Severity.ERROR: self.alarm, Severity.WARNING: self.leadership}
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


@dataclass(frozen=True, slots=True)
class Grounds:
    """What letters stand on: the theme's surface and the shades made from it.

    Attributes:
        leadership: A leader's column.
        leadership_alternate: The same where it is every other column of its department.
        alternate: Every other column of a department.
        row: The row of the cursor.
        band: A group's heading.
        head: Every other head of a department, where heads leave no room between them.
        selected: A selected block.
    """

    surface: str
    leadership: str
    leadership_alternate: str
    alternate: str
    row: str
    band: str
    head: str
    selected: str

    def all(self) -> tuple[str, ...]:
        """Return every ground once."""
        return tuple(dict.fromkeys(getattr(self, field.name) for field in fields(self)))


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
        head=blend(surface, text, 0.14),
        selected=blend(surface, accent or palette.parts[Part.RESPONSIBLE], 0.22 if dark else 0.17),
    )


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
    ink="#16181D",
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
    ink="#FFFFFF",
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
    ink="#000000",
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
    ink="#FFFFFF",
)


def palette_for(*, dark: bool, high_contrast: bool = False) -> Palette:
    """Return the palette for a dark or a light theme."""
    if high_contrast:
        return HIGH_CONTRAST_DARK if dark else HIGH_CONTRAST_LIGHT
    return DARK if dark else LIGHT


#: Names of the program's own themes: dark, light, and both again with high contrast.
THEME_NAMES = ("raci-dark", "raci-light", "raci-contrast-dark", "raci-contrast-light")


def themes() -> tuple[Theme, ...]:
    """Return the program's own themes for ``App.register_theme``, in order of their names."""
    from textual.theme import Theme

    return (
        Theme(
            name="raci-dark",
            primary="#53B0E6",
            accent="#F0C03A",
            warning="#F0C03A",
            error="#FF746F",
            success="#80D9B2",
            foreground="#E4E4E0",
            background="#101215",
            surface="#16181D",
            panel="#22262E",
            dark=True,
        ),
        Theme(
            name="raci-light",
            primary="#2960AC",
            accent="#7A5200",
            warning="#7A5200",
            error="#910021",
            success="#075E43",
            foreground="#1C1D1F",
            background="#E6E6E4",
            surface="#FCFCFA",
            panel="#DCDCD8",
            dark=False,
        ),
        Theme(
            name="raci-contrast-dark",
            primary="#5CC2FF",
            accent="#FFD84A",
            warning="#FFD84A",
            error="#FF8A80",
            success="#82FAC8",
            foreground="#FFFFFF",
            background="#000000",
            surface="#000000",
            panel="#1C1C1C",
            dark=True,
        ),
        Theme(
            name="raci-contrast-light",
            primary="#004A99",
            accent="#5E3F00",
            warning="#5E3F00",
            error="#71001C",
            success="#004D35",
            foreground="#000000",
            background="#FFFFFF",
            surface="#FFFFFF",
            panel="#E8E8E8",
            dark=False,
        ),
    )


@dataclass(frozen=True, slots=True)
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

    def severity(self, severity: Severity) -> str:
        """Return the mark of a severity."""
        marks = {Severity.ERROR: self.error, Severity.WARNING: self.warning}
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
        "".join(getattr(UNICODE, field.name) for field in fields(UNICODE)).encode(
            encoding or "ascii"
        )
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
