"""Small organisations and what people do to them, for the laws of comparing and merging."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from raci.versions.references import renamed, stripped

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn

Values = dict[str, Any]

#: What everybody begins with: references of every kind, an unknown key, waivers.
BASE: Values = {
    "format": 1,
    "organisation": {"name": "Firm", "size": "small"},
    "departments": {"top": {"name": "Top"}, "work": {"name": "Work"}},
    "roles": {
        "boss": {"name": "Boss", "department": "top", "leadership": True},
        "office": {"name": "Office", "department": "work", "reports_to": ["boss"]},
        "it": {"name": "IT", "department": "work", "reports_to": "boss", "deputy": ["office"]},
    },
    "portfolio": {"raci": {"boss": "A", "it": "C"}},
    "channels": {
        "web": {
            "name": "Website",
            "combines_with": ["post"],
            "colour": "blue",
            "raci": {"boss": "A", "office": "R", "it": {"letters": "C", "why": "so"}},
            "duties": {"implementation": {"it": "R"}},
        },
        "post": {"name": "Letter", "raci": {"office": "AR"}},
        "phone": {"name": "Telephone", "phases": ["before"], "raci": {"boss": "A", "it": "I"}},
        "fax": {"name": "Fax", "reviewed": {"by": "office", "raci": {"it": "A", "gone": "R"}}},
    },
    "waivers": [
        {"rule": "RACI301", "channels": ["web"], "reason": "so"},
        {"rule": "RACI101", "channels": ["post", "phone"], "roles": ["it"], "reason": "so"},
    ],
}

_LETTERS = st.sampled_from(["A", "R", "C", "AR", {"letters": "I", "why": "asked"}, None])


def _pick(draw: DrawFn, values: Values, table: str) -> str | None:
    entries = list(values.get(table, {}))
    return draw(st.sampled_from(entries)) if entries else None


def _cell(draw: DrawFn, values: Values) -> Values:
    channel, role = _pick(draw, values, "channels"), _pick(draw, values, "roles")
    if channel is None or role is None:
        return values
    entry = values["channels"][channel]
    row = entry.setdefault("raci", {})
    if draw(st.booleans()):
        row = entry.setdefault("duties", {}).setdefault("content", {})
    letters = draw(_LETTERS)
    row.pop(role, None)
    if letters is not None:
        row[role] = letters
    return values


def _field(draw: DrawFn, values: Values) -> Values:
    table = draw(st.sampled_from(["departments", "roles", "channels"]))
    key = _pick(draw, values, table)
    if key is not None:
        field = draw(st.sampled_from(["note", "colour", "holder"]))
        values[table][key][field] = draw(st.sampled_from(["x", "y", "z"]))
    return values


def _line(draw: DrawFn, values: Values) -> Values:
    one, other = _pick(draw, values, "roles"), _pick(draw, values, "roles")
    if one and other:
        values["roles"][one][draw(st.sampled_from(["reports_to", "deputy"]))] = [other]
    return values


def _delete(draw: DrawFn, values: Values) -> Values:
    table = draw(st.sampled_from(["departments", "roles", "channels"]))
    key = _pick(draw, values, table)
    return dict(stripped(values, {table: {key}})) if key is not None else values


def _rename(draw: DrawFn, values: Values) -> Values:
    table = draw(st.sampled_from(["departments", "roles", "channels"]))
    key = _pick(draw, values, table)
    if key is None:
        return values
    new = draw(st.sampled_from([f"{key}_2", "renamed", "x y"]))
    return values if new in values[table] else dict(renamed(values, {table: {key: new}}))


def _add(draw: DrawFn, values: Values) -> Values:
    key = draw(st.sampled_from(["blog", "chat"]))
    if key not in values.get("channels", {}):
        role = _pick(draw, values, "roles")
        row = {role: "A"} if role else {}
        entries = list(values.get("channels", {}).items())
        at = draw(st.integers(0, len(entries)))
        added = (key, {"name": key.title(), "raci": row})
        values["channels"] = dict([*entries[:at], added, *entries[at:]])
    return values


def _move(draw: DrawFn, values: Values) -> Values:
    table = draw(st.sampled_from(["roles", "channels"]))
    key = _pick(draw, values, table)
    if key is not None:
        entries = [entry for entry in values[table].items() if entry[0] != key]
        at = draw(st.integers(0, len(entries)))
        values[table] = dict([*entries[:at], (key, values[table][key]), *entries[at:]])
    return values


def _waive(draw: DrawFn, values: Values) -> Values:
    waivers = values.get("waivers", [])
    if waivers and draw(st.booleans()):
        draw(st.sampled_from(waivers))["reason"] = draw(st.sampled_from(["why", "because"]))
    else:
        rule = draw(st.sampled_from(["RACI301", "RACI405"]))
        key = _pick(draw, values, "channels")
        if key is not None:
            values["waivers"] = [*waivers, {"rule": rule, "channels": [key], "reason": "new"}]
    return values


_DEEDS: tuple[Callable[[DrawFn, Values], Values], ...] = (
    _cell,
    _cell,
    _field,
    _line,
    _delete,
    _rename,
    _add,
    _move,
    _waive,
)


@st.composite
def versions(draw: DrawFn) -> Values:
    """Return what somebody made of the base with a few deeds."""
    values = copy.deepcopy(BASE)
    for deed in draw(st.lists(st.sampled_from(_DEEDS), max_size=4)):
        values = copy.deepcopy(deed(draw, values))
    return values
