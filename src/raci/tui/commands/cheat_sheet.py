"""All commands and their keys, as Markdown for the documentation and the help screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import mark
from raci.tui.commands.command import Section
from raci.tui.keymap import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raci.tui.commands.command import Command
    from raci.words import Words

#: The titles of the chapters.
SECTIONS = {
    Section.MOVE: mark("Moving"),
    Section.EDIT: mark("Letters and cells"),
    Section.STRUCTURE: mark("Rows and columns"),
    Section.FINDINGS: mark("Findings"),
    Section.VIEW: mark("Looking"),
    Section.FILE: mark("File"),
}


def chapters(keys: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, list[Command]]]:
    """Yield each chapter's title and its commands; ``keys`` says which have any (by id)."""
    from raci.tui.commands.registry import COMMANDS

    for section, title in SECTIONS.items():
        found = [entry for entry in COMMANDS.values() if entry.section is section]
        yield title, [entry for entry in found if entry.in_palette or keys.get(entry.id)]


def cheat_sheet(words: Words) -> str:
    """Return the page of all commands with their default keys, as Markdown."""
    from raci.tui.commands.registry import COMMANDS

    keys = {entry.id: entry.keys for entry in COMMANDS.values()}
    lines = [f"# {words('Keys of the editor')}", "", words(LETTERS), ""]
    for title, entries in chapters(keys):
        lines += [f"## {words(title)}", ""]
        lines += [
            f"| {words('keys')} | {words('command')} | {words('what it does')} | |",
            "|---|---|---|---|",
        ]
        lines += [_row(entry, words) for entry in entries]
        lines.append("")
    return "\n".join(lines)


def help_page(keys: Mapping[str, tuple[str, ...]], words: Words) -> str:
    """Return the help screen: the signs, and all commands with the keys they have now."""
    lines = [words(LETTERS), "", f"## {words('Signs')}", ""]
    lines += [f"- {words(sign)}" for sign in SIGNS]
    for title, entries in chapters(keys):
        lines += [
            "",
            f"## {words(title)}",
            "",
            f"| {words('keys')} | {words('command')} |",
            "|---|---|",
        ]
        for entry in entries:
            written_keys = " ".join(f"`{written(key, words)}`" for key in keys[entry.id])
            lines.append(f"| {written_keys} | **{words(entry.title)}**: {words(entry.help)} |")
    return "\n".join(lines)


#: What the signs of the matrix mean.
SIGNS = (
    mark("`★` a leader answers personally, `★2` after two steps, `☆` leadership is never reached"),
    mark("`✕` error, `▲` warning, `●` info: the heaviest finding of the row"),
    mark("`◂2` and `2▸` letters out of sight"),
    mark("`'` a note on the cell"),
    mark("`•` before the name: unsaved changes"),
)

#: What letters do; stands above the keys of all commands.
LETTERS = mark(
    "Letters of the scheme act on the cell: a letter replaces what is there, and joins it where "
    "accountable and responsible meet; the same letter again takes it out; with shift it is always "
    "added. All commands are on other keys."
)


def _row(entry: Command, words: Words) -> str:
    keys = ", ".join(f"`{written(key, words)}`" for key in entry.keys)
    return f"| {keys} | {words(entry.title)} | {words(entry.help)} | `{entry.id}` |"
