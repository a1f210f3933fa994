"""Items as wholes: added, deleted and moved, with their tables and their comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from raci.toml_edit import arrays, render
from raci.toml_edit.layout import comments_above
from raci.toml_edit.path import key
from raci.toml_edit.scan import inside, line_end, skip_value
from raci.toml_edit.values import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.toml_edit.draft import Draft
    from raci.toml_edit.outline import Site
    from raci.toml_edit.path import Path


def add_items(
    draft: Draft, table: Path, items: Mapping[str, Mapping[str, Any]], before: str | None
) -> None:
    """Add items before another one, or to the end (None), in the style of their neighbour.

    All at once, as each change of the segments costs time that grows with the file.
    """
    ids = list(items)
    draft.paths += [(*table, id_) for id_ in ids]
    neighbour = before if before is not None else next(reversed(draft.get(table) or {}), None)
    if neighbour is None:
        draft.put((*table, ids[0]), dict(items[ids[0]]))
        if ids[1:]:
            add_items(draft, table, {id_: items[id_] for id_ in ids[1:]}, None)
        return
    beside = (*table, neighbour)
    sites = draft.outline.sites(beside)
    container = draft.fork(table)
    if sites and (before is not None or not _later_headers(draft, table, sites)):
        for id_ in ids:
            _add_statement(draft, (*table, id_), items[id_], sites, before=before is not None)
            sites = draft.outline.sites(beside if before is not None else (*table, id_))
    else:
        ranks = draft.outline.below(beside if before is not None else table)
        at = ranks[0] if before is not None else ranks[-1] + 1
        style = Style.of(draft, table, neighbour)
        made = [
            part
            for id_, values in items.items()
            for part in style.tables((*table, id_), values, draft)
        ]
        draft.insert_segments(at, made, behind=before is None)
    container.update({id_: plain(values) for id_, values in items.items()})
    draft.reorder(table)
    for id_ in ids:
        draft.reorder_item((*table, id_))


def _later_headers(draft: Draft, table: Path, sites: list[Site]) -> bool:
    """Tell whether some item's header stands behind these lines."""
    ranks = draft.outline.below(table)
    return bool(ranks) and ranks[-1] > sites[-1].segment


def _add_statement(
    draft: Draft, path: Path, values: Mapping[str, Any], sites: list[Site], *, before: bool
) -> None:
    """Add an item among items that are lines or entries of an inline table."""
    site = sites[0] if before else sites[-1]
    text = draft.outline.texts[site.segment]
    name = text[site.entry.key : site.part(text)[0]] + key(str(path[1]))
    written = f"{name} = {render.value(dict(values), newline=draft.newline)}"
    if site.container is not None:
        entry = site.entry
        at = entry.key if before else entry.value_end
        draft.splice(site.segment, at, at, f"{written}, " if before else f", {written}")
        return
    indent = text[site.entry.start : site.entry.key].lstrip("\ufeff")
    line = f"{indent}{written}{draft.newline}"
    at = comments_above(text, site.entry.start) if before else site.entry.end
    above = "" if at == 0 or text[at - 1] in "\n\ufeff" else draft.newline
    draft.splice(site.segment, at, at, above + line)


def delete_item(draft: Draft, path: Path) -> None:
    """Delete an item, its own comments included."""
    for site in reversed(draft.outline.sites(path)):
        if site.container is None:
            text = draft.outline.texts[site.segment]
            above = comments_above(text, site.entry.start)
            draft.splice(site.segment, above, site.entry.start, "")
    draft.drop(path)


def move_item(draft: Draft, table: str, id_: str, before: str | None) -> None:
    """Move an item before another one, or to the end."""
    if before is None and next(reversed(draft.get((table,)))) == id_:
        return
    path = (table, id_)
    # The order is a matter of the whole file: () tells those who watch it.
    draft.paths += [path, ()]
    if not _move_lines(draft, path, before):
        target = (table, before) if before is not None else (table,)
        if draft.outline.sites(path) or (before is not None and draft.outline.sites(target)):
            expand_items(draft, table)
        _move_segments(draft, path, target, end=before is None)
    draft.reorder((table,))
    draft.reorder_item(path)


