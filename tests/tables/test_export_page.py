import base64
import datetime as dt
import hashlib
import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from lxml import html

from raci.check.rule_names import NAMES
from raci.document.document import Document
from raci.frozen import replace
from raci.model.organisation import Organisation
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout, Options
from raci.tables.neutral import from_organisation
from raci.tables.styles import DARK, LIGHT, Palette
from raci.tables.table import Table
from raci.words import words_in
from support.browser import AT_NIGHT, CHROMIUM, contrast, measured


def _text(table: Table, layout: Layout = Layout.GRID, role: str | None = None) -> str:
    text = FORMATS["html"].write(table, layout, Options(roles=(role,) if role else ()))
    assert isinstance(text, str)
    return text


def _page(table: Table, layout: Layout = Layout.GRID, role: str | None = None) -> html.HtmlElement:
    return html.document_fromstring(_text(table, layout, role))


def _rows(page: html.HtmlElement) -> list[list[str]]:
    return [
        [cell.text_content() for cell in row] for row in page.xpath("//table[@class='matrix']//tr")
    ]


def test_the_matrix_is_a_table_with_heads(table: Table) -> None:
    """Departments, roles, groups and rows stand as in the grid, with the letters alone in cells."""
    rows = _rows(_page(table))
    assert rows[0] == ["", "", "", "Leitung", "Haus", "EDV", ""]
    assert rows[1] == [
        "Channel", "Kind", "Leadership", "Inhaberin", "Büro", "Küche", "IT-Dienstleister", "Freie",
    ]  # fmt: skip
    assert rows[3] == ["Eigene Medien"]
    assert rows[4] == ["Website", "new", "★", "A", "R", "", "C", ""]
    assert rows[5] == ["↳ Implementation", "", "", "", "", "", "R", ""]


def test_heads_say_what_they_are_heads_of(table: Table) -> None:
    """Columns, rows, groups and departments have scopes, each table has a caption."""
    page = _page(table)
    heads = page.xpath("//th")
    assert all(head.get("scope") in {"col", "row", "colgroup", "rowgroup"} for head in heads)
    for layout in Layout:
        page = _page(table, layout)
        assert len(page.xpath("//h1")) == 1
        assert all(found.xpath("./caption") for found in page.xpath("//table"))


def test_the_page_says_its_language(table: Table) -> None:
    """Readers and speech know the page's language, and its title is the table's."""
    page = _page(table)
    assert page.get("lang") == "en"
    assert page.findtext(".//title") == "RACI matrix: Gasthof Alpenblick"


def test_leadership_is_highlighted(table: Table) -> None:
    """Leadership's column is tinted, a leader's A is a chip, an outsider's an alarm."""
    page = _page(table)
    assert len(page.xpath("//col[@class='tint']")) == 1
    assert page.xpath("//th[contains(@class, 'leader')]/span/text()") == ["Inhaberin"]
    assert len(page.xpath("//table//td/span[@class='leads']")) == 2
    assert len(page.xpath("//table//td/span[@class='alarm']")) == 1


def test_notes_stand_at_their_cells_and_in_a_list(table: Table) -> None:
    """Why and until are tool tips, and a list for those who print or read by keyboard."""
    page = _page(table)
    assert page.xpath("//td[contains(@class, 'noted')]/@title") == [
        "bis zum Relaunch, until 2027-01-31"
    ]
    listed = [item.text_content() for item in page.xpath("//li")]
    assert "Website: IT-Dienstleister (C): bis zum Relaunch, until 2027-01-31" in listed
    assert "RACI304 error: Portal: an <outsider> is accountable" in listed


