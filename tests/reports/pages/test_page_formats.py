"""Pages as HTML, Markdown and PDF: text stays text, nothing is fetched, a sheet is enough."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from raci.frozen import replace
from raci.model.organisation import Cell, Channel, Organisation, Role
from raci.reports.pages.blocks import (
    Bar,
    Bars,
    Card,
    Cards,
    Grid,
    Line,
    Lines,
    Page,
    Section,
    Share,
    Tone,
)
from raci.reports.pages.board import board_page
from raci.reports.pages.forms.html import to_html
from raci.reports.pages.forms.markdown import to_markdown
from raci.reports.pages.forms.pdf import to_pdf
from raci.reports.pages.person import index_page, person_page
from raci.reports.pages.upkeep import Setting

if TYPE_CHECKING:
    from raci.reports.pages.facts import Facts

FRAGMENTS = (
    *("<b>", "</style>", "<script>alert(1)</script>", "&amp;", "-->", "{{7*7}}", "{% x %}"),
    *("#emph[x]", "#{", "$x$", "*x*", "_x_", "`x`", "]", "\\", "|", "\n", "@x", "http://x.y"),
    *("\x1b[31m", "\u202e", "é", "漢", "1. ", "- ", "a", "B", " ", '"', "'"),
)
names = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=5).map("".join)
FEW = settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A page with a block of each sort whose every text is hostile."""
    share = Share(draw(names), 3, Tone.GOOD, (draw(names),))
    bar = Bar(draw(names), draw(names), (share, Share(draw(names), 1, Tone.NONE)))
    blocks = (
        bar,
        Bars((bar, Bar(draw(names), draw(names), ())), draw(names)),
        Cards((Card("✕", Tone.ALARM, draw(names), draw(names), draw(names)),), draw(names)),
        Lines((Line(draw(names), draw(names)), Line(draw(names))), draw(names)),
        Grid((draw(names), draw(names)), ((draw(names), draw(names)),)),
        None,
    )
    sections = tuple(
        Section(f"s{n}", draw(names), block, half=n % 2 == 1, empty=draw(names))
        for n, block in enumerate(blocks)
    )
    return Page("en", draw(names), draw(names), "2026-01-01", (draw(names),), sections)


def parsed(text: str) -> Any:  # noqa: ANN401 - what XPath finds is anything
    """Return a page as a browser's parser sees it."""
    return html.document_fromstring(text)


def shown(text: str) -> str:
    """Return a text as people see it: blanks collapsed, no control characters."""
    return " ".join(re.sub("[\x00-\x1f\u202e\u2400-\u2421\ufffd]", " ", text).split())


def texts(page: Page) -> list[str]:
    """Return all texts of a page that its readers see."""
    found = [page.title, page.kind, *page.facts]
    for section in page.sections:
        found += (
            [section.heading] if section.block is not None else [section.heading, section.empty]
        )
        block = section.block
        if isinstance(block, Cards):
            card = block.cards[0]
            found += [card.heading, card.why, card.remedy, block.more]
        elif isinstance(block, Lines):
            found += [line.text for line in block.lines]
        elif isinstance(block, Grid):
            found += [*block.heads, *block.rows[0]]
    return [shown(text) for text in found]


@given(pages())
@FEW
def test_html_shows_the_texts_and_nothing_else(page: Page) -> None:
    """A browser's parser sees each text; there is no script, no link, no style but ours."""
    text = to_html(page)
    page_tree = parsed(text)
    seen = shown(page_tree.text_content())
    assert all(one in seen for one in texts(page))
    tags = {element.tag for element in page_tree.iter()}
    assert not tags & {"script", "a", "img", "b i", "iframe", "svg", "link", "form"}
    assert len(page_tree.xpath("//style")) == 1
    assert not any(
        name.startswith("on") or name in {"src", "href", "style"}
        for element in page_tree.iter()
        for name in element.attrib
    )


@given(pages())
@FEW
def test_markdown_shows_the_texts(page: Page) -> None:
    """A Markdown parser finds the texts and no markup but ours."""
    rendered = parsed(MarkdownIt("gfm-like").render(to_markdown(page)))
    seen = shown(rendered.text_content())
    assert all(one in seen for one in texts(page))
    assert not {"script", "a", "img", "style", "code", "em"} & {one.tag for one in rendered.iter()}


def test_a_page_allows_nothing_from_outside(facts: Facts) -> None:
    """The policy allows our own style sheet alone, and no address stands in the page."""
    text = to_html(board_page(facts))
    assert "default-src 'none'" in text
    assert not re.search(r"https?://|url\(|@import", text)


def test_an_index_leads_to_the_pages(facts: Facts) -> None:
    """It says how much is on each page and which roles nobody holds; names are text there, too."""
    roles = {
        "a": Role("a", "Owner", holders=("<i>Anna",)),
        "b": Role("b", "Desk"),
    }
    channels = {"web": Channel("web", "Website", raci={"a": Cell("A"), "b": Cell("R")})}
    firm = Organisation(name="<b>", roles=roles, channels=channels)
    setting = Setting(facts.words, facts.today, facts.days)
    page = person_page(firm, "<i>Anna", [roles["a"]], setting)
    index = index_page(firm, [page], setting)
    assert index.sections[0].block == Grid(
        ("Name", "", "answers for"), (("<i>Anna", "Owner", "1"),)
    )
    assert index.sections[1].block == Lines((Line("Desk"),))
    page_tree = parsed(to_html(index, ["a b.html"]))
    (link,) = page_tree.xpath("//a")
    assert (link.get("href"), link.text_content()) == ("a%20b.html", "<i>Anna")
    assert page_tree.xpath("//h1")[0].text_content() == "<b>"


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    digits = colour if len(colour) == 7 else "#" + "".join(2 * one for one in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_texts_can_be_read_on_their_ground(facts: Facts) -> None:
    """Light and dark, each colour of a text has a contrast of 4.5 : 1; bars of 3 : 1 or a place."""
    schemes = re.findall(r":root \{([^}]*)\}", to_html(board_page(facts)))
    assert len(schemes) == 2
    for scheme in schemes:
        colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]+);", scheme))
        ground = _luminance(colours["ground"])
        for name, least in {
            **dict.fromkeys(("text", "dim", "strong", "alarm", "good"), 4.5),
            "weak": 3.0,
        }.items():
            low, high = sorted((ground, _luminance(colours[name])))
            assert (high + 0.05) / (low + 0.05) >= least, (name, colours[name])


def _pdf_text(content: bytes) -> tuple[int, str]:
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(io.BytesIO(content))
    return len(reader.pages), " ".join(page.extract_text() for page in reader.pages)


def test_the_board_page_is_one_sheet_of_pdf(facts: Facts) -> None:
    """What the board gets is one sheet with the same words as the screen's page."""
    pytest.importorskip("typst")
    page = board_page(facts)
    count, text = _pdf_text(to_pdf(page))
    assert count == 1
    assert all(word in text for word in ("Alpenblick", "3 of 5", "Remedy of RACI101.", "kununu"))


def test_markup_of_typst_is_text_in_a_pdf(facts: Facts) -> None:
    """A channel called like a command of the typesetter shows its name."""
    pytest.importorskip("typst")
    page = replace(board_page(facts), title='#emph[x] $y$ "z" \\ #{panic("no")}')
    _, text = _pdf_text(to_pdf(page))
    assert '#emph[x] $y$ "z" \\ #{panic("no")}' in text
