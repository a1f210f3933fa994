"""Giving items a header of their own that so far are lines or entries of an inline table.

A table with a header can only follow all lines of the table it is in. Where an item must go
behind another one that has a header, it is therefore written anew, with the same values as they
are spelled and with its comments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.toml_edit import order, render
from raci.toml_edit.layout import comments_above
from raci.toml_edit.scan import inside, line_end

if TYPE_CHECKING:
    from raci.model.path import Path
    from raci.toml_edit.draft import Draft
    from raci.toml_edit.outline import Site


def expand_items(draft: Draft, table: str) -> None:
    """Give every item of a table a header."""
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
    at = (
        own[0] + 1
        if own
        else (headed[0] if headed else order.segment_for(draft.outline, (table,), draft.data))
    )
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
