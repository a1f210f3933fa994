"""JSON and YAML: whatever shape the records have, a sheet per list or map of records."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.importing.imported import Doubt
from raci.tables.importing.own.structure import own_tables
from raci.tables.importing.readers.bounds import (
    DEEPEST,
    LARGEST_MARKUP,
    LARGEST_TREE,
    check_grid,
    refuse_cells,
    refuse_large,
    refuse_rows,
)
from raci.tables.importing.readers.encoding import decode
from raci.tables.importing.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Tree = Any
#: Keys under which records say how they are called.
_TITLES = ("name", "title", "label", "group_title", "group", "phase", "category", "section")
#: A matrix in JSON has an object a row, one for its cells, and some around them.
_OBJECTS_PER_ROW = 3
#: Each list of records is a sheet that is looked at; thousands of them are no document.
_ROWS_PER_SHEET = 50
_HEADS = ("headers", "header", "columns", "head", "roles")


def read_json(data: bytes, name: str, doubts: list[Doubt]) -> list[Sheet]:
    """Return the records of a JSON text as sheets."""
    refuse_large(data, LARGEST_TREE)
    text = decode(data, name, doubts)
    objects = 0

    def pairs(found: list[tuple[str, Tree]]) -> dict[str, Tree]:
        """Return an object of its keys and values, and doubt keys that stand twice."""
        nonlocal objects
        objects += 1
        refuse_rows(objects // _OBJECTS_PER_ROW)
        made = dict(found)
        if len(made) < len(found):
            counts = Counter(key for key, _ in found)
            twice = tuple(sorted(key for key, number in counts.items() if number > 1))
            doubts.append(
                Doubt(
                    f"{name}:1",
                    Text(
                        "Keys stand twice in one object; the last is read: {keys}.", {"keys": twice}
                    ),
                )
            )
        return made

    try:
        tree = json.loads(text, object_pairs_hook=pairs, parse_int=str, parse_float=str)
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise RaciError(Text("{place}: this is not JSON.", {"place": f"{name}:{line}"})) from None
    return sheets_of(tree)


def read_yaml(data: bytes, name: str, doubts: list[Doubt]) -> list[Sheet]:
    """Return the records of a YAML text as sheets; all scalars stay texts."""
    refuse_large(data, LARGEST_MARKUP)
    import yaml

    text = decode(data, name, doubts)
    try:
        tree = _from_events(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.YAMLError as error:
        # The parser looks ahead: since 6.0.4 it may refuse a depth before its events tell us of it.
        if "nesting depth" in (getattr(error, "problem", None) or ""):
            raise _too_deep() from None
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise RaciError(Text("{place}: this is not YAML.", {"place": f"{name}:{line}"})) from None
    return sheets_of(tree)


def _from_events(events: Iterator[Any]) -> Tree:
    """Build the tree from a parser's events: no types, no objects, aliases are shared."""
    root: list[Tree] = []
    stack: list[list[Tree]] = [root]
    kinds: list[tuple[bool, str | None]] = []
    anchors: dict[str, Tree] = {}
    aliased = 0
    for event in events:
        kind = type(event).__name__
        if kind in {"MappingStartEvent", "SequenceStartEvent"}:
            if len(stack) > DEEPEST:
                raise _too_deep()
            kinds.append((kind == "MappingStartEvent", event.anchor))
            stack.append([])
        elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
            mapping, anchor = kinds.pop()
            parts = stack.pop()
            # A key that is a list or map is none of a matrix; written out it may be endless.
            keys = (key if isinstance(key, str) else "" for key in parts[::2])
            made = dict(zip(keys, parts[1::2], strict=False)) if mapping else parts
            if anchor:
                anchors[anchor] = made
            stack[-1].append(made)
        elif kind == "ScalarEvent":
            value = "" if event.implicit[0] and event.value in {"~", "null"} else event.value
            if event.anchor:
                anchors[event.anchor] = value
            stack[-1].append(value)
        elif kind == "AliasEvent":
            shared = anchors.get(event.anchor, "")
            aliased += len(shared)
            refuse_cells(aliased)
            stack[-1].append(shared)
    return root[0] if len(root) == 1 else root


def sheets_of(tree: Tree) -> list[Sheet]:
    """Return a sheet for each list of records and each map of maps in ``tree``."""
    given = own_tables(tree)
    if given:
        return [Sheet(table.name, [], given=table) for table in given]
    names = _names_by_id(tree)
    walker = _Walker(names)
    walker.walk(tree, "$", (), 0)
    return walker.sheets


def _too_deep() -> RaciError:
    return RaciError(Text("The file is nested too deeply to be a matrix."))


def _scalar(value: Tree) -> bool:
    return not isinstance(value, dict | list)


def _flat(value: Tree) -> bool:
    return _scalar(value) or (isinstance(value, list) and all(map(_scalar, value)))


