"""What a person said of a source's reading, kept in the file it went into, and used again there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from raci.frozen import names_of, replace
from raci.model.edit import SetField
from raci.tables.importing.reading import Shape, Stated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.tables.importing.imported import Imported

#: The table of an organisation's file that holds readings, one per source.
TABLE = "import"
#: Keys of the file by the names that parts of a reading have here.
_KEYS = {
    "source": "from",
    "sheet": "sheet",
    "encoding": "encoding",
    "scheme": "scheme",
    "shapes": "shape",
    "head_rows": "head_rows",
    "roles": "roles",
    "rows": "rows",
    "letters": "letters",
    "skip": "skip",
}
_NUMBERS = re.compile(r"\d+")


def kept_reading(data: Mapping[str, Any], name: str) -> Stated:
    """Return what a file keeps of the reading of a source; what cannot be understood is left out.

    Args:
        data: What the file says, as plain TOML values.
        name: The source's name. One that differs in nothing but numbers is the same source of
            another month.
    """
    kept = _entries(data).get(_key(data, name))
    if not isinstance(kept, dict):
        return Stated()
    found: dict[str, Any] = {}
    for part, key in _KEYS.items():
        value = kept.get(key)
        if part == "shapes":
            known = [Shape(word) for word in _texts(value) if word in set(Shape)]
            found[part] = tuple(known)
        elif part == "skip":
            found[part] = tuple(_texts(value))
        elif part == "head_rows":
            found[part] = value if type(value) is int and value >= 0 else None
        elif part == "letters":
            pairs = value.items() if isinstance(value, dict) else ()
            found[part] = {symbol: letter for symbol, letter in pairs if isinstance(letter, str)}
        else:
            found[part] = value if isinstance(value, str) else ""
    return Stated(**found)


def overlaid(kept: Stated, stated: Stated) -> Stated:
    """Return what is kept with what a person says now, which counts more.

    A number, a side for the roles, or a height of heads says anew what stands where.
    """
    said = {name: value for name in names_of(stated) if (value := getattr(stated, name))}
    if stated.head_rows is not None:
        said["head_rows"] = stated.head_rows
    if stated.number:
        kept = replace(kept, head_rows=None, roles="")
    if stated.number or stated.roles or stated.head_rows is not None:
        kept = replace(kept, shapes=(), rows="")
    if stated.letters:
        said["letters"] = {**kept.letters, **stated.letters}
    return replace(kept, **said)


def reading_values(stated: Stated, imported: Imported) -> dict[str, Any]:
    """Return what is to be kept of a reading, as plain TOML values; nothing where all was inferred.

    A number means another thing as soon as the source changes, so what it stood for is kept.
    """
    if stated.number and imported.readings:
        tables = imported.readings[0].tables
        heads = {len(table.head) for table in tables}
        rows = {table.rows for table in tables}
        stated = replace(
            stated,
            shapes=tuple(dict.fromkeys(table.shape for table in tables)),
            head_rows=heads.pop() if len(heads) == 1 else None,
            rows=rows.pop() if len(rows) == 1 else "",
        )
    values: dict[str, Any] = {}
    for part, key in _KEYS.items():
        value = getattr(stated, part)
        if part == "shapes":
            value = [shape.value for shape in value]
        elif part == "skip":
            value = list(value)
        elif part == "letters":
            value = dict(value)
        if value or value == 0:
            values[key] = value[0] if part == "shapes" and len(value) == 1 else value
    return values


def keep_reading(
    data: Mapping[str, Any], name: str, stated: Stated, imported: Imported
) -> SetField | None:
    """Return the edit that keeps a reading; None where there is nothing to keep, or it is kept.

    Args:
        data: What the file says, as plain TOML values.
        name: The source's name; empty where it has none.
        stated: What a person said of the reading, what was kept before included.
        imported: What was read.
    """
    values = reading_values(stated, imported)
    key = _key(data, name)
    if not name or not values or _entries(data).get(key) == values:
        return None
    return SetField((TABLE, key), values)


def _entries(data: Mapping[str, Any]) -> Mapping[str, Any]:
    found = data.get(TABLE)
    return found if isinstance(found, dict) else {}


def _key(data: Mapping[str, Any], name: str) -> str:
    """Return the name under which a source is kept: its own, or that of another month's."""
    known = _entries(data)
    if name in known:
        return name
    alike = _NUMBERS.sub("#", name)
    return next((key for key in known if _NUMBERS.sub("#", key) == alike), name)


def _texts(value: object) -> list[str]:
    several = value if isinstance(value, list) else [value]
    return [text for text in several if isinstance(text, str)]
