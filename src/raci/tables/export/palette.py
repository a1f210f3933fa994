"""The colours of what is handed out: text on ground, for light and for dark pages.

The accountable stand out, a leader's as a filled chip, that of IT and outsiders as an alarm. Each
text has a contrast of at least 4.5 : 1 on its ground (WCAG 2.2, success criterion 1.4.3).
"""

from __future__ import annotations

from typing import NamedTuple

from raci.tables.segments import Style


class Ink(NamedTuple):
    """Colours as ``#RRGGBB``: of the text, and of the ground where it has one of its own."""

    text: str
    ground: str | None = None


class Palette(NamedTuple):
    """A page's colours.

    Attributes:
        ground: Of the page.
        text: Of plain text.
        dim: Of what matters less.
        line: Of rules; no text has it.
        band: Behind the headings of groups.
        tint: Behind the columns of leadership.
        inks: By style, where it is not plain text.
    """

    ground: str
    text: str
    dim: str
    line: str
    band: str
    tint: str
    inks: dict[Style, Ink]


LIGHT = Palette(
    ground="#FFFFFF",
    text="#1C1E21",
    dim="#5A6068",
    line="#C9CDD2",
    band="#ECEEF1",
    tint="#FBF3DC",
    inks={
        Style.LEADER: Ink("#7A5200"),
        Style.LEADS: Ink("#FFFFFF", "#7A5200"),
        Style.ALARM: Ink("#FFFFFF", "#B3001B"),
        Style.ALARM_MARK: Ink("#B3001B"),
        Style.ACCOUNTABLE: Ink("#7A5200"),
        Style.RESPONSIBLE: Ink("#0B5CAD"),
        Style.CONSULTED: Ink("#00624A"),
        Style.INFORMED: Ink("#5A6068"),
    },
)

DARK = Palette(
    ground="#16181D",
    text="#E6E6E6",
    dim="#A0A4AA",
    line="#3A3F47",
    band="#22262E",
    tint="#2A2618",
    inks={
        Style.LEADER: Ink("#F0C03A"),
        Style.LEADS: Ink("#1A1400", "#F0C03A"),
        Style.ALARM: Ink("#240006", "#FF6B6B"),
        Style.ALARM_MARK: Ink("#FF6B6B"),
        Style.ACCOUNTABLE: Ink("#F0C03A"),
        Style.RESPONSIBLE: Ink("#56B4E9"),
        Style.CONSULTED: Ink("#7FD6B0"),
        Style.INFORMED: Ink("#A0A4AA"),
    },
)
