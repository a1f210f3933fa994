"""The dialog to choose a file: folders with what can be read first, typed paths with completion.

Shown by ``screen.dialogs.pick``::

    picked = await pick(editor, words("Read a table"), read, endings, start=folder)
    if picked:
        path, content = picked

``read`` gets the chosen path in a thread of its own. What it returns is handed on beside the path,
so that nothing is read twice; where it raises ``RaciError`` or ``OSError``, the sentence is shown
in the picker, and another file can be chosen.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.events import Mount
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from raci.model.error import FileError, RaciError
from raci.model.text import Text, mark, printable
from raci.tui.dialogs.dialog import STEPS, Dialog, LineInput, keys_said
from raci.tui.model.folder import (
    FolderEntry,
    completed,
    divided,
    dropped,
    first_choice,
    listed,
    narrowed,
    tilde,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Paste

    from raci.words import Words

Read = TypeVar("Read")

#: More lines of a folder than a person looks through; typing on narrows the list.
_MOST = 200
#: Days of changes stand below each other, as far as names are no longer than so many cells.
_LONGEST = 48
#: So many endings are named.
_MOST_ENDINGS = 10


class FilePicker(Dialog[tuple[Path, Any]], Generic[Read]):
    """Answers with a file and what was read in it, or None after Esc."""

    ABOUT = (
        mark("Files that can be read stand in bright letters; a path can be typed or dropped."),
        mark("↑ ↓ PgUp PgDn  choose"),
        mark("Tab  complete the name"),
        mark("Enter, a click  open the folder, read the file"),
        mark("Backspace  in an empty field: the folder above"),
        mark("Esc  leave; nothing changes"),
    )
    LEAST = (40, 12)
    BINDINGS: ClassVar[list[BindingType]] = STEPS

    def __init__(
        self,
        title: str,
        read: Callable[[Path], Read],
        endings: Sequence[str],
        words: Words,
        *,
        start: Path,
    ) -> None:
        """Let a file be chosen.

        Args:
            title: What it is chosen for.
            read: Reads it in a thread; raises ``RaciError`` or ``OSError`` for a file that will not
                do.
            endings: Of files that can be read, in lower case, with their dots; the usual first.
            words: The reader's language.
            start: The folder that is shown first.
        """
        super().__init__(title)
        self.words = words
        self._read = read
        self._endings = tuple(endings)
        self._base = start.absolute()
        self._lines: tuple[Path | None, tuple[FolderEntry, ...]] = (None, ())
        self._found: list[FolderEntry] = []
        self._reading = ""
        self._problem = ""
        self._shown = ""

    def body(self) -> ComposeResult:
        """Yield the folder, the field, the lines, and what is to be said."""
        yield Static(classes="folder", markup=False)
        yield PathInput(self, self.words("part of a name, or a path"))
        options = OptionList(markup=False)
        # Keys are for the field; the mouse chooses all the same.
        options.can_focus = False
        yield options
        yield Static(id="told", markup=False)
        keys = self.words("↑↓: choose · Tab: complete · Enter: open · Esc: leave")
        yield keys_said(keys, self.words)

    @on(Mount)
    async def _begin(self) -> None:
        await self._show()

    async def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches; whoever types on does not wait for what was chosen before."""
        event.stop()
        await self._catch_up()

    async def _catch_up(self) -> None:
        """Show what matches what was typed; the field tells it later than the next key comes."""
        if self._shown != self._typed:
            self._reading = ""
            self.workers.cancel_node(self)
            await self._show()

    async def _show(self) -> None:
        """Show what of the folder matches, and what is to be said of it."""
        self._shown = self._typed
        folder, begun = divided(self._base, self._typed)
        self._problem = ""
        try:
            lines = await self._list(folder)
        except FileError as error:
            lines, self._problem = (), self.words.say(error.text)
        self._found = narrowed(lines, begun)
        self.query_one(".folder", Static).update(Content(printable(tilde(folder))))
        shown = self._found[:_MOST]
        names = [cell_len(printable(one.shown)) for one in shown if one.readable]
        width = min(max(names, default=0), _LONGEST)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([self._option(one, width) for one in shown])
        if self._found:
            options.highlighted = first_choice(self._found, begun)
        self._tell()

    async def _list(self, folder: Path) -> tuple[FolderEntry, ...]:
        if self._lines[0] != folder:
            self._lines = folder, await asyncio.to_thread(listed, folder, self._endings)
        return self._lines[1]

    def _option(self, one: FolderEntry, width: int) -> Option:
        name = printable(one.shown)
        if one.folder:
            return Option(Content.styled(name, "$primary"), one.name)
        if not one.readable or one.changed is None:
            return Option(Content.styled(name, "$foreground 50%"), one.name)
        day = " " * max(width - cell_len(name), 0) + "  " + self.words.date(one.changed)
        return Option(Content.assemble(name, (day, "$foreground 62%")), one.name)

    def on_option_list_option_highlighted(self) -> None:
        """Say what is to be said of the line that is marked."""
        self._tell()

    def _tell(self) -> None:
        told = self.query_one("#told", Static)
        told.update(Content(printable(self._problem or self._told())))
        told.set_class(bool(self._problem), "wrong")

    def _told(self) -> str:
        """Return what is to be said, if nothing is wrong."""
        _, begun = divided(self._base, self._typed)
        more = " …" if len(self._endings) > _MOST_ENDINGS else ""
        known = " ".join(self._endings[:_MOST_ENDINGS]) + more
        if self._reading:
            return self.words("Reading {name} …", name=Path(self._reading).name)
        if not self._found:
            return self.words("There is no “{name}” here.", name=begun)
        if len(self._found) > _MOST:
            return self.words("{n} more: type on.", n=len(self._found) - _MOST)
        chosen = self._chosen
        if chosen and not (chosen.readable or chosen.folder):
            return self.words(
                "“{name}” has no ending of what can be read: {endings}",
                name=chosen.name,
                endings=known,
            )
        if not any(one.readable for one in self._lines[1]):
            return self.words("Nothing in this folder can be read: {endings}", endings=known)
        return ""

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value

    @property
    def _chosen(self) -> FolderEntry | None:
        place = self.query_one(OptionList).highlighted
        return self._found[place] if self._found and place is not None else None

    async def action_step(self, step: int) -> None:
        """Move in the list."""
        await self._catch_up()
        options = self.query_one(OptionList)
        if options.option_count:
            place = (options.highlighted or 0) + step
            options.highlighted = min(max(place, 0), options.option_count - 1)

    async def complete(self) -> None:
        """Complete the name as far as it is certain, or to the marked one."""
        await self._catch_up()
        self._write(completed(self._typed, self._found, self._chosen))

    def _write(self, text: str) -> None:
        field = self.query_one(Input)
        field.value = text
        field.cursor_position = len(text)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the folder, or read the file."""
        event.stop()
        await self._catch_up()
        await self._take(self._chosen)

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what was clicked."""
        await self._take(next((one for one in self._found if one.name == event.option_id), None))

    async def _take(self, chosen: FolderEntry | None) -> None:
        folder, _ = divided(self._base, self._typed)
        if chosen is None:
            self.app.bell()
        elif chosen.folder:
            await self._open(folder.parent if chosen.name == ".." else folder / chosen.name)
        elif not self._reading:
            self._start(folder / chosen.name)

    async def _open(self, folder: Path) -> None:
        self._base = folder
        self._write("")
        await self._show()

    def _start(self, path: Path) -> None:
        self._reading, self._problem = str(path), ""
        self._tell()
        self.run_worker(self._try(path), exclusive=True)

    async def _try(self, path: Path) -> None:
        """Read a file; answer with it, or say what is wrong with it."""
        try:
            content = await asyncio.to_thread(self._checked, path)
        except RaciError as error:
            self._problem = self.words.say(error.text)
        except OSError as error:
            self._problem = self.words(
                "{path} cannot be read: {reason}.",
                path=str(path),
                reason=error.strerror or str(error),
            )
        else:
            self.dismiss((path, content))
            return
        self._reading = ""
        self._tell()
        self.app.bell()

    def _checked(self, path: Path) -> Read:
        if path.exists() and not path.is_file():
            values = {"path": str(path)}
            raise FileError(Text("{path} is a device or a pipe, and no file.", values))
        return self._read(path)

    async def leave_folder(self) -> None:
        """Open the folder above."""
        await self._open(self._base.parent)


class PathInput(LineInput):
    """A field for a path, which may be dropped onto it.

    What it asks of the picker is done before the next key is looked at.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def __init__(self, picker: FilePicker[Any], placeholder: str) -> None:
        """Belong to ``picker``."""
        super().__init__(placeholder=placeholder)
        self._picker = picker

    def _on_paste(self, event: Paste) -> None:
        # Textual hands the event on to the same method of ``LineInput``.
        event.text = dropped(event.text)

    async def action_complete(self) -> None:
        """Write the name on."""
        await self._picker.complete()

    async def action_delete_left(self) -> None:  # type: ignore[override]
        """Delete, or leave the folder where there is nothing to delete."""
        if self.value:
            super().action_delete_left()
        else:
            await self._picker.leave_folder()
