"""Values: what a TOML text says, within bounds, and whether two values are the same."""

from __future__ import annotations

import gc
import re
from collections.abc import Mapping
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

import tomli

from raci.toml_edit.path import dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.toml_edit.path import Path

#: How deep tables and lists may stand in each other, dotted keys included: what walks through
#: values calls itself once a level.
DEEPEST = 100

#: What TOML promises of whole numbers (64 bits). The parser reads larger ones, which Python then
#: refuses to write in digits.
_LEAST, _MOST = -(2**63), 2**63 - 1

# The parser keeps all beginnings of each dotted key: memory goes with the square of its parts. So
# many squares together take some 150 MB.
_MOST_BEGINNINGS = 2**22

# A line that may hold such a key, and the keys (and what else has dots) of a text that has one.
_MANY_DOTS = re.compile(r"\.(?:[^.\n]*+\.){15}")
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\r\n]++|\\.)*+"|'[^'\n]*+')"""
_TOKENS = re.compile(
    rf""""{{3}}(?:[^"\\]++|\\.|"{{1,2}}(?!"))*+"{{3,5}}|'{{3}}(?:[^']++|'{{1,2}}(?!'))*+'{{3,5}}"""
    rf"|#[^\n]*+|(?P<key>{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)",
    re.DOTALL,
)
_PARTS = re.compile(_PART)


class ChangeError(ValueError):
    """A change that cannot be written into a text."""


class PathError(ChangeError):
    """There is no place for a value at a path.

    Attributes:
        path: Where it should go; ``()`` for the whole file, which is no value.
    """

    def __init__(self, path: Path) -> None:
        """Keep the path."""
        super().__init__(f"{dotted(path[:-1])} holds no {dotted(path[-1:])}")
        self.path = path


class UnwritableError(ChangeError):
    """TOML cannot hold a value.

    Attributes:
        value: It.
        surrogate: Whether it is a text with half a surrogate pair, which no text file can hold.
    """

    def __init__(self, value: object, *, surrogate: bool = False) -> None:
        """Keep the value."""
        super().__init__(f"{value!r} is no value that TOML can hold")
        self.value = value
        self.surrogate = surrogate


class ReadError(ValueError):
    """A text is no TOML.

    Attributes:
        reason: What the parser says, without the place.
        line: Where, from 1.
        column: Where, from 1.
    """

    def __init__(self, reason: str, line: int, column: int) -> None:
        """Keep the parts."""
        super().__init__(f"{reason} (at line {line}, column {column})")
        self.reason = reason
        self.line = line
        self.column = column


class BoundsError(ValueError):
    """TOML that the parser reads, or would, and nothing behind it could carry.

    Attributes:
        path: Of a number too large, where it stands if that is known; ``()`` otherwise.
        deep: Whether lists and tables stand too deep in each other, or keys have too many parts.
    """

    def __init__(self, path: Path = (), *, deep: bool = False) -> None:
        """Keep what is the matter."""
        reason = "is nested too deeply" if deep else "is a number too large"
        super().__init__(f"{dotted(path) or 'something'} {reason}")
        self.path = path
        self.deep = deep


def loads(text: str) -> dict[str, Any]:
    """Return what a TOML text says; a byte order mark before it is left aside.

    Raises:
        ReadError: It is no TOML.
        BoundsError: It is nested too deeply, or holds a number too large.
    """
    text = text.removeprefix("\ufeff")
    if _MANY_DOTS.search(text):
        _bound_keys(text)
    try:
        with _collector_at_rest():
            data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise ReadError(error.msg, error.lineno, error.colno) from None
    except RecursionError:
        raise BoundsError(deep=True) from None
    except ValueError:  # more than 4,300 digits
        raise BoundsError from None
    _bound(data)
    return data


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from going through the values again and again while they come.

    A parse makes thousands of objects and no cycle; collecting takes a third of its time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _bound_keys(text: str) -> None:
    """Refuse keys whose parts would take the parser more memory than the text is worth."""
    beginnings = 0
    for token in _TOKENS.finditer(text):
        if token["key"] and "." in token["key"]:
            parts = sum(1 for _ in _PARTS.finditer(token["key"]))
            beginnings += parts * parts
            if parts > DEEPEST or beginnings > _MOST_BEGINNINGS:
                raise BoundsError(deep=True)


def _bound(data: dict[str, Any]) -> None:
    """Go through all values level by level: in a hundredth of the time it took to parse them."""
    tables: list[dict[str, Any]] = [data]
    lists: list[list[Any]] = []
    for _ in range(DEEPEST):
        values = [*chain.from_iterable(map(dict.values, tables)), *chain.from_iterable(lists)]
        kinds = set(map(type, values))
        if int in kinds and any(map(_is_too_large, values)):
            raise BoundsError(_path_of_too_large(data))
        if kinds.isdisjoint((dict, list)):
            return
        tables = [value for value in values if type(value) is dict]
        lists = [value for value in values if type(value) is list]
    raise BoundsError(deep=True)


def plain(value: Any) -> Any:  # noqa: ANN401 - any TOML value
    """Return a value as the parser would read it back: dicts and lists of our own."""
    if isinstance(value, dict | Mapping):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def _is_too_large(value: object) -> bool:
    return type(value) is int and not _LEAST <= value <= _MOST


def _path_of_too_large(data: Mapping[str, Any]) -> Path:
    waiting: list[tuple[Path, Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if _is_too_large(value):
            return path
        if isinstance(value, dict):
            waiting += [((*path, key), part) for key, part in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, rank), part) for rank, part in enumerate(value)]
    return ()


def same_file(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether two files say the same; the order of their top-level keys means nothing."""
    return old.keys() == new.keys() and all(same(old[name], new[name]) for name in old)


def same(old: Any, new: Any) -> bool:  # noqa: ANN401 - any TOML value
    """Tell whether two TOML values are equal, types and order of keys included.

    In Python ``1 == True``, and not a number is not even equal to itself; in a file it matters
    which is written, and that it is still there.
    """
    if isinstance(new, tuple):
        new = list(new)
    if type(old) is not type(new):
        return False
    if isinstance(old, dict):
        return list(old) == list(new) and _all_same(list(old.values()), list(new.values()))
    if isinstance(old, list):
        return _all_same(old, new)
    return bool(old == new) or (old != old and new != new)  # noqa: PLR0124 - not a number


def _all_same(old: list[Any], new: list[Any]) -> bool:
    # Most tables hold texts alone, and nothing but a text is equal to a text.
    if set(map(type, old)) <= _TEXT:
        return old == new
    return len(old) == len(new) and all(map(same, old, new))


_TEXT = frozenset((str,))
