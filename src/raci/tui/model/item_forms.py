"""Which fields the forms of cells, channels and roles have, and what their answers change."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from raci.frozen import replace
from raci.model import vocabulary
from raci.model.day import read_day
from raci.model.edit import SetField
from raci.model.error import EditError
from raci.model.organisation import Discipline, Kind, Phase, Status
from raci.model.review import reviewed, written
from raci.model.text import Text
from raci.tui.model import edits
from raci.tui.model.fields import Field
from raci.tui.model.free_fields import free_edits, free_fields
from raci.tui.model.search import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from raci.model.edit import Edit
    from raci.model.organisation import Channel, Department, Organisation, Review, Role
    from raci.tui.model.edits import Target
    from raci.tui.model.fields import Answers
    from raci.words import Words


Value = TypeVar("Value", bound=StrEnum)


def cell_fields(organisation: Organisation, target: Target, words: Words) -> tuple[Field, ...]:
    """Return the fields of a cell."""
    cell = edits.cell_at(organisation, target)
    until = cell.until.isoformat() if cell.until else ""
    return (
        Field(
            "letters", words("Letters"), cell.letters, hint=" ".join(organisation.scheme.letters)
        ),
        Field("why", words("Why"), cell.why or "", hint=words("a reason, for those who wonder")),
        Field("until", words("Until"), until, hint=words("last valid day, as 2027-01-31")),
    )


def cell_edit(organisation: Organisation, target: Target, answers: Answers) -> Edit | None:
    """Return what the answers of ``cell_fields`` change.

    Raises:
        EditError: A letter or the day is none.
    """
    letters = edits.read_letters(organisation, str(answers["letters"]))
    made = edits.annotated(
        organisation, target, letters, str(answers["why"]) or None, day(answers["until"])
    )
    return None if made == _as_it_is(organisation, target) else made


def _as_it_is(organisation: Organisation, target: Target) -> Edit:
    cell = edits.cell_at(organisation, target)
    return edits.annotated(organisation, target, cell.letters, cell.why, cell.until)


def channel_fields(organisation: Organisation, channel: Channel, words: Words) -> tuple[Field, ...]:
    """Return the fields of a channel."""
    others = {one.id: one.name for one in organisation.channels.values() if one.id != channel.id}
    groups = dict.fromkeys(one.group for one in organisation.channels.values() if one.group)
    review = channel.review
    return (
        Field("name", words("Name"), channel.name),
        Field("group", words("Group"), channel.group or "", known=tuple(groups)),
        Field("kind", words("Kind"), channel.kind or "", choices(vocabulary.KINDS, words)),
        Field("phases", words("Phases"), tuple(channel.phases), choices(_PHASES, words)),
        Field("critical", words("Critical"), channel.critical),
        Field("status", words("Status"), channel.status, choices(_STATUSES, words)),
        Field(
            "combines_with",
            words("Combined with"),
            names(others, channel.combines_with),
            known=tuple(others.values()),
            hint=words("other channels, separated by commas"),
        ),
        Field(
            "reviewed",
            words("Reviewed on"),
            review.on.isoformat() if review else "",
            hint=words("as 2026-09-01"),
        ),
        Field(
            "by",
            words("Reviewed by"),
            _reviewer(organisation, review),
            known=tuple(role.name for role in organisation.roles.values()),
            hint=words("a role or a person"),
        ),
        Field("note", words("Note"), channel.note or ""),
        *free_fields(channel.fields, words),
    )


_STATUSES: Mapping[Status, Text] = {
    **vocabulary.STATUSES,
    Status.DECLINED: Text("declined: decided against"),
}
_PHASES: Mapping[Phase, Text] = {
    Phase.BEFORE: Text("before"),
    Phase.DURING: Text("during"),
    Phase.AFTER: Text("after"),
}


def channel_edit(organisation: Organisation, channel: Channel, answers: Answers) -> Edit | None:
    """Return what the answers of ``channel_fields`` change.

    Raises:
        EditError: The name is empty, another channel unknown, the day none.
    """
    path = ("channels", channel.id)
    others = {one.id: one.name for one in organisation.channels.values()}
    review = channel.review
    old = {
        "name": channel.name,
        "group": channel.group,
        "kind": channel.kind,
        "phases": list(channel.phases) or None,
        "critical": channel.critical or None,
        "status": channel.status if channel.status is not Status.ACTIVE else None,
        "combines_with": list(channel.combines_with) or None,
        "reviewed": written(review) if review else None,
        "note": channel.note,
    }
    status = answers["status"]
    new = {
        "name": required(answers["name"]),
        "group": answers["group"] or None,
        "kind": member(Kind, answers["kind"]),
        "phases": list(_tuple(answers["phases"])) or None,
        "critical": answers["critical"] or None,
        "status": status if status not in ("", Status.ACTIVE) else None,
        "combines_with": ids(others, answers["combines_with"]) or None,
        "reviewed": _reviewed(
            channel, day(answers["reviewed"]), _by(organisation, review, answers)
        ),
        "note": answers["note"] or None,
    }
    return changes(path, old, new, free_edits(path, channel.fields, answers))


def role_fields(organisation: Organisation, role: Role, words: Words) -> tuple[Field, ...]:
    """Return the fields of a role."""
    others = {one.id: one.name for one in organisation.roles.values() if one.id != role.id}
    departments = tuple((one.id, one.name) for one in organisation.departments.values())
    holders = dict.fromkeys(name for one in organisation.roles.values() for name in one.holders)
    known = tuple(others.values())
    commas = words("roles, separated by commas")
    return (
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


def role_edit(organisation: Organisation, role: Role, answers: Answers) -> Edit | None:
    """Return what the answers of ``role_fields`` change.

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
        "short": answers["short"] or None,
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
    return changes(path, old, new, free_edits(path, role.fields, answers))


