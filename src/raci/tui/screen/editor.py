"""The editor's screen: keys become commands, commands become edits, and every pane follows."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, Any

from raci.model.edit import ReplaceText, Touched
from raci.model.error import RaciError
from raci.model.text import Text, printable
from raci.tui.command import Where
from raci.tui.grid.widget import MatrixGrid
from raci.tui.model import edits
from raci.tui.model.clipboard import with_heads
from raci.tui.model.descriptions import described
from raci.tui.model.places import letters_alone, place_of
from raci.tui.screen.board import LiveBoard
from raci.tui.screen.checking import Checking, Pace
from raci.tui.screen.cursor import Aim
from raci.tui.screen.findings import FindingsCursor
from raci.tui.screen.first_paint import FirstPaint
from raci.tui.screen.messages import Messages
from raci.tui.screen.modes import Modes, remember_letters
from raci.tui.screen.panes import HEIGHTS, WIDTHS, Panes
from raci.tui.theme import palette_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

    from raci.model.edit import Edit
    from raci.model.finding import Finding
    from raci.model.organisation import Organisation
    from raci.tui.command import Command
    from raci.tui.dialogs.dialog import Dialog
    from raci.tui.grid.board import RowKey
    from raci.tui.grid.model import Cursor
    from raci.tui.grid.palette import Glyphs
    from raci.tui.keymap import Keymap, Settings
    from raci.tui.model.findings import FindingList
    from raci.tui.panes.bars import Footer, Hint, Tabs
    from raci.tui.panes.findings import FindingsPane
    from raci.tui.panes.view import ViewPane
    from raci.tui.screen.type_ahead import TypeAhead
    from raci.words import Words
    from raci.workspace import Workspace
    from raci.workspace.history import Step


class Editor(FirstPaint):
    """The matrix of one file with all that belongs to it.

    Attributes:
        workspace: The open file.
        words: The reader's language.
        glyphs: The signs that the terminal can show.
        commands: All commands by id.
        keymap: Which keys mean which of them.
        type_ahead: Holds keys back while a command opens its dialog.
        board: What the matrix and the panes show of the file.
        grid: The matrix.
        aim: What the cursor is on.
        modes: What is unusual about keys and rows.
        panes: The widgets around the matrix.
        at: The finding that keys act on.
        checking: The check while nobody types.
        searched: What was looked for last.
        pasted: What the terminal pastes, while it is filled in.
        after_reload: Done with the editor when the file was read again, if anything is.
    """

    AUTO_FOCUS = "#grid"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(  # noqa: PLR0913 - all that the screen is made of
        self,
        workspace: Workspace,
        words: Words,
        *,
        glyphs: Glyphs,
        commands: Mapping[str, Command],
        keymap: Keymap,
        settings: Settings,
        type_ahead: TypeAhead,
    ) -> None:
        """Open ``workspace``; nothing is checked before the first rows are on the screen."""
        super().__init__()
        self.workspace = workspace
        self.words = words
        self.glyphs = glyphs
        self.commands = commands
        self.keymap = keymap
        self.type_ahead = type_ahead
        self.board = LiveBoard(workspace, words, glyphs)
        self.grid = MatrixGrid(self.board, palette_for=palette_for, glyphs=glyphs, id="grid")
        self.aim = Aim(self.grid)
        self.modes = Modes(vim=settings.vim, typing=not settings.vim, newcomer=settings.newcomer)
        self.panes = Panes(self, self.grid, self.board, self.modes, self.aim)
        self.at = FindingsCursor(self.board, self.grid, self.panes)
        self.checking = Checking(self.board, self, self._show_findings, self._check_failed)
        self._pace = Pace(self, self.checking.patience, self.follow)
        self._messages = Messages(self.app)
        self.searched = ""
        self.pasted = ""
        self.after_reload: Callable[[Editor], Coroutine[Any, Any, None]] | None = None
        self._followed: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the panes."""
        yield from self.panes.compose()

    def on_mount(self) -> None:
        """Share the room among the panes."""
        self._share(self.app.size)

    def painted(self) -> None:
        """Begin to check, which loads what would hold the first rows up."""
        self.checking.expect()

    def fill(self) -> None:
        """Let the panes show what they will, as soon as they know their sizes."""
        self.grid.fit()
        self.follow()

    @property
    def organisation(self) -> Organisation:
        """The organisation as it is now."""
        return self.workspace.organisation

    @property
    def findings(self) -> FindingList:
        """All findings that are not waived, in the order of the list."""
        return self.board.findings

    @property
    def cursor(self) -> Cursor:
        """Where the matrix' cursor is."""
        return self.grid.cursor

    # Keys and commands

    def press(self, event: events.Key) -> bool:
        """Do what a key means; tell whether it meant anything."""
        self.checking.patience.stir(monotonic())
        if self._type(event):
            return True
        command = self.keymap.find(event.key, self.panes.where())
        if command is None:
            return False
        self.run(command)
        return True

    def _type(self, event: events.Key) -> bool:
        char = event.character or ""
        if not self.modes.typing or self.panes.where() is not Where.MATRIX:
            return False
        letter = char.upper()
        targets = self.aim.targets()
        if letter not in self.organisation.scheme.letters or not targets:
            return False
        if self.workspace.refusal:
            self.show_error(self.workspace.refusal)
            return True
        if self.modes.newcomer:
            self.modes.newcomer = False
            remember_letters()
        add = char != char.lower()
        self.try_run(lambda: self.apply(edits.typed(self.organisation, targets, letter, add=add)))
        return True

    def run(self, command: Command) -> None:
        """Do a command, or say why it cannot be done."""
        reason = command.unless(self)
        if reason is not None:
            self.show_message(reason)
            return
        self.try_run(lambda: command.run(self), asked=True)

    def try_run(self, action: Callable[[], object], *, asked: bool = False) -> None:
        """Do something; whatever goes wrong is shown, and the editor goes on.

        Args:
            action: What is to be done; a coroutine goes on beside the keys.
            asked: Whether a person asked for it, whose next keys may be meant for its dialog.
        """
        before = self.cursor
        try:
            outcome = action()
        except RaciError as error:
            self.show_error(error.text)
            return
        if isinstance(outcome, Coroutine):
            if asked:
                self.type_ahead.begin()
            self.run_worker(self._finish(outcome, asked=asked), exit_on_error=False)
        elif self.cursor != before:
            self.at.let_go()
            self._pace.follow()

    async def _finish(self, outcome: Coroutine[Any, Any, object], *, asked: bool) -> None:
        try:
            await outcome
        except RaciError as error:
            self.show_error(error.text)
        except Exception as error:  # noqa: BLE001 - a dialog that fails must not take the edits along
            self.show_error(Text("Something went wrong: {error}", {"error": repr(error)}))
        finally:
            if asked:
                self.type_ahead.end()
        self.follow()

    # Changing

    def apply(self, edit: Edit | None) -> bool:
        """Do an edit and show it; tell whether anything changed.

        Raises:
            EditError: It does not fit; nothing has changed.
        """
        touched = Touched() if edit is None else self.workspace.apply(edit)
        if edit is None or touched == Touched():
            return False
        self._show_edit(edit, touched)
        return True

    def undo(self) -> None:
        """Take the last step back, and the cursor to where it was made."""
        self._travel(self.workspace.undo, back=True)

    def redo(self) -> None:
        """Do the step taken back last again."""
        self._travel(self.workspace.redo, back=False)

    def _travel(self, way: Callable[[], Step | None], *, back: bool) -> None:
        if self.workspace.previewing and self.workspace.refusal:
            self.show_message(self.workspace.refusal)
            return
        there = self.workspace.document
        step = way()
        if step:
            self._show_edit(step.edit, step.touched)
            self.go_to(*place_of(step.edit))
            here = self.workspace.document
            made = (here, there) if back else (there, here)
            what = {"what": described(step.edit, *made)}
            done = Text("Undone: {what}", what) if back else Text("Again: {what}", what)
            self.show_message(done, "edit")

    def show_anew(self) -> None:
        """Show a text that was replaced as a whole: reloaded, merged, or taken over."""
        self._show_edit(ReplaceText(self.workspace.text), Touched(whole=True))

    def _show_edit(self, edit: Edit, touched: Touched) -> None:
        letters = letters_alone(edit) and not touched.roles
        if not letters:
            self.board.findings.order(self.organisation)
        checked = self.checking.follow(touched)
        if letters:
            self.grid.refresh_rows({None, *touched.channels, *self.board.changed})
        else:
            self.grid.rebuild()
            self._share(self.size)
        if checked:
            self._follow_findings()
        else:
            self._pace.follow()

    def _show_findings(self) -> None:
        self.grid.repaint()
        self._follow_findings()

    def _follow_findings(self) -> None:
        self.panes.follow_names()
        self.follow()

    def _check_failed(self, error: Exception) -> None:
        self.show_error(Text("The check had to stop: {error}", {"error": repr(error)}))

    # What is shown

    def follow(self) -> None:
        """Let every pane show what is so now."""
        self._followed = (self.cursor, self.workspace.document)
        self.panes.follow_view()
        self.panes.follow(
            self.at.current(),
            self._hints,
            reveal=self.at.opened is not None,
            checked=self.checking.done_once,
        )

    @cached_property
    def _hints(self) -> tuple[Hint, ...]:
        return self.keymap.hints(self.words)

    def show_view(self, view: int) -> None:
        """Open the view at that place of the tabs; the matrix is at 0."""
        self.panes.show_view(view)
        self.call_after_refresh(self.follow)

    def _share(self, size: Size) -> None:
        if self.panes.share(size):
            self.call_after_refresh(self.follow)

    def lead_to(self, finding: Finding) -> None:
        """Put the cursor where a finding can be fixed."""
        self.at.lead_to(finding)
        self.follow()

    def go_to(self, row: RowKey | None, role: str | None) -> None:
        """Put the cursor there, as far as it exists."""
        if row is not None:
            self.at.go_to(row, role)
            self.follow()

    def type_letters(self, *, on: bool) -> None:
        """Let letters act on cells, or be keys; without the vim keys they always act."""
        self.modes.typing = on or not self.modes.vim
        self.follow()

    # Telling and asking

    def show_message(self, text: Text, topic: str = "") -> None:
        """Say something that needs no answer, in the place of the last message on its topic."""
        self._messages.show(printable(self.words.say(text)), 4, topic=topic)

    def show_error(self, text: Text) -> None:
        """Say that something went wrong; it stays until it was read."""
        self._messages.show(printable(self.words.say(text)), 12, error=True)

    async def ask(self, dialog: Dialog[Any]) -> Any:  # noqa: ANN401 - each dialog has its answer
        """Show a dialog and wait for its answer."""
        self._messages.make_room()
        self.panes.hush(quiet=True)
        try:
            return await self.app.push_screen_wait(dialog)
        finally:
            self.checking.litter()
            self.type_ahead.hold()
            self.panes.hush(quiet=False)
            self._messages.come_back()

    # Messages of the panes

    def on_matrix_grid_cursor_moved(self, event: MatrixGrid.CursorMoved) -> None:
        """Follow the mouse; after keys the panes have followed already."""
        event.stop()
        if self._followed != (self.cursor, self.workspace.document):
            self._pace.follow()

    def on_matrix_grid_activated(self, event: MatrixGrid.Activated) -> None:
        """Open what was clicked twice."""
        event.stop()
        self.run(self.commands["open"])

    def on_findings_pane_chosen(self, event: FindingsPane.Chosen) -> None:
        """Let the matrix show the row of the finding chosen or clicked in the list."""
        event.stop()
        self.lead_to(self.findings[event.index])

    def on_view_pane_chosen(self, event: ViewPane.Chosen) -> None:
        """Describe the line in the inspector."""
        event.stop()
        self.follow()

    def on_view_pane_opened(self, event: ViewPane.Opened) -> None:
        """Lead to the cell of a line that was clicked twice."""
        event.stop()
        self.run(self.commands["to-finding"])

    def on_tabs_chosen(self, event: Tabs.Chosen) -> None:
        """Open the view that was clicked."""
        event.stop()
        self.show_view(event.index)

    def on_footer_clicked(self, event: Footer.Clicked) -> None:
        """Do what a hint names."""
        event.stop()
        self.run(self.commands[event.command])

    def on_paste(self, event: events.Paste) -> None:
        """Fill the cells from the cursor on with what the terminal pasted, or import a table."""
        event.stop()
        self.pasted = event.text
        if with_heads(self.organisation, event.text):
            self.run(self.commands["paste-table"])
        elif self.panes.where() is Where.MATRIX:
            self.run(self.commands["paste"])
        self.pasted = ""

    def on_resize(self, event: events.Resize) -> None:
        """Let the panes fill the new size."""
        self._share(event.size)
        self.call_after_refresh(self.follow)
