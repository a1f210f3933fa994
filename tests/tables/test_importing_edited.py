"""Exports that people worked on, or made up: what was changed is read or told, never guessed."""

from __future__ import annotations

from typing import Any

import openpyxl.comments
import pytest

from raci.tables import importing
from raci.words import words_in
from tables.test_importing_returned import _places, back, book_of, exported, saved, told

FIRM: dict[str, Any] = {
    "format": 1,
    "organisation": {"name": "Alpenblick", "language": "en"},
    "roles": {"boss": {"name": "Owner", "leadership": True}, "desk": {"name": "Office"}},
    "channels": {
        "web": {"name": "Website", "group": "Digital", "kind": "new", "raci": {"boss": "A"}},
        "tel": {"name": "Telephone", "group": "Digital", "raci": {"boss": "A", "desk": "R"}},
        "fax": {"name": "Fax", "group": "Paper", "raci": {"desk": "AR"}},
    },
}


def edited(form: str, *changes: tuple[str, str]) -> bytes:
    """Return an export in which texts were replaced, each once."""
    text = exported(FIRM, form).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


WEB, TEL = (f'<tr data-id="{key}"><th scope="row">' for key in ("web", "tel"))


def test_a_letter_changed_in_a_page_is_the_letter() -> None:
    """A page is as good as a workbook to somebody who edits its text."""
    content = edited("html", ('<span class="leads">A</span>', '<span class="leads">a/r</span>'))
    assert back(content, "html")["channels"]["web"]["raci"] == {"boss": "AR"}
    assert told(content, "html") == []


@pytest.mark.parametrize(
    ("item", "old", "new"),
    [
        ("channels", f"{WEB}Website", f"{WEB}Homepage"),
        ("roles", "<span>Office", "<span>Homepage"),
    ],
)
def test_names_changed_are_taken_over_and_told(item: str, old: str, new: str) -> None:
    """The id says which row or role it is, whatever it is called now."""
    content = edited("html", (old, new))
    found = back(content, "html")[item]
    assert "Homepage" in {one["name"] for one in found.values()}
    assert set(found) == set(FIRM[item])
    assert any("is called “Homepage” in the table" in message for message in told(content, "html"))


def test_a_row_moved_to_another_group_is_taken_over_and_told() -> None:
    """The heading above a row, or its column, says where it belongs."""
    content = edited("markdown", ("| Digital | Telephone", "| Paper   | Telephone"))
    found = back(content, "markdown")
    assert "telephone" in found["channels"]
    book = book_of(exported(FIRM, "xlsx"))
    page: Any = book.worksheets[0]
    tel, fax = (_places(page)[name][0] for name in ("Telephone", "Fax"))
    page.move_range(f"A{tel}:Z{tel}", rows=fax + 1 - tel)
    moved = back(saved(book), "xlsx")["channels"]
    assert moved["tel"] == FIRM["channels"]["tel"] | {"group": "Paper"}
    assert told(saved(book), "xlsx") == [
        "“Telephone” stands under “Paper” in the table; that was taken over."
    ]


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        ("html", '<td class="kind-column">new</td>', '<td class="kind-column">traditional</td>'),
        ("markdown", "| Website   | new  |", "| Website   | traditional |"),
    ],
)
def test_a_kind_that_was_changed_is_taken_over_and_told(form: str, old: str, new: str) -> None:
    """Kinds and states are read by our words, in any language; a blank says nothing."""
    content = edited(form, (old, new))
    found = back(content, form)["channels"]
    assert found["web"]["kind"] == "traditional"
    assert "kind" not in found["tel"]
    assert told(content, form) == ["“Website” is “traditional” in the table; that was taken over."]


def test_a_copied_row_is_a_new_channel() -> None:
    """Its id was copied with it; who has the name keeps the id, and the other is told."""
    content = edited("html", (f"{TEL}Telephone", f"{WEB}Chat"))
    found = back(content, "html")["channels"]
    assert found["web"]["name"] == "Website"
    assert found["chat"] == {"name": "Chat", "group": "Digital", "raci": {"boss": "A", "desk": "R"}}
    assert told(content, "html") == [
        "“Chat” has the id of another row, or an unknown one; it was read as a new one.",
        "The table shows these no more, which its file has; they were kept: Telephone.",
    ]


def test_unknown_and_missing_ids_are_new_rows() -> None:
    """Whatever stands there, its name and letters are read."""
    for made_up in ('<tr data-id="nobody">', "<tr>"):
        content = edited("html", (f"{TEL}Telephone", f'{made_up}<th scope="row">Chat'))
        assert back(content, "html")["channels"]["chat"]["raci"] == {"boss": "A", "desk": "R"}
    content = edited("html", ('data-id="desk"', 'data-id="nobody"'))
    assert back(content, "html")["channels"]["tel"]["raci"] == {"boss": "A", "office": "R"}


