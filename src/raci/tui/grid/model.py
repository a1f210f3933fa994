"""The grid without a screen: rows, columns, cursor, selection, folds, and what is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from raci.tui.grid.board import HEAD, PORTFOLIO, RowKey, Rows, Tally
from raci.tui.grid.layout import Columns, Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from raci.tui.grid.board import Board

#: The row of the head, and the column of the stub.
OUTSIDE = -1


class Cursor(NamedTuple):
    """Where the cursor is.

    Attributes:
        row: The row; ``HEAD`` on the heads of the columns.
        role: The role's id; None on the stub and on headings, which have no cells.
    """

    row: RowKey
    role: str | None


class Block(NamedTuple):
    """A selected block by position, ends included; ``OUTSIDE`` alone stands for whole rows."""

    top: int
    bottom: int
    left: int
    right: int


class State(NamedTuple):
    """Where the cursor is, what is selected, and what is in sight."""

    row: int
    column: int
    block: Block | None
    top: int
    first: int


class GridModel:
    """Everything about the grid but its looks; positions count from 0, ``OUTSIDE`` is -1."""

    def __init__(self, board: Board, width: int = 80, height: int = 24) -> None:
        """Show ``board`` in a grid of ``width`` columns and ``height`` lines."""
        self.board = board
        self.width = width
        self.height = height
        self.folded: set[str] = set()
        self.unfolded: set[str] = set()
        self.keep: Callable[[Any], bool] | None = None
        self.top = 0
        self.first = 0
        self.row = 0
        self.column = 0
        self.anchor: tuple[int, int] | None = None
        self._read()
        self.row = next((n for n, key in enumerate(self.rows.keys) if key.kind != "group"), 0)
        self._clamp()

    # What is shown

    def set_board(self, board: Board) -> None:
        """Show another board; folds stay, and the cursor where its row and role still are."""
        self.board = board
        self.rebuild()

    def set_filter(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only the channels that ``keep`` tells; None shows all."""
        self.keep = keep
        self.rebuild()

    def resize(self, width: int, height: int) -> None:
        """Fit into another size; what the cursor is on stays in sight."""
        self.width, self.height = width, height
        self.layout = Layout(self.columns, width, self._longest_name)
        self.show_cursor()

    def rebuild(self) -> None:
        """Read everything again, after rows or columns came, went, moved or changed their names."""
        cursor = self.cursor_position
        self.anchor = None
        self._read()
        self._restore(*cursor)

    def update(self, channels: Iterable[str | None]) -> set[int]:
        """Take note that letters or marks of these channels changed; None is the portfolio row.

        Returns:
            The rows that look different now.
        """
        changed: set[int] = set()
        for id_ in channels:
            changed.update(self._update(id_))
        return changed

    def toggle_fold(self) -> bool:
        """Fold or unfold the heading, or the duties of the channel, under the cursor."""
        key = self.cursor.row
        if key.kind == "group":
            self.folded ^= {key.id}
        elif key.channel is not None:
            self.unfolded ^= {key.channel}
        else:
            return False
        self._refold(key)
        return True

    def reveal(self, key: RowKey) -> bool:
        """Unfold what hides a row; False where it does not exist or a filter hides it."""
        if key == HEAD or key in self.rows.index:
            return True
        heading = self.rows.heading_of.get(key.id)
        if heading is not None:
            self.folded.discard(heading.id)
        if key.kind == "duty":
            self.unfolded.add(key.id)
        self._refold(self.cursor.row)
        return key in self.rows.index

    # The cursor

    @property
    def state(self) -> State:
        """What moves: cursor, selection and what is in sight."""
        return State(self.row, self.column, self.block, self.top, self.first)

    @property
    def cursor(self) -> Cursor:
        """Where the cursor is, by id."""
        key = self.key(self.row)
        return Cursor(key, None if key.kind == "group" else self.role(self.column))

    @property
    def cursor_position(self) -> tuple[RowKey, str | None]:
        """The row and the column the cursor keeps to, also where it passes a heading."""
        return self.key(self.row), self.role(self.column)

    def key(self, row: int) -> RowKey:
        """Return the row at a position; the head for ``OUTSIDE``."""
        return HEAD if row == OUTSIDE else self.rows.keys[row]

    def role(self, column: int) -> str | None:
        """Return the role at a position; None for the stub."""
        return None if column == OUTSIDE else self.columns.ids[column]

    def move_to(self, key: RowKey, role: str | None, *, select: bool = False) -> bool:
        """Put the cursor there, unfolding what hides it; False where that place does not exist."""
        if not self.reveal(key) or (role is not None and role not in self.columns.position):
            return False
        row = OUTSIDE if key == HEAD else self.rows.index[key]
        column = OUTSIDE if role is None else self.columns.position[role]
        return self.go(row, column, select=select)

    def move(self, dx: int, dy: int, *, select: bool = False) -> bool:
        """Move by columns and rows, as far as there are any; tell whether it moved."""
        return self.go(self.row + dy, self.column + dx, select=select)

    def go(self, row: int, column: int, *, select: bool = False) -> bool:
        """Put the cursor at a position, or as near as there is one; tell whether it moved."""
        before = self.row, self.column, self.anchor
        if select and self.anchor is None:
            self.anchor = self.row, self.column
        elif not select:
            self.anchor = None
        at_head = self.row == OUTSIDE
        self.row, self.column = row, column
        self._clamp(from_head=at_head)
        return (self.row, self.column, self.anchor) != before

    def next_cell(self, step: int) -> bool:
        """Move to the next or previous (-1) role, at the end of a row to the row beyond."""
        column, row = self.column + step, self.row
        if column >= len(self.columns):
            column, row = 0, row + 1
        elif column < 0:
            column, row = len(self.columns) - 1, row - 1
        if OUTSIDE < row < len(self.rows) or row == self.row:
            return self.go(row, column)
        return False

    @property
    def page_rows(self) -> int:
        """Rows that a page moves by: those in sight but one."""
        return max(1, self.body_height - 1)

    # The selection

    @property
    def block(self) -> Block | None:
        """The selected block; None where only the cursor's cell is."""
        if self.anchor is None:
            return None
        row, column = self.anchor
        return Block(
            min(row, self.row),
            max(row, self.row),
            min(column, self.column),
            max(column, self.column),
        )

    @property
    def selection(self) -> tuple[tuple[RowKey, ...], tuple[str, ...]]:
        """The selected rows and roles, or those of the cursor.

        Headings are left out; without roles whole rows are selected, without rows whole columns.
        """
        block = self.block or Block(self.row, self.row, self.column, self.column)
        keys = self.rows.keys[max(block.top, 0) : block.bottom + 1]
        roles = self.columns.ids[max(block.left, 0) : block.right + 1]
        if self.block is None and self.cursor.row.kind == "group":
            return (), ()
        return tuple(key for key in keys if key.kind != "group"), roles

    # What is in sight

    @property
    def head_height(self) -> int:
        """Lines of the head."""
        return self.layout.head_height

    @property
    def body_height(self) -> int:
        """Lines for rows."""
        return max(0, self.height - self.head_height)

    def leaving(self, width: int, panes: Iterable[int]) -> int:
        """Return the first width of a pane at the side that leaves the grid the most comfort.

        Args:
            width: Of the grid and the pane together.
            panes: Widths of the pane, the best first.
        """

        def comfort(pane: int) -> tuple[bool, bool, int, int]:
            return Layout(self.columns, width - pane, self._longest_name).comfort

        return max(panes, key=comfort)

    @property
    def last_top(self) -> int:
        """The first row in sight when the last one is in sight too."""
        return max(0, len(self.rows) - self.body_height)

    def scroll_to(self, top: int) -> None:
        """Put another row first, leaving the cursor where it is."""
        self.top = max(0, min(top, self.last_top))

    def scroll_columns(self, by: int) -> bool:
        """Put another column first, leaving the cursor where it is; tell whether it moved."""
        before = self.first
        self.first = max(0, min(self.first + by, self.layout.last_first))
        return self.first != before

    def show_cursor(self) -> None:
        """Scroll as little as possible so that the cursor is in sight."""
        self.scroll_to(self.top)
        self.first = min(self.first, self.layout.last_first)
        if self.row != OUTSIDE:
            if self.row < self.top:
                self.top = self.row
            elif self.row >= self.top + self.body_height:
                self.top = self.row - max(self.body_height, 1) + 1
        if self.column != OUTSIDE:
            self.first = self.layout.showing(self.column, self.first)

    def hit(self, x: int, y: int) -> tuple[int, int] | None:
        """Return row and column at a place on the screen; None where nothing is."""
        column = self.layout.column_at(x, self.layout.window(self.first))
        found = OUTSIDE if column is None else column
        if y < self.head_height:
            return None if column is None else (OUTSIDE, found)
        row = y - self.head_height + self.top
        return (row, found) if row < len(self.rows) else None

    def name(self, key: RowKey) -> str:
        """Return what a row is called, fit for a terminal."""
        return self.rows.headings[key.id].title if key.kind == "group" else self.board.name(key)

    def _read(self) -> None:
        self.columns = Columns(self.board)
        self.rows = Rows(self.board, self.folded, self.unfolded, self.keep)
        self.tally = Tally(self.board)
        self._longest_name = max(map(_width, self.board.names()), default=0)
        self.layout = Layout(self.columns, self.width, self._longest_name)

    def _restore(self, key: RowKey, role: str | None) -> None:
        kept = HEAD if key == HEAD else self.rows.nearest(key)
        if kept == HEAD:
            self.row = OUTSIDE
        elif kept is not None and kept in self.rows.index:
            self.row = self.rows.index[kept]
        if role is None:
            self.column = OUTSIDE
        elif role in self.columns.position:
            self.column = self.columns.position[role]
        self._clamp(from_head=self.row == OUTSIDE)

    def _refold(self, key: RowKey) -> None:
        role = self.role(self.column)
        self.anchor = None
        self.rows = Rows(self.board, self.folded, self.unfolded, self.keep)
        self._restore(key, role)

    def _clamp(self, *, from_head: bool = False) -> None:
        rows, columns = len(self.rows), len(self.columns)
        self.row = max(OUTSIDE, min(self.row, rows - 1))
        self.column = max(OUTSIDE, min(self.column, columns - 1))
        # The corner is no place to be: from the head one stays on the head, from the stub on it.
        if self.row == OUTSIDE and self.column == OUTSIDE:
            if columns and (from_head or not rows):
                self.column = 0
            elif rows:
                self.row = 0
        self.show_cursor()

    def _update(self, id_: str | None) -> Iterable[int]:
        key = PORTFOLIO if id_ is None else RowKey("channel", id_)
        found = self.rows.index.get(key)
        if found is not None:
            yield found
            yield from range(found + 1, found + 1 + len(self.board.duties) * (id_ in self.unfolded))
        heading = self.rows.heading_of.get(id_ or "")
        if heading is None or id_ is None:
            return
        self.tally.update(heading, id_)
        yield self.rows.index[RowKey("group", heading.id)]


def _width(name: str) -> int:
    return len(name) if name.isascii() else cell_len(name)
