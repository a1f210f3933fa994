"""The palette's commands: those of the registry, and every channel and role to go to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Provider
from textual.content import Content
from textual.message import Message

from raci.model.text import printable
from raci.tui.keymap import written
from raci.tui.model.search import ranked
from raci.tui.screen.names import go_to_named, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.command import Hits
    from textual.fuzzy import Matcher

    from raci.tui.command import Command
    from raci.tui.screen.editor import Editor


#: How many channels and roles are offered beside the commands.
_MOST = 12
_LEAST = 0.01


class Palette(CommandPalette):
    """Textual's palette, which tells when keys can come."""

    class Ready(Message):
        """The palette is on the screen and takes keys."""

    def on_mount(self) -> None:
        """Tell, once it is on the screen."""
        self.call_after_refresh(self.post_message, self.Ready())


class CommandsProvider(Provider):
    """Offers every command; one that cannot be used now says why."""

    @property
    def _editor(self) -> Editor:
        return cast("Editor", self.screen)

    def _entries(self) -> list[tuple[str, str, Command]]:

        return [
            (self._title(entry), self._help(entry), entry)
            for entry in self._editor.commands.values()
            if entry.in_palette
        ]

    def _title(self, entry: Command) -> str:
        keys = self._editor.keymap.keys[entry.id]
        title = self._editor.words(entry.title)
        return f"{title}  {written(keys[0], self._editor.words)}" if keys else title

    def _help(self, entry: Command) -> str:
        editor = self._editor
        reason = entry.unless(editor)
        if reason is None:
            return editor.words(entry.help)
        return editor.words("Not now: {reason}", reason=editor.words.say(reason))

    async def discover(self) -> Hits:
        """Yield all commands before anything is typed."""
        for title, help_, entry in self._entries():
            run = partial(self._editor.run, entry)
            yield DiscoveryHit(Content(title), run, text=title, help=printable(help_))

    async def search(self, query: str) -> Hits:
        """Yield the commands whose titles match, and the channels and roles that are called so."""
        matcher = self.matcher(query)
        for title, help_, entry in self._entries():
            score = matcher.match(title)
            if score > 0:
                run = partial(self._editor.run, entry)
                yield Hit(score, matcher.highlight(title), run, text=title, help=printable(help_))
        for hit in self._places(query, matcher):
            yield hit

    def _places(self, query: str, matcher: Matcher) -> Iterator[Hit]:

        editor = self._editor
        help_ = editor.words("Go there in the matrix.")
        for entry in ranked(query, places(editor), lambda place: place.text)[:_MOST]:
            # What is found without umlauts and accents only, stands last.
            score = matcher.match(entry.text) or _LEAST
            run = partial(editor.try_run, partial(go_to_named, editor, entry.key))
            name = printable(entry.text)
            told = f"{printable(entry.note)}: {help_}" if entry.note else help_
            yield Hit(score, Content(name), run, text=name, help=told)
