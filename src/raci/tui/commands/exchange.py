"""Handing the matrix out as a table: Excel, HTML, Markdown and more."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from raci.model.edit import Compound
from raci.model.error import FileError
from raci.model.text import Text, mark
from raci.tui.command import Section, command
from raci.tui.model.fields import Entry, Field
from raci.tui.screen.actions import unwritable
from raci.tui.screen.dialogs import choose, correct, decide, fill_in, may_replace, pick, preview

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from raci.tables.formats import Format
    from raci.tables.importing import Imported, Proposal, Stated
    from raci.tui.dialogs.correction.corrections import Corrections
    from raci.tui.model.fields import Answers
    from raci.tui.screen.editor import Editor
    from raci.versions.import_plan import ImportPlan


_LAYOUTS = (
    ("grid", mark("channels by roles")),
    ("long", mark("a row per channel")),
    ("role", mark("a sheet per role")),
)


@command(
    "export",
    "Export",
    "As Excel, HTML, Markdown, CSV and more: the file's ending decides.",
    Section.FILE,
    also="print, Excel, page, report, share, download",
    keys=("ctrl+e",),
)
async def _export(editor: Editor) -> None:
    from raci.tables.formats import FORMATS

    words = editor.words
    path = editor.workspace.path or Path("raci.toml")
    layouts = tuple((key, words(title)) for key, title in _LAYOUTS)
    endings = " ".join(entry.endings[0] for entry in FORMATS.values())
    fields = (
        Field("path", words("File"), str(path.with_suffix(".xlsx")), hint=endings),
        Field("layout", words("Layout"), "grid", layouts),
        Field("findings", words("With findings"), value=False),
    )
    title = f"{words('Export')}: {endings}"
    answers = await fill_in(editor, title, fields, lambda answers: _format(str(answers["path"])))
    if answers:
        target = _home(str(answers["path"]))
        if await may_replace(editor, target):
            await asyncio.to_thread(_write, editor, target, answers)
            editor.show_message(Text("Exported: {path}", {"path": str(target)}))


def _home(path: str) -> Path:
    return Path(path).expanduser()


def _format(path: str) -> Format:
    from raci.tables.formats import by_ending

    found = by_ending(path)
    if found is None:
        raise FileError(Text("The file's ending says the format: .xlsx, .html, .md, .csv …"))
    return found


def _write(editor: Editor, target: Path, answers: Answers) -> None:
    from raci.frozen import replace
    from raci.storage.saving import refuse_overwriting, write
    from raci.tables.layouts import Layout, Options
    from raci.tables.neutral import from_organisation

    refuse_overwriting(target, editor.workspace.document.sources)
    board, words = editor.board, editor.words
    said = [f"{one.code} {one.severity}: {words.say(one.message)}" for one in board.findings]
    table = from_organisation(
        editor.organisation,
        words,
        editor.workspace.today,
        board.begin().standings,
        findings=said if answers["findings"] else (),
    )
    table = replace(table, file=editor.workspace.document.data)
    layout = Layout(str(answers["layout"] or "grid"))
    content = _format(str(target)).write(table, layout, Options())
    write(target, content)


_ALL = "all"


def _proposals(editor: Editor) -> tuple[Proposal, ...]:
    from raci.tables.importing import proposals

    return proposals(editor.organisation)


@command(
    "propose",
    "Proposals from the names of the roles",
    "After an import: who may be leadership, IT or external; taken over one by one.",
    Section.STRUCTURE,
    also="leadership, external, suggestion",
    unless=unwritable,
)
async def _propose(editor: Editor) -> None:
    """Show the list again after each one, until it is empty or left."""
    words = editor.words
    if not _proposals(editor):
        editor.show_message(
            Text("The names of the roles suggest nothing that the file does not say.")
        )
    while found := _proposals(editor):
        entries = [
            Entry(str(place), words.say(one.title), words.say(one.reason))
            for place, one in enumerate(found)
        ]
        if len(found) > 1:
            entries.append(Entry(_ALL, words("All of these")))
        hint = words("Enter takes one over; Esc leaves the rest.")
        answer = await choose(editor, words("Proposals"), entries, hint=hint, typing=False)
        if not answer:
            return
        if answer[0] == _ALL:
            title = Text("Take over {n} proposals", {"n": len(found)})
            editor.apply(Compound(tuple(one.edit for one in found), title))
        else:
            editor.apply(found[int(answer[0])].edit)


@command(
    "import",
    "Import a table",
    "Excel, CSV, Markdown and more into this file: shown first, one step to undo.",
    Section.FILE,
    also="import, read, open, Excel, spreadsheet",
    unless=unwritable,
)
async def import_table(editor: Editor) -> None:
    """Ask for a file, have its reading corrected, and take over what is wanted."""
    picked = await pick(
        editor,
        editor.words("Read a table"),
        lambda path: _begun(editor, path),
        _endings(),
    )
    if picked:
        path, corrections = picked
        await _take_over(editor, corrections, path.name, _typed(path))


def _typed(path: Path) -> str:
    """Return a path as somebody would type it."""
    here = Path.cwd()
    return str(path.relative_to(here) if here in path.parents else path)


def _begun(editor: Editor, path: Path) -> Corrections:
    """Return a file with how it is read: as last time, where the open file keeps that."""
    from raci.tables.importing import Opened, kept_reading
    from raci.tui.dialogs.correction.corrections import Corrections

    kept = kept_reading(editor.workspace.document.data, path.name)
    corrections = Corrections(Opened(path), kept=kept)
    corrections.begin()
    return corrections


def _endings() -> list[str]:
    """Return the endings of tables, the usual ones first."""
    from raci.tables.importing import SOURCES

    endings = [source.endings for source in SOURCES.values()]
    return [*(first for first, *_ in endings), *(one for _, *others in endings for one in others)]


@command(
    "paste-table",
    "Paste a table",
    "Reads a whole matrix from what was copied in a spreadsheet: shown first, one step to undo.",
    Section.FILE,
    also="clipboard, import, Excel, read",
    unless=unwritable,
)
def _paste_table(editor: Editor) -> Coroutine[Any, Any, None]:
    # What was pasted is known only now: the rest happens beside the keys.
    return paste_table(editor, editor.pasted)


async def paste_table(editor: Editor, text: str | None = None) -> None:
    """Have the reading of a pasted table corrected, and take over what is wanted.

    Args:
        editor: Of the file that it goes into.
        text: The table; without one it is asked for.
    """
    from raci.tui.dialogs.table_import import PasteBox

    text = text or await editor.ask(PasteBox(editor.words("Paste a table"), editor.words))
    if text:
        corrections = await asyncio.to_thread(_begun_from_text, text, editor.words("Clipboard"))
        await _take_over(editor, corrections, "", "-")


def _begun_from_text(text: str, name: str) -> Corrections:
    """Read a table as it lies on the clipboard: a spreadsheet's cells, Markdown, or HTML."""
    from raci.tables.importing import Opened, Stated
    from raci.tui.dialogs.correction.corrections import Corrections

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kinds = {"<": "html", "|": "markdown"}
    kind = kinds.get(text.lstrip()[:1], "tsv" if "\t" in text else "csv")
    corrections = Corrections(Opened(text.encode(), name), Stated(source=kind))
    corrections.begin()
    return corrections


