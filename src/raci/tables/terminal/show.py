"""The matrix on a terminal, leadership highlighted: ``raci show``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.tables.segments import Style
from raci.tables.terminal.screen import screen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.tables.layouts import Layout
    from raci.tables.segments import Segment
    from raci.tables.table import Table

# Only the sixteen colours that every terminal adapts to its light or dark ground.
_COLOURS = {
    Style.TITLE: "1",
    Style.DIM: "2",
    Style.GROUP: "1;4",
    Style.LEADER: "1;33",
    Style.LEADS: "1;30;43",
    Style.ALARM: "1;37;41",
    Style.ALARM_MARK: "1;31",
    Style.ACCOUNTABLE: "1;4",
    Style.RESPONSIBLE: "34",
    Style.CONSULTED: "32",
    Style.INFORMED: "2",
}
#: Styles that fill their whole cell with a ground.
_FILLED = frozenset({Style.LEADS, Style.ALARM})

#: What stands for our own signs where the terminal knows ASCII only.
_ASCII = str.maketrans(
    {"★": "*", "☆": "!", "│": "|", "─": "-", "┼": "+", "↳": ">", "↗": "^", "·": "-", "…": "~"}
)


@frozen
class Terminal:
    """What the terminal can.

    Attributes:
        columns: How wide it is.
        colour: Whether to paint with ANSI colours.
        ascii_only: Whether it knows no other signs than those of ASCII.
    """

    columns: int = 80
    colour: bool = False
    ascii_only: bool = False


def show(
    table: Table, layout: Layout, terminal: Terminal, roles: Sequence[str] = ()
) -> Iterator[str]:
    """Yield the lines of the table without line ends; ``roles`` are those of the role layout.

    Raises:
        RaciError: There is no such role.
    """
    for line in screen(table, layout, terminal.columns, roles):
        text = "".join(
            map(_painted, line) if terminal.colour else (part.text for part in line)
        ).rstrip()
        yield text.translate(_ASCII) if terminal.ascii_only else text


def _painted(segment: Segment) -> str:
    code = _COLOURS.get(segment.style)
    if code is None or segment.text.isspace():
        return segment.text
    if segment.style in _FILLED:
        return f"\x1b[{code}m{segment.text}\x1b[0m"
    core = segment.text.strip()
    before, _, after = segment.text.partition(core)
    return f"{before}\x1b[{code}m{core}\x1b[0m{after}"
