"""A list to choose from, narrowed by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from raci.model.text import mark, printable
from raci.tui.dialogs.dialog import STEPS, Dialog, LineInput, keys_said, said
from raci.tui.model.search import ranked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from raci.tui.model.fields import Entry
    from raci.words import Words

#: More than a person looks through; typing on narrows the list.
_MOST = 60


class Choose(Dialog[tuple[str, str]]):
    """Answers with the chosen entry's key and what was typed, or None after Esc."""

    ABOUT = (
        mark("One of these is taken. In a field above it, parts of a name narrow the list."),
        mark("↑ ↓ PgUp PgDn  choose"),
        mark("Enter, a click  take what is marked"),
        mark("Esc  leave; nothing changes"),
    )
    LEAST = (32, 10)
    BINDINGS: ClassVar[list[BindingType]] = STEPS

    def __init__(
        self,
        title: str,
        entries: Sequence[Entry],
        words: Words,
        *,
        hint: str = "",
        typing: bool = True,
    ) -> None:
        """Offer ``entries``; without ``typing`` there is nothing but the list."""
        super().__init__(title)
        self.words = words
        self.entries = tuple(entries)
        self._found: tuple[Entry, ...] = self.entries
        self._hint = hint
        self._typing = typing
        self._listed = ""

    def body(self) -> ComposeResult:
        """Yield the field to type into and the list."""
        if self._typing:
            yield LineInput(placeholder=self._hint)
        elif self._hint:
            yield said(self._hint, classes="question")
        yield OptionList(markup=False)
        yield keys_said(self.words("↑↓: choose · Enter: take · Esc: leave"), self.words)

    def on_mount(self) -> None:
        """Show all entries."""
        self._list("")

    def on_input_changed(self) -> None:
        """Show the entries that match."""
        self._catch_up()

    def _catch_up(self) -> None:
        """Show what matches what was typed; the field tells it later than the next key comes."""
        typed = self.query_one(Input).value if self._typing else ""
        if typed != self._listed:
            self._list(typed)

    def _list(self, query: str) -> None:
        self._listed = query
        self._found = tuple(ranked(query, self.entries, lambda entry: entry.text))[:_MOST]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([_option(entry) for entry in self._found])
        if self._found:
            options.highlighted = 0
        elif self.entries:
            nothing = Content(self.words("Nothing fits.")).stylize("$foreground 62%")
            options.add_option(Option(nothing, disabled=True))

    def action_step(self, step: int) -> None:
        """Move in the list."""
        self._catch_up()
        options = self.query_one(OptionList)
        if self._found:
            place = (options.highlighted or 0) + step
            options.highlighted = min(max(place, 0), len(self._found) - 1)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Take the entry that is marked."""
        self._catch_up()
        self._take(self.query_one(OptionList).highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the entry that was clicked or entered."""
        self._take(event.option_index)

    def _take(self, index: int | None) -> None:
        if index is not None and index < len(self._found):
            typed = self.query_one(Input).value if self._typing else ""
            self.dismiss((self._found[index].key, typed))


def _option(entry: Entry) -> Option:
    text = Content(printable(entry.text))
    if entry.note:
        text = Content.assemble(text, ("  ", ""), (printable(entry.note), "$foreground 62%"))
    if entry.below:
        indented = Content(printable(entry.below)).stylize("$foreground 75%")
        text = Content.assemble(text, "\n  ", indented)
    return Option(text)
