"""Comments in a merge: those of the other side come along with the things they stand by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from raci.toml_edit.comments import END, Commented, Comments
from raci.versions.entries import inserted, moved_tables, pairs
from raci.versions.references import renamed
from raci.versions.values import same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci.model.organisation import Path
    from raci.toml_edit.outline import Outline


# How many steps lead from a row's key to the role: over the name of a duty, too.
_ROWS = {"raci": 1, "duties": 2}


class Version(NamedTuple):
    """A version of a file: its text in segments, and what that says."""

    outline: Outline
    data: Mapping[str, Any]


class Lost(NamedTuple):
    """A comment that one side wrote and the merge has no place for.

    Attributes:
        path: What it stood by, with the ids of the merge.
        comment: Its text, from the hash sign on.
        ours: Whether it is ours.
    """

    path: Path
    comment: str
    ours: bool


def with_their_comments(
    base: Version, ours: Version, theirs: Version, merged: Version
) -> tuple[str, tuple[Lost, ...]]:
    """Return the text of a merge with the comments that the other side wrote or took away.

    Args:
        base: What both began with.
        ours: The side whose text the merge was written into.
        theirs: The other side.
        merged: The merge, written into our text.

    Returns:
        The text, and the comments of both sides that are not in it.
    """
    carrier = _Carrier(merged)
    before, others = _Side(base, merged.data), _Side(theirs, merged.data)
    for path, comments in others.comments.items():
        carrier.bring(path, before.comments.get(path, Comments()), comments, others)
    return carrier.text(), (*carrier.lost, *lost_comments(base, ours, merged, ours=True))


def lost_comments(base: Version, side: Version, merged: Version, *, ours: bool) -> Iterator[Lost]:
    """Yield the comments that one side wrote and the text of a merge has less often than it."""
    before, after = _Side(base, merged.data), _Side(side, merged.data)
    there, left = (_counted(one.comments.values()) for one in (after, _Side(merged, merged.data)))
    for path, comments in after.comments.items():
        for line in _fresh(before.comments.get(path, Comments()), comments, free=True):
            if left[line] < there[line]:
                left[line] += 1
                yield Lost(path, line, ours)


def _counted(comments: Iterable[Comments]) -> Counter[str]:
    return Counter(line for one in comments for line in _lines(one, free=True))


def _lines(comments: Comments, *, free: bool) -> tuple[str, ...]:
    blocks = (line for block in comments.free for line in block.split("\n")) if free else ()
    return (*blocks, *comments.above, *comments.inside, *comments.behind)


class _Side:
    """Comments and values of one version, by the paths of the merge."""

    def __init__(self, version: Version, merged: Mapping[str, Any]) -> None:
        moved = moved_tables(version.data, merged)
        self._data = version.data
        self._moved = moved
        self._waivers = pairs(_waivers(renamed(version.data, moved)), _waivers(merged))
        self.commented = Commented(version.outline)
        self.comments = {
            self.path(path): comments for path, comments in self.commented.comments.items()
        }
        self.previous = {
            self.path(path): None if thing.previous is None else self.path(thing.previous)
            for path, thing in self.commented.things.items()
        }
        self._own = {self.path(path): path for path in self.commented.comments}

    def path(self, path: Path) -> Path:
        """Return a path with the ids of the merge; of a waiver that is gone, one that leads off."""
        steps = list(path)
        if path[:1] == ("waivers",) and len(path) > 1 and isinstance(path[1], int):
            steps[1] = self._waivers.get(path[1], -1 - path[1])
        elif path and path[0] in self._moved and len(path) > 1:
            steps[1] = self._moved[str(path[0])].get(str(path[1]), path[1])
        row = next((at for at, step in enumerate(path[2:], 2) if step in _ROWS), 0)
        if path[:2] == ("portfolio", "raci"):
            row = 1
        role = row + _ROWS[str(path[row])] if row else len(path)
        if role < len(path):
            steps[role] = self._moved["roles"].get(str(path[role]), path[role])
        return tuple(steps)

    def value(self, path: Path) -> object:
        """Return what a thing says, with the version's own ids."""
        return _at(self._data, self._own[path])

    def spelled(self, path: Path) -> str:
        """Return how the value of a thing is written."""
        thing = self.commented.things[self._own[path]]
        return self.commented.text[thing.value : thing.value_end]


