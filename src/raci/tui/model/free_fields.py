"""The free fields of channels and roles in their forms: an id, a link, a budget, whatever is noted.

Each one is a line of its own with a name that can be changed; emptied it goes, and the last line
takes another one.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from raci.model.day import read_day
from raci.model.edit import RenameKey, SetField
from raci.model.error import EditError
from raci.model.text import Text
from raci.toml_edit import render
from raci.toml_edit.values import loads
from raci.tui.model.fields import Field

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from raci.model.edit import Edit
    from raci.model.path import Path
    from raci.tui.model.fields import Answers
    from raci.words import Words

_NEW = "own"
#: A longer number is more likely an id than a count.
_DIGITS = 15


def free_fields(values: Mapping[str, Any], words: Words) -> tuple[Field, ...]:
    """Return a line for each free field, and one for another."""
    gone = words("empty: taken out")
    return (
        *(
            Field(_key(place), name, _told(value, words), hint=gone, label_key=_name_key(place))
            for place, (name, value) in enumerate(_shown(values).items())
        ),
        Field(_NEW, words("Another field"), hint=words("name = value, as: link = https://…")),
    )


def free_edits(
    path: Path, values: Mapping[str, Any], answers: Answers, today: dt.date
) -> list[Edit]:
    """Return what the answers of ``free_fields``, given on that day, change below ``path``.

    Raises:
        EditError: A field has no name, the new one no value, or there is one of that name.
    """
    new: dict[str, Any] = {}
    for place, (name, old) in enumerate(_shown(values).items()):
        answer = answers.get(_key(place))
        if answer is not None:
            value = _read(str(answer), old, today) if answer else None
            kept = old.strip() if isinstance(old, str) else old
            if (type(value), value) != (type(kept), kept):
                new[name] = value
    renamed = _renamed(values, new, answers)
    new |= _another({*values, *renamed.values()}, str(answers.get(_NEW, "")))
    left = (values.keys() | new.keys()) - {name for name, value in new.items() if value is None}
    if new and not left:
        return [SetField((*path, "fields"), None)]
    table = (*path, "fields")
    return [
        *(RenameKey((*table, name), other) for name, other in renamed.items()),
        *(SetField((*table, renamed.get(name, name)), value) for name, value in new.items()),
    ]


def _renamed(values: Mapping[str, Any], new: Mapping[str, Any], answers: Answers) -> dict[str, str]:
    """Return other names of the fields that stay, by their names."""
    renamed: dict[str, str] = {}
    for place, name in enumerate(_shown(values)):
        other = str(answers.get(_name_key(place), name))
        if other == name.strip() or new.get(name, name) is None:
            continue
        if not other:
            raise EditError(Text("A name is needed."))
        _must_be_new(other, {*values, *renamed.values()})
        renamed[name] = other
    return renamed


def _must_be_new(name: str, taken: Container[str]) -> None:
    if name in taken:
        raise EditError(Text("There is a field “{name}” already.", {"name": name}))


def _name_key(place: int) -> str:
    return f"free-name-{place}"


def _key(place: int) -> str:
    return f"free-{place}"


def _shown(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that fit into a line."""
    lines = {name: _line(value) for name, value in values.items()}
    return {name: values[name] for name, line in lines.items() if line and line.isprintable()}


def _told(value: Any, words: Words) -> str:  # noqa: ANN401 - a plain TOML value
    """Return a value as it stands in its line."""
    return words.date(value) if type(value) is dt.date else _line(value)


def _line(value: Any) -> str:  # noqa: ANN401 - a plain TOML value
    return value if isinstance(value, str) else render.value(value)


def _another(taken: Container[str], answer: str) -> dict[str, Any]:
    if not answer:
        return {}
    name, _, value = (part.strip() for part in answer.partition("="))
    if not name or not value:
        raise EditError(Text("Write another field as: name = value."))
    _must_be_new(name, taken)
    return {name: _guessed(value)}


def _guessed(text: str) -> Any:  # noqa: ANN401 - a plain TOML value
    """Return a whole number or a day where it can be nothing else, else the text."""
    if text.isascii() and text.isdigit() and len(text) <= _DIGITS and str(int(text)) == text:
        return int(text)
    try:
        return dt.date.fromisoformat(text) if len(text) == len("2027-01-31") else text
    except ValueError:
        return text


def _read(text: str, old: Any, today: dt.date) -> Any:  # noqa: ANN401 - plain TOML values
    """Return the value a person wrote; what was no text stays none where it can be read."""
    if isinstance(old, str):
        return text
    if type(old) is dt.date:
        return read_day(text, today) or text
    try:
        return loads(f"x = {text}")["x"]
    except (ValueError, KeyError):
        return text
