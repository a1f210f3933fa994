"""Where new things belong: the order of keys and tables in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from raci.toml_edit.scan import inside, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci.toml_edit.outline import Outline
    from raci.toml_edit.path import Path


class Convention(Protocol):
    """How files of one kind are written, where a text leaves the choice."""

    def is_table(self, path: Path) -> bool:
        """Tell whether a new table at ``path`` gets a header of its own."""

    def order(self, path: Path, data: Mapping[str, Any]) -> Sequence[str]:
        """Return the keys beside which the last step of ``path`` stands, in their order.

        Args:
            path: Where something new goes.
            data: What the file says; the order may depend on it.
        """


def predecessor(names: Sequence[str], order: Iterable[str], name: str) -> int:
    """Return the position in ``names`` behind which ``name`` belongs; -1 for the front."""
    ranks = {known: rank for rank, known in enumerate(order)}
    if name not in ranks:
        return len(names) - 1
    before = [
        (ranks[other], position)
        for position, other in enumerate(names)
        if other in ranks and ranks[other] < ranks[name]
    ]
    if before:
        return max(before)[1]
    return -1 if any(other in ranks for other in names) else len(names) - 1


def keys(outline: Outline, path: Path) -> list[str]:
    """Return the keys of a table in the order in which the text first names them."""
    depth = len(path)
    found: list[tuple[int, int, str]] = []
    for rank in outline.below(path):
        head = outline.heads[rank]
        if len(head) > depth:
            found.append((rank, -1, str(head[depth])))
    for rank in outline.tables(path):
        entries = statements(outline.texts[rank]).all
        found += [(rank, entry.key, str(entry.path[0])) for entry in entries]
    for site in outline.sites(path):
        text = outline.texts[site.segment]
        if site.extra:
            name = str(site.entry.path[len(site.entry.path) - site.extra])
            found.append((site.segment, site.entry.key, name))
        else:
            entries = inside(text, site.entry.value).all
            found += [(site.segment, entry.key, str(entry.path[0])) for entry in entries]
    return list(dict.fromkeys(name for _, _, name in sorted(found)))


def segment_for(
    outline: Outline, path: Path, data: Mapping[str, Any], convention: Convention
) -> int:
    """Return the segment before which the header of a new table belongs."""
    parent = path[:-1]
    beside = outline.below(parent) if parent else list(range(1, len(outline.texts)))
    if not beside:
        return segment_for(outline, parent, data, convention) if parent else len(outline.texts)
    depth = len(parent)
    names = [str(outline.heads[rank][depth]) for rank in beside if len(outline.heads[rank]) > depth]
    ranks = [rank for rank in beside if len(outline.heads[rank]) > depth]
    after = predecessor(names, convention.order(path, data), str(path[-1]))
    if after >= 0:
        return ranks[after] + 1
    own = outline.tables(parent) if parent else [0]
    return own[0] + 1 if own else beside[0]