def department_fields(department: Department, words: Words) -> tuple[Field, ...]:
    """Return the fields of a department."""
    return (
        Field("name", words("Name"), department.name),
        Field(
            "discipline",
            words("Discipline"),
            department.discipline,
            choices(vocabulary.DISCIPLINES, words),
        ),
        Field("note", words("Note"), department.note or ""),
    )


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


def day(value: object) -> dt.date | None:
    """Return the day a person wrote, as 2027-01-31, 31.1.27 or 31.1.; None for nothing.

    Raises:
        EditError: It is no day.
    """
    text = str(value).strip()
    if not text:
        return None
    found = read_day(text, dt.datetime.now().astimezone().date())
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


def _tuple(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _reviewer(organisation: Organisation, review: Review | None) -> str:
    """Return who reviewed, a role by its name."""
    by = (review.by or "") if review else ""
    known = {role.id: role.name for role in organisation.roles.values()}
    unique = list(known.values()).count(known.get(by, "")) == 1
    return known[by] if unique else by


def _by(organisation: Organisation, review: Review | None, answers: Answers) -> str | None:
    """Return who reviewed as the file says it: a role by its id; what stays is not rewritten."""
    answer = str(answers["by"])
    if review and answer == _reviewer(organisation, review).strip():
        return review.by
    by_name: dict[str, list[str]] = {}
    for role in organisation.roles.values():
        by_name.setdefault(folded(role.name), []).append(role.id)
    found = by_name.get(folded(answer), [])
    return found[0] if len(found) == 1 else answer or None


def _reviewed(channel: Channel, on: dt.date | None, by: str | None) -> Any:  # noqa: ANN401 - a plain TOML value
    """Return a new review, which saw the letters of now; or the last one, by somebody else."""
    if on is None:
        return None
    last = channel.review
    if last is None or last.on != on:
        return reviewed(channel, on, by)
    return written(replace(last, by=by))


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
        if value != old[key]
    ]
    return edits.together([*made, *more], Text("Change {id}", {"id": path[-1]}))
