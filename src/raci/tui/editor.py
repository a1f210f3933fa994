"""The editor's screen: keys become commands, commands become edits, and every pane follows."""

from __future__ import annotations

import gc
from collections.abc import Coroutine
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from raci.model.edit import Touched
from raci.model.error import RaciError
from raci.model.text import Text, printable
from raci.tui import edits
from raci.tui.board import LiveBoard
from raci.tui.changes import letters_alone, place_of
from raci.tui.commands.command import Where
from raci.tui.commands.registry import COMMANDS
from raci.tui.edits import Target
from raci.tui.grid.rows import HEAD
from raci.tui.grid.widget import MatrixGrid
from raci.tui.keymap import written
from raci.tui.leading import leads_to
from raci.tui.mending import offered
from raci.tui.panes.findings import FindingsPane
from raci.tui.panes.footer import Footer, Hint
from raci.tui.panes.header import Header, Heading
from raci.tui.panes.inspection import Inspector
from raci.tui.panes.inspector import InspectorPane
from raci.tui.panes.lines import plain
from raci.tui.panes.tabs import Tabs
from raci.tui.patience import SMALL, Patience

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from raci.model.edit import Edit
    from raci.model.finding import Finding
    from raci.model.organisation import Organisation
    from raci.tui.carrying import Carrying
    from raci.tui.commands.command import Command
    from raci.tui.dialogs.dialog import Dialog
    from raci.tui.finding_list import FindingList
    from raci.tui.grid.model import Cursor
    from raci.tui.grid.rows import RowKey
    from raci.tui.keymap import Keymap, Settings
    from raci.tui.palette import Glyphs
    from raci.tui.panes.lines import Line
    from raci.words import Words
    from raci.workspace import Workspace

#: From this many columns on the inspector stands beside the grid.
WIDE = 120
#: From this many lines on the findings are a list.
TALL = 30


