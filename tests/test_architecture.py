"""What the contracts in pyproject.toml cannot say of the house."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import raci


def test_the_model_stands_on_the_standard_library() -> None:
    """The model needs nothing but Python, apart from the transliteration of names."""
    outside = set()
    for path in (Path(raci.__file__).parent / "model").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                outside |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                outside.add(node.module.split(".")[0])
    assert outside - set(sys.stdlib_module_names) <= {"raci", "anyascii"}
