"""Stretches of text with a style, before anybody chooses colours for them."""

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
