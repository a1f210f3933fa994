"""The program's own colours: what a letter, a severity, a leader looks like, dark and light.

The letters' colours are ours, the surfaces are the theme's. Each colour stands out from every
ground it can fall on (WCAG 2.2, 1.4.3: contrast of 4.5 to 1), and all are told apart under
red-green blindness; the tests compute both. Meaning never hangs on colour alone: letters are
letters, severities have marks, leaders have stars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.scheme import Part
from raci.tui.grid.palette import Palette

if TYPE_CHECKING:
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
