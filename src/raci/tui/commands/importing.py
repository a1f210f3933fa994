"""Taking a table in: read beside the typing, shown first, merged into the open file as one step."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from raci.model.error import FileError
from raci.model.text import Text, mark
from raci.tui.asking import decide, fill_in, preview
from raci.tui.commands.command import Command, Section
from raci.tui.commands.conditions import unwritable
from raci.tui.dialogs.field import Field

if TYPE_CHECKING:
    from raci.tables.ingest import Imported
    from raci.tui.dialogs.field import Answers
    from raci.tui.editor import Editor
    from raci.versions.import_plan import ImportPlan


async def import_table(editor: Editor) -> None:
    """Ask for a file, show what would come of it, and take over what is wanted."""
    from raci.model.scheme import SCHEMES

    words = editor.words
    fields = (
        Field("path", words("File"), hint=words("Excel, CSV, Markdown, HTML, ODS, JSON …")),
        Field("scheme", words("Letters"), "", tuple((name, name) for name in SCHEMES)),
    )
    answers = await fill_in(editor, words("Import"), fields, _file)
    if answers:
        path = _file(answers)
        imported = await asyncio.to_thread(_read, path, str(answers["scheme"]))
        await _offer(editor, path, imported)


def _file(answers: Answers) -> Path:
    path = Path(str(answers["path"])).expanduser()
    if not path.is_file():
        raise FileError(Text("There is no such file."))
    return path


def _read(path: Path, scheme: str) -> Imported:
    from raci.tables.ingest import read

    return read(path, scheme=scheme or None)


async def _offer(editor: Editor, path: Path, imported: Imported) -> None:
    from raci.tui.importing import preview_lines
    from raci.workspace.table_import import plan_import

    scheme = editor.organisation.scheme
    found = plan_import(editor.workspace.document, imported)
    title = editor.words("Import {name}", name=path.name)
    wanted = await preview(
        editor,
        title,
        lambda width: preview_lines(imported, found, scheme, editor.words, width),
    )
    if not wanted:
        return
    over = await _differing_too(editor, title, found)
    if over is None:
        return
    if editor.apply(found.edit(Text("Import {name}", {"name": path.name}), over=over)):
        editor.tell(Text("Imported: {path}. Undo takes it back.", {"path": str(path)}))
        if found.roles:
            _propose(editor)
    else:
        editor.tell(Text("The file says all of this already: nothing was changed."))


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


def _propose(editor: Editor) -> None:
    """Go on with what the names of the roles suggest, if they suggest anything."""
    from raci.tables.ingest import proposals
    from raci.tui.commands.registry import COMMANDS

    if proposals(editor.organisation):
        editor.run(COMMANDS["propose"])


COMMANDS = (
    Command(
        "import",
        mark("Import a table"),
        mark("Excel, CSV, Markdown and more into this file: shown first, one step to undo."),
        Section.FILE,
        import_table,
        why_not=unwritable,
    ),
)