class _Carrier:
    """Puts comments beside the things of a merge."""

    def __init__(self, merged: Version) -> None:
        self._merged = merged
        self._commented = Commented(merged.outline)
        self._wanted = dict(self._commented.comments)
        self._spelled: dict[Path, str] = {}
        self.lost: list[Lost] = []

    def text(self) -> str:
        """Return the merged text with the comments that came along."""
        changed = {
            path: comments
            for path, comments in self._wanted.items()
            if comments != self._commented.comments[path]
        }
        return self._commented.with_comments(changed, self._spelled)

    def bring(self, path: Path, before: Comments, theirs: Comments, side: _Side) -> None:
        """Bring what they changed in the comments of one thing."""
        if theirs == before:
            return
        if path in self._wanted:
            self._beside(path, before, theirs, side)
            return
        previous = side.previous[path]
        anchor = previous if previous in self._wanted else END
        fresh = tuple(block for block in theirs.free if block not in before.free)
        if fresh:
            here = self._wanted[_next(self._commented, anchor)]
            self._want(_next(self._commented, anchor), free=_joined(here.free, (), fresh))
        lines = _fresh(before, theirs)
        home = self._home(path)
        if not lines:
            return
        if home is None:
            self.lost += [Lost(path, line, ours=False) for line in lines]
        else:
            self._want(home, above=_joined(self._wanted[home].above, (), lines))

    def _beside(self, path: Path, before: Comments, theirs: Comments, side: _Side) -> None:
        now = self._wanted[path]
        behind = now.behind if theirs.behind == before.behind else theirs.behind
        extra: tuple[str, ...] = ()
        if now.behind not in {before.behind, theirs.behind} and theirs.behind != before.behind:
            behind = now.behind or theirs.behind
            extra = tuple(line for line in theirs.behind if line not in behind)
        if theirs.inside not in {before.inside, now.inside}:
            if same(_at(self._merged.data, path), side.value(path)):
                spelled = side.spelled(path).replace("\r\n", "\n")
                self._spelled[path] = spelled.replace("\n", self._commented.newline)
                extra += tuple((Counter(now.inside) - Counter(theirs.inside)).elements())
            else:
                known = Counter(before.inside) + Counter(now.inside)
                extra += tuple((Counter(theirs.inside) - known).elements())
        above = _joined(now.above, before.above, theirs.above)
        self._want(
            path,
            free=_joined(now.free, before.free, theirs.free),
            above=_joined(above, (), extra),
            behind=behind,
        )

    def _want(self, path: Path, **changes: tuple[str, ...]) -> None:
        self._wanted[path] = self._wanted[path]._replace(**changes)

    def _home(self, path: Path) -> Path | None:
        """Return the line that says a value which they gave a line of its own; None for none."""
        if _at(self._merged.data, path) is None:
            return None
        for length in range(len(path) - 1, 0, -1):
            if path[:length] in self._wanted:
                return path[:length]
        below = (other for other in self._wanted if other[: len(path)] == path)
        return next(below, None)


def _next(commented: Commented, path: Path) -> Path:
    """Return what stands behind a thing: comments below the one are above the other."""
    paths = list(commented.things)
    at = paths.index(path) if path in commented.things else len(paths) - 1
    return paths[min(at + 1, len(paths) - 1)]


def _fresh(before: Comments, after: Comments, *, free: bool = False) -> tuple[str, ...]:
    """Return the lines that came to a thing: directly above, in and behind it, or in blocks."""
    came = Counter(_lines(after, free=free))
    came -= Counter(_lines(before, free=free))
    return tuple(came.elements())


def _joined(
    now: tuple[str, ...], before: Sequence[str], theirs: tuple[str, ...]
) -> tuple[str, ...]:
    """Return lines with those that they wrote and without those that they took away."""
    if now == tuple(before):
        return theirs
    here, was, there = _numbered(now), _numbered(before), _numbered(theirs)
    kept = [line for line in here if line in there or line not in was]
    wanted = [line for line in there if line in here or line not in was]
    return tuple(line for _, line in inserted(kept, wanted))


def _numbered(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return lines with how often each stood before: a drawn box has the same one twice."""
    seen: Counter[str] = Counter()
    found = []
    for line in lines:
        found.append((seen[line], line))
        seen[line] += 1
    return found


def _waivers(data: Mapping[str, Any]) -> list[object]:
    waivers = data.get("waivers")
    return waivers if isinstance(waivers, list) else []


def _at(data: object, path: Path) -> object:
    """Return the value at a path; None where there is none."""
    for step in path:
        if isinstance(data, Mapping):
            data = data.get(str(step)) if isinstance(step, str) else None
        elif isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
            data = data[step]
        else:
            return None
    return data
