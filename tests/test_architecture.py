"""The house: a module imports only from the floors below its own, and wings do not mix."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import raci

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(raci.__file__).parent

#: Each room's floor, as ARCHITECTURE.md draws it.
FLOORS = {
    "model": 1,
    "words": 1,
    "toml_edit": 2,
    "storage": 3,
    "document": 4,
    "check": 4,
    "tables": 4,
    "reports": 4,
    "versions": 4,
    "workspace": 5,
    "tui": 6,
    "cli": 7,
}

#: The one step on the first floor: words render what the model says.
_STAIRS = {("words", "model")}

#: What stands below all floors.
_GROUND = {"__version__", "frozen"}

MODULES = sorted(path for path in ROOT.rglob("*.py") if path.parent != ROOT)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and name of each of our modules that a module imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: name the room, not the way there"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "raci" and len(name.split(".")) > 1:
                yield node.lineno, name


def room(path: Path) -> str:
    """Return the room a module stands in."""
    return path.relative_to(ROOT).parts[0]


def test_every_room_has_a_floor() -> None:
    """A new folder of the package must be given its floor here and in ARCHITECTURE.md."""
    assert {room(path) for path in MODULES} == set(FLOORS)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_imports_go_down(name: str) -> None:
    """What a module imports stands in its own room or on a lower floor, type hints included."""
    faults = []
    for path in MODULES:
        if room(path) != name:
            continue
        for line, target in imports(path):
            other = target.split(".")[1]
            if other in {name, *_GROUND} or (name, other) in _STAIRS:
                continue
            if FLOORS[other] >= FLOORS[name]:
                faults.append(f"{path.relative_to(ROOT)}:{line} imports {target}")
    assert faults == []


def test_the_model_stands_on_the_standard_library() -> None:
    """The model needs nothing but Python, apart from the transliteration of names."""
    import sys

    outside = set()
    for path in MODULES:
        if room(path) != "model":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                outside |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                outside.add(node.module.split(".")[0])
    assert outside - set(sys.stdlib_module_names) <= {"raci", "anyascii"}


def test_changing_toml_knows_nothing_of_ours() -> None:
    """What changes TOML text uses no other room, so that it could be published alone."""
    faults = [
        f"{path.relative_to(ROOT)}:{line} imports {target}"
        for path in MODULES
        if room(path) == "toml_edit"
        for line, target in imports(path)
        if target.split(".")[1] != "toml_edit"
    ]
    assert faults == []


def test_only_the_editor_draws() -> None:
    """No room but the editor's imports the library that draws: batch commands start fast."""
    for path in MODULES:
        if room(path) == "tui":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not any(name.split(".")[0] == "textual" for name in names), path
