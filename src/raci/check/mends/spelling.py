"""Mends of family 8: what was misspelt in the file, as its reader understood it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.mends.case import Fix
from raci.model.edit import RenameKey, SetField
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.mends.case import Case
    from raci.model.finding import Finding
    from raci.model.path import Path

_IN_A_ROW = frozenset({"raci", "content", "direction", "combination", "implementation"})


def misspelt_value(case: Case) -> Iterator[Fix]:
    """802: the nearest valid word, where there is one."""
    path = case.finding.place
    near = _hint(case, "nearest")
    if near and path[:2] == ("check", "rules") and len(path) == len(("check", "rules", near)):
        yield _renamed(path, near)
    elif near:
        yield _changed(path, near)


def unknown_reference(case: Case) -> Iterator[Fix]:
    """803: the nearest id that exists; or the reference goes."""
    path = case.finding.place
    near = _hint(case, "nearest")
    if near:
        yield _renamed(path, near) if _is_cell(path) else _changed(path, near)
    yield Fix(Text("Take it out"), SetField(path, None))


def _is_cell(path: Path) -> bool:
    """Tell whether a path leads to a cell, whose key is the role that it refers to."""
    return path[-2] in _IN_A_ROW and path[0] in {"channels", "portfolio"}


def misspelt_letters(case: Case) -> Iterator[Fix]:
    """804: the right spelling, where what was meant is clear."""
    right = _hint(case, "right")
    if right:
        yield _changed(case.finding.place, right)


def look_alike(finding: Finding) -> Iterator[Fix]:
    """Yield the mend of 804 where the only fault is a letter of another script."""
    values = finding.message.values
    if finding.code == "RACI804" and "latin" in values and "right" in values:
        yield _changed(finding.place, str(values["right"]))


def unknown_key(case: Case) -> Iterator[Fix]:
    """806: the nearest valid key; or the key goes."""
    near = _hint(case, "nearest")
    if near:
        yield _renamed(case.finding.place, near)
    yield Fix(Text("Take it out"), SetField(case.finding.place, None))


def _hint(case: Case, name: str) -> str:
    return str(case.finding.message.values.get(name, ""))


def _renamed(path: Path, new: str) -> Fix:
    return Fix(Text("Write “{right}”", {"right": new}), RenameKey(path, new))


def _changed(path: Path, new: str) -> Fix:
    return Fix(Text("Write “{right}”", {"right": new}), SetField(path, new))
