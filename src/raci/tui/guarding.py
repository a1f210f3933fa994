"""Looks after the open file: its journal, other editors, and what happens to it on the disk."""

from __future__ import annotations

import contextlib
from time import monotonic
from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.storage.keeper import Keeper
from raci.storage.presence import Presence
from raci.storage.watch import Outside, Watch
from raci.tui.commands import recovering, solving

if TYPE_CHECKING:
    from raci.storage.presence import Other
    from raci.tui.app import RaciApp

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
        self._app.editor.attempt(self._greet)
        self._app.set_interval(EVERY, self.look)

    async def _greet(self) -> None:
        editor = self._app.editor
        others = self._announce()
        if others:
            await recovering.meet(editor, others)
        if not self._workspace.viewing:
            if not self._watch.writable:
                editor.complain(_TOLD[Outside.READ_ONLY])
            await recovering.recover(editor)
            await solving.offer(editor)
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
        self._look_at_journal()
        editor = self._app.editor
        busy = self._app.screen is not editor or editor.carrying is not None
        if busy or self._presence is None or monotonic() - self.stirred < CALM:
            return
        self._look_for_others()
        was_missing = self._workspace.missing
        news = self._watch.look()
        if news is Outside.CHANGED:
            editor.attempt(lambda: recovering.changed(editor))
        elif news in _TOLD:
            editor.complain(_TOLD[news])
        if news is not Outside.SAME or was_missing != self._workspace.missing:
            editor.follow()

    def _look_at_journal(self) -> None:
        keeper = self._workspace.keeper
        trouble = keeper.trouble if keeper else None
        if keeper and trouble:
            keeper.mend(self._workspace.text)
            if not self._troubled:
                self._app.editor.complain(trouble)
        elif self._troubled:
            self._app.editor.tell(Text("Unsaved edits are safe from a crash again."))
        self._troubled = trouble is not None

    def _look_for_others(self) -> None:
        if self._path != self._workspace.path:
            self._announce()
        assert self._presence is not None  # noqa: S101 - look() asked
        for other in self._presence.others():
            if other.note not in self._met:
                self._met.add(other.note)
                self._app.editor.tell(recovering.came(other))

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
