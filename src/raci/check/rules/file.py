"""Family 8, the file: what the document finds while reading; here only the names of its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.rule.case import Fix
from raci.check.rule.rule import rule
from raci.model.edit import RenameKey, SetField
from raci.model.finding import Severity
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.rule.case import Case
    from raci.model.finding import Finding
    from raci.model.organisation import Path

_ERROR = Severity.ERROR

invalid_toml = rule("RACI801", "invalid-toml", _ERROR, fixed=True)
invalid_field = rule("RACI802", "invalid-field", _ERROR, fixed=True)


@invalid_field.fixes
def fix_invalid_field(case: Case) -> Iterator[Fix]:
    """The nearest valid word, where there is one."""
    path = case.finding.place
    near = _hint(case, "nearest")
    if near and path[:2] == ("check", "rules") and len(path) == len(("check", "rules", near)):
        yield _renamed(path, near)
    elif near:
        yield _changed(path, near)


unknown_reference = rule("RACI803", "unknown-reference", _ERROR, fixed=True)


@unknown_reference.fixes
def fix_unknown_reference(case: Case) -> Iterator[Fix]:
    """The nearest id that exists; or the reference goes."""
    path = case.finding.place
    near = _hint(case, "nearest")
    if near:
        yield _renamed(path, near) if _is_cell(path) else _changed(path, near)
    yield Fix(Text("Take it out"), SetField(path, None))


unknown_letter = rule("RACI804", "unknown-letter", _ERROR, fixed=True)


@unknown_letter.fixes
def fix_unknown_letter(case: Case) -> Iterator[Fix]:
    """The right spelling, where what was meant is clear."""
    right = _hint(case, "right")
    if right:
        yield _changed(case.finding.place, right)


newer_format = rule("RACI805", "newer-format", _ERROR, fixed=True)
unknown_key = rule("RACI806", "unknown-key", Severity.WARNING)


@unknown_key.fixes
def fix_unknown_key(case: Case) -> Iterator[Fix]:
    """The nearest valid key; or the key goes."""
    near = _hint(case, "nearest")
    if near:
        yield _renamed(case.finding.place, near)
    yield Fix(Text("Take it out"), SetField(case.finding.place, None))


_IN_A_ROW = frozenset({"raci", "content", "direction", "combination", "implementation"})


def _is_cell(path: Path) -> bool:
    """Tell whether a path leads to a cell, whose key is the role that it refers to."""
    return path[-2] in _IN_A_ROW and path[0] in {"channels", "portfolio"}


def look_alike(finding: Finding) -> Iterator[Fix]:
    """Yield the fix of 804 where the only fault is a letter of another script."""
    values = finding.message.values
    if finding.code == "RACI804" and "latin" in values and "right" in values:
        yield _changed(finding.place, str(values["right"]))


def _hint(case: Case, name: str) -> str:
    return str(case.finding.message.values.get(name, ""))


def _renamed(path: Path, new: str) -> Fix:
    return Fix(Text("Write “{right}”", {"right": new}), RenameKey(path, new))


def _changed(path: Path, new: str) -> Fix:
    return Fix(Text("Write “{right}”", {"right": new}), SetField(path, new))
