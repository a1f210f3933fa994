"""What a view is: lines to choose from, each of which leads back to a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from raci.model.finding import Finding, Standing
    from raci.model.organisation import Organisation
    from raci.model.text import Text
    from raci.tui.grid.palette import Glyphs
    from raci.tui.panes.text import Item
    from raci.words import Words


@frozen
class Scene:
    """What views look at.

    Attributes:
        findings: In the order of the list.
        standings: By channel; empty before the first check.
        width: In cells of the terminal.
        only: What the findings have in common; None where they are all.
    """

    organisation: Organisation
    findings: Sequence[Finding]
    standings: Mapping[str, Standing]
    words: Words
    glyphs: Glyphs
    width: int
    only: Text | None = None


@frozen
class View:
    """A view.

    Attributes:
        id: Its name in the ids of commands.
        title: English, marked for translation.
        items: Makes its lines; None for the matrix, which draws itself.
    """

    id: str
    title: str
    items: Callable[[Scene], list[Item]] | None
