"""The pages of promises and of weaknesses: each of them names tests, and these exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "guarantees.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE + SECURITY)


def test_every_named_test_exists() -> None:
    """A promise is not held by a test that was renamed or taken away."""
    missing = [
        f"{path}::{name}"
        for path, name in NAMED
        if f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert missing == []


def test_every_promise_names_a_test() -> None:
    """What cannot be tested stands under “Not promised”, or says how it follows."""
    promised = PAGE.split("## Not promised", maxsplit=1)[0]
    without = [part for part in promised.split("\n- ")[1:] if "`tests/" not in part]
    assert [part[:31] for part in without] == ["**Editors of different users or"]


def test_every_weakness_names_a_test() -> None:
    """What is called a weakness is looked for."""
    in_scope = SECURITY.partition("## In scope")[2].partition("\n## ")[0]
    weaknesses = in_scope.split("\n- ")[1:]
    assert len(weaknesses) > 1
    assert [part[:31] for part in weaknesses if "`tests/" not in part] == []
