"""``raci report`` and ``raci calendar``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from icalendar import Calendar
from lxml import html

from support.git import commit, git
from support.runs import SOUND, UNOWNED

if TYPE_CHECKING:
    from support.runs import Run


FIRM = """format = 1
[organisation]
name = "Alpenblick"
[roles]
owner = { name = "Owner", leadership = true }
office = { name = "Office" }
[channels]
"""


def parsed(text: str) -> Any:  # noqa: ANN401 - what XPath finds is anything
    """Return a page as a browser's parser sees it."""
    return html.document_fromstring(text)


@pytest.fixture
def firm() -> Path:
    """Write an organisation whose fax is unowned."""
    path = Path("raci.toml")
    path.write_text(UNOWNED, encoding="utf-8")
    return path


def test_on_the_screen_it_is_markdown(run: Run, firm: Path) -> None:
    """Without a format or a file the page can be read where it was asked for."""
    ran = run("report", str(firm))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("# Alpenblick\n")
    assert "**1 of 2** channels are a matter for the boss" in ran.out
    assert "✕ **Fax: nobody has a letter here**" in ran.out


def test_the_ending_says_the_format(run: Run, firm: Path) -> None:
    """A name that ends in .html is a page; an unknown ending is asked about."""
    assert run("report", str(firm), "--output", "board.html").code == 0
    page = parsed(Path("board.html").read_text(encoding="utf-8"))
    assert page.xpath("//h1")[0].text_content() == "Alpenblick"
    ran = run("report", str(firm), "--output", "board.xyz")
    assert (ran.code, "--to" in ran.err) == (2, True)


def test_json_has_the_figures(run: Run, firm: Path) -> None:
    """A script finds the shares as numbers, and sections by names that are no wordings."""
    page = json.loads(run("report", str(firm), "--to", "json", "--lang", "de").out)
    sections = {one["id"]: one for one in page["sections"]}
    assert [one["count"] for one in sections["leadership"]["block"]["shares"]] == [1, 1]
    assert sections["weightiest"]["block"]["kind"] == "cards"