def _move_segments(draft: Draft, path: Path, target: Path, *, end: bool) -> None:
    made = draft.take_segments(draft.outline.below(path))
    ranks = draft.outline.below(target)
    draft.insert_segments(ranks[-1] + 1 if end else ranks[0], made, behind=end)


def _move_lines(draft: Draft, path: Path, before: str | None) -> bool:
    """Move an item among lines of one segment or entries of one inline table, if it is so."""
    outline = draft.outline
    own = outline.sites(path)
    others = [name for name in draft.get(path[:1]) if name != path[1]]
    last = [(*path[:1], before)] if before is not None else [(*path[:1], name) for name in others]
    sites = [site for other in last for site in outline.sites(other)]
    if not own or not sites or any(outline.below(item) for item in [path, *last]):
        return False
    if {(site.segment, site.container) for site in (*own, *sites)} != {
        (own[0].segment, own[0].container)
    }:
        return False
    target = sites[0] if before is not None else sites[-1]
    if own[0].container is not None:
        _move_entries(draft, own, target, end=before is None)
    else:
        _move_statements(draft, own, target, end=before is None)
    return True


def _move_statements(draft: Draft, own: list[Site], target: Site, *, end: bool) -> None:
    """Move lines with the comments directly above each of them."""
    rank = target.segment
    text = draft.outline.texts[rank]
    blocks = [(comments_above(text, site.entry.start), site.entry.end) for site in own]
    moved = "".join(_ended(text[start:stop], draft.newline) for start, stop in blocks)
    at = target.entry.end if end else comments_above(text, target.entry.start)
    if end and text[at - 1] != "\n":
        moved = draft.newline + moved
    edits = [(at, at, moved), *((start, stop, "") for start, stop in blocks)]
    for start, stop, new in sorted(edits, reverse=True):
        draft.splice(rank, start, stop, new)


def _ended(text: str, newline: str) -> str:
    return text if text.endswith("\n") else text + newline


def _move_entries(draft: Draft, own: list[Site], target: Site, *, end: bool) -> None:
    """Move entries inside an inline table, on several lines with the comments beside them."""
    rank, container = target.segment, target.container
    assert container is not None  # noqa: S101 - as asked before
    text = draft.outline.texts[rank]
    entries = list(inside(text, container).all)
    moved = [site.entry for site in own]
    rest = [entry for entry in entries if entry not in moved]
    at = rest.index(target.entry) + end
    places = [*rest[:at], *moved, *rest[at:]]
    stop = skip_value(text, container)
    if "\n" in text[container:stop]:
        picks = [entries.index(entry) for entry in places]
        spelled = arrays.rearranged(text[container:stop], picks, draft.newline)
        draft.splice(rank, container, stop, spelled)
        return
    for old, entry in reversed(list(zip(entries, places, strict=True))):
        draft.splice(rank, old.key, old.value_end, text[entry.key : entry.value_end])


def add_entry(draft: Draft, table: str, values: Mapping[str, Any], at: int | None = None) -> None:
    """Add an entry to a list of tables.

    Args:
        draft: What is changed.
        table: The list's key; one that is missing, or no list, is made.
        values: The entry's values.
        at: The position it shall have, from 1 on; None for the end.
    """
    entries = draft.get((table,))
    draft.paths.append((table,))
    if not isinstance(entries, list):
        made = render.tables((table, 0), values, draft.newline, draft.convention)
        draft.insert_segments(draft.segment_for((table,)), made)
        draft.data[table] = [plain(values)]
        draft.reorder(())
        return
    index = len(entries) if at is None else at
    site = draft.outline.site((table,))
    if site:
        entry = site.entry
        spelled = draft.outline.texts[site.segment][entry.value : entry.value_end]
        written = arrays.inserted(spelled, index, render.value(dict(values)), draft.newline)
        draft.splice(site.segment, entry.value, entry.value_end, written)
    else:
        rank = draft.outline.below((table, index - 1))[-1] + 1
        draft.renumber((table, index), 1)
        made = render.tables((table, index), values, draft.newline, draft.convention)
        draft.insert_segments(rank, made)
    draft.fork((table,)).insert(index, plain(values))