class Editor(Screen[None]):
    """The matrix of one file with all that belongs to it.

    Attributes:
        carrying: What is being moved with the arrow keys.
        searched: What was looked for last.
        typing: Whether letters act on cells; with the vim keys only after ``i``.
    """

    AUTO_FOCUS = "#grid"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual's own way
    VERTICAL_BREAKPOINTS = [(0, "-low"), (TALL, "-tall")]  # noqa: RUF012 - likewise

    def __init__(
        self, workspace: Workspace, words: Words, glyphs: Glyphs, keymap: Keymap, settings: Settings
    ) -> None:
        """Open ``workspace``; nothing is checked before the first rows are on the screen."""
        super().__init__()
        self.workspace = workspace
        self.words = words
        self.glyphs = glyphs
        self.keymap = keymap
        self.board = LiveBoard(workspace)
        self.carrying: Carrying | None = None
        self.searched = ""
        self.typing = not settings.vim
        self._vim = settings.vim
        self._patience = Patience()
        self._timer: Timer | None = None
        self._opened: Finding | None = None
        self._followed: tuple[object, ...] = ()
        self._fix: tuple[Finding | None, object, str] = (None, None, "")

    def compose(self) -> ComposeResult:
        """Lay the panes out; without containers, each of which would be walked on every paint."""
        yield Header(id="header")
        yield Tabs(id="tabs")
        yield MatrixGrid(self.board, words=self.words, glyphs=self.glyphs, id="grid")
        yield InspectorPane(id="inspector")
        yield FindingsPane(self.board.findings, self.words, self.glyphs, id="findings")
        yield Footer(id="footer")

    def on_mount(self) -> None:
        """Show everything, then begin to check."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.follow()
        # What was read lives as long as the editor: looking through it again and again for garbage
        # would stop the screen for a tenth of a second each time.
        gc.freeze()
        self._patience.expect()
        self._timer = self.set_interval(0.01, self._work)

    # What the cursor is on

    @property
    def organisation(self) -> Organisation:
        """The organisation as it is now."""
        return self.workspace.organisation

    @property
    def findings(self) -> FindingList:
        """All findings that are not waived, in the order of the list."""
        return self.board.findings

    @property
    def grid(self) -> MatrixGrid:
        """The matrix."""
        return self.query_one("#grid", MatrixGrid)

    @property
    def cursor(self) -> Cursor:
        """Where the matrix' cursor is."""
        return self.grid.cursor

    def channel(self) -> str | None:
        """Return the id of the channel under the cursor."""
        return self.cursor.row.channel

    def role(self) -> str | None:
        """Return the id of the role under the cursor, in its head or in a cell."""
        return self.cursor.role

    def target(self) -> Target | None:
        """Return the cell under the cursor."""
        row, role = self.cursor
        return _target(row, role) if role is not None and _has_cells(row) else None

    def block(self) -> list[list[Target]]:
        """Return the cells of the selected block, or the one under the cursor, line by line."""
        rows, roles = self.grid.selection
        lines = [[_target(row, role) for role in roles] for row in rows if _has_cells(row)]
        return [line for line in lines if line]

    def targets(self) -> list[Target]:
        """Return the cells of the block in one list."""
        return [target for line in self.block() for target in line]

    def cells_from_here(self, height: int, width: int) -> list[list[Target]]:
        """Return the cells to the right of the cursor and below it, as far as there are any."""
        row, role = self.cursor
        roles, rows = self.grid.visible_roles, self.grid.row_keys
        if role is None or row not in rows:
            return []
        down = [key for key in rows[rows.index(row) :] if _has_cells(key)][:height]
        across = roles[roles.index(role) :][:width]
        return [[_target(key, one) for one in across] for key in down]

    def current_finding(self) -> Finding | None:
        """Return the finding that keys act on.

        In the list the chosen one, in the matrix the one that was opened last if the cursor is
        still on its row, else the worst of the row.
        """
        if self.where() is Where.LIST:
            chosen = self._list.chosen
            return (
                self.findings[chosen]
                if chosen is not None and chosen < len(self.findings)
                else None
            )
        return self._finding_here()

    def _finding_here(self) -> Finding | None:
        opened = self._opened
        if opened is not None and self.findings.index(opened) is not None:
            return opened
        row = self.board.of_row(self.channel())
        return row[0] if row else None

    # Keys and commands

    def where(self) -> Where:
        """Return where keys act now."""
        focused = self.focused
        return Where.LIST if focused is not None and focused.id in _LISTS else Where.MATRIX

    def press(self, event: events.Key) -> bool:
        """Do what a key means; tell whether it meant anything."""
        self._patience.stir(monotonic())
        if self._type(event):
            return True
        command = self.keymap.find(event.key, self.where())
        if command is None:
            return False
        self.run(command)
        return True

    def _type(self, event: events.Key) -> bool:
        char = event.character
        if (
            not self.typing
            or self.where() is not Where.MATRIX
            or not char
            or not char.isprintable()
        ):
            return False
        letter = char.upper()
        if letter not in self.organisation.scheme.letters or not self.targets():
            return False
        if self.workspace.read_only:
            self.complain(Text("The file cannot be changed here: mend it in a text editor first."))
            return True
        add = char != char.lower()
        self.attempt(
            lambda: self.apply(edits.typed(self.organisation, self.targets(), letter, add=add))
        )
        return True

    def run(self, command: Command) -> None:
        """Do a command, or say why it cannot be done."""
        reason = command.why_not(self)
        if reason is not None:
            self.tell(reason)
            return
        self.attempt(lambda: command.run(self))

    def attempt(self, action: Any) -> None:  # noqa: ANN401 - any callable without arguments
        """Do something; whatever goes wrong is told, and the editor goes on."""
        before = self.cursor
        try:
            outcome = action()
        except RaciError as error:
            self.complain(error.text)
            return
        if isinstance(outcome, Coroutine):
            self.run_worker(self._finish(outcome), exit_on_error=False)
        elif self.cursor != before:
            self._opened = self._opened if self._leads_here(self._opened) else None
            self.follow()

    async def _finish(self, outcome: Coroutine[Any, Any, object]) -> None:
        try:
            await outcome
        except RaciError as error:
            self.complain(error.text)
        except Exception as error:  # noqa: BLE001 - a dialog that fails must not take the edits along
            self.complain(Text("Something went wrong: {error}", {"error": repr(error)}))
        self.follow()

    # Changing

    def apply(self, edit: Edit | None) -> bool:
        """Do an edit and show it; tell whether anything changed.

        Raises:
            EditError: It does not fit; nothing has changed.
        """
        if edit is None:
            return False
        touched = self.workspace.apply(edit)
        if touched == Touched():
            return False
        self._show(edit, touched)
        return True

    def undo(self) -> None:
        """Take the last step back, and the cursor to where it was made."""
        step = self.workspace.undo()
        if step:
            self._show(step.edit, step.touched)
            self.go_to(*place_of(step.edit))

    def redo(self) -> None:
        """Do the step taken back last again."""
        step = self.workspace.redo()
        if step:
            self._show(step.edit, step.touched)
            self.go_to(*place_of(step.edit))

    def _show(self, edit: Edit, touched: Touched) -> None:
        if letters_alone(edit) and not touched.roles:
            self.grid.refresh_rows(touched.channels or (None,))
        else:
            self.grid.rebuild()
            self.board.findings.order(self.organisation)
        self._patience.expect()
        if self.board.check is not None and len(self.organisation.channels) <= SMALL:
            self.board.check.settle()
            self._patience.worked()
            self._show_all()
        else:
            self.board.follow(touched)
            self.follow()

    def go_to(self, row: RowKey | None, role: str | None) -> None:
        """Put the cursor there, as far as it exists."""
        if row is None:
            return
        if not self.grid.move_to(row, role):
            self.grid.move_to(row, None)
        self.follow()

    # Telling

    def tell(self, text: Text) -> None:
        """Say something that needs no answer."""
        self.app.notify(printable(self.words.say(text)), markup=False, timeout=4)

    def complain(self, text: Text) -> None:
        """Say that something went wrong; it stays until it was read."""
        self.app.notify(printable(self.words.say(text)), markup=False, severity="error", timeout=12)

    def letters_act(self, *, typing: bool) -> None:
        """Let letters act on cells, or be keys; without the vim keys they always act."""
        self.typing = typing or not self._vim
        self.follow()

    async def ask(self, dialog: Dialog[Any]) -> Any:  # noqa: ANN401 - each dialog has its answer
        """Show a dialog and wait for its answer."""
        return await self.app.push_screen_wait(dialog)

    def on_matrix_grid_cursor_moved(self, event: MatrixGrid.CursorMoved) -> None:
        """Follow the mouse; after keys the panes have followed already."""
        event.stop()
        if self._followed != (self.cursor, self.workspace.document):
            self.follow()

    def on_matrix_grid_activated(self, event: MatrixGrid.Activated) -> None:
        """Open what was clicked twice."""
        event.stop()
        self.run(COMMANDS["open"])

    def on_findings_pane_opened(self, event: FindingsPane.Opened) -> None:
        """Lead to the cell of a finding that was clicked."""
        event.stop()
        self.lead_to(self.findings[event.index])

    def on_findings_pane_chosen(self, event: FindingsPane.Chosen) -> None:
        """Let the matrix show the row of the finding chosen in the list."""
        event.stop()
        self.lead_to(self.findings[event.index])

    def on_footer_clicked(self, event: Footer.Clicked) -> None:
        """Do what a hint names."""
        event.stop()
        self.run(COMMANDS[event.command])

    def on_paste(self, event: events.Paste) -> None:
        """Fill the cells from the cursor on with what the terminal pasted."""
        event.stop()
        if self.where() is Where.MATRIX:
            from raci.tui.commands.editing import paste

            self.attempt(lambda: paste(self, event.text))

    def on_resize(self) -> None:
        """Let the panes fill the new size."""
        self.call_after_refresh(self.follow)

    # The panes

    @property
    def _list(self) -> FindingsPane:
        return self.query_one("#findings", FindingsPane)

    def step_in_list(self, step: int) -> None:
        """Go on in the list or the details, whichever keys act on."""
        pane = self.focused
        if isinstance(pane, InspectorPane):
            pane.scroll_lines(step)
        elif isinstance(pane, FindingsPane):
            pane.step(step)

    def lead_to(self, finding: Finding) -> None:
        """Put the cursor where a finding can be mended, and keep to it while it stays there."""
        self._list.chosen = self.findings.index(finding)
        self._opened = finding
        row, role = leads_to(finding, self.organisation)
        if row is not None and role is None and row != HEAD:
            role = self.role()
        self.go_to(row, role)
        self._opened = finding
        self.follow()

    def _leads_here(self, finding: Finding | None) -> bool:
        return finding is not None and leads_to(finding, self.organisation)[0] == self.cursor.row

    def follow(self) -> None:
        """Let every pane show what is so now; each repaints only what changed."""
        self._followed = (self.cursor, self.workspace.document)
        self._follow_findings()
        if self.size.width >= WIDE:
            inspector = self.query_one("#inspector", InspectorPane)
            inspector.tell(self.inspection(inspector.text_width))
        self._follow_header()

    def _follow_header(self) -> None:
        heading = Heading(
            self.organisation.name,
            self.workspace.dirty,
            self.board.counts() if self._patience.rested_once else None,
            self.board.gauge() if self._patience.rested_once else None,
            self.words.say(self.mode()),
        )
        self.query_one("#header", Header).tell(heading, self.words, self.glyphs)
        self.query_one("#tabs", Tabs).tell([self.words("Matrix")], 0)
        self.query_one("#footer", Footer).tell(self._hints)

    @property
    def header_text(self) -> str:
        """The header as it stands on the screen, without its inks."""
        return "".join(plain(line) for line in self.query_one("#header", Header).lines)

    def mode(self) -> Text:
        """Return what is unusual about the keys now, an empty text for nothing."""
        if self.carrying:
            return Text("moving: arrows carry, Enter drops, Esc puts back")
        if self.workspace.read_only:
            return Text("read-only")
        if self._vim:
            return Text("letters") if self.typing else Text("keys")
        return Text("")

    @cached_property
    def _hints(self) -> tuple[Hint, ...]:
        shown = [entry for entry in COMMANDS.values() if entry.hint and self.keymap.keys[entry.id]]
        shown.sort(key=lambda entry: entry.rank)
        return tuple(
            (written(self.keymap.keys[entry.id][0], self.words), self.words(entry.hint), entry.id)
            for entry in shown
        )

    def _follow_findings(self) -> None:
        finding = self.current_finding()
        place = self.findings.index(finding) if finding else None
        pane = self._list
        pane.single = self.size.height < TALL
        reveal = self._opened is not None or self.size.width < WIDE
        pane.follow(place, self._fix_of(finding), reveal=reveal)

    def _fix_of(self, finding: Finding | None) -> str:
        if finding is None or self.workspace.read_only:
            return ""
        if self._fix[:2] != (finding, self.workspace.document):
            fixes = offered(finding, self.organisation, self.workspace.today)
            title = self.words.say(fixes[0].title) if fixes else ""
            self._fix = finding, self.workspace.document, title
        return self._fix[2]

    def inspection(self, width: int) -> list[Line]:
        """Describe what the cursor is on, in lines of that many cells."""
        inspector = Inspector(self.organisation, self.words, self.glyphs, width)
        return describe(inspector, self.cursor, self.board, self.grid)

    # The check

    def _give_up_checking(self, error: Exception) -> None:
        if self._timer is not None:
            self._timer.stop()
        self.complain(Text("The check had to stop: {error}", {"error": repr(error)}))

    def _work(self) -> None:
        now = monotonic()
        if not self._patience.may_work(now):
            return
        try:
            if self.board.begin().settle(self._patience.slice(now)):
                self._patience.worked()
        except Exception as error:  # noqa: BLE001 - a rule that fails must not take the edits along
            self._give_up_checking(error)
        if self._patience.may_show:
            self._show_all()

    def _show_all(self) -> None:
        self._patience.shown()
        self.board.gather()
        self.grid.refresh_marks()
        self.follow()


_LISTS = {"findings", "inspector"}


def _has_cells(row: RowKey) -> bool:
    return row.kind in {"channel", "duty", "portfolio"}


def _target(row: RowKey, role: str) -> Target:
    return Target(row.channel, row.duty, role)


def describe(
    inspector: Inspector, cursor: Cursor, board: LiveBoard, grid: MatrixGrid
) -> list[Line]:
    """Return what is to be said of the place of the cursor."""
    organisation = inspector.organisation
    row, role_id = cursor
    role = organisation.roles.get(role_id or "")
    if row.channel is not None and row.channel in organisation.channels:
        channel = organisation.channels[row.channel]
        return inspector.channel(
            channel, row.duty, role, board.standing(channel.id), board.of_row(channel.id)
        )
    if row.kind == "portfolio":
        return inspector.portfolio(role)
    if row.kind == "group":
        return inspector.group(
            grid.grid_model.name(row), grid.grid_model.rows.headings[row.id].members
        )
    if role is not None:
        return inspector.role(role, board.of_role(role.id))
    return inspector.overview()
