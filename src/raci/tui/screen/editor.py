"""The editor's screen: keys become commands, commands become edits, and every pane follows."""

from __future__ import annotations

import gc
from collections.abc import Callable, Coroutine
from time import monotonic
from typing import TYPE_CHECKING, Any

from raci.model.edit import ReplaceText, Touched
from raci.model.error import RaciError
from raci.model.text import Text, printable
from raci.tui.changes import letters_alone, place_of
from raci.tui.command import Where
from raci.tui.commands.registry import COMMANDS
from raci.tui.model import edits
from raci.tui.screen.checking import SMALL
from raci.tui.screen.panes import (
    MIDDLE,
    TALL,
    WIDE,
    Following,
)

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer

    from raci.model.edit import Edit
    from raci.tui.command import Command
    from raci.tui.dialogs.dialog import Dialog
    from raci.tui.grid.widget import MatrixGrid
    from raci.tui.keymap import Keymap, Settings
    from raci.tui.panes.findings import FindingsPane
    from raci.tui.panes.footer import Footer
    from raci.tui.panes.tabs import Tabs
    from raci.tui.panes.view import ViewPane
    from raci.tui.theme import Glyphs
    from raci.words import Words
    from raci.workspace import Workspace
    from raci.workspace.history import Step


#: Thresholds of the garbage collector's three generations.
_COLLECTING = (5000, 20, 100)


class Editor(Following):
    """The matrix of one file with all that belongs to it.

    Attributes:
        searched: What was looked for last.
    """

    AUTO_FOCUS = "#grid"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual's own way
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - likewise
        (0, "-low"),
        (MIDDLE, "-middle"),
        (TALL, "-tall"),
    ]

    def __init__(
        self, workspace: Workspace, words: Words, glyphs: Glyphs, keymap: Keymap, settings: Settings
    ) -> None:
        """Open ``workspace``; nothing is checked before the first rows are on the screen."""
        super().__init__(workspace, words, glyphs, keymap, settings)
        self.searched = ""
        self._timer: Timer | None = None
        self._broken = False

    def on_mount(self) -> None:
        """Show everything, then begin to check."""
        self.share_width(self.app.size.width)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.follow()
        # What was read lives as long as the editor: looking through it again and again for garbage
        # would stop the screen for a tenth of a second each time. So would the snapshots of the
        # history, each with a dict of all channels: they are looked through a hundred times less.
        gc.freeze()
        gc.set_threshold(*_COLLECTING)
        self._expect()

    # Keys and commands

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
        if self.workspace.refusal:
            self.complain(self.workspace.refusal)
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
            self.let_go()
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
        self._travel(self.workspace.undo)

    def redo(self) -> None:
        """Do the step taken back last again."""
        self._travel(self.workspace.redo)

    def _travel(self, way: Callable[[], Step | None]) -> None:
        if self.workspace.previewing and self.workspace.refusal:
            self.tell(self.workspace.refusal)
            return
        step = way()
        if step:
            self._show(step.edit, step.touched)
            self.go_to(*place_of(step.edit))

    def show_anew(self) -> None:
        """Show a text that was replaced as a whole: reloaded, merged, or taken over."""
        self._show(ReplaceText(self.workspace.text), Touched(whole=True))

    def _show(self, edit: Edit, touched: Touched) -> None:
        if letters_alone(edit) and not touched.roles:
            self.grid.refresh_rows(touched.channels or (None,))
        else:
            self.grid.rebuild()
            self.share_width(self.size.width)
            self.board.findings.order(self.organisation)
        self._expect()
        if self.board.check is not None and len(self.organisation.channels) <= SMALL:
            self.board.check.settle()
            self._patience.worked()
            self._show_all()
        else:
            self.board.follow(touched)
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

    def on_view_pane_opened(self, event: ViewPane.Opened) -> None:
        """Lead to the cell of a line that was clicked twice."""
        event.stop()
        self.run(COMMANDS["to-finding"])

    def on_tabs_chosen(self, event: Tabs.Chosen) -> None:
        """Open the view that was clicked."""
        event.stop()
        self.show_view(event.index)

    def on_footer_clicked(self, event: Footer.Clicked) -> None:
        """Do what a hint names."""
        event.stop()
        self.run(COMMANDS[event.command])

    def on_paste(self, event: events.Paste) -> None:
        """Fill the cells from the cursor on with what the terminal pasted."""
        event.stop()
        if self.where() is Where.MATRIX:
            from raci.tui.commands.edit import paste

            self.attempt(lambda: paste(self, event.text))

    def on_resize(self, event: events.Resize) -> None:
        """Let the panes fill the new size."""
        self.share_width(event.size.width)
        self.call_after_refresh(self.follow)

    # The check

    def _expect(self) -> None:
        """Check as soon as there is time: one timer at most, and none while there is nothing."""
        self._patience.expect()
        if self._timer is None and not self._broken:
            self._timer = self.set_timer(self._patience.wait(monotonic()), self._work)

    def _give_up_checking(self, error: Exception) -> None:
        self._broken = True
        self.complain(Text("The check had to stop: {error}", {"error": repr(error)}))

    def _work(self) -> None:
        self._timer = None
        now = monotonic()
        if self._patience.may_work(now):
            try:
                if self.board.begin().settle(self._patience.slice(now)):
                    self._patience.worked()
            except Exception as error:  # noqa: BLE001 - a failing rule must not take the edits along
                self._give_up_checking(error)
            if self._patience.may_show:
                self._show_all()
        if self._patience.pending and not self._broken:
            self._timer = self.set_timer(self._patience.wait(monotonic()), self._work)

    def _show_all(self) -> None:
        self._patience.shown()
        self.board.gather()
        self.grid.refresh_marks()
        self.follow()
