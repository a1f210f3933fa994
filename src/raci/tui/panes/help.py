"""All commands and their keys, as Markdown for the documentation and the help screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import mark
from raci.tui.command import Section
from raci.tui.keymap import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raci.tui.command import Command
    from raci.tui.panes.text import Line
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


def chapters(
    commands: Mapping[str, Command], keys: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, list[Command]]]:
    """Yield each chapter's title and its commands; ``keys`` says which have any (by id)."""
    for section, title in SECTIONS.items():
        found = [entry for entry in commands.values() if entry.section is section]
        yield title, [entry for entry in found if entry.in_palette or keys.get(entry.id)]


def cheat_sheet(commands: Mapping[str, Command], words: Words) -> str:
    """Return the page of all commands with their default keys, as Markdown."""
    keys = {entry.id: entry.keys for entry in commands.values()}
    lines = [f"# {words('Keys of the editor')}", "", words(LETTERS), ""]
    for title, entries in chapters(commands, keys):
        lines += [f"## {words(title)}", ""]
        lines += [
            f"| {words('keys')} | {words('command')} | {words('what it does')} | {words('id')} |",
            "|---|---|---|---|",
        ]
        lines += [_row(entry, words) for entry in entries]
        lines.append("")
    return "\n".join(lines)


def help_lines(
    commands: Mapping[str, Command],
    keys: Mapping[str, tuple[str, ...]],
    words: Words,
    width: int,
) -> list[Line]:
    """Return the help screen: the signs, and all commands with the keys they have now."""
    from raci.tui.panes.text import wrapped

    lines: list[Line] = [((line, ""),) for line in wrapped(words(LETTERS), width)]
    lines += [(), ((words("Signs"), "title"),)]
    for sign in SIGNS:
        shown, _, said = words(sign).partition(" ")
        lines += _two_columns(shown, said, _SIGN_WIDTH, width)
    for title, entries in chapters(commands, keys):
        lines += [(), ((words(title), "title"),)]
        for entry in entries:
            shown = " ".join(written(key, words) for key in keys[entry.id])
            said = f"{words(entry.title)}: {words(entry.help)}"
            lines += _two_columns(shown, said, _KEY_WIDTH, width)
    return lines


_SIGN_WIDTH = 6
_KEY_WIDTH = 24


def _two_columns(left: str, right: str, indent: int, width: int) -> list[Line]:
    from raci.tui.panes.text import wrapped

    first, *rest = wrapped(right, width - indent) or [""]
    head: Line = ((f"{left:<{indent}}", "key"), (first, ""))
    return [head, *(((" " * indent + part, ""),) for part in rest)]


#: What the signs of the matrix mean.
SIGNS = (
    mark("★ a leader answers personally"),
    mark("★2 a leader answers after two steps"),
    mark("☆ leadership is never reached"),
    mark("✕ error, the heaviest finding of the row"),
    mark("▲ warning"),
    mark("● info"),
    mark("◂2 letters out of sight to the left"),
    mark("2▸ letters out of sight to the right"),
    mark("' a note on the cell"),
    mark("• unsaved changes"),
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
