"""Styles of the grid: from a palette and a theme's surface, or from attributes alone."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from rich.style import Style

from raci.frozen import frozen
from raci.tui.grid.palette import ACCOUNTABLE, MARKS, Palette, blend, grounds, legible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App


#: The parts whose letters are bold.
_HEAVY = frozenset({"responsible", "consulted", "sign-off", "support", "verify"})


class Ground(StrEnum):
    """What a cell stands on."""

    SURFACE = "surface"
    LEADERSHIP = "leadership"
    LEADERSHIP_ALTERNATE = "leadership_alternate"
    ALTERNATE = "alternate"
    ROW = "row"
    BAND = "band"
    SELECTED = "selected"


@frozen
class Theme:
    """What the grid takes from the application's theme; colours as ``#RRGGBB``.

    Attributes:
        colours: False where the terminal is to show none (NO_COLOR), or only its own sixteen.
    """

    surface: str = "#16181D"
    text: str = "#E4E4E0"
    accent: str = "#53B0E6"
    dark: bool = True
    high_contrast: bool = False
    colours: bool = True


def theme_of(app: App[object]) -> Theme:
    """Return what the grid takes from an application's theme."""
    theme = app.current_theme
    if theme.ansi or app.no_color:
        return Theme(dark=theme.dark, colours=False)
    variables = app.theme_variables
    return Theme(
        surface=variables["surface"][:7],
        text=variables["foreground"][:7],
        accent=variables["primary"][:7],
        dark=theme.dark,
        high_contrast="contrast" in theme.name,
    )


def needs_filters(app: App[object]) -> bool:
    """Tell whether lines have to go through Textual's filters before they are shown.

    Widgets that draw their own lines leave them out otherwise, which takes a third of the time.
    """
    return bool(app.no_color or app.current_theme.ansi or getattr(app, "plain", False))


class PaletteFor(Protocol):
    """Chooses a palette."""

    def __call__(self, *, dark: bool, high_contrast: bool) -> Palette:
        """Return the palette for a dark or a light theme."""


class GridStyles:
    """All styles for one theme, made when first asked for."""

    def __init__(self, theme: Theme, palette_for: PaletteFor) -> None:
        """Make the palette legible on the grounds of ``theme``."""
        self.theme = theme
        raw = palette_for(dark=theme.dark, high_contrast=theme.high_contrast)
        self.grounds = grounds(theme.surface, theme.text, raw, accent=theme.accent)
        self.palette: Palette = raw.on(self.grounds)
        shades = self.grounds.all()
        muted = 0.3 if theme.high_contrast else 0.45
        self._colours: Mapping[str, str] = {
            **self.palette.parts,
            "text": theme.text,
            "muted": legible(blend(theme.text, theme.surface, muted), shades),
            "alarm": self.palette.alarm,
            "leadership": self.palette.leadership,
            **{mark: self.palette.severity(mark) for mark in MARKS},
        }
        self._bar = blend(theme.surface, theme.text, 0.38)
        self._dot = blend(theme.surface, theme.text, 0.45)
        self._made: dict[tuple[object, ...], Style] = {}

    def text(
        self,
        colour: str = "text",
        ground: Ground = Ground.SURFACE,
        *,
        bold: bool = False,
        italic: bool = False,
        dim: bool = False,
    ) -> Style:
        """Return the style of plain text.

        Args:
            colour: A part, a severity, or one of ``text``, ``muted``, ``alarm``, ``leadership``.
            ground: What it stands on.
            bold: Whether it is heavy.
            italic: Whether it leans.
            dim: Whether it is of less weight, as a row that is not active.
        """
        key = ("text", colour, ground, bold, italic, dim)
        style = self._made.get(key)
        if style is None:
            plain = not self.theme.colours
            chosen = {
                "bold": bold,
                "italic": italic,
                "dim": plain and (dim or colour == "muted"),
                "underline": plain and colour == "alarm",
            }
            style = self._made[key] = self._style(
                "muted" if dim else colour, ground, *(name for name, on in chosen.items() if on)
            )
        return style

    def letter(self, part: str | None, ground: Ground, *, dim: bool, noted: bool) -> Style:
        """Return the style of a letter by the part it plays; None for one we do not know."""
        heavy = part in _HEAVY
        return self.text(part or "alarm", ground, bold=heavy and not dim, italic=noted, dim=dim)

    def accountable(self, ground: Ground, *, leader: bool, misplaced: bool) -> Style:
        """Return the style of an accountable letter.

        A leader's is a filled chip, another's bold and underlined; that of IT or of an outsider is
        a chip in the colour of alarm.
        """
        key = ("accountable", ground, leader, misplaced)
        style = self._made.get(key)
        if style is None:
            style = self._made[key] = self._accountable(ground, leader=leader, misplaced=misplaced)
        return style

    def blank(self, ground: Ground) -> Style:
        """Return the style of an empty cell: its ground alone, which is the least to send."""
        key = ("blank", ground)
        style = self._made.get(key)
        if style is None:
            if self.theme.colours:
                style = Style(bgcolor=self._ground(ground))
            else:
                style = self._style("text", ground)
            self._made[key] = style
        return style

    def dot(self, ground: Ground) -> Style:
        """Return the style of the dots in the cursor's row: seen, but no text to be read."""
        return self._plain("dot", self._dot, ground)

    def bar(self, ground: Ground = Ground.SURFACE) -> Style:
        """Return the style of the bars between departments."""
        return self._plain("bar", self._bar, ground)

    def track(self, *, thumb: bool) -> Style:
        """Return the style of the scrollbar."""
        key = ("track", thumb)
        style = self._made.get(key)
        if style is None:
            ground = blend(self.theme.surface, self.theme.text, 0.35 if thumb else 0.06)
            style = Style(bgcolor=ground) if self.theme.colours else Style(reverse=thumb)
            self._made[key] = style
        return style

    def cursor(self, *, noted: bool = False) -> Style:
        """Return the style of the cell under the cursor; what is noted leans there, too."""
        style = self._made.get(("cursor", noted))
        if style is None:
            if self.theme.colours:
                style = Style(color=self.theme.surface, bgcolor=self.theme.text, bold=True)
            else:
                style = Style(reverse=True, bold=True)
            if noted:
                style += Style(italic=True)
            self._made["cursor", noted] = style
        return style

    def _accountable(self, ground: Ground, *, leader: bool, misplaced: bool) -> Style:
        if not self.theme.colours:
            return Style(
                bold=True,
                reverse=leader or misplaced or None,
                underline=misplaced or not leader or None,
            )
        if leader or misplaced:
            fill = self.palette.alarm if misplaced else self.palette.leadership
            letter = legible(self.palette.on_chip, (fill,))
            return Style(color=letter, bgcolor=fill, bold=True)
        return self._style(ACCOUNTABLE, ground, "bold", "underline")

    def _plain(self, name: str, colour: str, ground: Ground) -> Style:
        key = (name, ground)
        style = self._made.get(key)
        if style is None:
            if self.theme.colours:
                style = Style(color=colour, bgcolor=self._ground(ground))
            else:
                style = self._style("muted", ground, "dim")
            self._made[key] = style
        return style

    def _style(self, colour: str, ground: Ground, *attributes: str) -> Style:
        if self.theme.colours:
            base = Style(color=self._colours[colour], bgcolor=self._ground(ground))
        else:
            base = Style(reverse=True if ground is Ground.SELECTED else None)
        return base + Style.parse(" ".join(attributes))

    def _ground(self, ground: Ground) -> str:
        return str(getattr(self.grounds, ground.value))
