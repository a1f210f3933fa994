"""Stretches of text with a style, and the colours that pages and pictures give to styles.

The accountable stand out, a leader's as a filled chip, that of IT and outsiders as an alarm. Each
text has a contrast of at least 4.5 : 1 on its ground (WCAG 2.2, success criterion 1.4.3).
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from raci.model.scheme import Part

if TYPE_CHECKING:
    from raci.tables.table import TableCell


class Style(Enum):
    """What a stretch of text is; whoever paints it chooses the colours."""

    PLAIN = "plain"
    TITLE = "title"
    DIM = "dim"
    GROUP = "group"
    LEADER = "leader"
    LEADS = "leads"
    ALARM = "alarm"
    ALARM_MARK = "alarm-mark"
    ACCOUNTABLE = "accountable"
    RESPONSIBLE = "responsible"
    CONSULTED = "consulted"
    INFORMED = "informed"


class Segment(NamedTuple):
    """Text in one style; ``tint`` where it stands in a column of leadership."""

    text: str
    style: Style = Style.PLAIN
    tint: bool = False


#: A line from left to right.
Line = list[Segment]

_STYLES = {
    Part.ACCOUNTABLE: Style.ACCOUNTABLE,
    Part.RESPONSIBLE: Style.RESPONSIBLE,
    Part.SUPPORT: Style.RESPONSIBLE,
    Part.CONSULTED: Style.CONSULTED,
    Part.VERIFY: Style.CONSULTED,
    Part.SIGN_OFF: Style.CONSULTED,
    Part.INFORMED: Style.INFORMED,
    Part.OMITTED: Style.DIM,
}


def part_style(part: Part) -> Style:
    """Return how a letter is shown that plays ``part``, whoever holds it."""
    return _STYLES[part]


def cell_style(cell: TableCell) -> Style:
    """Return how a cell is shown: who is accountable weighs most."""
    if cell.alarm:
        return Style.ALARM
    if cell.leads:
        return Style.LEADS
    return _STYLES[cell.first] if cell.first else Style.PLAIN


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
