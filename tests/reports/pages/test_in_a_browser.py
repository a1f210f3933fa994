"""Pages in a real browser: one sheet of paper, and nothing that it would fetch."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

import pypdf
import pytest
from lxml import html

from raci.frozen import replace
from raci.model.text import Text
from raci.reports.pages.board import board_page
from raci.reports.pages.comparison import comparison_page
from raci.reports.pages.facts import Since
from raci.reports.pages.forms.html import to_html
from raci.reports.pages.person import index_page, person_page, roles_of
from raci.reports.pages.upkeep import Setting
from support.browser import AT_NIGHT, CHROMIUM, contrast, measured

if TYPE_CHECKING:
    from pathlib import Path

    from raci.reports.pages.facts import Facts

_BROWSER = CHROMIUM


@pytest.mark.skipif(_BROWSER is None, reason="there is no Chromium here")
def test_the_board_page_is_printed_on_one_sheet(facts: Facts, tmp_path: Path) -> None:
    """A full page, five findings with their reasons, fits one A4, and says all of it."""
    page, paper = tmp_path / "board.html", tmp_path / "board.pdf"
    page.write_text(to_html(board_page(facts)), encoding="utf-8")
    assert _BROWSER is not None
    subprocess.run(
        [
            _BROWSER,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--print-to-pdf={paper}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    printed = pypdf.PdfReader(io.BytesIO(paper.read_bytes()))
    assert len(printed.pages) == 1
    text = printed.pages[0].extract_text()
    assert all(one in text for one in ("Alpenblick", "3 of 5", "Remedy of RACI101.", "kununu"))
    width, height = (float(one) for one in printed.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)


_MEASURED = """<iframe id="phone" src="{page}" width="390" height="800"></iframe><p id="seen"></p>
<script>
addEventListener("load", () => {{
  const phone = document.getElementById("phone").contentWindow;
  const wide = phone.document.documentElement.scrollWidth;
  const fetched = phone.performance.getEntriesByType("resource").length;
  document.getElementById("seen").textContent = wide + " " + fetched;
}});
</script>"""


@pytest.mark.skipif(_BROWSER is None, reason="there is no Chromium here")
@pytest.mark.parametrize("name", ["board", "person", "index", "comparison"])
def test_pages_fit_a_phone_and_fetch_nothing(facts: Facts, tmp_path: Path, name: str) -> None:
    """At 390 px nothing sticks out; tables that are wider move by themselves."""
    firm = facts.organisation
    setting = Setting(facts.words, facts.today, facts.days)
    person = person_page(firm, "Anna Huber", roles_of(firm, "Anna Huber"), setting)
    since = Since("last.toml", (Text("a change"),), (), ())
    pages = {
        "board": board_page(facts),
        "person": person,
        "index": index_page(firm, [person], setting),
        "comparison": comparison_page(facts, facts, since),
    }
    page, frame = tmp_path / "page.html", tmp_path / "frame.html"
    page.write_text(to_html(pages[name], ["a.html"] if name == "index" else ()), encoding="utf-8")
    frame.write_text(_MEASURED.format(page=page.as_uri()), encoding="utf-8")
    assert _BROWSER is not None
    command = [_BROWSER, "--headless", "--no-sandbox", "--disable-gpu"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", "--allow-file-access-from-files"]
    done = subprocess.run(
        [*command, "--dump-dom", frame.as_uri()],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    wide, fetched = str(html.document_fromstring(done.stdout).xpath("string(//p)")).split()
    assert (int(wide) <= 390, fetched) == (True, "0")


@pytest.mark.skipif(_BROWSER is None, reason="there is no Chromium here")
@pytest.mark.parametrize("look", [(), (AT_NIGHT,)], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["board", "comparison"])
def test_every_text_has_contrast(
    facts: Facts, tmp_path: Path, name: str, look: tuple[str, ...]
) -> None:
    """What the browser computes has 4.5 : 1, on marked cells as well."""
    since = Since("last.toml", (Text("a change"),), tuple(facts.findings), (Text("gone"),))
    pages = {
        "board": board_page(replace(facts, since=since)),
        "comparison": comparison_page(facts, facts, since),
    }
    page = tmp_path / "page.html"
    page.write_text(measured(to_html(pages[name])), encoding="utf-8")
    assert _BROWSER is not None
    command = [_BROWSER, "--headless", "--no-sandbox", "--disable-gpu", *look]
    command += [f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    weakest, text = contrast(done.stdout)
    assert weakest >= 4.5, text
