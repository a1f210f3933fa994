"""What refers to a department, role or channel: taken along when it goes or is renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.model.edit import REFERENCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.model.organisation import Path
    from raci.toml_edit.draft import Draft


def drop(draft: Draft, table: str, id_: str) -> None:
    """Take out every reference to an item that is about to be deleted."""
    for path in list(_letters(draft, id_) if table == "roles" else ()):
        draft.drop(path)
    for path in reversed(list(_mentions(draft, table))):
        value = draft.get(path)
        if value == id_:
            draft.drop(path)
        elif isinstance(value, list) and id_ in value:
            _drop_from_list(draft, path, value, id_)


def _drop_from_list(draft: Draft, path: Path, value: list[Any], id_: str) -> None:
    rest = [item for item in value if item != id_]
    if rest:
        draft.put(path, rest)
    elif path[0] == "waivers":
        # Without the name it would cover quite other findings: it goes with what it was about.
        draft.drop(path[:2])
    else:
        draft.drop(path)


def rename(draft: Draft, table: str, old: str, new: str) -> None:
    """Give every reference to an item its new id."""
    if table == "roles":
        for path in list(_letters(draft, old)):
            draft.rename(path, new)
        for path in list(_seen(draft, old)):
            if draft.get((*path[:-1], new)) is not None:
                # Somebody of that id was there when it was reviewed, and has gone since.
                draft.drop((*path[:-1], new))
            draft.rename(path, new)
    for path in list(_mentions(draft, table)):
        value = draft.get(path)
        if value == old:
            draft.put(path, new)
        elif isinstance(value, list) and old in value:
            draft.put(path, [new if item == old else item for item in value])
    for path in list(_signatures(draft) if table == "roles" else ()):
        if draft.get(path) == old:
            draft.put(path, new)


def _signatures(draft: Draft) -> Iterator[Path]:
    """Yield the paths of all fields that name a role by its id, or somebody in free text."""
    for channel, values in _tables(draft, ("channels",)):
        if isinstance(values.get("reviewed"), dict):
            yield ("channels", channel, "reviewed", "by")
    waivers = draft.get(("waivers",))
    for index in range(len(waivers) if isinstance(waivers, list) else 0):
        yield ("waivers", index, "by")


def _tables(draft: Draft, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the entries of a table that are tables themselves."""
    container = draft.get(path)
    if isinstance(container, dict):
        for name, value in container.items():
            if isinstance(value, dict):
                yield name, value


def _letters(draft: Draft, role: str) -> Iterator[Path]:
    """Yield the paths of all cells of a role."""
    if role in (draft.get(("portfolio", "raci")) or ()):
        yield ("portfolio", "raci", role)
    for channel, table in _tables(draft, ("channels",)):
        row = table.get("raci")
        if isinstance(row, dict) and role in row:
            yield ("channels", channel, "raci", role)
        if "duties" in table:
            for duty, letters in _tables(draft, ("channels", channel, "duties")):
                if role in letters:
                    yield ("channels", channel, "duties", duty, role)


def _seen(draft: Draft, role: str) -> Iterator[Path]:
    """Yield the paths of the letters of a role that reviews saw."""
    for channel, table in _tables(draft, ("channels",)):
        if not isinstance(table.get("reviewed"), dict):
            continue
        seen: Path = ("channels", channel, "reviewed")
        own = table["reviewed"].get("raci")
        if isinstance(own, dict) and role in own:
            yield (*seen, "raci", role)
        for duty, letters in _tables(draft, (*seen, "duties")):
            if role in letters:
                yield (*seen, "duties", duty, role)


def _mentions(draft: Draft, table: str) -> Iterator[Path]:
    """Yield the paths of all fields that hold ids of a table, single or in lists."""
    for name, fields in REFERENCES.items():
        keys = [key for key, other in fields.items() if other == table]
        if keys:
            for entry, values in _entries(draft, name):
                yield from ((name, entry, key) for key in keys if key in values)


def _entries(draft: Draft, name: str) -> Iterator[tuple[str | int, dict[str, Any]]]:
    """Yield what stands in a table of entries by id, or in a list of them, if it is a table."""
    if name != "waivers":
        yield from _tables(draft, (name,))
        return
    waivers = draft.get((name,))
    for index, waiver in enumerate(waivers if isinstance(waivers, list) else ()):
        if isinstance(waiver, dict):
            yield index, waiver
