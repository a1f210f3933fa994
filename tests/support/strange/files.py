"""Organisation files in every spelling that TOML allows, and edits of every kind.

Everything is drawn from one ``random.Random``: hypothesis hands in its own, the long run in
``bench/document_fuzz.py`` a seeded one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from raci.model.edit import (
    AddItem,
    AddWaiver,
    Compound,
    DeleteItem,
    DeleteWaiver,
    Move,
    RenameId,
    SetCell,
    SetField,
)
from raci.model.organisation import Cell, Duty
from raci.toml_edit.path import key

if TYPE_CHECKING:
    import random

    from raci.document import Document
    from raci.model.edit import Edit
    from raci.model.organisation import Path

IDS = (
    "web",
    "news",
    "tel. zentrale",
    "küche",
    "a-b",
    "x_1",
    "7",
    'q"uote',
    "it's",
    "Ω",
    "b.c",
    "é",
)
NAMES = (
    "Web",
    'Say "hi"',
    "C:\\dir",
    "tab\there",
    "two\nlines",
    "日本",
    "it's",
    "# no comment",
    "[x]",
)
DISCIPLINES = ("management", "marketing", "it", "leadership", "markting")
LETTERS = ("A", "R", "C", "I", "AR", "RA", "", "a", "А", "X", "RR", "R/A")
SOUND = ("A", "R", "C", "I", "AR", "")
DAY = dt.date(2026, 9, 1)
ITEM_TABLES = ("departments", "roles", "channels")


@dataclass
class Strange:
    """A text, and to whom each of its comments belongs."""

    text: str = ""
    owners: dict[str, Path] = field(default_factory=dict)


def draw_data(rng: random.Random) -> dict[str, Any]:
    """Return what a file is to mean, some of it faulty."""
    departments = rng.sample(IDS, rng.randint(0, 3))
    roles = rng.sample(IDS, rng.randint(1, 5))
    channels = rng.sample(IDS, rng.randint(1, 5))
    data: dict[str, Any] = {"format": 1, "organisation": {"name": rng.choice(NAMES)}}
    if rng.random() < 0.5:
        data["organisation"]["size"] = rng.choice(("small", "large", "huge"))
    if departments:
        data["departments"] = {name: _department(rng) for name in departments}
    data["roles"] = {name: _role(rng, departments, roles) for name in roles}
    if rng.random() < 0.3:
        data["portfolio"] = {"raci": draw_row(rng, roles)}
    data["channels"] = {name: _channel(rng, roles, channels) for name in channels}
    if rng.random() < 0.5:
        data["waivers"] = [_waiver(rng, roles, channels) for _ in range(rng.randint(1, 3))]
    if rng.random() < 0.3:
        data["check"] = {"ignore": ["RACI109"], "rules": {"it-only": {"severity": "info"}}}
    if rng.random() < 0.2:
        data["unknown"] = {
            "deep": {"er": [1, 2.5, [True]]},
            "when": dt.datetime(2026, 1, 1, 7, 30, tzinfo=dt.UTC),
        }
    return data


def _department(rng: random.Random) -> dict[str, Any]:
    return _some(rng, name=rng.choice(NAMES), discipline=rng.choice(DISCIPLINES), note="n")


def _role(rng: random.Random, departments: list[str], roles: list[str]) -> dict[str, Any]:
    return _some(
        rng,
        name=rng.choice(NAMES),
        department=rng.choice([*departments, "none"]),
        leadership=rng.choice([True, False]),
        holder=rng.choice(["A. Huber", ["A", "B"]]),
        deputy=rng.choice([rng.choice(roles), [*rng.sample(roles, 1), "nobody"]]),
        reports_to=rng.choice([rng.choice(roles), rng.sample(roles, len(roles))]),
        fields={"url": "https://x.example", "n": 3},
    )


def _seen(rng: random.Random, roles: list[str]) -> dict[str, Any]:
    """Return a review that saw letters, of roles that are there and of one that is not."""
    letters = dict.fromkeys(rng.sample([*roles, "gone"], rng.randint(0, 2)), "AR")
    return {"on": DAY, "raci": letters, "duties": {"content": letters}}


def _channel(rng: random.Random, roles: list[str], channels: list[str]) -> dict[str, Any]:
    values = _some(
        rng,
        name=rng.choice(NAMES),
        group="G",
        kind=rng.choice(["new", "traditional", "neu"]),
        phases=rng.sample(["before", "during", "after"], rng.randint(0, 3)),
        combines_with=rng.sample(channels, rng.randint(0, len(channels))),
        reviewed=rng.choice([DAY, {"on": DAY, "by": rng.choice(roles)}, _seen(rng, roles)]),
        note=rng.choice(NAMES),
        colour="blue",
        raci=draw_row(rng, roles),
        duties={"content": draw_row(rng, roles), "direction": draw_row(rng, roles)},
        fields={"url": "u"},
    )
    if rng.random() < 0.5:
        values.pop("duties", None)
    return values


def _waiver(rng: random.Random, roles: list[str], channels: list[str]) -> dict[str, Any]:
    return _some(
        rng,
        rule=rng.choice(["RACI301", "it-only", "nonsense"]),
        channels=rng.sample(channels, rng.randint(1, len(channels))),
        roles=rng.sample(roles, 1),
        reason="because",
        until=DAY,
        by=rng.choice(roles),
    )


def _some(rng: random.Random, **values: Any) -> dict[str, Any]:  # noqa: ANN401 - TOML values
    return {name: value for name, value in values.items() if rng.random() < 0.6}


def draw_row(rng: random.Random, roles: list[str]) -> dict[str, Any]:
    """Return letters by role, some of them annotated, some faulty."""
    row: dict[str, Any] = {}
    for role in rng.sample(roles, rng.randint(0, len(roles))):
        letters = rng.choice(LETTERS)
        if rng.random() < 0.25:
            row[role] = {"letters": letters} | _some(rng, why="so", until=DAY, extra=1)
        else:
            row[role] = letters
    return row


class Speller:
    """Writes data as TOML, by chance in one spelling or another, with comments everywhere."""

    def __init__(self, rng: random.Random) -> None:
        """Draw the habits of the file's author."""
        self.rng = rng
        self.newline = rng.choice(["\n", "\n", "\r\n"])
        self.commented = rng.choice([0.0, 0.3, 0.7])
        self.spaced = rng.choice([0.0, 0.5, 1.0])
        self.style = rng.choice(["header", "header", "mixed", "mixed", "inline", "dotted"])
        self.equals = rng.choice([" = ", "=", "  =  "])
        self.strange = Strange()

    def file(self, data: dict[str, Any]) -> Strange:
        """Return the whole text."""
        rng = self.rng
        blocks: list[tuple[Path, list[str]]] = []
        root: list[str] = []
        for name, value in data.items():
            if isinstance(value, dict) and self._choice(name) == "header":
                blocks += self._headers((name,), value)
            elif isinstance(value, list) and rng.random() < 0.7:
                for rank, item in enumerate(value):
                    blocks += self._headers((name, rank), item, flat=True)
            else:
                root += self._lines((), (name,), value)
        blocks = self._shuffled(blocks)
        out = self._free() + root
        last: Path = ()
        for path, block in blocks:
            # Between the tables of one item, a comment is inside the item.
            owner = path[:2] if path[:2] == last else ()
            out += ([""] if rng.random() < self.spaced else []) + self._free(owner) + block
            last = path[:2]
        out += self._free()
        text = self.newline.join(out) + (self.newline if rng.random() < 0.8 else "")
        self.strange.text = ("\ufeff" if rng.random() < 0.2 else "") + text
        return self.strange

    def _choice(self, name: str) -> str:
        if self.style != "mixed":
            return self.style if name in ITEM_TABLES else "header"
        return self.rng.choice(["header", "header", "header", "inline", "dotted"])

    def _shuffled(self, blocks: list[tuple[Path, list[str]]]) -> list[tuple[Path, list[str]]]:
        """Scatter sub-tables now and then; tables of an array stay where they are."""
        if self.rng.random() < 0.7:
            return blocks
        free = [block for block in blocks if block[0][0] != "waivers"]
        arrays = [block for block in blocks if block[0][0] == "waivers"]
        self.rng.shuffle(free)
        return free + arrays

    def _headers(
        self, path: Path, value: dict[str, Any], *, flat: bool = False
    ) -> list[tuple[Path, list[str]]]:
        rng = self.rng
        lines: list[str] = []
        below: list[tuple[Path, list[str]]] = []
        for name, item in value.items():
            inner = (*path, name)
            table = isinstance(item, dict) and not flat
            if table and len(inner) < 4 and self._nested(inner) == "header":
                below += self._headers(inner, item)
            else:
                lines += self._lines(path, (name,), item)
        if not lines and below and rng.random() < 0.5:
            return below
        name = ".".join(self._key(str(step)) for step in path if isinstance(step, str))
        brackets = ("[[", "]]") if isinstance(path[-1], int) else ("[", "]")
        head = f"{brackets[0]}{name}{brackets[1]}{self._trailing(path)}"
        own = [*self._above(path), head, *lines]
        if rng.random() < 0.3:
            return [*below, (path, own)]
        return [(path, own), *below]

    def _nested(self, path: Path) -> str:
        if path[0] in ITEM_TABLES and len(path) == 2:
            return self._choice(str(path[0]))
        return self.rng.choice(["header", "header", "line"])

    def _lines(self, head: Path, names: tuple[str, ...], value: object) -> list[str]:
        """Return a key's line, or its lines where it is spelled with dots."""
        path = (*head, *names)
        dots = isinstance(value, dict) and value and len(path) < 5 and self.rng.random() < 0.5
        if dots and isinstance(value, dict):
            return [
                line
                for name, item in value.items()
                for line in self._lines(head, (*names, name), item)
            ]
        dotted = self.rng.choice([".", ".", " . "]).join(self._key(name) for name in names)
        written = self._value(path, value)
        above = self._above(head if len(head) > 1 else path[:2]) if self.rng.random() < 0.3 else []
        indent = self.rng.choice(["", "", "  "])
        return [*above, f"{indent}{dotted}{self.equals}{written}{self._trailing(path)}"]

    def _key(self, name: str) -> str:
        if self.rng.random() < 0.15 and "'" not in name:
            return f"'{name}'"
        if self.rng.random() < 0.15 and '"' not in name and "\\" not in name:
            return f'"{name}"'
        return key(name)

    def _value(self, path: Path, value: object) -> str:
        if isinstance(value, str):
            return self._string(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, dict):
            inner = ", ".join(
                f"{self._key(name)} = {self._value((), item)}" for name, item in value.items()
            )
            return f"{{{inner}}}" if self.rng.random() < 0.5 or not inner else f"{{ {inner} }}"
        if isinstance(value, list):
            return self._array(path, value)
        if isinstance(value, dt.datetime):
            return value.isoformat(sep=self.rng.choice("T "))
        return str(value)

    def _string(self, value: str) -> str:
        plain = value.isprintable()
        if plain and "'" not in value and self.rng.random() < 0.2:
            return f"'{value}'"
        if self.rng.random() < 0.1 and plain:
            body = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"""{body}"""'
        if self.rng.random() < 0.3 and "\n" in value:
            return '"""\n'.replace("\n", self.newline) + value.replace("\n", self.newline) + '"""'
        return (
            '"'
            + value.replace("\\", "\\\\")
            .replace('"', '\\"')
            .replace("\t", "\\t")
            .replace("\n", "\\n")
            + '"'
        )

    def _array(self, path: Path, value: list[Any]) -> str:
        written = [self._value((), item) for item in value]
        if not path or self.rng.random() < 0.6:
            return f"[{', '.join(written)}]"
        lines = []
        for rank, item in enumerate(written):
            comma = "," if rank + 1 < len(written) or self.rng.random() < 0.5 else ""
            lines.append(f"  {item}{comma}{self._trailing((*path, f'={value[rank]}'))}")
        if self.rng.random() < self.commented:
            lines.insert(self.rng.randint(0, len(lines)), f"  {self._comment(path)}")
        return self.newline.join(["[", *lines, "]"])

    # Comments -----------------------------------------------------------------------------

    def _comment(self, owner: Path) -> str:
        number = f"c{len(self.strange.owners)}!"
        self.strange.owners[number] = owner
        words = self.rng.choice(["", "x = [", "[x]", "a = 5", '"' * 3, "ä"])
        return f"# {number} {words}".rstrip()

    def _trailing(self, owner: Path) -> str:
        return f" {self._comment(owner)}" if self.rng.random() < self.commented else ""

    def _above(self, owner: Path) -> list[str]:
        return [self._comment(owner)] if self.rng.random() < self.commented else []

    def _free(self, owner: Path = ()) -> list[str]:
        if self.rng.random() < self.commented / 3:
            return ["", self._comment(owner), ""]
        return []


