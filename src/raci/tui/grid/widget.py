"""The grid as a Textual widget: it draws what the model says is in sight, and hands on the rest."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from raci.tui.grid.bands import Band, Mouse, Track
from raci.tui.grid.board import EmptyBoard
from raci.tui.grid.head import shows
from raci.tui.grid.model import OUTSIDE, Cursor, GridModel
from raci.tui.grid.palette import UNICODE
from raci.tui.grid.strips import Strips
from raci.tui.grid.styles import GridStyles, theme_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.strip import Strip

    from raci.tui.grid.board import Board, RowKey
    from raci.tui.grid.model import State
    from raci.tui.grid.palette import Glyphs
    from raci.tui.grid.styles import PaletteFor

#: Textual sends a widget's line from its left edge to the last change; of widgets side by side
#: only those with a change. Each costs time of its own: three, and a narrow one for the letters out
#: of sight, which change with nearly every row, were the best of one to six.
_BANDS = 4


class MatrixGrid(Widget, can_focus=True, can_focus_children=False, inherit_bindings=False):
    """Channels by roles; frozen head and stub, only what is in sight is drawn."""

    ALLOW_SELECT = False
    ALLOW_MAXIMIZE = False

    DEFAULT_CSS = """
    MatrixGrid {
        width: 1fr;
        height: 1fr;
        layout: horizontal;
        overflow: hidden;
        background: $surface;
        color: $foreground;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(0, -1)"),
        ("down", "move(0, 1)"),
        ("left", "move(-1, 0)"),
        ("right", "move(1, 0)"),
        ("shift+up", "move(0, -1, True)"),
        ("shift+down", "move(0, 1, True)"),
        ("shift+left", "move(-1, 0, True)"),
        ("shift+right", "move(1, 0, True)"),
        ("pageup", "page(-1)"),
        ("pagedown", "page(1)"),
        ("home", "home"),
        ("end", "end"),
        ("ctrl+home", "top"),
        ("ctrl+end", "bottom"),
        ("tab", "next_cell(1)"),
        ("shift+tab", "next_cell(-1)"),
        ("space", "toggle_fold"),
        ("enter", "activate"),
    ]

    class _About(Message):
        """A message about the grid and where its cursor is."""

        def __init__(self, grid: MatrixGrid, cursor: Cursor) -> None:
            """Tell where the cursor is now."""
            super().__init__()
            self.grid = grid
            self.cursor = cursor

        @property
        def control(self) -> MatrixGrid:
            """The grid."""
            return self.grid

    class CursorMoved(_About):
        """The cursor is on another row or role, or another block is selected."""

    class Activated(_About):
        """Enter was pressed, or a cell clicked twice."""

    class Typed(_About):
        """A letter of the scheme was typed.

        Attributes:
            char: The letter as the scheme writes it.
            add: Whether shift was held: the letter joins what is there.
        """

        def __init__(self, grid: MatrixGrid, cursor: Cursor, char: str, *, add: bool) -> None:
            """Tell which letter."""
            super().__init__(grid, cursor)
            self.char = char
            self.add = add

    def __init__(
        self,
        board: Board | None = None,
        *,
        palette_for: PaletteFor,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        """Show ``board``, or nothing until one is set, in the colours of ``palette_for``."""
        super().__init__(id=id, classes=classes)
        #: Whether letters of the scheme are typed; a modal keymap turns it off.
        self.typing = True
        self.grid_model = GridModel(board or EmptyBoard())
        self.strips = Strips(self.grid_model, glyphs)
        mouse = Mouse(self)
        self._bands = [Band(self, mouse) for _ in range(_BANDS)]
        self._edges: tuple[int, ...] = ()
        self._track = Track(self)
        self._palette_for = palette_for
        self._grid_styles: GridStyles | None = None

    def compose(self) -> ComposeResult:
        """Lay the bands side by side."""
        yield from self._bands
        yield self._track

    # What is shown

    def set_board(self, board: Board) -> None:
        """Show another board; the cursor stays where its row and role still are."""
        self.grid_model.set_board(board)
        self._renew()

    def rebuild(self) -> None:
        """Read everything again, after rows or roles came, went, moved or changed their names."""
        self.grid_model.rebuild()
        self._renew()

    def set_filter(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only the channels that ``keep`` tells; None shows all."""
        self.grid_model.set_filter(keep)
        self._renew()

    def refresh_rows(self, channels: Iterable[str | None]) -> None:
        """Draw the rows of these channels again, after letters, findings or standings changed.

        None stands for the portfolio row. Where rows come or go, ``rebuild`` is needed.
        """
        self.repaint(self._lines_of(self.grid_model.update(channels)))

    @property
    def visible_roles(self) -> tuple[str, ...]:
        """Ids of all roles in the order of the columns."""
        return self.grid_model.columns.ids

    @property
    def row_keys(self) -> tuple[RowKey, ...]:
        """All rows in the order of the screen, the head not among them."""
        return self.grid_model.rows.keys

    # The cursor

    @property
    def cursor(self) -> Cursor:
        """Where the cursor is."""
        return self.grid_model.cursor

    @property
    def selection(self) -> tuple[tuple[RowKey, ...], tuple[str, ...]]:
        """The selected rows and roles, or those of the cursor; see ``GridModel.selection``."""
        return self.grid_model.selection

    def leaving(self, width: int, panes: Iterable[int]) -> int:
        """Return the first of ``panes`` that leaves the roles the widest cells, of ``width``."""
        return self.grid_model.leaving(width - Track.WIDTH, panes)

    def show_from(self, top: int) -> None:
        """Scroll so that the row at ``top`` is the first in sight."""
        self.grid_model.scroll_to(top)
        self.repaint()

    def scroll_columns(self, by: int) -> None:
        """Scroll to the right (or left), leaving the cursor where it is."""
        self.grid_model.scroll_columns(by)
        self.repaint()

    @property
    def has_selection(self) -> bool:
        """Whether more than the cursor's cell is selected."""
        return self.grid_model.anchor is not None

    def move_to(self, row: RowKey, role: str | None) -> bool:
        """Put the cursor there, unfolding what hides it; False where that place does not exist."""
        shown = self.grid_model.rows
        before = self.grid_model.state
        found = self.grid_model.reveal(row)
        if self.grid_model.rows is not shown:
            self._renew()
        self.grid_model.move_to(row, role)
        self._follow(before)
        return found and self.cursor == Cursor(row, None if row.kind == "group" else role)

    def select_none(self) -> None:
        """Take back the selection."""
        before = self.grid_model.state
        self.grid_model.go(self.grid_model.row, self.grid_model.column)
        self._follow(before)

    def move(self, dx: int, dy: int, select: bool = False) -> None:  # noqa: FBT001, FBT002 - arguments of actions are positional
        """Move by columns and rows."""
        before = self.grid_model.state
        self.grid_model.move(dx, dy, select=select)
        self._follow(before)

    def page(self, direction: int, *, select: bool = False) -> None:
        """Move a page down (1) or up (-1)."""
        self.move(0, direction * self.grid_model.page_rows, select=select)

    def home(self) -> None:
        """Move to the first role; from there to the stub."""
        at = self.grid_model.column
        self.go(self.grid_model.row, OUTSIDE if at <= 0 else 0)

    def end(self) -> None:
        """Move to the last role."""
        self.go(self.grid_model.row, len(self.grid_model.columns) - 1)

    def top(self) -> None:
        """Move to the first row."""
        self.go(0, self.grid_model.column)

    def bottom(self) -> None:
        """Move to the last row."""
        self.go(len(self.grid_model.rows) - 1, self.grid_model.column)

    def next_cell(self, step: int) -> None:
        """Move to the next role or back (-1), at the end of a row to the row beyond."""
        before = self.grid_model.state
        self.grid_model.next_cell(step)
        self._follow(before)

    def toggle_fold(self) -> None:
        """Fold or unfold the heading, or the duties of the channel, under the cursor."""
        if self.grid_model.toggle_fold():
            self._renew()

    action_move = move
    action_page = page
    action_home = home
    action_end = end
    action_top = top
    action_bottom = bottom
    action_next_cell = next_cell
    action_toggle_fold = toggle_fold

    def action_activate(self) -> None:
        """Tell that what the cursor is on is to be opened."""
        self.post_message(self.Activated(self, self.cursor))

    def on_key(self, event: events.Key) -> None:
        """Hand on letters of the scheme; everything else is somebody else's."""
        char = event.character
        if not self.typing or char is None or not event.is_printable:
            return
        letters = self.grid_model.board.letters
        letter = char if char in letters else char.upper()
        if letter in letters:
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(self, self.cursor, letter, add=char.lower() != char))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Return a whole line, which the bands show in parts."""
        return self.strips.show(y, self.grid_styles)

    @property
    def grid_styles(self) -> GridStyles:
        """The styles for the application's theme."""
        if self._grid_styles is None:
            self._grid_styles = GridStyles(theme_of(self.app), self._palette_for)
        return self._grid_styles

    def repaint(self, lines: Iterable[int] | None = None) -> None:
        """Ask for those parts of lines that differ from what is on the screen.

        Args:
            lines: The lines that can differ; all by default, which takes ten times as long.
        """
        if not self.is_mounted:
            return
        changed = list(self.strips.outdated(self.grid_styles, lines))
        for band in self._bands:
            band.refresh_parts(changed)
        self._track.follow()

    def notify_style_update(self) -> None:
        """Take the theme's colours anew when it changed."""
        super().notify_style_update()
        if self._grid_styles is not None and self._grid_styles.theme != theme_of(self.app):
            self._grid_styles = None
            self._renew(screen=True)

    # Keeping the screen in step

    def on_resize(self) -> None:
        """Fit into the new size."""
        if self.fit():
            self._renew(screen=True)

    def fit(self) -> bool:
        """Lay out for the widget's size; tell whether that is another than before."""
        model = self.grid_model
        before = model.width, model.height
        model.resize(max(1, self.size.width - Track.WIDTH), self.size.height)
        edges = (0, *model.layout.edges)
        if edges != self._edges:
            self._edges = edges
            for band, (start, stop) in zip(self._bands, pairwise(edges), strict=False):
                band.styles.width = stop - start
        return before != (model.width, model.height)

    def on_focus(self) -> None:
        """Bring the terminal's own cursor along."""
        self._place_terminal_cursor()

    def _renew(self, *, screen: bool = False) -> None:
        """Lay out again; ``screen`` where nothing on the screen can stay as it is."""
        model = self.grid_model
        self.fit()
        self.strips.forget(screen=screen)
        if not self.is_mounted:
            return
        if screen:
            for child in self.children:
                child.refresh()
        self.repaint()
        self._place_terminal_cursor()
        self.post_message(self.CursorMoved(self, model.cursor))

    def _lines_of(self, rows: Iterable[int]) -> list[int]:
        """Return the lines in which these rows stand, as far as in sight, and those of the head."""
        model = self.grid_model
        lines = (row - model.top + model.head_height for row in rows if row != OUTSIDE)
        body = {line for line in lines if model.head_height <= line < model.height}
        return [*range(min(model.head_height, model.height)), *sorted(body)]

    def go(self, row: int, column: int, *, select: bool = False) -> None:
        """Put the cursor at a position, or select up to there."""
        before = self.grid_model.state
        self.grid_model.go(row, column, select=select)
        self._follow(before)

    def _follow(self, before: State) -> None:
        """Show what a move changed, and tell."""
        now = self.grid_model.state
        if now == before:
            return
        moved_alone = now[2:] == before[2:] and now.block is None
        self.repaint(self._lines_of((before.row, now.row)) if moved_alone else None)
        self._place_terminal_cursor()
        self.post_message(self.CursorMoved(self, self.cursor))

    def _place_terminal_cursor(self) -> None:
        model = self.grid_model
        if not self.has_focus:
            return
        window = model.layout.window(model.first)
        y = model.row - model.top + model.head_height
        if model.row == OUTSIDE:
            y = 1 if shows(model, model.column, 0) else 2
        x = 3 if model.column == OUTSIDE else model.layout.left(model.column, window)
        self.app.cursor_position = self.content_region.offset + Offset(x, y)
