"""What a file means: the organisation, and the faults of each of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.document import fields
from raci.document.reading.items import Items, sound_ids
from raci.document.reading.settings import Extended, no_scheme_yet
from raci.document.reading.values import Known
from raci.frozen import frozen, replace
from raci.model.edit import Touched
from raci.model.organisation import Organisation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from raci.document.reading.settings import Origin
    from raci.model.finding import Finding
    from raci.model.organisation import Path
    from raci.model.rule import RuleNames
    from raci.toml_edit.draft import Draft


#: The tables whose entries have ids.
TABLES = ("departments", "roles", "channels")

#: Parts are read one by one: an item, or a top-level key; ``()`` is what stands at the root.
PORTFOLIO, WAIVERS, CHECK, ORGANISATION = (
    ("portfolio",),
    ("waivers",),
    ("check",),
    ("organisation",),
)


@frozen
class Meaning:
    """An organisation as a file tells it.

    Attributes:
        faults: By part; parts without faults are missing.
        faulty_rows: Ids of channels (None: the portfolio) with a faulty cell.
    """

    organisation: Organisation
    faults: Mapping[Path, tuple[Finding, ...]]
    faulty_rows: frozenset[str | None]
    known: Known
    extended: Extended

    @property
    def problems(self) -> tuple[Finding, ...]:
        """All faults, part by part."""
        return tuple(fault for part in self.faults.values() for fault in part)

    def knowing(self, ids: Mapping[str, Iterable[str]]) -> Meaning:
        """Return the same with other ids that can be referred to."""
        known = Known(self.known.rules, self.organisation.scheme, ids)
        return replace(self, known=known)


def part_of(path: Path) -> Path:
    """Return the part that reads what stands at ``path``."""
    return path[:2] if path[:1] and path[0] in TABLES else path[:1]


def read(data: Mapping[str, Any], rules: RuleNames, extended: Extended) -> Meaning:
    """Read a whole file."""
    faults: dict[Path, tuple[Finding, ...]] = {}
    settings = no_scheme_yet(rules)
    scheme = settings.scheme(data, extended.scheme)
    _keep(faults, ("scheme",), settings.problems.found)
    known = Known(rules, scheme, {table: sound_ids(data, table) for table in TABLES})
    start = Meaning(Organisation(scheme=scheme), faults, frozenset(), known, extended)
    parts: list[Path] = [(), ORGANISATION]
    for table in TABLES:
        entries = data.get(table)
        parts.append((table,))
        if isinstance(entries, dict):
            parts += [(table, key) for key in entries]
    return reread(start, data, (*parts, PORTFOLIO, WAIVERS, CHECK))


def reread(
    meaning: Meaning, data: Mapping[str, Any], parts: Iterable[Path], *, reordered: bool = True
) -> Meaning:
    """Read some parts again; the scheme, rules and ids must be those that ``meaning`` knows.

    Args:
        meaning: What is known.
        data: What the file says now.
        parts: What may have changed.
        reordered: Whether items may have come, gone or changed places.
    """
    reading = _Reading(meaning, data)
    for part in parts:
        reading.part(part)
    return reading.result(reordered=reordered)


def _keep(faults: dict[Path, tuple[Finding, ...]], part: Path, found: list[Finding]) -> None:
    if found:
        faults[part] = tuple(found)
    else:
        faults.pop(part, None)


class _Reading:
    """Takes the parts that are read again into a copy of what was known."""

    def __init__(self, meaning: Meaning, data: Mapping[str, Any]) -> None:
        self._meaning = meaning
        self._data = data
        self._items = Items(meaning.known)
        self._faults = dict(meaning.faults)
        self._faulty = set(meaning.faulty_rows)
        self._changed: dict[str, Any] = {}
        self._tables: dict[str, dict[str, Any]] = {}
        self._readers: dict[str, Callable[[str, object], object | None]] = {
            "departments": self._items.department,
            "roles": self._items.role,
            "channels": self._items.channel,
        }

    def part(self, part: Path) -> None:
        """Read a part, or forget it where it is gone."""
        if len(part) > 1:
            self._item(str(part[0]), str(part[1]))
        else:
            self._single(part)
        found = self._items.problems.found
        if found:
            self._faults[part] = tuple(found)
            self._items.problems.found = []
        elif part in self._faults:
            del self._faults[part]

    def result(self, *, reordered: bool) -> Meaning:
        """Return what is known now; entries stand in the order of the file."""
        for table, entries in self._tables.items():
            order = self._data.get(table)
            if reordered and isinstance(order, dict) and list(entries) != list(order):
                self._tables[table] = {key: entries[key] for key in order if key in entries}
        changes = self._changed | self._tables
        return replace(
            self._meaning,
            organisation=replace(self._meaning.organisation, **changes),
            faults=self._faults,
            faulty_rows=frozenset(self._faulty),
        )

    def _item(self, table: str, key: str) -> None:
        entries = self._tables.get(table)
        if entries is None:
            entries = dict(getattr(self._meaning.organisation, table))
            self._tables[table] = entries
        found = self._data.get(table)
        read = None
        self._items.faulty = False
        if isinstance(found, dict) and key in found:
            read = self._readers[table](key, found[key])
        if read is None:
            entries.pop(key, None)
        else:
            entries[key] = read
        if table == "channels":
            self._note_row(key)

    def _note_row(self, row: str | None) -> None:
        if self._items.faulty:
            self._faulty.add(row)
        else:
            self._faulty.discard(row)

    def _single(self, part: Path) -> None:
        value = self._data.get(str(part[0])) if part else None
        if part == ():
            self._root()
        elif part == ORGANISATION:
            self._organisation(value)
        elif part == PORTFOLIO:
            self._items.faulty = False
            self._changed["portfolio"] = None if value is None else self._items.portfolio(value)
            self._note_row(None)
        elif part == WAIVERS:
            self._changed["waivers"] = () if value is None else self._items.waivers(value)
        elif part == CHECK:
            settings = no_scheme_yet(self._meaning.known.rules)
            self._changed["check"] = settings.check(value, self._meaning.extended)
            self._items.problems.found = settings.problems.found
        elif value is not None:
            self._items.is_table(value, part)

    def _root(self) -> None:
        problems = self._items.problems
        format_ = self._data.get("format")
        if format_ is None:
            problems.missing(("format",))
        else:
            check_format(self._items, format_)
        for key, value in self._data.items():
            if key in fields.ROOT:
                continue
            if isinstance(value, dict | list):
                problems.unknown_table((key,), fields.ROOT)
            else:
                problems.unknown_key((key,), fields.ROOT)

    def _organisation(self, value: object) -> None:
        table = value if isinstance(value, dict) else {}
        if value is None or self._items.is_table(value, ORGANISATION):
            read = self._items.table(table, fields.ORGANISATION, ORGANISATION)
        else:
            read = {}
        empty = {"name": "", "language": None, "size": Organisation().size}
        read = empty | {"row_name": None, "industry": None, "note": None} | read
        read.pop("scheme", None)
        self._changed |= read


def check_format(items: Items, value: object) -> None:
    """Note a ``format`` that is no version at all; newer versions are no fault here."""
    from raci.document import problems as wordings
    from raci.model.text import Text

    if not isinstance(value, int) or isinstance(value, bool):
        items.problems.wrong_type(("format",), wordings.A_WHOLE_NUMBER, value)
    elif value < 1:
        text = Text("{key}: {value} is no version of the format", {"key": "format", "value": value})
        items.problems.invalid(("format",), text)


def after(
    meaning: Meaning, before: Mapping[str, Any], draft: Draft, origin: Origin, *, dangling: bool
) -> tuple[Meaning, Touched]:
    """Read what an edit changed.

    Args:
        meaning: What the file meant before.
        before: What it said before.
        draft: What it says now, and what was changed.
        origin: Where the file is, and what it is read with.
        dangling: Whether an item may be gone while something still refers to it.

    Returns:
        What the file means now, and what must be looked at again by those who watch.
    """
    data, paths = draft.data, draft.paths
    parts = dict.fromkeys(part_of(path) for path in paths)
    touched = _touched(paths)
    if ("check",) in parts and data.get("check") != before.get("check"):
        below = origin.extended(data)
        if below != meaning.extended:
            return read(data, origin.rules, below), Touched(whole=True)
    if _scheme_source(data) != _scheme_source(before):
        return read(data, origin.rules, meaning.extended), Touched(whole=True)
    if dangling:
        return read(data, origin.rules, meaning.extended), Touched(whole=True)
    if _ids_changed(meaning, data, parts):
        meaning = meaning.knowing({table: sound_ids(data, table) for table in TABLES})
        # What is sound stays sound, as whatever went has taken all references along; what was
        # faulty may be cured by what came.
        parts |= dict.fromkeys(meaning.faults)
        touched |= _touched(meaning.faults)
    return reread(meaning, data, parts, reordered=draft.reordered), touched


def _scheme_source(data: Mapping[str, Any]) -> object:
    organisation = data.get("organisation")
    named = organisation.get("scheme") if isinstance(organisation, dict) else None
    return named, data.get("scheme")


def _ids_changed(meaning: Meaning, data: Mapping[str, Any], parts: Iterable[Path]) -> bool:
    """Tell whether ids came or went."""
    for part in parts:
        if len(part) > 1:
            table, name = str(part[0]), str(part[1])
            entries = data.get(table)
            there = isinstance(entries, dict) and isinstance(entries.get(name), dict)
            if there != (name in meaning.known.ids[table]):
                return True
    return False


def _touched(paths: Iterable[Path]) -> Touched:
    """Return which channels, roles or other things are meant."""
    channels: set[str] = set()
    roles: set[str] = set()
    whole = False
    for path in paths:
        if len(path) > 1 and path[0] == "channels":
            channels.add(str(path[1]))
        elif len(path) > 1 and path[0] == "roles":
            roles.add(str(path[1]))
        else:
            whole = True
    return Touched(frozenset(channels), frozenset(roles), whole)
