"""The Textual application: it opens the editor, routes keys to it, and never shows a traceback."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App
from textual.events import Key, Paste

from raci.frozen import replace
from raci.model.text import Text, printable
from raci.storage.keeper import Keeper
from raci.storage.presence import Presence
from raci.storage.watch import Outside, Watch
from raci.tui.commands import COMMANDS, file, recover, welcome
from raci.tui.dialogs.dialog import Announced, Asked
from raci.tui.grid.palette import ASCII, UNICODE, glyphs_for
from raci.tui.keymap import Keymap, Settings
from raci.tui.screen.checking import rest_collector
from raci.tui.screen.command_palette import CommandsProvider, Palette
from raci.tui.screen.editor import Editor
from raci.tui.screen.modes import is_newcomer
from raci.tui.screen.type_ahead import TypeAhead
from raci.tui.theme import THEME_NAMES, PlainSigns, themes, use_lookalikes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.events import Event
    from textual.filter import LineFilter

    from raci.storage.presence import Other
    from raci.tui.grid.palette import Glyphs
    from raci.words import Words
    from raci.workspace import Workspace


_ANSI_LIGHT = frozenset({"7", "15"})

# After a signal, seconds for putting the terminal in order.
_FAREWELL = 2.0


class RaciApp(App[int]):
    """The editor of one file."""

    CSS_PATH = "screen/style.tcss"
    COMMANDS: ClassVar = {CommandsProvider}
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT = 4
    TITLE = "raci"

    def __init__(
        self, workspace: Workspace, *, words: Words, settings: Settings | None = None
    ) -> None:
        """Open ``workspace`` and speak ``words``."""
        super().__init__()
        self.workspace = workspace
        self.words = words
        self.settings = settings or Settings()
        #: Whether nothing but plain signs is shown.
        self.plain = self._glyphs() is ASCII
        self._plain_signs = PlainSigns(enabled=self.plain)
        self.guard = Guard(self)
        self._type_ahead = TypeAhead(self, self._deliver)
        for theme in themes():
            self.register_theme(theme)
        usual, high = THEME_NAMES[:2], THEME_NAMES[2:]
        self.theme = (high if self.settings.contrast else usual)[0 if self._dark() else 1]

    def _dark(self) -> bool:
        if self.settings.dark is not None:
            return self.settings.dark
        # Terminals that tell their colours do it as "foreground;background".
        return os.environ.get("COLORFGBG", "").rpartition(";")[2] not in _ANSI_LIGHT

    def _glyphs(self) -> Glyphs:
        if self.settings.plain is None:
            return glyphs_for(sys.__stdout__.encoding if sys.__stdout__ else None)
        return ASCII if self.settings.plain else UNICODE

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line goes through, plain signs last."""
        return [*super().get_line_filters(), *([self._plain_signs] if self.plain else [])]

    def get_default_screen(self) -> Editor:
        """Return the editor's screen."""
        keymap = Keymap(COMMANDS.values(), self.settings)
        editor = Editor(
            self.workspace,
            self.words,
            glyphs=self._glyphs(),
            commands=COMMANDS,
            keymap=keymap,
            settings=self.settings,
            type_ahead=self._type_ahead,
        )
        editor.after_reload = recover.offer
        return editor

    @property
    def editor(self) -> Editor:
        """The editor, whatever stands over it."""
        editor = self.screen_stack[0]
        assert isinstance(editor, Editor)  # noqa: S101 - the default screen is one
        return editor

    async def on_event(self, event: Event) -> None:
        """Let keys be commands before they travel through the widgets.

        A key that bubbles up from the grid to the application passes five message queues, which
        takes longer than moving the cursor does.
        """
        if isinstance(event, Key):
            self.guard.stirred = monotonic()
        if not self._type_ahead.takes(event):
            await self._deliver(event)

    async def _deliver(self, event: Event) -> None:
        if isinstance(event, Paste) and not event.is_forwarded and self.screen is self.editor:
            # At once, as keys: those typed behind it may be for the dialog that it opens.
            self.editor.on_paste(event)
        elif not isinstance(event, Key) or event.is_forwarded:
            await super().on_event(event)
        elif self.screen is self.editor:
            if not self.editor.press(event):
                await super().on_event(event)
        elif not getattr(self.screen, "deaf", False):
            self._type_ahead.answers(event)
            await super().on_event(event)

    @on(Announced.Ready)
    def _dialog_is_ready(self) -> None:
        self._type_ahead.release()

    @on(Asked)
    def _explain(self, event: Asked) -> None:
        """Tell over a dialog what it is for."""
        from raci.tui.dialogs.reading import Note
        from raci.tui.panes.help import explanation

        self._type_ahead.hold_for_dialog()
        self.push_screen(
            Note(event.title, lambda width: explanation(event.paragraphs, width), self.words)
        )

    def on_ready(self) -> None:
        """With the first rows on the screen: offer what was left unsaved, and watch the file."""
        self.guard.begin()
        if not self.is_headless:
            heed_signals(self._leave)

    def on_unmount(self) -> None:
        """End the watch; whoever quits has saved or given up what was typed."""
        self.guard.end(keep=self.return_code != 0)

    def _leave(self, code: int) -> None:
        """Leave what is unsaved to the next start, as the terminal or the system goes away."""
        self.guard.secure()
        # A terminal that hung up takes no more output, for which Textual would wait for ever.
        last_resort = threading.Timer(_FAREWELL, os._exit, (code,))
        last_resort.daemon = True
        last_resort.start()
        self.exit(code, return_code=code)

    async def action_quit(self) -> None:
        """Leave; asks first when something is unsaved, over a dialog too."""
        self.editor.run(COMMANDS["quit"])

    def action_command_palette(self) -> None:
        """Open the palette, which asks in our language."""
        if self.screen is self.editor:
            placeholder = self.words("part of a command's name")
            self._type_ahead.hold_for_dialog()
            self.push_screen(Palette(placeholder=placeholder, id="--command-palette"))

    def action_press(self, key: str) -> None:
        """Do what a key does whose name was clicked."""
        # Later: an event that a widget makes goes no further than its parent.
        self.call_later(self.simulate_key, key)

    def action_help_quit(self) -> None:
        """Say nothing: ctrl+c copies."""

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print a traceback. What was typed is in the journal; a sentence will do.
        if self.is_headless:
            super()._handle_exception(error)
            return
        text = Text(
            "The editor had to stop: {error}", {"error": f"{type(error).__name__}: {error}"}
        )
        self.exit(2, return_code=2, message=printable(self.words.say(text)))


