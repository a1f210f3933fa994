"""New TOML text: values on one line, as what they replace is spelled; and where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from raci.toml_edit.path import dotted, escaped, key
from raci.toml_edit.scan import inside, statements
from raci.toml_edit.values import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci.toml_edit.outline import Outline
    from raci.toml_edit.path import Path


_TRIPLE = ('"""', "'''")


def value(new: Any, old: str = "", newline: str = "\n") -> str:  # noqa: ANN401 - any TOML value
    """Return ``new`` as TOML writes it, on one line.

    Args:
        new: Any value that the parser could have read.
        old: The text that it replaces: quotes stay of the same sort where they can.
        newline: The file's line end, for a text that stood on several lines and still does.

    Raises:
        UnwritableError: TOML has no such value.
    """
    if isinstance(new, str):
        return _string(new, old, newline)
    if isinstance(new, list | tuple):
        return f"[{', '.join(value(item) for item in new)}]"
    if isinstance(new, dict):
        inner = ", ".join(f"{key(name)} = {value(item)}" for name, item in new.items())
        return f"{{ {inner} }}" if inner else "{}"
    return _dumped(new)


def _string(new: str, old: str, newline: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in new):
        raise UnwritableError(new, surrogate=True)
    if old.startswith(_TRIPLE) and "\n" in new and "\r" not in new:
        return _dumped(new, multiline=True).replace("\n", newline)
    if old.startswith("'") and "'" not in new and new.isprintable():
        return f"'{new}'"
    return _dumped(new)


def _dumped(new: object, *, multiline: bool = False) -> str:
    import tomli_w

    try:
        return escaped(tomli_w.dumps({"x": new}, multiline_strings=multiline)[4:-1])
    except (TypeError, ValueError) as error:
        raise UnwritableError(new) from error


def header(path: Path) -> str:
    """Return the header of the table at ``path``; an array's table ends with its position."""
    name = dotted(tuple(step for step in path if isinstance(step, str)))
    return f"[[{name}]]" if isinstance(path[-1], int) else f"[{name}]"


def tables(
    path: Path,
    values: Mapping[str, Any],
    newline: str,
    convention: Convention,
    first: Iterable[str] = (),
) -> list[tuple[Path, str]]:
    """Return a table as written by hand: headers and lines, a blank line behind each table.

    Args:
        path: Where the table is; of one in an array its position stands last.
        values: What it holds; tables with headers of their own come last.
        newline: The file's line end.
        convention: Which tables get headers.
        first: Lines that are written already.
    """
    lines = [header(path), *first]
    below: list[tuple[Path, Mapping[str, Any]]] = []
    for name, item in values.items():
        if isinstance(item, dict) and convention.is_table((*path, name)):
            below.append(((*path, name), item))
        else:
            lines.append(f"{key(name)} = {value(item)}")
    made: list[tuple[Path, str]] = []
    if len(lines) > 1 or not below:
        made.append((path, newline.join([*lines, "", ""])))
    for inner, item in below:
        made += tables(inner, item, newline, convention)
    return made


def compose(values: Mapping[str, Any], convention: Convention) -> str:
    """Return a new file's text, as if written by hand: one line an assignment.

    Args:
        values: The file's values as TOML has them; order is kept.
        convention: Which tables get headers.

    Raises:
        UnwritableError: TOML has no such value.
    """
    head = [f"{key(name)} = {value(item)}\n" for name, item in values.items() if _plain(item)]
    made: list[str] = []
    for name, item in values.items():
        if isinstance(item, dict):
            made += [text for _, text in tables((name,), item, "\n", convention)]
        elif not _plain(item):
            for rank, entry in enumerate(item):
                made += [text for _, text in tables((name, rank), entry, "\n", convention)]
    blocks = ["".join(head), *(text.rstrip("\n") + "\n" for text in made)]
    return "\n".join(block for block in blocks if block)


def _plain(item: object) -> bool:
    """Tell whether a value at the root is written on a line: no table, no list of tables."""
    if isinstance(item, list):
        return not item or not all(isinstance(entry, dict) for entry in item)
    return not isinstance(item, dict)


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