def draw_file(rng: random.Random) -> Strange:
    """Return a file in some spelling."""
    return Speller(rng).file(draw_data(rng))


# Edits ------------------------------------------------------------------------------------


def draw_edit(rng: random.Random, document: Document) -> Edit:
    """Return an edit that fits the document."""
    kinds = [_cell, _cell, _field, _field, _add, _delete, _move, _move, _rename, _waiver_edit]
    while True:
        edit = rng.choice(kinds)(rng, document)
        if edit is not None:
            break
    if rng.random() < 0.1 and isinstance(edit, SetCell | SetField):
        return Compound((edit, edit))
    return edit


def _ids(document: Document, table: str) -> list[str]:
    entries = document.data.get(table, {})
    return [name for name in entries if isinstance(entries[name], dict)]


def _cell(rng: random.Random, document: Document) -> Edit | None:
    roles, channels = _ids(document, "roles"), _ids(document, "channels")
    if not roles or not channels:
        return None
    known = document.organisation.scheme.letters
    cell = Cell(
        rng.choice([letters for letters in SOUND if set(letters) <= set(known)]),
        rng.choice([None, None, "why"]),
        rng.choice([None, None, DAY]),
    )
    channel = rng.choice([*channels, *channels, None])
    duty = rng.choice([None, None, *Duty]) if channel is not None else None
    return SetCell(channel, rng.choice(roles), rng.choice([cell, cell, None]), duty)