@pytest.mark.parametrize(
    "changes",
    [
        ((f"{WEB}Website", f"{TEL}Website"), (f"{TEL}Telephone", f"{WEB}Telephone")),
        (('data-id="boss"', 'data-id="x"'), ('data-id="desk"', 'data-id="boss"'),
         ('data-id="x"', 'data-id="desk"')),
    ],
)  # fmt: skip
def test_ids_that_contradict_names_are_not_believed(changes: tuple[tuple[str, str], ...]) -> None:
    """Half of a table was sorted, or somebody plays tricks: names and letters say what is what."""
    content = edited("html", *changes)
    found = importing.read(content, "x.html")
    cells = {row.name: dict(row.cells) for row in found.tables[0].rows}
    assert cells == {
        "Website": {"Owner": "A"},
        "Telephone": {"Owner": "A", "Office": "R"},
        "Fax": {"Office": "AR"},
    }
    assert words_in("en").say(found.doubts[0].message).startswith("The ids of this table stand")


def test_what_is_no_letter_becomes_a_note_and_is_told() -> None:
    """Nothing that was typed is lost, and no file comes out that cannot be read."""
    book = book_of(exported(FIRM, "xlsx"))
    page: Any = book.worksheets[0]
    row, column = _places(page)["Website"][0], _places(page)["desk"][1]
    page.cell(row, column).value = "ask Anna"
    page.cell(row, column - 1).value = "A (from May)"
    found = back(saved(book), "xlsx")["channels"]["web"]["raci"]
    assert found == {
        "boss": {"letters": "A", "why": "from May"},
        "desk": {"letters": "", "why": "ask Anna"},
    }
    assert told(saved(book), "xlsx") == ["“ask Anna” is no letter of RACI; it was kept as a note."]


def test_comments_added_in_excel_are_notes() -> None:
    """A comment on a cell is why a role has the letters; those that we wrote stay as they were."""
    firm = {**FIRM, "channels": {"web": {"name": "Website", "raci": {
        "boss": {"letters": "A", "why": "since May"}, "desk": "R"
    }}}}  # fmt: skip
    book = book_of(exported(firm, "xlsx"))
    page: Any = book.worksheets[0]
    row, column = _places(page)["Website"][0], _places(page)["desk"][1]
    page.cell(row, column).comment = openpyxl.comments.Comment("until autumn", "Anna")
    found = back(saved(book), "xlsx")["channels"]["web"]["raci"]
    assert found["boss"] == {"letters": "A", "why": "since May"}
    assert found["desk"] == {"letters": "R", "why": "until autumn"}


def test_a_deleted_row_is_told() -> None:
    """Whether the channel is gone, or only was not of interest, nobody can tell from a table."""
    content = edited(
        "markdown", ("| Paper   | Fax       |      |            |           | AR     |\n", "")
    )
    assert back(content, "markdown")["channels"]["fax"] == {"name": "Fax", "group": "Paper"}
    assert told(content, "markdown") == [
        "The table shows these no more, which its file has; they were kept: Fax."
    ]


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_damage_is_told_and_the_table_is_read(form: str) -> None:
    """Somebody cut what was carried: what can be seen is read as anybody's."""
    found = importing.read(edited(form, ("[channels.web]", "[channels.web")), f"x.{form[:4]}")
    assert [dict(row.cells) for row in found.tables[0].rows] == [
        {"Owner": "A"}, {"Owner": "A", "Office": "R"}, {"Office": "AR"}
    ]  # fmt: skip
    said = [words_in("en").say(doubt.message) for doubt in found.doubts]
    assert "What this export carried is damaged; the table was read as anybody’s." in said


def test_ids_in_csv_name_rows_whatever_they_are_called() -> None:
    """A renamed row keeps its id; one that was copied, or added, gets one of its own."""
    text = exported(FIRM, "csv").decode().replace("Digital,Website", "Digital,Homepage")
    text += "Digital,Chat,,,A,,web\r\nDigital,Post,,,,R,\r\n"
    found = back(text.encode(), "csv")["channels"]
    assert found["web"] == {
        "name": "Homepage", "group": "Digital", "kind": "new", "raci": {"owner": "A"}
    }  # fmt: skip
    assert found["chat"]["raci"] == {"owner": "A"}
    assert found["post"]["raci"] == {"office": "R"}
    assert "The id web is there twice; the row was read as a new one." in told(text.encode(), "csv")


def test_what_a_person_says_beats_what_was_carried() -> None:
    """Who gives a scheme or says how to read a table is obeyed, also for one of ours."""
    content = exported(FIRM, "xlsx")
    found = importing.read(content, "x.xlsx", stated=importing.Stated(skip=("Office",)))
    assert "Office" not in found.tables[0].roles
