"""Old Excel (BIFF8) and OpenDocument workbooks, written by other programs than ours.

``workbooks/matrix.xls`` was made with xlwt and ``workbooks/matrix.ods`` with odfpy, as neither is
needed to run anything; the second ends, as spreadsheets do, with a million blank rows.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from raci.model.error import RaciError
from raci.tables import importing
from raci.tables.importing import Stated
from raci.words import words_in

FILES = sorted((Path(__file__).parent / "workbooks").iterdir())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_workbooks_of_other_programs_are_read(path: Path) -> None:
    """Letters, names in any spelling, merged titles of groups; other columns are fields."""
    found = importing.read(path)
    assert [(table.name, table.row_head) for table in found.tables] == [
        ("Zuständigkeiten", "Aufgabe")
    ]
    rows = [(row.group, row.name, dict(row.cells)) for row in found.tables[0].rows]
    head, desk, firm = "Geschäftsführung", "Büro", "Müller & Söhne"
    assert rows == [
        ("", "Website – Relaunch", {head: "A", desk: "R", firm: "C"}),
        ("", "Newsletter", {head: "AR", desk: "C"}),
        ("Papier und Telefon", "Prospekt", {head: "A", desk: "R", firm: "I"}),
        ("Papier und Telefon", "Hotline", {desk: "AR"}),
    ]
    assert [list(row.meaning.facts["fields"]) for row in found.tables[0].rows] == [
        *[["Nr.", "Stand"]] * 3,
        ["Nr."],
    ]
    assert found.doubts == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_content_says_what_a_workbook_is(path: Path) -> None:
    """Under another name of a workbook it is read all the same."""
    other = "x.xls" if path.suffix == ".ods" else "x.xlsx"
    assert importing.read(path.read_bytes(), other).tables == importing.read(path).tables


def test_a_lone_text_left_of_the_names_is_a_title_or_a_note() -> None:
    """Above rows it is a group, below all of them a note, which is doubted."""
    text = "No.,Task,Head,Desk\n1,Web,A,R\nPaper,,,\n2,Fax,A,R\n3,Post,A,R\nas of May,,,\n"
    found = importing.read(text.encode(), "x.csv")
    assert [(row.group, row.name) for row in found.tables[0].rows] == [
        ("", "Web"),
        ("Paper", "Fax"),
        ("Paper", "Post"),
    ]
    assert "“as of May” is a note below the table; left aside." in {
        words_in("en").say(doubt.message) for doubt in found.doubts
    }


OLD = (Path(__file__).parent / "workbooks" / "matrix.xls").read_bytes()


def refusal(data: bytes) -> str:
    """Return why a workbook is not read."""
    with pytest.raises(RaciError) as error:
        importing.read(data, "matrix.xls")
    return words_in("en").say(error.value.text)


def test_an_old_workbook_that_makes_its_library_panic_is_refused(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The end of the process that reads it is a sentence of ours, and the terminal stays clean."""
    assert "damaged" in refusal(OLD[:-5])
    assert capfd.readouterr().err == ""


def test_an_old_workbook_that_takes_memory_without_end_is_refused() -> None:
    """A chain of sectors that leads back to itself is followed within bounds, and not by us."""
    chain = 4608  # the table of sectors, whose first entry names the second sector
    assert OLD[chain : chain + 4] == (1).to_bytes(4, "little")
    assert "damaged" in refusal(OLD[:chain] + bytes(4) + OLD[chain + 4 :])


def test_what_is_wrong_in_an_old_workbook_is_said_from_its_own_process() -> None:
    """A sheet that is not there is refused with the names of those that are."""
    with pytest.raises(RaciError) as error:
        importing.read(OLD, "matrix.xls", Stated(sheet="Other"))
    assert "Zuständigkeiten" in words_in("en").say(error.value.text)
