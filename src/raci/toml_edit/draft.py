"""A working copy of a file: keys set, dropped and renamed, in text and data alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.toml_edit import (
    arrays,
    layout,
    render,
)
from raci.toml_edit.layout import End, insert_line, newline_of
from raci.toml_edit.outline import ITEM
from raci.toml_edit.path import key
from raci.toml_edit.scan import (
    header_key_span,
    inside,
    key_spans,
    skip_value,
    statements,
)
from raci.toml_edit.values import PathError, plain, same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci.toml_edit.outline import Outline, Site
    from raci.toml_edit.path import Path
    from raci.toml_edit.render import Convention


class Draft:
    """Changes the text where it must change and the data by the same amount.

    Attributes:
        changed: Segments whose text was replaced.
        moved: Whether segments came, went or moved, so that their numbers mean something else.
        paths: What was changed, for those who read it again.
        reordered: Whether the order of items may have changed.
    """

    def __init__(self, outline: Outline, data: Mapping[str, Any], convention: Convention) -> None:
        """Begin with what a file says and means; neither is changed."""
        self.outline = outline.copy()
        self.data: dict[str, Any] = dict(data)
        self.convention = convention
        self.newline = newline_of(outline.texts)
        self.changed: set[int] = set()
        self.moved = False
        self.paths: list[Path] = []
        self.reordered = False
        self._end = End.of(outline.texts)
        # Containers that are this draft's own; holding them keeps their ids from being reused.
        self._own: dict[int, object] = {id(self.data): self.data}

    # Data ---------------------------------------------------------------------------------

    def get(self, path: Path) -> Any:  # noqa: ANN401 - any TOML value
        """Return the value at ``path``, None where there is none."""
        value: Any = self.data
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def fork(self, path: Path) -> Any:  # noqa: ANN401 - a dict or list
        """Return the container at ``path`` as one that may be changed."""
        container: Any = self.data
        for step in path:
            inner = container[step]
            if id(inner) not in self._own:
                inner = inner.copy()
                self._own[id(inner)] = inner
                container[step] = inner
            container = inner
        return container

    def reorder(self, path: Path) -> None:
        """Put the keys of a table into the order in which the text names them."""
        container = self.fork(path)
        self.reordered |= len(path) < ITEM
        found = render.keys(self.outline, path)
        entries = [(name, container[name]) for name in found]
        container.clear()
        container.update(entries)

    def reorder_item(self, path: Path) -> None:
        """Do the same with a new table and those inside it."""
        value = self.get(path)
        if isinstance(value, dict) and value:
            self.reorder(path)
            for name in value:
                self.reorder_item((*path, name))

    # Text ---------------------------------------------------------------------------------

    def splice(self, rank: int, start: int, end: int, new: str) -> None:
        """Replace a stretch of a segment."""
        text = self.outline.texts[rank]
        self.outline.replace(rank, text[:start] + new + text[end:])
        self.changed.add(rank)

    def finish(self) -> None:
        """Leave the file's end as it was found: with or without a last line end."""
        texts = self.outline.texts
        last = len(texts) - 1
        settled = self._end.settle(texts[last], self.newline)
        if settled != texts[last]:
            self.splice(last, 0, len(texts[last]), settled)

    # Keys ---------------------------------------------------------------------------------

    def put(self, path: Path, value: Any) -> None:  # noqa: ANN401 - any TOML value
        """Give ``path`` a value; tables on the way are made."""
        self.paths.append(path)
        self._put(path, value)

    def _put(self, path: Path, value: Any) -> None:  # noqa: ANN401 - any TOML value
        parent = self._container(path)
        if parent is None:
            self._put(path[:-1], {path[-1]: value})
        elif isinstance(parent, list):
            self._put_element(path, value)
        elif path[-1] not in parent:
            self._insert(path, value)
        elif not same(parent[path[-1]], value):
            self._replace(path, parent[path[-1]], value)

    def _container(self, path: Path) -> dict[str, Any] | list[Any] | None:
        if not path:
            raise PathError(path)
        container = self.get(path[:-1]) if path[:-1] else self.data
        step = path[-1]
        if container is None and isinstance(step, str):
            return None
        if (isinstance(container, dict) and isinstance(step, str)) or (
            isinstance(container, list) and isinstance(step, int) and 0 <= step < len(container)
        ):
            return container
        raise PathError(path)

    def _put_element(self, path: Path, value: Any) -> None:  # noqa: ANN401 - any TOML value
        old = self.get(path)
        if not same(old, value):
            self._replace(path, old, value)

    def _replace(self, path: Path, old: Any, new: Any) -> None:  # noqa: ANN401 - any TOML value
        site = self.outline.site(path)
        if isinstance(old, dict) and isinstance(new, dict):
            self._replace_table(path, old, new)
            return
        if site is None:
            self._drop(path)
            self._put(path, new)
            return
        text, entry = self.outline.texts[site.segment], site.entry
        spelled = text[entry.value : entry.value_end]
        if isinstance(old, list) and isinstance(new, list):
            written = arrays.replaced(spelled, old, new, self.newline)
        else:
            written = render.value(new, spelled, self.newline)
        self.splice(site.segment, entry.value, entry.value_end, written)
        self.fork(path[:-1])[path[-1]] = plain(new)

    def _replace_table(self, path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        """Change a table key by key, so that what stays keeps its spelling and comments."""
        for name, value in new.items():
            self._put((*path, name), value)
        for name in [name for name in old if name not in new]:
            self._drop((*path, name))
        if not new and self.get(path) is None:
            self._put(path, {})

    def _insert(self, path: Path, value: Any) -> None:  # noqa: ANN401 - any TOML value
        parent, name = path[:-1], str(path[-1])
        outline = self.outline
        ranks = outline.tables(parent)
        sites = [] if ranks else outline.sites(parent)
        if isinstance(value, dict) and self.convention.is_table(path) and not sites:
            self._insert_table(path, value)
            return
        if not ranks and not sites:
            ranks = [self._make_header(parent)]
        if sites and sites[0].extra:
            self._insert_dotted(sites, path, value)
        elif sites:
            self._insert_inline(sites[0], path, value)
        else:
            self._insert_line(ranks[0], path, f"{key(name)}", value)
        self._note(path, value)

    def _note(self, path: Path, value: Any) -> None:  # noqa: ANN401 - any TOML value
        self.fork(path[:-1])[path[-1]] = plain(value)
        self.reorder(path[:-1])
        self.reorder_item(path)

    def _insert_line(self, rank: int, path: Path, name: str, value: Any) -> None:  # noqa: ANN401 - any TOML value
        text = self.outline.texts[rank]
        found = statements(text).all
        depth = len(path) - 1 - len(self.outline.heads[rank])
        siblings = [
            entry for entry in found if entry.path[:depth] == path[len(path) - 1 - depth : -1]
        ]
        names = [str(entry.path[depth]) for entry in siblings]
        after = render.predecessor(names, self.convention.order(path, self.data), str(path[-1]))
        beside = siblings[max(after, 0)] if siblings else None
        written = render.value(value, newline=self.newline)
        at = siblings[after].end if after >= 0 else None
        new = insert_line(text, at, beside, name, written, self.newline)
        self.splice(rank, 0, len(text), new)

    def _insert_dotted(self, sites: list[Site], path: Path, value: Any) -> None:  # noqa: ANN401 - any TOML value
        """Write a key as its siblings are written: with all that is before the last dot."""
        text = self.outline.texts[sites[0].segment]
        spans = key_spans(text, sites[0].entry.key, sites[0].entry.key_end)
        prefix = text[spans[0][0] : sites[0].part(text)[1]]
        name = f"{prefix}.{key(str(path[-1]))}"
        if sites[0].container is None:
            self._insert_line(sites[0].segment, path, name, value)
        else:
            self._insert_entry(sites[0], sites[0].container, path, name, value)

    def _insert_inline(self, site: Site, path: Path, value: Any) -> None:  # noqa: ANN401 - any TOML value
        self._insert_entry(site, site.entry.value, path, key(str(path[-1])), value)

    def _insert_entry(self, site: Site, start: int, path: Path, name: str, value: Any) -> None:  # noqa: ANN401 - a place and what goes there
        text = self.outline.texts[site.segment]
        entries = inside(text, start).all
        depth = len(site.entry.path) - site.extra if site.extra else 0
        above = site.entry.path[:depth]
        siblings = [entry for entry in entries if entry.path[:depth] == above]
        names = [str(entry.path[depth]) for entry in siblings]
        after = render.predecessor(names, self.convention.order(path, self.data), str(path[-1]))
        written = f"{name} = {render.value(value, newline=self.newline)}"
        end = skip_value(text, start)
        if "\n" in text[start:end]:
            at = entries.index(siblings[max(after, 0)]) + (after >= 0) if siblings else 0
            spelled = arrays.inserted(text[start:end], at, written, self.newline)
            self.splice(site.segment, start, end, spelled)
        elif after >= 0:
            at = siblings[after].value_end
            self.splice(site.segment, at, at, f", {written}")
        elif siblings:
            at = siblings[0].key
            self.splice(site.segment, at, at, f"{written}, ")
        else:
            self.splice(site.segment, start + 1, site.entry.value_end - 1, f" {written} ")

    def _insert_table(self, path: Path, value: Mapping[str, Any]) -> None:
        """Write a table under its own header, behind what is before it in the file's order."""
        at = self.segment_for(path)
        made = render.tables(path, value, self.newline, self.convention)
        self.insert_segments(at, made)
        self._note(path, value)

    def _make_header(self, path: Path) -> int:
        """Write the header of a table that so far is only implied by those below it."""
        ranks = self.outline.below(path)
        at = ranks[0] if ranks else self.segment_for(path)
        self.insert_segments(at, [(path, f"{render.header(path)}{self.newline * 2}")])
        return self.outline.tables(path)[0]

    def segment_for(self, path: Path) -> int:
        """Return the segment before which the header of a new table belongs."""
        return render.segment_for(self.outline, path, self.data, self.convention)

    def drop(self, path: Path, *, with_comment: bool = True) -> None:
        """Take a key out, and what it holds; comments that stand elsewhere stay.

        Args:
            path: Which.
            with_comment: Whether the comment behind its value goes, too; else it gets a line.
        """
        self.paths.append(path)
        self._drop(path, with_comment=with_comment)

    def _drop(self, path: Path, *, with_comment: bool = True) -> None:
        sites = sorted(self.outline.sites(path), key=_place, reverse=True)
        ranks = self.outline.below(path)
        # Whether the item may have lost the line that named it first, and so its place.
        shallow = bool(ranks) or any(len(self.outline.heads[site.segment]) < ITEM for site in sites)
        for site in sites:
            self._cut(site, with_comment=with_comment)
        if ranks:
            self.take_segments(ranks)
            if isinstance(path[-1], int):
                self.renumber(path, -1)
        container = self.fork(path[:-1])
        del container[path[-1]]
        parent = path[:-1]
        if not container and parent and not self.outline.holds(parent):
            self._drop_data(parent)
        for length in range(1 if shallow else 2, len(path)):
            if isinstance(self.get(path[:length]), dict):
                self.reorder(path[:length])

    def _drop_data(self, path: Path) -> None:
        """Forget tables that only dotted keys or headers below had implied."""
        container = self.fork(path[:-1])
        del container[path[-1]]
        if not container and path[:-1] and not self.outline.holds(path[:-1]):
            self._drop_data(path[:-1])

    def _cut(self, site: Site, *, with_comment: bool) -> None:
        rank, entry = site.segment, site.entry
        text = self.outline.texts[rank]
        if site.container is None:
            shared = len(self.outline.heads[rank]) < ITEM
            comment = "" if with_comment else layout.comment_behind(text, entry, self.newline)
            gap = layout.gap(text, entry, self.newline, comment, shared=shared)
            self.splice(rank, entry.start, entry.end, comment + gap)
            return
        found = inside(text, site.container).all
        at = found.index(entry)
        end = skip_value(text, site.container)
        if text[site.container] == "[" or "\n" in text[site.container : end]:
            spelled = arrays.without(
                text[site.container : end], at, self.newline, with_comment=with_comment
            )
            self.splice(rank, site.container, end, spelled)
            return
        if len(found) == 1:
            start, end = site.container + 1, end - 1
        elif at + 1 < len(found):
            start, end = entry.key, found[at + 1].key
        else:
            start, end = found[at - 1].value_end, entry.value_end
        self.splice(rank, start, end, "")

    def rename(self, path: Path, new: str) -> None:
        """Give a key another name wherever the text says it; its place stays."""
        outline = self.outline
        for site in sorted(outline.sites(path), key=_place, reverse=True):
            start, end = site.part(outline.texts[site.segment])
            self.splice(site.segment, start, end, key(new))
        part = sum(isinstance(step, str) for step in path) - 1
        for rank in outline.below(path):
            text = outline.texts[rank]
            start, end = key_spans(text, *header_key_span(text))[part]
            self.splice(rank, start, end, key(new))
            outline.heads[rank] = (*path[:-1], new, *outline.heads[rank][len(path) :])
        outline.index()
        container = self.fork(path[:-1])
        entries = [(new if name == path[-1] else name, value) for name, value in container.items()]
        container.clear()
        container.update(entries)
        self.reordered |= len(path) == ITEM
        self.paths += [path, (*path[:-1], new)]

    # Segments -----------------------------------------------------------------------------

    def insert_segments(
        self, at: int, made: list[tuple[Path, str]], *, behind: bool = True
    ) -> None:
        """Put tables before segment ``at``.

        Args:
            at: The segment that follows, or the number of segments.
            made: Paths and texts of the tables.
            behind: Whether they belong to what is before them rather than to what follows:
                then they stand above comments that stand free.
        """
        layout.insert_tables(self.outline, at, made, self.newline, behind=behind)
        self.moved = True

    def take_segments(self, ranks: Sequence[int]) -> list[tuple[Path, str]]:
        """Take tables out with their comments and return them; others' comments stay."""
        self.moved = True
        return layout.take_tables(self.outline, ranks)

    def renumber(self, path: Path, by: int) -> None:
        """Count the tables of an array from the position ``path`` ends with on differently."""
        self.outline.renumber(path, by)


def _place(site: Site) -> tuple[int, int]:
    return site.segment, site.entry.key