def test_only_our_own_style_and_script_may_run(table: Table) -> None:
    """The content security policy names exactly the style and the script of the page."""
    page = _page(table)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (element,) = page.xpath(f"//{tag}")
        digest = base64.b64encode(hashlib.sha256((element.text or "").encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r"https?://", _text(table))


def test_the_tools_are_hidden_until_a_script_shows_them(table: Table) -> None:
    """Without scripts there is no dead search field."""
    page = _page(table)
    assert page.xpath("//form/@hidden") == [""]
    assert not _page(table, Layout.LONG).xpath("//script")


def test_role_layout_has_a_section_per_role(table: Table) -> None:
    """Each role has its heading, facts and table; one can be picked."""
    page = _page(table, Layout.ROLE)
    assert [head.text_content() for head in page.xpath("//h2")][:2] == ["Inhaberin ★", "Büro"]
    picked = _page(table, Layout.ROLE, "buero")
    assert len(picked.xpath("//section[@class='sheet']")) == 1
    assert picked.xpath("//thead//th/text()") == [
        "Channel",
        "Group",
        "Your letters",
        "What they mean",
    ]


def test_long_layout_names_rows_by_their_channel(table: Table) -> None:
    """In the long layout the channel is the head of its row, not the group."""
    heads = _page(table, Layout.LONG).xpath("//tbody//th/text()")
    assert heads[:2] == ["Choice and mix of channels", "Website"]


def _luminance(colour: str) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_text_has_enough_contrast(palette: Palette) -> None:
    """Every text has at least 4.5 : 1 on each ground it can stand on."""
    grounds = (palette.ground, palette.tint, palette.band)
    texts = [
        palette.text,
        palette.dim,
        *(one.text for one in palette.inks.values() if not one.ground),
    ]
    for ink in palette.inks.values():
        if ink.ground:
            assert _contrast(ink.text, ink.ground) >= 4.5
    for text in texts:
        for ground in grounds:
            assert _contrast(text, ground) >= 4.5, (text, ground)


@pytest.fixture
def browse(tmp_path: Path) -> Callable[..., str]:
    """Open a page in headless Chromium and return what it writes to its standard output."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine (a Debian package)")
    source = tmp_path / "page.html"
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]

    def opened(text: str, *more: str) -> str:
        source.write_text(text, encoding="utf-8")
        command = [CHROMIUM, *options, *more, source.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        return done.stdout

    return opened


def test_a_browser_shows_the_tools_and_the_same_cells(
    table: Table, browse: Callable[..., str]
) -> None:
    """Where scripts run, the search field appears, and the matrix stays what it was."""
    page: Any = html.document_fromstring(browse(_text(table), "--dump-dom"))
    assert not page.xpath("//form[@hidden]")
    assert _rows(page) == _rows(_page(table))


def test_search_and_filters_leave_the_rows_that_fit(
    table: Table, browse: Callable[..., str]
) -> None:
    """A search without accents, a role and a letter together hide all other rows and groups."""
    typed = """
      document.getElementById("search").value = "gaste";
      document.getElementById("role").value = "3";
      document.getElementById("letter").value = "A";
      document.getElementById("tools").dispatchEvent(new Event("input"));
    """
    free = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", _text(table))
    free = free.replace("</body>", f"<script>{typed}</script></body>")
    page: Any = html.document_fromstring(browse(free, "--dump-dom"))
    shown = page.xpath("//table[@class='matrix']/tbody/tr[not(@hidden)]/th")
    assert [head.text_content() for head in shown] == ["Dritte", "Portal | Gäste"]
    assert page.xpath("//output/text()") == ["1 / 8"]


def test_a_browser_prints_pages_across(
    table: Table, browse: Callable[..., str], tmp_path: Path
) -> None:
    """The print style gives pages that are wider than high."""
    printed = tmp_path / "page.pdf"
    browse(_text(table), f"--print-to-pdf={printed}", "--no-pdf-header-footer")
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", printed.read_bytes())
    assert boxes
    assert all(float(wide) > float(high) for wide, high in boxes)


SAMPLES = Path(__file__).parents[2] / "sample_orgs"


def _sample(name: str) -> Table:
    firm = Document.parse((SAMPLES / name).read_text("utf-8"), NAMES).organisation
    return from_organisation(firm, words_in(firm.language or "en"), dt.date(2026, 11, 21), {})


@pytest.mark.parametrize(
    "name", ["gasthof-alpenblick.toml", "muster-maschinenbau.toml", "northwind-group.toml"]
)
def test_heads_stand_whole_on_each_printed_page(
    name: str, browse: Callable[..., str], tmp_path: Path
) -> None:
    """On the second sheet, too, each role and department can be read."""
    table, printed = _sample(name), tmp_path / "page.pdf"
    browse(_text(table), f"--print-to-pdf={printed}", "--no-pdf-header-footer")
    text = pypdf.PdfReader(printed).pages[1].extract_text()
    second = "".join(unicodedata.normalize("NFKC", text).split())
    named = [*(column.label for column in table.columns), *(one.name for one in table.departments)]
    for word in " ".join(named).split():
        assert word in second, word


@pytest.mark.parametrize("look", [(), (AT_NIGHT,)], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["gasthof-alpenblick.toml", "northwind-group.toml"])
def test_a_browser_computes_enough_contrast(
    name: str, look: tuple[str, ...], browse: Callable[..., str]
) -> None:
    """Every text that is shown has 4.5 : 1 on what stands behind it, chips of A included."""
    weakest, text = contrast(browse(measured(_text(_sample(name))), *look, "--dump-dom"))
    assert weakest >= 4.5, text


def test_an_accountable_letter_is_a_chip(browse: Callable[..., str]) -> None:
    """Where few roles make columns wide, the ink stays behind the letter."""
    script = """<script>addEventListener("load", () => {
      const chips = [...document.querySelectorAll(".matrix td > span")]
        .filter((one) => one.textContent.includes("A"));
      const wide = chips.map((one) => one.offsetWidth / 16);
      const cells = chips.map((one) => getComputedStyle(one.parentElement).backgroundColor);
      const inks = chips.map((one) => getComputedStyle(one).backgroundColor);
      document.title = [Math.max(...wide) <= 3, cells.some((one) => inks.includes(one))].join(" ");
    });</script>"""
    page = measured(_text(_sample("gasthof-alpenblick.toml"))).partition("<script>\naddEvent")[0]
    assert "<title>true false</title>" in browse(page + script, "--dump-dom")


_MEASURED = """<iframe id="phone" src="{page}" width="390" height="800"></iframe><p id="seen"></p>
<script>
addEventListener("load", () => {{
  const phone = document.getElementById("phone").contentWindow;
  const beside = [...phone.document.querySelectorAll(".heads th[data-id]")]
    .filter((head) => head.getBoundingClientRect().right <= 390).length;
  const kind = phone.getComputedStyle(phone.document.querySelector(".heads .kind-column")).display;
  const wide = phone.document.documentElement.scrollWidth;
  const fetched = phone.performance.getEntriesByType("resource").length;
  document.getElementById("seen").textContent = [beside, kind, wide, fetched].join(" ");
}});
</script>"""


def test_four_roles_stand_beside_the_names_on_a_phone(
    table: Table, browse: Callable[..., str], tmp_path: Path
) -> None:
    """At 390 px the kind gives way, nothing sticks out, and nothing is fetched."""
    page = tmp_path / "matrix.html"
    page.write_text(_text(table), encoding="utf-8")
    shown = browse(
        _MEASURED.format(page=page.as_uri()), "--allow-file-access-from-files", "--dump-dom"
    )
    seen = html.document_fromstring(shown).xpath("string(//p[@id='seen'])")
    beside, kind, wide, fetched = str(seen).split()
    assert int(beside) >= 4
    assert (kind, int(wide) <= 390, fetched) == ("none", True, "0")


def test_departments_stand_upright_where_a_word_would_be_broken(guesthouse: Organisation) -> None:
    """Over one or two columns a long word stands, over more of them it lies; no word is cut."""
    names = {"leitung": "Technology", "haus": "Haus und Gäste", "edv": "EDV"}
    departments = {
        key: replace(one, name=names.get(key, one.name))
        for key, one in guesthouse.departments.items()
    }
    firm = replace(guesthouse, departments=departments)
    page = _page(from_organisation(firm, words_in("de"), dt.date(2026, 11, 21), {}))
    upright = page.xpath("//tr[@class='departments']/th[@class='upright']/@title")
    lying = page.xpath("//tr[@class='departments']/th[not(@class)]/@title")
    assert (upright, lying) == (["Technology"], ["Haus und Gäste", "EDV"])
