"""What is wrong with a text or a change as TOML, in words that can be translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.document.slips import slip
from raci.model.error import EditError
from raci.model.finding import Place
from raci.model.text import Text
from raci.toml_edit.outline import Outline, Places
from raci.toml_edit.path import dotted
from raci.toml_edit.values import BoundsError, PathError, UnwritableError

if TYPE_CHECKING:
    from raci.toml_edit.path import Path
    from raci.toml_edit.values import ChangeError, ReadError

# By how the parser's messages begin; the rest of them is code, not prose.
_REASONS = {
    "Invalid statement": Text("no statement begins like this"),
    "Expected newline or end of": Text("nothing more may stand in the line here"),
    "Cannot declare": Text("this table is there already"),
    "Cannot overwrite": Text("this key has a value already"),
    "Cannot redefine": Text("this table is there already"),
    "Cannot mutate": Text("nothing can be added to a table or list that was closed"),
    "Expected ']": Text("the closing bracket of the table's header is missing"),
    "Expected '='": Text("behind the key, “=” is missing"),
    "Expected": Text("the end of a text is missing"),
    "Invalid initial character": Text("no key begins like this"),
    "Unclosed array": Text("the closing bracket of a list is missing"),
    "Unclosed inline table": Text("the closing brace of a table is missing"),
    "Duplicate inline table key": Text("this key has a value already"),
    "Unescaped": Text("a backslash must be doubled in a text"),
    "Unterminated string": Text("the closing quote of a text is missing"),
    "Illegal character": Text("this character must not stand in a text"),
    "Found invalid character": Text("this character must not stand here"),
    "Invalid value": Text("this is no value; texts need quotes"),
    "Invalid date": Text("there is no such day or time"),
    "Invalid hex": Text("these are no hexadecimal digits"),
    "Escaped character": Text("there is no such character"),
}


def explained(error: ReadError | BoundsError, text: str) -> tuple[Text, Place]:
    """Return what is wrong with ``text`` as a sentence, and where.

    Args:
        error: What reading it said.
        text: The text that was read; a byte order mark does not count as a column.
    """
    if isinstance(error, BoundsError):
        return _beyond(error), _place(text, error.path)
    line, column = error.line, error.column
    if begins_conflict(text.split("\n")[line - 1]):
        left = Text(
            "git's merge left both versions here: decide in the editor (raci edit) which counts, "
            "then git add the file"
        )
        return left, Place(line, 1, line, 8)
    meant = slip(error, text)
    if meant:
        return Text("no valid TOML: {reason}", {"reason": meant[0]}), meant[1]
    return _invalid(error), Place(line, column, line, column + 1)


def sentence(error: ReadError | BoundsError) -> Text:
    """Return what is wrong with a text that is not shown, without the place."""
    return _beyond(error) if isinstance(error, BoundsError) else _invalid(error)


def refusal(error: ChangeError) -> EditError:
    """Return what a person is told where a change cannot be written as TOML."""
    if isinstance(error, PathError) and not error.path:
        return EditError(Text("a whole file is replaced by its text, not as a value"))
    if isinstance(error, PathError):
        values = {"key": dotted(error.path[:-1]), "step": dotted(error.path[-1:])}
        return EditError(Text("{key} holds no {step}", values))
    shown = {"value": repr(error.value) if isinstance(error, UnwritableError) else str(error)}
    if isinstance(error, UnwritableError) and error.surrogate:
        return EditError(Text("“{value}” holds characters that no text file can hold", shown))
    return EditError(Text("{value} is no value that TOML can hold", shown))


def _invalid(error: ReadError) -> Text:
    plain = error.reason
    known = next((words for start, words in _REASONS.items() if plain.startswith(start)), plain)
    return Text("no valid TOML: {reason}", {"reason": known})


def _beyond(error: BoundsError) -> Text:
    if error.deep:
        return Text("no valid TOML: lists and tables stand too deep in each other")
    if error.path:
        values = {"key": dotted(error.path)}
        return Text("no valid TOML: {key} is a number too large", values)
    return Text("no valid TOML: a number is too large")


def _place(text: str, path: Path) -> Place:
    """Return where ``path`` stands in a text that can be parsed; without a path, its start."""
    start = Place(1, 1, 1, 1)
    try:
        return Place(*Places(Outline.of(text)).of(path)) if path else start
    except RecursionError:
        return start


_OURS, _BASE, _THEIRS, _END = "<<<<<<<", "|||||||", "=======", ">>>>>>>"

# Where a line belongs after a mark: None is outside of all marks.
_AFTER = {_OURS: _OURS, _BASE: _BASE, _THEIRS: _THEIRS, _END: None}

# Which marks may come next.
_NEXT = {None: {_OURS}, _OURS: {_BASE, _THEIRS}, _BASE: {_THEIRS}, _THEIRS: {_END}}


def begins_conflict(line: str) -> bool:
    """Tell whether a line is the first mark of a conflict; in TOML it can be nothing else."""
    return _mark(line) == _OURS


def our_side(text: str) -> str | None:
    """Return a text with our side of each conflict; None where there are no marks, or torn ones.

    What somebody solved by hand already stays as it is.
    """
    kept: list[str] = []
    side: str | None = None
    marked = False
    for line in text.split("\n"):
        mark = _mark(line)
        if mark is not None:
            if mark not in _NEXT[side]:
                return None
            side, marked = _AFTER[mark], True
        elif side in {None, _OURS}:
            kept.append(line)
    return "\n".join(kept) if marked and side is None else None


def _mark(line: str) -> str | None:
    word = line[: len(_OURS)]
    return word if word in _AFTER and line[len(word) :].rstrip("\r")[:1] in {"", " "} else None