def _field(rng: random.Random, document: Document) -> Edit | None:
    roles, channels = _ids(document, "roles"), _ids(document, "channels")
    if not roles or not channels:
        return None
    role, channel = ("roles", rng.choice(roles)), ("channels", rng.choice(channels))
    some_roles = rng.sample(roles, rng.randint(0, len(roles)))
    choices: list[tuple[Path, Any]] = [
        (("organisation", "name"), rng.choice(NAMES)),
        (("organisation", "scheme"), rng.choice(["RACI", "RASCI", "DACI"])),
        (("check", "rules", "it-only", "severity"), rng.choice(["info", "error"])),
        (("check", "ignore"), rng.choice([[], ["RACI109"], ["RACI1", "RACI2"]])),
        ((*role, "holder"), rng.choice(["X", ["Y", "Z"]])),
        ((*role, "leadership"), rng.choice([True, False])),
        ((*role, "reports_to"), some_roles),
        ((*role, "fields", "url"), rng.choice(NAMES)),
        ((*channel, "name"), rng.choice(NAMES)),
        ((*channel, "phases"), rng.sample(["before", "during", "after"], rng.randint(0, 3))),
        ((*channel, "reviewed"), rng.choice([DAY, {"on": DAY, "by": "me"}, _seen(rng, roles)])),
        ((*channel, "reviewed", "on"), DAY),
        ((*channel, "combines_with"), rng.sample(channels, rng.randint(0, len(channels)))),
        ((*channel, "fields", "a b"), 5),
        ((*channel, "fields"), {"x": 1, "y": [1, {"z": 2}]}),
        ((*channel, "raci"), dict.fromkeys(some_roles, "R")),
        ((*channel, "note"), rng.choice(NAMES)),
    ]
    path, value = rng.choice(choices)
    if path[-2:] == ("reviewed", "on") and isinstance(
        document.data["channels"][path[1]].get("reviewed"), dt.date
    ):
        return None
    return SetField(path, None if rng.random() < 0.25 else value)


