"""The pages under docs that are written from the program say what the program says now."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from raci import __version__

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


ROOT = DOCS.parent
READ = sorted(
    path
    for folder in (".", "docs", ".github", "sample_orgs", "bench")
    for path in (ROOT / folder).glob("*.md" if folder == "." else "**/*.md")
)


@pytest.mark.parametrize("path", READ, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(path: Path) -> None:
    """A link of a page to another file of the repository resolves, from wherever it is read."""
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s#]+)", text):
        assert re.match(r"[a-z]+:", link) or (path.parent / link).exists(), link


def test_the_version_is_the_same_everywhere() -> None:
    """The newest entry of the change log, the citation and the program agree."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    newest = re.search(r"^## \[([\d.]+)\] - ([\d-]+)", changes, re.MULTILINE)
    assert newest
    assert newest[1] == __version__
    assert f"version: {newest[1]}\ndate-released: {newest[2]}\n" in citation