def run(workspace: Workspace, *, words: Words, settings: Settings | None = None) -> int:
    """Open the editor and return the exit code: 0, or 2 after an error."""
    rest_collector()
    use_lookalikes()
    chosen = replace(settings or Settings(), newcomer=is_newcomer())
    app = RaciApp(workspace, words=words, settings=chosen)
    outcome = app.run()
    return app.return_code or outcome or 0


#: How often the file is looked at, in seconds; it costs one system call.
EVERY = 1.0
#: For so long nobody must have typed before a question may come by itself, in seconds.
CALM = 1.0

_TOLD = {
    Outside.GONE: Text("The file was deleted or renamed outside: saving writes it again."),
    Outside.AWAY: Text("The file cannot be reached now: what is typed is kept until it can."),
    Outside.READ_ONLY: Text("The file is read-only: save under another name."),
    Outside.WRITABLE: Text("The file can be written again."),
}


class Guard:
    """The watch over one open file.

    Attributes:
        stirred: When a key was pressed last, on the monotonic clock.
    """

    def __init__(self, app: RaciApp) -> None:
        """Let every change be written down from the first one on."""
        workspace = app.workspace
        self.stirred = float("-inf")
        self._app = app
        self._workspace = workspace
        self._watch = Watch(workspace)
        self._presence: Presence | None = None
        self._met: set[str] = set()
        self._troubled = False
        if workspace.path is not None:
            workspace.keeper = Keeper(workspace.path, workspace.text)

    def begin(self) -> None:
        """Meet other editors, offer what a crash left, and look at the file from now on."""
        if self._workspace.path is None:
            return
        editor = self._app.editor
        editor.try_run(self._greet, asked=welcome.is_wanted(editor))
        self._app.set_interval(EVERY, self.look)

    async def _greet(self) -> None:
        editor = self._app.editor
        others = self._announce()
        if others:
            await file.meet(editor, others)
        if not self._workspace.viewing:
            if not self._watch.writable:
                editor.show_error(_TOLD[Outside.READ_ONLY])
            await recover.recover(editor)
            await recover.offer(editor)
            if welcome.is_wanted(editor):
                await welcome.welcome(editor)
        self._tidy()

    def _tidy(self) -> None:
        """Take away what earlier editors of other files left and nobody came back for."""
        keeper, path = self._workspace.keeper, self._workspace.path
        if keeper and path:
            keeper.tidy(path)

    def _announce(self) -> tuple[Other, ...]:
        """Leave a note for others where the file is now; return who left one before."""
        path = self._workspace.path
        assert path is not None  # noqa: S101 - begin() asked
        self._path = path
        if self._presence:
            self._presence.withdraw()
        self._presence = Presence(path)
        others = self._presence.others()
        self._presence.announce()
        self._met |= {other.note for other in others}
        return others

    def look(self) -> None:
        """Tell what is new; what needs an answer waits until nobody types."""
        if not self._app.screen_stack:  # the application is being closed
            return
        self._look_at_journal()
        editor = self._app.editor
        busy = self._app.screen is not editor or editor.modes.carried is not None
        busy = busy or self._workspace.pending_save is not None  # which changes the file itself
        if busy or self._presence is None or monotonic() - self.stirred < CALM:
            return
        self._look_for_others()
        was_missing = self._workspace.missing
        news = self._watch.look()
        if news is Outside.CHANGED:
            editor.try_run(lambda: file.changed(editor))
        elif news in _TOLD:
            editor.show_error(_TOLD[news])
        if news is not Outside.SAME or was_missing != self._workspace.missing:
            editor.follow()

    def _look_at_journal(self) -> None:
        keeper = self._workspace.keeper
        trouble = keeper.trouble if keeper else None
        if keeper and trouble:
            keeper.mend(self._workspace.text)
            if not self._troubled:
                self._app.editor.show_error(trouble)
        elif self._troubled:
            self._app.editor.show_message(Text("Unsaved edits are safe from a crash again."))
        self._troubled = trouble is not None

    def _look_for_others(self) -> None:
        if self._path != self._workspace.path:
            self._announce()
        assert self._presence is not None  # noqa: S101 - look() asked
        for other in self._presence.others():
            if other.note not in self._met:
                self._met.add(other.note)
                self._app.editor.show_message(file.came(other))

    def secure(self) -> None:
        """Bring everything that was typed onto the disk before somebody ends the program."""
        if self._workspace.keeper:
            self._workspace.keeper.settle()

    def end(self, *, keep: bool) -> None:
        """Stop; what is unsaved is given up, or kept for the next start."""
        keeper = self._workspace.keeper
        if keeper:
            keeper.end(keep=keep and self._workspace.dirty)
        if self._presence:
            with contextlib.suppress(OSError):
                self._presence.withdraw()
            self._presence = None


# Windows tells of a window that closes as SIGBREAK, the others of a lost terminal as SIGHUP.
_ENDINGS = ("SIGTERM", "SIGHUP", "SIGBREAK")


def heed_signals(leave: Callable[[int], None]) -> None:
    """Call ``leave`` with the exit code, 128 and the signal, when one of them comes.

    Must be called in the main thread, while the loop runs that ``leave`` is to be called in.
    """
    loop = asyncio.get_running_loop()
    for name in _ENDINGS:
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, leave, 128 + number)
        except NotImplementedError:  # the loops of Windows take none
            signal.signal(number, lambda got, _: loop.call_soon_threadsafe(leave, 128 + got))
