"""A screen that is painted first when all that it shows stands in its place.

Textual paints a screen when its widgets are laid out, and again when each has learnt its size, when
classes for the size of the terminal are set, and when what depends on sizes is filled in: five
times the whole screen, which is felt where the terminal is far away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._compositor import Compositor, CompositorMap
from textual.screen import Screen

if TYPE_CHECKING:
    from typing import Self

    from textual.geometry import Region, Size

#: How often widgets are filled: what they show may change how they share the room.
_ROUNDS = 2


class _Compositor(Compositor):
    """A compositor that paints what it learns of between two layouts.

    A widget that is to be painted before it has been laid out makes Textual draw its map of places
    anew as soon as somebody asks for a place. The layout that follows finds the widget there
    already and paints nothing, so that a message would never appear, or never go.
    """

    @property
    def full_map(self) -> CompositorMap:
        """The places of all widgets; what is new there or gone is painted next."""
        renewed = self._full_map_invalidated and self.root is not None
        before = self._full_map
        now = super().full_map
        if renewed:
            changed = (place for _, place in now.items() ^ before.items())
            self._dirty_regions.update(
                region for place in changed if (region := place.clip.intersection(place.region))
            )
        return now


class FirstPaint(Screen[None]):
    """A screen that holds its first paint back.

    A subclass fills its widgets in ``fill``, and begins in ``painted`` what can wait.

    Attributes:
        stands: Whether everything is in its place, and painted as it changes.
    """

    stands = False

    def __init__(self) -> None:
        """Take the classes for the terminal's size on before any widget looks for its styles."""
        super().__init__()
        self._compositor = _Compositor()
        self._unsettled = 0
        self._painted = False
        self.add_class(*self._classes_for(self.app.size), update=False)

    def _classes_for(self, size: Size) -> list[str]:
        found = []
        for length, steps in (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        ):
            found += [name for least, name in sorted(steps or []) if least <= length][-1:]
        return found

    def fill(self) -> None:
        """Show everything in widgets that know their sizes."""

    def painted(self) -> None:
        """Begin what waits until the first screen is painted."""

    def on_screen_resume(self) -> None:
        """Wait for the first layout, which is made next."""
        if not self.stands and not self._unsettled:
            self.call_next(self._settle, _ROUNDS)

    def _settle(self, rounds: int) -> None:
        """Fill the widgets, and let each digest what it has been told so far."""
        self.fill()
        self._refresh_layout()
        widgets = list(self.query("*"))
        self._unsettled = len(widgets)
        for widget in widgets:
            widget.call_later(self.call_later, self._settled, rounds - 1)

    def _settled(self, rounds: int) -> None:
        self._unsettled -= 1
        if not self._unsettled:
            self.call_later(self._settle, rounds) if rounds else self.call_later(self._stand)

    def _stand(self) -> None:
        self.stands = True
        self.refresh(layout=True, repaint=False)  # which paints what nobody has seen yet

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Ask for another paint; before the first one there is nothing to be painted anew."""
        repaint &= self.stands
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _compositor_refresh(self) -> None:
        # Textual's one way to the terminal, which it has no public word for.
        if not self.stands:
            return
        super()._compositor_refresh()
        if not self._painted:
            self._painted = True
            self.call_later(self.painted)
