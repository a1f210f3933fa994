"""The Textual application: it opens the editor, routes keys to it, and never shows a traceback."""

from __future__ import annotations

import os
import sys
import threading
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.command import CommandPalette
from textual.events import Key

from raci.model.text import Text, printable
from raci.tui.commands.registry import COMMANDS
from raci.tui.editor import Editor
from raci.tui.guarding import Guard
from raci.tui.keymap import Keymap, Settings
from raci.tui.lookalikes import use_lookalikes
from raci.tui.palette import ASCII, THEME_NAMES, UNICODE, glyphs_for, themes
from raci.tui.plain_signs import PlainSigns
from raci.tui.provider import CommandsProvider
from raci.tui.signals import heed_signals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Event
    from textual.filter import LineFilter

    from raci.tui.palette import Glyphs
    from raci.words import Words
    from raci.workspace import Workspace

_ANSI_LIGHT = frozenset({"7", "15"})

# After a signal, seconds for putting the terminal in order.
_FAREWELL = 2.0


class RaciApp(App[int]):
    """The editor of one file."""

    CSS_PATH = "style.tcss"
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
        return Editor(self.workspace, self.words, self._glyphs(), keymap, self.settings)

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
            if self._for_editor(event) and self.editor.press(event):
                return
            if getattr(self.screen, "deaf", False):
                return
        await super().on_event(event)

    def _for_editor(self, event: Key) -> bool:
        return not event.is_forwarded and self.screen is self.editor

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
            self.push_screen(CommandPalette(placeholder=placeholder, id="--command-palette"))

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
    use_lookalikes()
    app = RaciApp(workspace, words=words, settings=settings)
    outcome = app.run()
    return app.return_code or outcome or 0
