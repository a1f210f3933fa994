"""The pages under docs that are written from the program say what the program says now."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
PAGES: dict[str, str] = runpy.run_path(str(DOCS / "write_reference.py"))["pages"]()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_is_fresh(name: str) -> None:
    """A new command, key or field needs one run of the script."""
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == PAGES[name], "run: python docs/write_reference.py"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_tables_have_as_many_cells_as_their_heads(name: str) -> None:
    """Nothing in a wording breaks the tables."""
    cells = 0
    for line in PAGES[name].splitlines():
        if not line.startswith("|"):
            cells = 0
        elif cells:
            assert line.replace("\\|", "").count("|") == cells, line
        else:
            cells = line.count("|")
