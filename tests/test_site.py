"""The pages of the site: two languages where a firm reads them, pictures that fetch nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
GUIDES = sorted(path.stem for path in DOCS.glob("guides/*.md") if path.suffixes == [".md"])


@pytest.mark.parametrize("page", ["index", "tour", *(f"guides/{name}" for name in GUIDES)])
def test_what_a_firm_reads_is_there_in_both_languages(page: str) -> None:
    """Each page leads to itself in the other language."""
    name = page.rpartition("/")[2]
    assert f"]({name}.de.md)" in (DOCS / f"{page}.md").read_text(encoding="utf-8")
    assert f"]({name}.md)" in (DOCS / f"{page}.de.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(DOCS.glob("pictures/*.svg")), ids=lambda path: path.stem)
def test_pictures_fetch_nothing_and_run_nothing(path: Path) -> None:
    """A picture holds neither addresses but those of namespaces, nor scripts."""
    text = re.sub(r'xmlns(:\w+)?="[^"]*"', "", path.read_text(encoding="utf-8"))
    assert not re.search(r"<script|<image|url\(\s*[\"']?(?!#|[\"']?#)|@import|href=", text)


@pytest.mark.parametrize("language", ["", ".de"])
def test_the_recording_shows_each_frame_in_its_time(language: str) -> None:
    """What comes and goes on the screen has a time of its own in one common round."""
    text = (DOCS / "pictures" / f"tour{language}.svg").read_text(encoding="utf-8")
    rounds = set(re.findall(r"animation:f\d+ ([\d.]+)s step-end infinite", text))
    assert len(rounds) == 1
    used = set(re.findall(r'<g class="(f\d+)"', text))
    assert used == set(re.findall(r"\.(f\d+)\{visibility", text))
