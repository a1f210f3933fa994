"""Handing the matrix out as a table: Excel, HTML, Markdown and more."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from raci.model.error import FileError
from raci.model.text import Text, mark
from raci.tui.asking import fill_in, may_replace
from raci.tui.commands.command import Command, Section
from raci.tui.dialogs.field import Field

if TYPE_CHECKING:
    from raci.tables.formats import Format
    from raci.tui.dialogs.field import Answers
    from raci.tui.editor import Editor

_LAYOUTS = (
    ("grid", mark("channels by roles")),
    ("long", mark("a row per channel")),
    ("role", mark("a sheet per role")),
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
            editor.tell(Text("Exported: {path}", {"path": str(target)}))


def _home(path: str) -> Path:
    return Path(path).expanduser()


def _format(path: str) -> Format:
    from raci.tables.formats import by_ending

    found = by_ending(path)
    if found is None:
        raise FileError(Text("The file's ending says the format: .xlsx, .html, .md, .csv …"))
    return found


def _write(editor: Editor, target: Path, answers: Answers) -> None:
    from dataclasses import replace

    from raci.storage.saving import refuse_overwriting, write
    from raci.tables.formats import Options
    from raci.tables.layouts import Layout
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
    layout = Layout(str(answers["layout"] or "grid"))
    table = replace(table, file=editor.workspace.document.data)
    content = _format(str(target)).write(table, layout, Options())
    write(target, content)


COMMANDS = (
    Command(
        "export",
        mark("Export"),
        mark("As Excel, HTML, Markdown, CSV and more: the file's ending decides."),
        Section.FILE,
        _export,
        ("ctrl+e",),
    ),
)
