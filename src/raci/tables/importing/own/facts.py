"""What our JSON says of roles, channels and schemes beside letters, as a file has it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from raci.model.organisation import Duty, Kind, Phase, Status
from raci.model.scheme import SCHEMES, Letter, Part, PerRow, Scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_Word = TypeVar("_Word", bound=StrEnum)


def scheme_of(entry: Any) -> Scheme | None:  # noqa: ANN401 - whatever JSON has
    """Return the scheme that an export names, or defines letter by letter."""
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        return None
    letters = entry.get("letters")
    if entry.get("own") is not True or not isinstance(letters, list):
        return SCHEMES.get(entry["name"])
    found = [_letter(letter) for letter in letters if isinstance(letter, dict)]
    return Scheme(entry["name"], {letter.char: letter for letter in found if letter}, own=True)


def carried_scheme(values: Mapping[str, Any]) -> Scheme:
    """Return the scheme of a file by its values."""
    return said_scheme(values) or SCHEMES["RACI"]


def said_scheme(head: Mapping[str, Any]) -> Scheme | None:
    """Return the scheme that an export of ours names or defines; None where it says nothing."""
    own, organisation = head.get("scheme"), head.get("organisation")
    if isinstance(own, dict) and isinstance(own.get("letters"), dict):
        letters = [
            {"label": char, "letter": char, **letter}
            for char, letter in own["letters"].items()
            if isinstance(letter, dict)
        ]
        return scheme_of({"name": own.get("name"), "own": True, "letters": letters})
    name = organisation.get("scheme") if isinstance(organisation, dict) else None
    return SCHEMES.get(name) if isinstance(name, str) else None


def _letter(entry: Mapping[str, Any]) -> Letter | None:
    char, label = entry.get("letter"), entry.get("label")
    part, per_row = _one_of(Part, entry.get("part")), _one_of(PerRow, entry.get("per_row"))
    if not isinstance(char, str) or len(char) != 1 or part is None or not isinstance(label, str):
        return None
    return Letter(char, part, label, per_row or PerRow.ANY)


def role_facts(role: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an export says of a role: its id, and the keys of a file."""
    facts: dict[str, Any] = {"id": role["id"]}
    holders = _texts(role.get("holders"))
    facts |= {"holder": holders[0] if len(holders) == 1 else holders} if holders else {}
    for key, name in (("deputies", "deputy"), ("reports_to", "reports_to")):
        others = _texts(role.get(key))
        facts |= {name: others} if others else {}
    facts |= {key: True for key in ("leadership", "external") if role.get(key) is True}
    facts |= {"discipline": "it"} if role.get("it") is True else {}
    return facts | _free(role)


def channel_facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an export says of a channel, as the keys of a file."""
    facts: dict[str, Any] = {}
    kind, status = _one_of(Kind, row.get("kind")), _one_of(Status, row.get("status"))
    facts |= {"kind": kind.value} if kind else {}
    phases = [phase for phase in _texts(row.get("phases")) if _one_of(Phase, phase)]
    for key, values in (("phases", phases), ("combines_with", _texts(row.get("combines_with")))):
        facts |= {key: values} if values else {}
    facts |= {"critical": True} if row.get("critical") is True else {}
    facts |= {"status": status.value} if status and status is not Status.ACTIVE else {}
    return facts | _review(row.get("reviewed")) | _free(row)


def _review(entry: Any) -> dict[str, Any]:  # noqa: ANN401
    day = day_of(entry.get("on")) if isinstance(entry, dict) else None
    if day is None:
        return {}
    by, own, duties = (entry.get(key) for key in ("by", "raci", "duties"))
    review: dict[str, Any] = {"on": day}
    review |= {"by": by} if isinstance(by, str) and by else {}
    review |= {"raci": own} if _letters(own) else {}
    known = isinstance(duties, dict) and duties.keys() <= set(Duty)
    review |= {"duties": duties} if known and all(map(_letters, duties.values())) else {}
    return {"reviewed": review if len(review) > 1 else day}


def _letters(row: Any) -> bool:  # noqa: ANN401
    """Tell whether a value is what a review noted of a row: letters by role."""
    return isinstance(row, dict) and all(isinstance(letters, str) for letters in row.values())


def _free(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return a note and free fields; fields that TOML has no value for are left."""
    note, fields = entry.get("note"), entry.get("fields")
    found: dict[str, Any] = {"note": note} if isinstance(note, str) and note else {}
    known = (
        {} if not isinstance(fields, dict) else {k: v for k, v in fields.items() if v is not None}
    )
    return found | ({"fields": known} if known else {})


def day_of(text: Any) -> dt.date | None:  # noqa: ANN401
    """Return the day that a value of JSON stands for; None for anything else."""
    try:
        return dt.date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _one_of(known: type[_Word], text: object) -> _Word | None:
    return known(text) if isinstance(text, str) and text in set(known) else None


def _texts(values: Any) -> list[str]:  # noqa: ANN401
    return [value for value in _listed(values) if isinstance(value, str)]


def _listed(values: Any) -> Iterable[Any]:  # noqa: ANN401
    return values if isinstance(values, list) else ()