async def _take_over(editor: Editor, corrections: Corrections, name: str, argument: str) -> None:
    """Show the reading, then what would change; who leaves the changes is back at the reading."""
    path = editor.workspace.path
    into = path.name if path else "raci.toml"
    title = editor.words("Read {name}", name=name or editor.words("Clipboard"))
    way = "--into" if editor.workspace.on_disk else "--output"
    while answer := await correct(editor, title, corrections, (way, into, argument)):
        if await _offer(editor, name, *answer):
            return


async def _offer(editor: Editor, name: str, stated: Stated, imported: Imported) -> bool:
    """Show what would change, and change it; tell whether that was not left."""
    from raci.tui.dialogs.table_import import preview_lines
    from raci.workspace.table_import import plan_import

    organisation = editor.organisation
    found = plan_import(editor.workspace.document, imported, name, stated)
    shown = name or editor.words("Clipboard")
    title = editor.words("Import {name}", name=shown)
    over: bool | None = False
    if organisation.channels or organisation.roles:
        wanted = await preview(
            editor,
            title,
            lambda width: preview_lines(imported, found, organisation.scheme, editor.words, width),
        )
        over = await _differing_too(editor, title, found) if wanted else None
    if over is None:
        return False
    if editor.apply(found.edit(Text("Import {name}", {"name": shown}), over=over)):
        editor.show_message(Text("Imported: {path}. Undo takes it back.", {"path": shown}))
        if found.roles and _proposals(editor):
            await _propose(editor)
    else:
        editor.show_message(Text("The file says all of this already: nothing was changed."))
    return True


async def _differing_too(editor: Editor, title: str, found: ImportPlan) -> bool | None:
    """Tell whether differing letters are to be taken over; None where the import was left."""
    if not found.differing:
        return False
    words = editor.words
    text = Text(
        "{n} cell has other letters here.",
        {"n": len(found.differing)},
        "{n} cells have other letters here.",
    )
    keep = words("Add what is missing") if found.adds else words("Change nothing")
    choices = [("add", keep), ("over", words("Take over differing letters too"))]
    answer = await decide(editor, title, words.say(text), choices)
    return None if answer is None else answer == "over"
