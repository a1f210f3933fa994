"""What tomllib has to say of a text, in words that can be translated."""

from __future__ import annotations

import re

from raci.model.finding import Place
from raci.model.text import Text

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

# By how tomllib's messages begin (Python 3.11 to 3.14); the rest of them is code, not prose.
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


def explained(message: str, text: str) -> tuple[Text, Place]:
    """Return a complaint of tomllib about ``text`` as a sentence, and the place it names."""
    match = _AT.search(message)
    plain = message[: match.start()] if match else message
    known = next((words for start, words in _REASONS.items() if plain.startswith(start)), plain)
    if match and match[1]:
        line, column = int(match[1]), int(match[2])
    else:
        line = text.count("\n") + 1
        column = len(text) - text.rfind("\n")
    if begins_conflict(text.split("\n")[line - 1]):
        left = Text(
            "git's merge left both versions here: decide in the editor (raci edit) which counts, "
            "then git add the file"
        )
        return left, Place(line, 1, line, 8)
    place = Place(line, column, line, column + 1)
    return Text("no valid TOML: {reason}", {"reason": known}), place


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
