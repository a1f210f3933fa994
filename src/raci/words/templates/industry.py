"""A starting file for an industry: its usual roles (``industries.toml``) on its usual channels.

Where the firm is of another size than is usual there, the roles are those of ``sizes.toml``.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from raci.model.naming import make_id, short_names
from raci.model.organisation import Industry, Role, Size
from raci.model.scheme import Part
from raci.words import words_in
from raci.words.catalogue import Function, usual

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci.words.catalogue import Entry

#: Who hears of a channel on which nobody else is consulted or informed, the first that is free.
_LISTENERS = (Function.COMMUNICATION, Function.DESK, Function.SALES, Function.SERVICE)

#: A role, the functions it has in ``industries.toml``, and what else stands there.
_Table = dict[str, Any]


def industry_template(industry: str, language: str, size: str = "") -> str:
    """Return the text of a file with the usual roles and channels of an industry.

    Args:
        industry: A value of ``Industry``.
        language: ``de`` or ``en``.
        size: A value of ``Size``; empty for the one that is usual in the industry.
    """
    firm = _firms()[industry]
    if size and size != firm["size"]:
        firm = _fitting(_firms("sizes")[size], industry)
    return _Template(industry, language, firm).text()


def _fitting(firm: _Table, industry: str) -> _Table:
    """Return a firm without the roles that no usual channel of an industry asks for."""
    asked: set[str | None] = {Function.LEADERSHIP}
    for entry in usual(industry):
        asked.update(*entry.parts.values(), [entry.implementation])
    roles = {key: role for key, role in firm["roles"].items() if asked & set(role["functions"])}
    for key, role in roles.items():
        others = {name: role[name] for name in ("deputy", "reports_to") if role.get(name) in roles}
        own = {name: one for name, one in role.items() if name not in {"deputy", "reports_to"}}
        roles[key] = own | others
    used = {role["department"] for role in roles.values()}
    departments = {key: one for key, one in firm["departments"].items() if key in used}
    return {**firm, "roles": roles, "departments": departments}


def industry_sizes() -> dict[Industry, Size]:
    """Return how large the firm is that the template of an industry makes."""
    return {Industry(industry): Size(firm["size"]) for industry, firm in _firms().items()}


@cache
def _firms(name: str = "industries") -> dict[str, _Table]:
    import tomllib
    from pathlib import Path

    path = Path(__file__).parent.parent / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


class _Template:
    """The firm of an industry in one language, being written."""

    def __init__(self, industry: str, language: str, firm: _Table) -> None:
        self._industry = industry
        self._language = language
        self._words = words_in(language)
        self._firm = firm
        self._channels = usual(industry)
        self._departments = self._ids(firm["departments"])
        self._roles = self._ids(firm["roles"])
        self._ids_of_channels = _made_ids([one.names[language] for one in self._channels])
        self._role_of: dict[str, str] = {
            function: self._roles[key]
            for key, role in firm["roles"].items()
            for function in role["functions"]
        }
        self._leader = self._role_of[Function.LEADERSHIP]

    def text(self) -> str:
        """Return the whole file."""
        parts = [self._head(), *self._blocks()]
        return "\n\n".join(parts) + "\n"

    def _ids(self, tables: Mapping[str, _Table]) -> dict[str, str]:
        names = [table["name"][self._language] for table in tables.values()]
        return dict(zip(tables, _made_ids(names), strict=True))

    def _head(self) -> str:
        words = self._words
        remarks = (
            words("Who answers for what?"),
            words("A start: fill in names, strike out what you don't have, put the letters right."),
            words("A = accountable, R = responsible, C = consulted, I = informed."),
            words("Open it with `raci FILE`, check it with `raci check FILE`."),
        )
        return "\n".join(
            [
                *(f"# {remark}" for remark in remarks),
                "",
                "format = 1",
                "",
                "[organisation]",
                f"name = {_string(self._firm['name'][self._language])}",
                f"language = {_string(self._language)}",
                f"size = {_string(self._firm['size'])}",
                f"industry = {_string(self._industry)}",
            ]
        )

    def _blocks(self) -> Iterator[str]:
        words = self._words
        yield _headline(words("Departments: one group of columns each"))
        yield from self._department_blocks()
        yield _headline(
            words("Roles: one column each. `holder` is the person, `deputy` another role")
        )
        yield from self._role_blocks()
        yield _headline(words("Who chooses the channels and their mix"))
        yield self._portfolio()
        yield _headline(words("Channels: one row each"))
        linked: set[frozenset[str]] = set()
        for key, entry in zip(self._ids_of_channels, self._channels, strict=True):
            yield from self._channel(key, entry, linked)

    def _department_blocks(self) -> Iterator[str]:
        for key, table in self._firm["departments"].items():
            lines = [f"[departments.{self._departments[key]}]", self._name(table)]
            if "discipline" in table:
                lines.append(f"discipline = {_string(table['discipline'])}")
            yield "\n".join(lines)

    def _role_blocks(self) -> Iterator[str]:
        tables: Mapping[str, _Table] = self._firm["roles"]
        heads = short_names(
            Role(self._roles[key], table["name"][self._language]) for key, table in tables.items()
        )
        for key, table in tables.items():
            own = self._roles[key]
            lines = [f"[roles.{own}]", self._name(table), f"short = {_string(heads[own])}"]
            lines.append(f"department = {_string(self._departments[table['department']])}")
            if "discipline" in table:
                lines.append(f"discipline = {_string(table['discipline'])}")
            if own == self._leader:
                lines.append("leadership = true")
            if table.get("external"):
                lines.append("external = true")
            if own != self._leader:
                above = self._roles[table["reports_to"]] if "reports_to" in table else self._leader
                lines.append(f"reports_to = {_string(above)}")
            if "deputy" in table:
                lines.append(f"deputy = {_string(self._roles[table['deputy']])}")
            yield "\n".join(lines)

    def _portfolio(self) -> str:
        found = {self._leader: "A"}
        for function, letter in (
            (Function.COMMUNICATION, "R"),
            (Function.MARKETING, "C"),
            (Function.SALES, "C"),
            (Function.SERVICE, "I"),
        ):
            if function in self._role_of:
                found.setdefault(self._role_of[function], letter)
        return "\n".join(["[portfolio.raci]", *self._lines(found)])

    def _channel(self, key: str, entry: Entry, linked: set[frozenset[str]]) -> Iterator[str]:
        phases = ", ".join(_string(phase) for phase in entry.phases)
        lines = [f"[channels.{key}]", f"name = {_string(entry.names[self._language])}"]
        lines += [f"kind = {_string(entry.kind)}", f"phases = [{phases}]"]
        links = list(self._links(entry, linked))
        if links:
            lines.append(f"combines_with = [{', '.join(map(_string, links))}]")
        if entry.critical:
            lines.append("critical = true")
        yield "\n".join(lines)
        yield "\n".join([f"[channels.{key}.raci]", *self._lines(self._letters(entry))])
        if entry.implementation:
            role = self._role_of[entry.implementation]
            yield f'[channels.{key}.duties.implementation]\n{role} = "R"'

    def _links(self, entry: Entry, linked: set[frozenset[str]]) -> Iterator[str]:
        """Yield the channels of this file it works together with, each pair once."""
        known = {
            one.id: key for one, key in zip(self._channels, self._ids_of_channels, strict=True)
        }
        for other in entry.combines_with:
            pair = frozenset((entry.id, other))
            if other in known and pair not in linked:
                linked.add(pair)
                yield known[other]

    def _letters(self, entry: Entry) -> dict[str, str]:
        """Return the letters by role.

        The leader is accountable for all channels of a small firm, else for the critical ones; who
        has two functions here has the first one's letter; somebody always hears of the channel.
        """
        accountable = self._role_of[entry.parts[Part.ACCOUNTABLE][0]]
        chief = self._firm["size"] == "small" or entry.critical
        found = {self._leader if chief else accountable: "A"}
        for part, letter in (
            (Part.RESPONSIBLE, "R"),
            (Part.CONSULTED, "C"),
            (Part.INFORMED, "I"),
        ):
            for function in entry.parts[part]:
                role = self._role_of.get(function)
                if role is None:
                    continue
                if letter == "R" and found.get(role) == "A":
                    found[role] = "AR"
                found.setdefault(role, letter)
        if not {"C", "I"} & set(found.values()):
            free = (self._role_of.get(function) for function in _LISTENERS)
            found[next(role for role in free if role and role not in found)] = "I"
        return found

    def _lines(self, letters: Mapping[str, str]) -> Iterator[str]:
        """Yield the letters in the order of the columns."""
        for role in self._roles.values():
            if role in letters:
                yield f'{role} = "{letters[role]}"'

    def _name(self, table: _Table) -> str:
        return f"name = {_string(table['name'][self._language])}"


def _made_ids(names: Sequence[str]) -> list[str]:
    made: list[str] = []
    for name in names:
        made.append(make_id(name, made))
    return made


def _headline(text: str) -> str:
    return f"# --- {text} ---"


def _string(text: str) -> str:
    """Return a basic string of TOML; JSON writes the same for texts without control characters."""
    return json.dumps(str(text), ensure_ascii=False)