def expand_items(draft: Draft, table: str) -> None:
    """Give every item of a table a header of its own.

    A table with a header can only follow all lines of the table it is in. Where an item must go
    behind another one that has a header, it is therefore written anew, with the same values as
    they are spelled and with its comments.
    """
    made: list[tuple[Path, str]] = []
    gone: list[tuple[Site, int]] = []
    for name in draft.get((table,)):
        path = (table, name)
        sites = draft.outline.sites(path)
        if not sites:
            continue
        lines = [_lines(draft, site) for site in sites]
        heading = "".join(above for above, _, _ in lines[:1])
        comment = "".join(behind for _, _, behind in lines) if not sites[0].extra else ""
        body = "".join(
            (above if rank else "") + line for rank, (above, line, _) in enumerate(lines)
        )
        head = render.header(path) + comment + draft.newline
        made.append((path, heading + head + body + draft.newline))
        gone += [(site, _start(draft, site)) for site in sites]
    whole = draft.outline.site((table,))
    if whole:
        draft.splice(whole.segment, whole.entry.start, whole.entry.end, "")
    else:
        gone.sort(key=lambda pair: (pair[0].segment, pair[1]), reverse=True)
        for site, start in gone:
            draft.splice(site.segment, start, site.entry.end, "")
    headed = draft.outline.below((table,))
    own = draft.outline.tables((table,))
    at = own[0] + 1 if own else (headed[0] if headed else draft.segment_for((table,)))
    draft.insert_segments(at, made)


def _start(draft: Draft, site: Site) -> int:
    return comments_above(draft.outline.texts[site.segment], site.entry.start)


def _lines(draft: Draft, site: Site) -> tuple[str, str, str]:
    """Return an item's comments above, its lines, and the comment behind them."""
    text, entry = draft.outline.texts[site.segment], site.entry
    above = text[_start(draft, site) : entry.start] if site.container is None else ""
    stop = line_end(text, entry.value_end) if site.container is None else entry.value_end
    behind = text[entry.value_end : stop].rstrip("\r\n")
    if site.extra:
        begin = site.part(text)[1]
        rest = text[begin : entry.value_end].lstrip(" \t").removeprefix(".").lstrip(" \t")
        return above, f"{rest}{behind}{draft.newline}", ""
    inner = inside(text, entry.value).all
    lines = [text[part.key : part.value_end] + draft.newline for part in inner]
    return above, "".join(lines), behind


class Style(NamedTuple):
    """How a file spells its items, so that a new one looks like its neighbours.

    Attributes:
        inline: The tables inside an item that are written on a line.
        dotted: The tables inside an item that are written with dotted keys.
    """

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
            if sites and draft.convention.is_table(path):
                (dotted if sites[0].extra else inline).add(name)
        return cls(frozenset(inline), frozenset(dotted))

    def tables(self, path: Path, values: Mapping[str, Any], draft: Draft) -> list[tuple[Path, str]]:
        """Return the text of a new item, as ``render.tables`` does."""
        lines: list[str] = []
        headed: dict[str, Any] = {}
        for name, value in values.items():
            headless = name in self.inline or not draft.convention.is_table((*path, name))
            if name in self.dotted and isinstance(value, dict) and value:
                lines += [
                    f"{key(name)}.{key(inner)} = {render.value(item)}"
                    for inner, item in value.items()
                ]
            elif isinstance(value, dict) and not headless:
                headed[name] = value
            else:
                lines.append(f"{key(name)} = {render.value(value)}")
        return render.tables(path, headed, draft.newline, draft.convention, lines)
