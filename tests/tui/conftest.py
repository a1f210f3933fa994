"""Every editor of a test has a state folder of its own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import networkx  # noqa: F401, ICN001 - so that no test waits for the thread that loads it
import pytest
from textual.css.stylesheet import Stylesheet

from raci.tui.commands import file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.css.model import RuleSet

# Windows has no pseudo-terminals of the kind that these open.
if sys.platform == "win32":
    collect_ignore = ["test_killing.py", "test_merging_in_a_terminal.py", "test_terminal.py"]


@pytest.fixture(autouse=True, scope="session")
def parsed_once() -> Iterator[None]:
    """Parse each text of style rules once for all editors, a third of what opening one takes."""
    parse = Stylesheet._parse_rules
    known: dict[tuple[object, ...], list[RuleSet]] = {}

    def parsed(sheet: Stylesheet, *text: Any, **told: Any) -> list[RuleSet]:  # noqa: ANN401 - passed on
        key = (text, frozenset(told.items()), frozenset(sheet._variables.items()))
        if key not in known:
            known[key] = parse(sheet, *text, **told)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parsed)
        yield


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where journals go; never to those of whoever runs the tests."""
    folder = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have saves waited for, however busy the machine is; those on slow disks have their tests."""
    monkeypatch.setattr(file, "PATIENCE", 60.0)
