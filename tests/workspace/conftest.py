"""An organisation's file on the disk, and open."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from raci.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The ``TEXT`` of the test's module as a file on the disk."""
    place = tmp_path / "raci.toml"
    place.write_text(request.module.TEXT, encoding="utf-8")
    return place


@pytest.fixture
def space(path: Path) -> Workspace:
    """The file, open."""
    return Workspace.open(path, today=dt.date(2026, 11, 21))
