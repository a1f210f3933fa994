"""Before a table is taken over: a place to paste it into, and what would come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import TextArea

from raci.model.text import Text, mark
from raci.tui.dialogs.dialog import Dialog, keys_said, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Paste

    from raci.model.edit import AddItem
    from raci.model.scheme import Scheme
    from raci.tables.importing import Imported
    from raci.tui.panes.text import Line
    from raci.versions.import_plan import CellChange, ImportPlan
    from raci.words import Words


#: More lines of a kind than a person reads; the rest is counted.
_MOST = 100


def preview_lines(
    imported: Imported, found: ImportPlan, scheme: Scheme, words: Words, width: int
) -> list[Line]:
    """Return the preview.

    Args:
        imported: What was read.
        found: What of it the file has not.
        scheme: The file's.
        words: The reader's language.
        width: Cells of a line.
    """
    from raci.tui.panes.text import wrapped

    lines: list[Line] = []
    for heading, texts in _chapters(imported, found, scheme):
        if not texts:
            continue
        if lines:
            lines.append(())
        lines += [((line, "title"),) for line in wrapped(words.say(heading), width)]
        shown = [words.say(text) for text in texts[:_MOST]]
        if len(texts) > _MOST:
            shown.append(words("… and {n} more", n=len(texts) - _MOST))
        for text in shown:
            lines += [(("  " + part, ""),) for part in wrapped(text, max(width - 2, 2))]
    return lines


def _chapters(
    imported: Imported, found: ImportPlan, scheme: Scheme
) -> Iterator[tuple[Text, Sequence[Text]]]:
    yield Text("Found"), [*_tables(imported), *_schemes(imported, found, scheme)]
    yield Text("Doubts: {n}", {"n": len(imported.doubts)}), _doubts(imported)
    yield Text("New roles: {n}", {"n": len(found.roles)}), _names(found.roles)
    yield Text("New channels: {n}", {"n": len(found.channels)}), _names(found.channels)
    yield Text("New letters: {n}", {"n": len(found.missing)}), _added(found.missing)
    yield Text("Other letters than here: {n}", {"n": len(found.differing)}), _other(found.differing)
    heading = Text("Left out, as {scheme} has no such letter", {"scheme": scheme.name or "RACI"})
    yield heading, [_cell(one.row, one.role, one.letters) for one in found.left_out]


def _tables(imported: Imported) -> Iterator[Text]:
    for table in imported.tables:
        values = {
            "name": table.name,
            "rows": Text("{n} row", {"n": len(table.rows)}, "{n} rows"),
            "roles": Text("{n} role", {"n": len(table.roles)}, "{n} roles"),
        }
        if table.name:
            yield Text("{name}: {rows}, {roles}", values)
        else:
            yield Text("{rows}, {roles}", values)


def _schemes(imported: Imported, found: ImportPlan, scheme: Scheme) -> Iterator[Text]:
    values = {"table": imported.scheme.name, "file": scheme.name or "RACI"}
    if found.scheme:
        yield Text("There is no row here yet: the file takes over the letters of {table}.", values)
    elif imported.scheme != scheme:
        yield Text("Letters of {table} become those of {file} that mean the same.", values)


def _doubts(imported: Imported) -> list[Text]:
    return [
        Text("{place}: {message}", {"place": doubt.place, "message": doubt.message})
        for doubt in imported.doubts
    ]


def _names(items: Sequence[AddItem]) -> list[Text]:
    return [Text("{name}", {"name": item.values["name"]}) for item in items]


def _added(changes: Sequence[CellChange]) -> list[Text]:
    return [
        _cell(one.row, one.role, one.new)
        if one.old != one.new
        else Text("{row} · {role}: a note", {"row": one.row, "role": one.role})
        for one in changes
    ]


def _cell(row: str | Text, role: str, letters: str) -> Text:
    return Text("{row} · {role}: {letters}", {"row": row, "role": role, "letters": letters})


def _other(changes: Sequence[CellChange]) -> list[Text]:
    return [
        Text(
            "{row} · {role}: {old} here, {new} in the table",
            {"row": one.row, "role": one.role, "old": one.old, "new": one.new},
        )
        for one in changes
    ]


class PasteArea(TextArea):
    """Text that says when a table was pasted into its blank."""

    class Filled(Message):
        """Several lines were pasted."""

    async def _on_paste(self, event: Paste) -> None:
        # The text comes in by the same method of ``TextArea``, to which Textual hands the event.
        if not self.text.strip() and len(event.text.splitlines()) > 1:
            self.call_later(self.post_message, self.Filled())


class PasteBox(Dialog[str]):
    """Answers with the text that was pasted, or None after Esc."""

    ABOUT = (
        mark("Cells of a spreadsheet, or a table as CSV, Markdown or HTML."),
        mark("How it is read is shown before anything comes of it."),
        mark("ctrl+v, the terminal's own key  paste: that reads it at once"),
        mark("ctrl+s, F2  read what was typed here"),
        mark("Esc  leave; nothing changes"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "take", show=False)]

    def __init__(self, title: str, words: Words) -> None:
        """Ask under ``title``."""
        super().__init__(title)
        self.words = words

    def body(self) -> ComposeResult:
        """Yield the box and the keys."""
        question = self.words("Copy the cells there, heads included, and paste them here.")
        yield said(question, classes="question")
        yield PasteArea(show_line_numbers=False, soft_wrap=False)
        yield keys_said(self.words("ctrl+s: read it · Esc: leave"), self.words)

    def on_paste_area_filled(self) -> None:
        """Read a table as soon as it is there: it is shown before anything comes of it."""
        self.action_take()

    def action_take(self) -> None:
        """Answer with the text, if there is any."""
        text = self.query_one(TextArea).text
        if text.strip():
            self.dismiss(text)
        else:
            self.app.bell()
