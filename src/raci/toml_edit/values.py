"""From TOML text to plain values, within what everything behind it can carry."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from raci.model.path import dotted
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from raci.model.path import Path


#: How deep tables and lists may stand in each other, dotted keys included: what walks through
#: values calls itself once a level.
DEEPEST = 100

#: What TOML promises of whole numbers (64 bits). tomllib reads larger ones, which Python then
#: refuses to write in digits.
_LEAST, _MOST = -(2**63), 2**63 - 1


class BeyondError(ValueError):
    """TOML that tomllib reads and we don't; ``text`` says why, ``path`` where."""

    def __init__(self, text: Text, path: Path) -> None:
        """Keep the sentence and the place."""
        super().__init__(text.template.format_map(text.values))
        self.text = text
        self.path = path


def loads(text: str) -> dict[str, Any]:
    """Return what a TOML text says.

    Raises:
        tomllib.TOMLDecodeError: It is no TOML.
        BeyondError: It is nested too deeply, or holds a number too large.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise too_deep() from None
    except ValueError:  # more than 4,300 digits
        raise BeyondError(Text("no valid TOML: a number is too large"), ()) from None
    _check(data)
    return data


def too_deep() -> BeyondError:
    """Return the complaint about tables and lists too deep in each other."""
    return BeyondError(Text("no valid TOML: lists and tables stand too deep in each other"), ())


def _check(data: Mapping[str, Any]) -> None:
    """Go through all values level by level: in a hundredth of the time it took to parse them."""
    level: list[Any] = [data]
    for _ in range(DEEPEST):
        values = [value for container in level for value in _values(container)]
        kinds = set(map(type, values))
        if int in kinds and any(map(_is_too_large, values)):
            path = _path_of_too_large(data)
            text = Text("no valid TOML: {key} is a number too large", {"key": dotted(path)})
            raise BeyondError(text, path)
        if kinds.isdisjoint((dict, list)):
            return
        level = [value for value in values if isinstance(value, dict | list)]
    raise too_deep()


def _values(container: Any) -> Iterable[Any]:  # noqa: ANN401 - a dict or a list
    return container.values() if isinstance(container, dict) else container


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
        return list(old) == list(new) and _all_same(old.values(), new.values())
    if isinstance(old, list):
        return len(old) == len(new) and _all_same(old, new)
    return bool(old == new) or (old != old and new != new)  # noqa: PLR0124 - not a number


def _all_same(old: Iterable[Any], new: Iterable[Any]) -> bool:
    # Most values are texts: comparing these here halves the time of a whole file.
    return all(
        a == b if type(a) is type(b) is str else same(a, b) for a, b in zip(old, new, strict=True)
    )