def _table(rng: random.Random, document: Document) -> tuple[str, list[str]] | None:
    table = rng.choice(ITEM_TABLES)
    ids = _ids(document, table)
    return (table, ids) if ids else None


def _new_id(rng: random.Random, ids: list[str]) -> str:
    return rng.choice([name for name in (*IDS, *(f"n{n}" for n in range(99))) if name not in ids])


def _add(rng: random.Random, document: Document) -> Edit | None:
    table = rng.choice(ITEM_TABLES)
    ids = _ids(document, table)
    values: dict[str, Any] = {"name": rng.choice(NAMES)}
    if table == "channels":
        values |= {"raci": draw_row(rng, _ids(document, "roles")), "phases": ["before"]}
        if rng.random() < 0.3:
            values["duties"] = {"content": draw_row(rng, _ids(document, "roles"))}
    before = rng.choice([*ids, None])
    return AddItem(table, _new_id(rng, list(document.data.get(table, {}))), values, before)


def _delete(rng: random.Random, document: Document) -> Edit | None:
    found = _table(rng, document)
    return DeleteItem(found[0], rng.choice(found[1])) if found else None


def _move(rng: random.Random, document: Document) -> Edit | None:
    found = _table(rng, document)
    return Move(found[0], rng.choice(found[1]), rng.choice([*found[1], None])) if found else None


def _rename(rng: random.Random, document: Document) -> Edit | None:
    found = _table(rng, document)
    if not found:
        return None
    return RenameId(found[0], rng.choice(found[1]), _new_id(rng, found[1]))


def _waiver_edit(rng: random.Random, document: Document) -> Edit | None:
    waivers = document.data.get("waivers", [])
    if waivers and rng.random() < 0.5:
        return DeleteWaiver(rng.randrange(len(waivers)))
    values = {"rule": rng.choice(["RACI301", "it-only"]), "reason": "r", "until": DAY}
    return AddWaiver(values)
