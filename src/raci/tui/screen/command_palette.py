"""The palette's commands: those of the registry, and every channel and role to go to."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Provider
from textual.content import Content

from raci.model.text import mark, printable
from raci.tui.command import Section
from raci.tui.dialogs.dialog import Announced, Asked
from raci.tui.keymap import written
from raci.tui.model.search import command_fit, ranked
from raci.tui.screen.actions import go_to_named, places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.binding import BindingType
    from textual.command import Hits

    from raci.tui.command import Command
    from raci.tui.model.fields import Entry
    from raci.tui.screen.editor import Editor
    from raci.words import Words

    #: How well it fits, its title, what it does, and a sentence on it.
    _Found = tuple[int, Content, Callable[[], object], str]


#: How many channels and roles are offered beside the commands.
_MOST = 12
#: What changes something stands before what only looks or moves.
_ORDER = (
    Section.EDIT,
    Section.STRUCTURE,
    Section.FINDINGS,
    Section.FILE,
    Section.VIEW,
    Section.MOVE,
)


class Palette(CommandPalette, Announced[None]):
    """Textual's palette, which tells when keys can come, and what it is for."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "explain", show=False)]
    ABOUT = (
        mark("All that can be done, and all channels and roles, found by parts of their names."),
        mark("Other words find commands, too: print, Excel, colour, person …"),
        mark("↑ ↓ PgUp PgDn  choose"),
        mark("Enter, a click  do it, go there"),
        mark("Esc  leave; nothing changes"),
    )

    def action_explain(self) -> None:
        """Have it told what the palette is for."""
        words: Words = self.app.words  # type: ignore[attr-defined]
        self.post_message(Asked(words("Commands"), [words(one) for one in self.ABOUT]))


class CommandsProvider(Provider):
    """Offers every command; one that cannot be used now says why."""

    @property
    def _editor(self) -> Editor:
        return cast("Editor", self.screen)

    def _commands(self) -> list[Command]:
        listed = [one for one in self._editor.commands.values() if one.in_palette]
        return sorted(listed, key=lambda one: _ORDER.index(one.section))

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
        for entry in self._commands():
            title, run = self._title(entry), partial(self._editor.run, entry)
            yield DiscoveryHit(Content(title), run, text=title, help=printable(self._help(entry)))

    async def search(self, query: str) -> Hits:
        """Yield the commands that fit, and the channels and roles that are called so."""
        words = self._editor.words
        found: list[tuple[int, Command]] = []
        for entry in self._commands():
            also = words(entry.also) if entry.also else ""
            fit = command_fit(query, words(entry.title), also, words(entry.help))
            if fit is not None:
                found.append((fit, entry))
        found.sort(key=itemgetter(0))
        hits: list[_Found] = [
            (
                fit,
                self._marked(self._title(entry), query),
                partial(self._editor.run, entry),
                self._help(entry),
            )
            for fit, entry in found
        ]
        # A channel or role stands behind the commands whose titles fit, before all others.
        hits += self._places(query)
        hits.sort(key=itemgetter(0))
        if not hits:
            nothing = words("No command fits")
            yield Hit(1.0, Content(nothing), _nothing, text=nothing)
        for rank, (_, title, run, help_) in enumerate(hits):
            yield Hit(1 / (rank + 1), title, run, text=title.plain, help=printable(help_))

    def _places(self, query: str) -> Iterator[_Found]:
        editor = self._editor
        help_ = editor.words("Go there in the matrix.")
        for entry in ranked(query, places(editor), _called, gaps=False)[:_MOST]:
            run = partial(editor.try_run, partial(go_to_named, editor, entry.key))
            told = f"{entry.note}: {help_}" if entry.note else help_
            yield 2, self._marked(printable(entry.text), query), run, told

    @staticmethod
    def _marked(text: str, query: str) -> Content:
        """Return a title with the words of the query underlined where they begin."""
        content = Content(text)
        for word in query.casefold().split():
            start = text.casefold().find(word)
            if start >= 0:
                content = content.stylize("underline", start, start + len(word))
        return content


def _called(place: Entry) -> str:
    return place.text


def _nothing() -> None:
    """Do nothing: this entry only tells that nothing fits."""