def test_pdf_needs_its_extra(run: Run, firm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the typesetter is missing, one sentence says how to get it."""
    monkeypatch.setitem(sys.modules, "typst", None)
    ran = run("report", str(firm), "--output", "board.pdf")
    assert ran.code == 2
    assert "raci[pdf]" in ran.err
    assert not Path("board.pdf").exists()


def test_since_a_revision(run: Run, firm: Path) -> None:
    """What differs from a commit is told in words, with the findings that came."""
    git("init", "-q")
    commit(str(firm), SOUND, "first")
    firm.write_text(UNOWNED, encoding="utf-8")
    out = run("report", str(firm), "--since", "HEAD").out
    assert "## Changed since HEAD\n\n- Fax: channel added\n" in out
    assert "- **+** Fax: nobody has a letter here\n" in out


def test_since_another_file_and_a_baseline(run: Run, firm: Path) -> None:
    """A copy tells letters and findings; a baseline knows findings alone."""
    Path("old.toml").write_text(SOUND, encoding="utf-8")
    assert "Fax: channel added" in run("report", str(firm), "--since", "old.toml").out
    run("baseline", "write", str(firm), "--baseline", "b.json")
    Path("raci.toml").write_text(SOUND, encoding="utf-8")
    out = run("report", str(firm), "--since", "b.json").out
    assert "## Changed" not in out
    assert "Nobody is in charge of the channel: fax" in out


def test_letters_that_changed_are_told_in_words(run: Run, firm: Path) -> None:
    """Who reads a report need not know the letters; notes alone stay as they are told elsewhere."""
    old = 'fax = { name = "Fax", raci = { owner = "A", office = "R" } }'
    new = 'fax = { name = "Fax", raci = { owner = { letters = "A", why = "x" }, office = "CI" } }'
    Path("old.toml").write_text(f"{FIRM}{old}\n", encoding="utf-8")
    firm.write_text(f"{FIRM}{new}\n", encoding="utf-8")
    out = run("report", str(firm), "--since", "old.toml", "--lang", "en").out
    assert "- Fax: Office: Responsible → Consulted, Informed\n" in out
    assert "- Fax: Owner A → A \\(x\\)\n" in out


def test_since_nothing_known(run: Run, firm: Path) -> None:
    """A word that names no version is refused with what it could have been."""
    ran = run("report", str(firm), "--since", "yesteryear")
    assert ran.code == 2
    assert "yesteryear" in ran.err


def test_a_page_for_a_person_or_a_role(run: Run, firm: Path) -> None:
    """Both are found by their names; a stranger is refused with the nearest name."""
    assert run("report", str(firm), "--for", "b. maier").out.startswith("# B. Maier\n")
    assert run("report", str(firm), "--for", "office").out.startswith("# Office\n")
    ran = run("report", str(firm), "--for", "B. Mayer")
    assert ran.code == 2
    assert "B. Maier" in ran.err


def test_a_page_for_each(run: Run, firm: Path) -> None:
    """A folder gets a page for each and an index that leads to all of them."""
    ran = run("report", str(firm), "--each", "role", "--output", "pages")
    assert (ran.code, ran.err) == (0, "2 pages are in pages\n")
    index = parsed(Path("pages/index.html").read_text(encoding="utf-8"))
    links = [link.get("href") for link in index.xpath("//a")]
    assert links == ["owner.html", "office.html"]
    assert all((Path("pages") / link).is_file() for link in links)


@pytest.mark.parametrize("name", ["owner.html", "index.html"])
def test_pages_never_follow_a_link(run: Run, firm: Path, name: str) -> None:
    """Where somebody has put a link into the folder, what it leads to stays."""
    Path("pages").mkdir()
    Path("precious").write_text("mine", encoding="utf-8")
    Path("pages", name).symlink_to("../precious")
    ran = run("report", str(firm), "--each", "role", "--output", "pages")
    assert ran.code == 2
    assert f"pages/{name} is a link" in ran.err
    assert Path("precious").read_text(encoding="utf-8") == "mine"


def test_nobody_to_write_for(run: Run, firm: Path) -> None:
    """Where no role names a person there is no page, and no empty folder."""
    text = UNOWNED.replace(', holder = "A. Huber"', "").replace(', holder = "B. Maier"', "")
    firm.write_text(text, encoding="utf-8")
    ran = run("report", str(firm), "--each", "person", "--output", "pages")
    assert (ran.code, "nobody" in ran.err) == (2, True)
    assert not Path("pages").exists()


def test_a_sheet_for_each(run: Run, firm: Path) -> None:
    """A workbook has a sheet for each person with what stands on the page."""
    text = UNOWNED.replace('"B. Maier"', '["B. Maier", "=1+1"]')
    firm.write_text(text, encoding="utf-8")
    assert run("report", str(firm), "--each", "person", "--output", "who.xlsx").code == 0
    book = openpyxl.load_workbook("who.xlsx")
    assert book.sheetnames == ["A. Huber", "B. Maier", "=1+1"]
    rows = [[cell or "" for cell in row] for row in book["A. Huber"].values]
    assert ["I answer for", "Website", "B. Maier, =1+1", ""] in rows
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert run("report", str(firm), "--output", "who.xlsx").code == 2


def test_each_needs_a_folder(run: Run, firm: Path) -> None:
    """Without a folder, or with a file in its place, nothing is written."""
    assert run("report", str(firm), "--each", "person").code == 2
    ran = run("report", str(firm), "--each", "person", "--output", str(firm))
    assert ran.code == 2
    assert firm.read_text(encoding="utf-8") == UNOWNED


def test_the_calendar(run: Run, firm: Path) -> None:
    """An .ics file of what comes due, also for one person alone."""
    reviewed = SOUND.replace('name = "Website"', 'reviewed = 2026-01-05\nname = "Website"')
    firm.write_text(reviewed, encoding="utf-8")
    assert run("calendar", str(firm), "--output", "due.ics").code == 0
    (event,) = Calendar.from_ical(Path("due.ics").read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "Review: Website"
    assert event.decoded("dtstart").isoformat() == "2027-01-05"
    assert "BEGIN:VEVENT" not in run("calendar", str(firm), "--for", "office").out
    assert "BEGIN:VEVENT" in run("calendar", str(firm), "--for", "A. Huber", "--bundle").out


def test_a_calendar_knows_its_events_by_the_file(run: Run, firm: Path) -> None:
    """A firm that is renamed keeps its events; another folder's file has others."""

    def uids(path: Path) -> list[str]:
        printed = run("calendar", str(path), "--today", "2026-11-22").out
        return [line for line in printed.splitlines() if line.startswith("UID:")]

    text = firm.read_text(encoding="utf-8") + "reviewed = 2026-01-01\n"
    firm.write_text(text, encoding="utf-8")
    before = uids(firm)
    firm.write_text(text.replace('name = "Alpenblick"', 'name = "Seeblick"'), encoding="utf-8")
    assert text != firm.read_text(encoding="utf-8")
    assert uids(firm) == before != []
    other = Path("other", firm.name)
    other.parent.mkdir()
    other.write_text(text, encoding="utf-8")
    assert set(uids(other)).isdisjoint(before)


def test_show_and_export_take_persons(run: Run, firm: Path) -> None:
    """Where a role can be named, a person can: all their roles are shown."""
    text = UNOWNED.replace('holder = "B. Maier"', 'holder = "A. Huber"')
    firm.write_text(text, encoding="utf-8")
    out = run("show", str(firm), "--role", "a. huber").out
    assert "Owner ★" in out
    assert "Office" in out
    exported = run("export", str(firm), "--to", "json", "--role", "A. Huber").out
    assert [role["id"] for role in json.loads(exported)["roles"]] == ["owner", "office"]


def test_csv_for_excel(run: Run, firm: Path) -> None:
    """A byte order mark and the language's delimiter; other formats have no need of it."""
    german = UNOWNED.replace('language = "en"', 'language = "de"')
    firm.write_text(german, encoding="utf-8")
    run("export", str(firm), "--to", "csv", "--for-excel", "--output", "x.csv")
    content = Path("x.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfKanal;")
    ran = run("export", str(firm), "--to", "html", "--for-excel")
    assert (ran.code, "--to xlsx" in ran.err) == (2, True)


def test_a_comparison_for_people(run: Run, firm: Path) -> None:
    """The differences of two files as a page; equal files end with 0 as ever."""
    Path("old.toml").write_text(SOUND.replace('office = "R"', 'office = "C"'), encoding="utf-8")
    ran = run("diff", "old.toml", str(firm), "--output", "diff.html")
    assert (ran.code, ran.out) == (1, "")
    page = parsed(Path("diff.html").read_text(encoding="utf-8"))
    assert [one.text_content() for one in page.xpath("//td[@class='marked']")] == ["C → R"]
    assert "old.toml" in page.xpath("//p[@class='kind']")[0].text_content()
    assert run("diff", str(firm), str(firm), "--to", "markdown").code == 0
    assert run("diff", "old.toml", str(firm), "--output", "diff.xlsx").code == 1
    texts = [row for page in openpyxl.load_workbook("diff.xlsx") for row in page.values]
    assert any("C → R" in row for row in texts)
    assert [str(row[0]).partition(":")[0] for row in texts[2:4]] == ["Before", "After"]
    (sheet,) = openpyxl.load_workbook("diff.xlsx")
    stand_out = [cell.value for row in sheet.iter_rows(min_row=7) for cell in row if cell.font.b]
    assert stand_out == ["Fax (new)", "C → R"] or "C → R" in stand_out
