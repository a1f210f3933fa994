"""All commands and their keys, as Markdown for the documentation and the help screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import mark
from raci.tui.command import Section
from raci.tui.keymap import written
from raci.tui.model.search import command_fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    query: str = "",
) -> list[Line]:
    """Return the help screen: the signs, and all commands with the keys they have now.

    Args:
        commands: All commands by id.
        keys: Their keys by their ids.
        words: The reader's language.
        width: Cells of a line.
        query: What to look for; empty for everything.
    """
    from raci.tui.panes.text import wrapped

    lines: list[Line] = []
    if not query.strip():
        lines += [((line, ""),) for line in wrapped(words(LETTERS), width)]
    lines += _chapter(words("Signs"), _signs(words, width, query))
    for title, entries in chapters(commands, keys):
        rows: list[Line] = []
        for entry in entries:
            shown = " ".join(written(key, words) for key in keys[entry.id])
            also = f"{words(entry.also)} {shown}" if entry.also else shown
            if command_fit(query, words(entry.title), also, words(entry.help)) is not None:
                said = f"{words(entry.title)}: {words(entry.help)}"
                rows += _two_columns(shown, said, _KEY_WIDTH, width)
        lines += _chapter(words(title), rows)
    if lines and not lines[0]:
        del lines[0]
    return lines or [((words("Nothing fits."), "muted"),)]


def explanation(paragraphs: Sequence[str], width: int) -> list[Line]:
    """Return what a dialog tells of itself in lines of so many cells.

    Args:
        paragraphs: Sentences; where two blanks stand in one, a key and what it does.
        width: Cells of a line.
    """
    from rich.cells import cell_len

    from raci.tui.panes.text import wrapped

    pairs = [paragraph.partition("  ") for paragraph in paragraphs]
    indent = max((cell_len(key) + 2 for key, gap, _ in pairs if gap), default=0)
    lines: list[Line] = []
    keys = False
    for left, gap, right in pairs:
        if lines and keys != bool(gap):
            lines.append(())
        keys = bool(gap)
        if keys:
            lines += _two_columns(left, right, min(indent, width // 2), width)
        else:
            lines += [((line, ""),) for line in wrapped(left, width)]
    return lines


def _signs(words: Words, width: int, query: str) -> list[Line]:
    rows: list[Line] = []
    for sign in SIGNS:
        shown, _, said = words(sign).partition(" ")
        if query.strip() in shown or command_fit(query, said, "", "") is not None:
            rows += _two_columns(shown, said, _SIGN_WIDTH, width)
    return rows


def _chapter(title: str, rows: list[Line]) -> list[Line]:
    return [(), ((title, "title"),), *rows] if rows else []


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
    mark("5/7 of the seven channels of a group, five have somebody accountable or responsible"),
    mark("▸ a folded group, or a channel with duties of its own: Space unfolds it"),
    mark("▾ an unfolded group or channel: Space folds it"),
    mark("R dim letters: those of a duty below a folded channel, or taken over from the channel"),
    mark("' a note on the cell: a reason or a last day"),
    mark("· an empty cell in the row of the cursor"),
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
