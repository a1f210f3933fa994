"""The forms of roles and departments, free fields, and how the answers of any form are read."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from raci.document.fields import DEPARTMENT, ROLE
from raci.frozen import replace
from raci.model import vocabulary
from raci.model.day import read_day
from raci.model.edit import RenameKey, SetField
from raci.model.error import EditError
from raci.model.organisation import Discipline
from raci.model.text import Text
from raci.toml_edit import render
from raci.toml_edit.values import loads
from raci.tui.model import edits
from raci.tui.model.fields import Field, explained
from raci.tui.model.search import folded

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from raci.model.edit import Edit
    from raci.model.organisation import Department, Organisation, Path, Role
    from raci.tui.model.fields import Answers
    from raci.words import Words


Value = TypeVar("Value", bound=StrEnum)


def role_fields(organisation: Organisation, role: Role, words: Words) -> tuple[Field, ...]:
    """Return the fields of a role."""
    others = {one.id: one.name for one in organisation.roles.values() if one.id != role.id}
    departments = tuple((one.id, one.name) for one in organisation.departments.values())
    holders = dict.fromkeys(name for one in organisation.roles.values() for name in one.holders)
    known = tuple(others.values())
    commas = words("roles, separated by commas")
    fields = (
        Field("name", words("Name"), role.name),
        Field("short", words("Short name"), role.short or "", hint=words("head of the column")),
        *(
            (Field("department", words("Department"), role.department or "", departments),)
            if departments
            else ()
        ),
        Field(
            "discipline",
            words("Discipline"),
            role.discipline or "",
            choices(vocabulary.DISCIPLINES, words),
            hint=_craft_of_department(organisation, role, words),
        ),
        Field("leadership", words("Leads the firm"), role.leadership),
        Field("external", words("External"), role.external),
        Field("holder", words("Held by"), ", ".join(role.holders), known=tuple(holders)),
        Field("deputy", words("Deputy"), names(others, role.deputies), known=known, hint=commas),
        Field(
            "reports_to",
            words("Reports to"),
            names(others, role.reports_to),
            known=known,
            hint=commas,
        ),
        Field("note", words("Note"), role.note or ""),
        *free_fields(role.fields, words),
    )
    return explained(fields, ROLE, words)


def _craft_of_department(organisation: Organisation, role: Role, words: Words) -> str:
    """Say which discipline a role has while it states none; empty where it has none."""
    department = organisation.departments.get(role.department or "")
    if department is None or department.discipline is Discipline.OTHER:
        return ""
    craft = vocabulary.DISCIPLINES[department.discipline]
    return words("{discipline}, as its department", discipline=craft)


def role_edit(
    organisation: Organisation, role: Role, answers: Answers, today: dt.date
) -> Edit | None:
    """Return what the answers of ``role_fields``, given on that day, change.

    Raises:
        EditError: The name is empty or another role unknown.
    """
    others = {one.id: one.name for one in organisation.roles.values()}
    old = {
        "name": role.name,
        "short": role.short,
        "department": role.department,
        "discipline": role.discipline,
        "leadership": role.leadership or None,
        "external": role.external or None,
        "holder": _one_or_list(list(role.holders)),
        "deputy": _one_or_list(list(role.deputies)),
        "reports_to": _one_or_list(list(role.reports_to)),
        "note": role.note,
    }
    new = {
        "name": required(answers["name"]),
        "short": _short(role, str(answers["name"]), str(answers["short"])),
        "department": answers.get("department") or None,
        "discipline": member(Discipline, answers["discipline"]),
        "leadership": answers["leadership"] or None,
        "external": answers["external"] or None,
        "holder": _one_or_list(split(answers["holder"])),
        "deputy": _one_or_list(ids(others, answers["deputy"])),
        "reports_to": _one_or_list(ids(others, answers["reports_to"])),
        "note": answers["note"] or None,
    }
    path = ("roles", role.id)
    return changes(path, old, new, free_edits(path, role.fields, answers, today))


def _short(role: Role, name: str, answer: str) -> str | None:
    """Return the short name; one that was made of a name goes with it, unless it fits the new."""
    untouched = answer == (role.short or "").strip()
    if untouched and _abbreviates(answer, role.name) and not _abbreviates(answer, name):
        return None
    return answer or None


def _abbreviates(short: str, name: str) -> bool:
    """Tell whether the letters of a short name stand in the name, in their order."""
    letters = iter(name.casefold())
    return all(letter in letters for letter in short.casefold())


def department_fields(department: Department, words: Words) -> tuple[Field, ...]:
    """Return the fields of a department."""
    fields = (
        Field("name", words("Name"), department.name),
        Field(
            "discipline",
            words("Discipline"),
            department.discipline,
            choices(vocabulary.DISCIPLINES, words),
        ),
        Field("note", words("Note"), department.note or ""),
    )
    return explained(fields, DEPARTMENT, words)


def department_edit(department: Department, answers: Answers) -> Edit | None:
    """Return what the answers of ``department_fields`` change.

    Raises:
        EditError: The name is empty.
    """
    none = Discipline.OTHER
    discipline = member(Discipline, answers["discipline"])
    old = {
        "name": department.name,
        "discipline": department.discipline if department.discipline is not none else None,
        "note": department.note,
    }
    new = {
        "name": required(answers["name"]),
        "discipline": discipline if discipline is not none else None,
        "note": answers["note"] or None,
    }
    return changes(("departments", department.id), old, new)


def required(value: object) -> str:
    """Return a name.

    Raises:
        EditError: It is empty.
    """
    if not str(value).strip():
        raise EditError(Text("A name is needed."))
    return str(value).strip()


def day(value: object, today: dt.date) -> dt.date | None:
    """Return the day that a person wrote, as ``read_day`` reads it; None for nothing.

    Raises:
        EditError: It is no day.
    """
    text = str(value).strip()
    if not text:
        return None
    found = read_day(text, today)
    if found is None:
        raise EditError(Text("“{value}” is no day: write it as 2027-01-31.", {"value": text}))
    return found


def names(known: Mapping[str, str], chosen: Iterable[str]) -> str:
    """Return names for ids, separated by commas; the id itself where its name is ambiguous."""
    taken = list(known.values())
    return ", ".join(
        known[one]
        if one in known and "," not in known[one] and taken.count(known[one]) == 1
        else one
        for one in chosen
    )


def ids(known: Mapping[str, str], value: object) -> list[str]:
    """Return the ids of what a person listed by name or id.

    Raises:
        EditError: Something listed does not exist; the nearest name is told.
    """
    by_name = {folded(name): one for one, name in known.items()}
    return list(dict.fromkeys(_id(known, by_name, word) for word in split(value)))


def _id(known: Mapping[str, str], by_name: Mapping[str, str], word: str) -> str:
    found = word if word in known else by_name.get(folded(word))
    if found:
        return found
    from difflib import get_close_matches

    near = get_close_matches(folded(word), list(by_name), 1, 0.5)
    if near:
        raise EditError(
            Text(
                "“{word}” does not exist. Is “{near}” meant?",
                {"word": word, "near": known[by_name[near[0]]]},
            )
        )
    raise EditError(Text("“{word}” does not exist.", {"word": word}))


def split(value: object) -> list[str]:
    """Return the words between commas, empty ones left out, each once."""
    return list(dict.fromkeys(part.strip() for part in str(value).split(",") if part.strip()))


def choices(wordings: Mapping[Value, Text], words: Words) -> tuple[tuple[str, str], ...]:
    """Return the values that a field can have, with their wordings."""
    return tuple((key.value, words.say(text)) for key, text in wordings.items())


def member(enum: type[StrEnum], value: object) -> StrEnum | None:
    """Return the value a person chose; None for none."""
    return enum(str(value)) if value else None


def _one_or_list(values: list[str]) -> str | list[str] | None:
    return values[0] if len(values) == 1 else values or None


def changes(
    path: tuple[str, ...],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    more: Iterable[Edit] = (),
) -> Edit | None:
    """Return one edit for all keys under ``path`` whose values differ, and for what comes along.

    None where nothing changes.
    """
    made: list[Edit] = [
        SetField((*path, key), str(value) if hasattr(value, "value") else value)
        for key, value in new.items()
        if value != old[key] and value != _trimmed(old[key])
    ]
    return edits.together([*made, *more])


def _trimmed(value: object) -> object:
    """Return a text as a field answers it where nobody touched it: without blanks around it."""
    return (value.strip() or None) if isinstance(value, str) else value


_NEW = "own"
#: A longer number is more likely an id than a count.
_DIGITS = 15


def free_fields(values: Mapping[str, Any], words: Words) -> tuple[Field, ...]:
    """Return a line for each free field, and one for another."""
    gone = words("empty: taken out")
    another = words("name = value, as: link = https://…")
    fields = (
        *(
            Field(_key(place), name, _told(value, words), hint=gone, label_key=_name_key(place))
            for place, (name, value) in enumerate(_shown(values).items())
        ),
        Field(_NEW, words("Another field"), hint=another),
    )
    return tuple(replace(one, about=words(ROLE["fields"].help)) for one in fields)


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
