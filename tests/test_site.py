"""The pages of the site: two languages where a firm reads them, pictures that fetch nothing."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from types import SimpleNamespace

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


@pytest.mark.parametrize(("source", "language"), [("tour.de.md", "de"), ("tour.md", "en")])
def test_what_stands_around_a_page_speaks_its_language(source: str, language: str) -> None:
    """The theme's own words (search, contents) are German around German pages, and only there."""
    around = runpy.run_path(str(DOCS / "site_pages.py"))["on_page_context"]
    config = SimpleNamespace(theme={"language": "en"})
    context = {"page": source}
    page = SimpleNamespace(file=SimpleNamespace(src_uri=source))
    assert around(context, page, config, None) is context
    assert config.theme["language"] == language


@pytest.mark.parametrize("path", sorted(DOCS.glob("rules/RACI*.md")), ids=lambda path: path.name)
def test_a_rules_page_leads_back_and_to_the_other_language(path: Path) -> None:
    """From each rule's page the list of all rules and the page in the other language are near."""
    german = path.name.endswith(".de.md")
    text = path.read_text(encoding="utf-8")
    assert f"](README.{'de.md' if german else 'md'})" in text
    code = path.name.partition(".")[0]
    assert f"]({code}.{'md' if german else 'de.md'})" in text
