"""How the pieces of a pane's lines look: colours of the theme on the ground of their widget.

They are no component classes of the style sheet: Textual looks each of these up for each widget
whenever one is laid out, which took a fifth of the editor's start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from collections.abc import Mapping


class Look(NamedTuple):
    """How a piece of a line looks.

    Attributes:
        colour: A colour of the theme; empty for that of what is around it.
        share: How much of it covers its ground, from 0 to 1.
        ground: A colour of the theme behind it; empty for that of what is around it.
        weight: How much of that covers what is behind it, from 0 to 1.
        bold: Whether it is heavy.
        underline: Whether it is underlined.
    """

    colour: str = ""
    share: float = 1
    ground: str = ""
    weight: float = 1
    bold: bool | None = None
    underline: bool | None = None


#: What a span can be written in.
LOOKS: Mapping[str, Look] = {
    "strong": Look(bold=True),
    "title": Look(bold=True, underline=True),
    "muted": Look("foreground", 0.7),
    "error": Look("error"),
    "warning": Look("warning"),
    "info": Look("foreground", 0.7),
    "leader": Look("accent", bold=True),
    "accountable": Look("accent", bold=True),
    "responsible": Look("primary", bold=True),
    "consulted": Look("success", bold=True),
    "informed": Look("foreground", 0.7, bold=True),
    "key": Look("accent", bold=True),
    "fine": Look("success"),
    "chosen": Look("background", ground="foreground", bold=True),
    "row": Look("foreground", ground="panel", bold=True),
    # Of cells, the weakest first.
    "shade-1": Look("foreground", ground="primary", weight=0.14),
    "shade-2": Look("foreground", ground="primary", weight=0.26),
    "shade-3": Look("foreground", ground="primary", weight=0.38),
    "shade-4": Look("foreground", ground="primary", weight=0.5, bold=True),
}


def style_of(
    names: tuple[str, ...], around: Style, ground: Color, colours: Mapping[str, str]
) -> Style:
    """Return the style of a piece written in some looks, each upon the one before.

    Args:
        names: Of the looks.
        around: The style of the widget.
        ground: What the widget stands on.
        colours: The theme's, by their names in the style sheet.
    """
    style = around
    for name in names:
        look = LOOKS[name]
        style += Style(bold=look.bold, underline=look.underline)
        if look.ground:
            ground = _mixed(colours[look.ground], look.weight, ground)
            style += Style(bgcolor=ground.rich_color)
        if look.colour:
            style += Style(color=_mixed(colours[look.colour], look.share, ground).rich_color)
    return style


def _mixed(name: str, share: float, ground: Color) -> Color:
    """Return a colour that covers its ground so much; a terminal's own colours do not mix."""
    colour = Color.parse(name)
    return ground + (colour if colour.ansi is not None else colour.multiply_alpha(share))
