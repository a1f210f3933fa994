"""Plain signs on any terminal: what Textual draws frames, arrows and scrollbars with, as ASCII."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from raci.tui.lookalikes import plain_signs

if TYPE_CHECKING:
    from textual.app import App
    from textual.color import Color


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


def needs_filters(app: App[object]) -> bool:
    """Tell whether lines have to go through Textual's filters before they are shown.

    Widgets that draw their own lines leave them out otherwise, which takes a third of the time.
    """
    return bool(app.no_color or app.current_theme.ansi or getattr(app, "plain", False))