def _text(value: Tree) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(map(_text, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _title(record: Mapping[str, Tree]) -> str:
    for key in _TITLES:
        if isinstance(record.get(key), str):
            return str(record[key])
    return ""


def _names_by_id(tree: Tree) -> dict[str, str]:
    """Return what records with an id are called, for those that refer to them by it."""
    names: dict[str, str] = {}
    if isinstance(tree, dict):
        for records in tree.values():
            if isinstance(records, list):
                for record in records:
                    if isinstance(record, dict) and isinstance(record.get("id"), str):
                        names[record["id"]] = _title(record) or record["id"]
    return names


class _Walker:
    """Walks a tree once, within bounds, and gathers sheets."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.sheets: list[Sheet] = []
        self._names = names
        self._seen = 0
        self._nodes = 0

    def walk(self, node: Tree, path: str, titles: tuple[str, ...], depth: int) -> None:
        """Make sheets of what lies below a node."""
        if depth > DEEPEST:
            raise _too_deep()
        self._nodes += 1
        refuse_rows(self._nodes // _OBJECTS_PER_ROW)
        refuse_rows(len(self.sheets) * _ROWS_PER_SHEET)
        if isinstance(node, dict):
            self._map(node, path, titles, depth)
        elif isinstance(node, list):
            self._list(node, path, titles, depth)

    def _map(self, node: dict[str, Tree], path: str, titles: tuple[str, ...], depth: int) -> None:
        own = _title(node)
        inner = (*titles, own) if own else titles
        values = list(node.values())
        if values and all(isinstance(value, dict) and _record(value) for value in values):
            paths = [f"{path}.{key}" for key in node]
            rows = [({"": key} | value) for key, value in node.items()]
            self._add(rows, paths, titles)
            return
        lists = {key: value for key, value in node.items() if _grid(value)}
        for key, value in node.items():
            if key in lists:
                self._grid(value, node, f"{path}.{key}", inner)
            else:
                title = () if own or not isinstance(value, dict) else (key,)
                self.walk(value, f"{path}.{key}", (*inner, *title), depth + 1)

    def _list(self, node: list[Tree], path: str, titles: tuple[str, ...], depth: int) -> None:
        records = [item for item in node if isinstance(item, dict)]
        if records:
            paths = [f"{path}[{i}]" for i, item in enumerate(node) if isinstance(item, dict)]
            self._add(records, paths, titles)
        elif _grid(node):
            self._grid(node, {}, path, titles)
            return
        for number, item in enumerate(node):
            if isinstance(item, dict):
                own = _title(item)
                inner = (*titles, own) if own else titles
                for key, value in item.items():
                    if not _flat(value) and not (isinstance(value, dict) and _record(value)):
                        self.walk(value, f"{path}[{number}].{key}", inner, depth + 1)
            else:
                self.walk(item, f"{path}[{number}]", titles, depth + 1)

    def _grid(
        self,
        node: list[list[Tree]],
        beside: Mapping[str, Tree],
        path: str,
        titles: tuple[str, ...],
    ) -> None:
        rows = [[_text(cell) for cell in row] for row in node]
        paths = [f"{path}[{number}]" for number in range(len(rows))]
        for key in _HEADS:
            head = beside.get(key)
            if isinstance(head, list) and head and all(map(_scalar, head)):
                missing = max(map(len, rows)) - len(head)
                rows.insert(0, [""] * max(missing, 0) + [_text(cell) for cell in head])
                paths.insert(0, f"{path}")
                break
        self._sheet(rows, paths, titles)

    def _add(
        self, records: Sequence[Mapping[str, Tree]], paths: list[str], titles: tuple[str, ...]
    ) -> None:
        flat = [self._flattened(record) for record in records]
        heads = list(dict.fromkeys(key for record in flat for key in record))
        refuse_cells(len(heads) * len(flat))
        rows = [[record.get(head, "") for head in heads] for record in flat]
        self._sheet([heads, *rows], [paths[0], *paths], titles)

    def _flattened(self, record: Mapping[str, Tree]) -> dict[str, str]:
        flat: dict[str, str] = {}
        for key, value in record.items():
            if isinstance(value, dict) and _record(value):
                flat |= {inner: _text(each) for inner, each in value.items()}
            elif _flat(value):
                text = _text(value)
                if key.lower().endswith("id") and len(key) > 2 and text in self._names:  # noqa: PLR2004 - more than "id"
                    key, text = key[:-2].rstrip("_"), self._names[text]  # noqa: PLW2901 - the name instead of the id
                flat[key] = text
        return flat

    def _sheet(self, rows: list[list[str]], paths: list[str], titles: tuple[str, ...]) -> None:
        check_grid(rows)
        self._seen += sum(map(len, rows))
        refuse_cells(self._seen)
        self.sheets.append(
            Sheet(
                titles[-1] if titles else f"table {len(self.sheets) + 1}",
                rows,
                paths=paths,
                sections=titles[:-1],
                named=bool(titles),
                loose=True,
            )
        )


def _record(node: Mapping[str, Tree]) -> bool:
    """Tell whether a map holds plain values only."""
    return bool(node) and all(map(_flat, node.values()))


def _grid(node: Tree) -> bool:
    """Tell whether a list holds lists of plain values only, as a table in JSON does."""
    return (
        isinstance(node, list)
        and len(node) > 1
        and all(isinstance(row, list) and all(map(_scalar, row)) for row in node)
    )
