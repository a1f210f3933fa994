"""How a file spells its items, so that a new one looks like its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from raci.model.path import key
from raci.toml_edit import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.model.path import Path
    from raci.toml_edit.draft import Draft


class Style(NamedTuple):
    """Which tables inside an item are written on a line, and which with dotted keys."""

    inline: frozenset[str] = frozenset()
    dotted: frozenset[str] = frozenset()

    @classmethod
    def of(cls, draft: Draft, table: Path, neighbour: str) -> Style:
        """Look at an item with a header of its own."""
        inline: set[str] = set()
        dotted: set[str] = set()
        item = draft.get((*table, neighbour))
        for name in item if isinstance(item, dict) else ():
            path = (*table, neighbour, name)
            sites = draft.outline.sites(path)
            if sites and render.is_table(path):
                (dotted if sites[0].extra else inline).add(name)
        return cls(frozenset(inline), frozenset(dotted))

    def tables(self, path: Path, values: Mapping[str, Any], newline: str) -> list[tuple[Path, str]]:
        """Return the text of a new item, as ``render.tables`` does."""
        lines: list[str] = []
        headed: dict[str, Any] = {}
        for name, value in values.items():
            if name in self.dotted and isinstance(value, dict) and value:
                lines += [
                    f"{key(name)}.{key(inner)} = {render.value(item)}"
                    for inner, item in value.items()
                ]
            elif isinstance(value, dict) and name not in self.inline and _headed(path, name):
                headed[name] = value
            else:
                lines.append(f"{key(name)} = {render.value(value)}")
        return render.tables(path, headed, newline, lines)


def _headed(path: Path, name: str) -> bool:
    return render.is_table((*path, name))
