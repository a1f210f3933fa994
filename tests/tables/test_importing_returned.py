"""What an export brings back: the same file, and what people changed in its table."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raci.check.rule_names import NAMES
from raci.document import Document, compose
from raci.frozen import replace
from raci.tables import importing as ingest
from raci.tables.formats import FORMATS
from raci.tables.importing.own.carriers import from_json
from raci.tables.layouts import Layout, Options
from raci.tables.neutral import from_organisation
from raci.words import LANGUAGES, words_in
from raci.words.templates import TEMPLATES, template

_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(
    lambda text: bool(text.strip())
)
_letters = st.sampled_from(["A", "R", "AR", "C", "I"])
_cells = st.one_of(
    _letters,
    st.fixed_dictionaries({"letters": _letters}, optional={"why": _texts, "until": st.dates()}),
)


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    """The values of a file with whatever a matrix may hold."""
    roles = {f"r{n}": {"name": draw(_texts)} for n in range(draw(st.integers(1, 3)))}
    for role in roles.values():
        role.update(draw(st.fixed_dictionaries({}, optional={"holder": _texts, "note": _texts})))
    some = st.dictionaries(st.sampled_from(sorted(roles)), _cells, max_size=3)
    channel = st.fixed_dictionaries(
        {"name": _texts},
        optional={
            "group": _texts,
            "kind": st.sampled_from(["traditional", "new", "third-party"]),
            "phases": st.just(["before", "after"]),
            "critical": st.booleans(),
            "status": st.sampled_from(["active", "planned", "declined", "retired"]),
            "reviewed": st.dates(),
            "note": _texts,
            "raci": some,
            "duties": st.dictionaries(st.sampled_from(["content", "implementation"]), some),
            "fields": st.dictionaries(_texts, st.one_of(_texts, st.dates(), st.integers(0, 9))),
        },
    )
    values: dict[str, Any] = {
        "format": 1,
        "organisation": {"name": draw(_texts), "language": "en", "industry": "hotel"},
        "roles": roles,
        "channels": {f"c{n}": draw(channel) for n in range(draw(st.integers(0, 3)))},
    }
    if draw(st.booleans()):
        values["portfolio"] = {"raci": draw(some)}
    return values


def exported(values: dict[str, Any], form: str) -> bytes:
    """Return a file in a format, as the program writes it."""
    document = Document.parse(compose(values), NAMES)
    assert document.problems == ()
    table = from_organisation(document.organisation, words_in("en"), dt.date(2026, 1, 1), {})
    content = FORMATS[form].write(replace(table, file=document.data), Layout.GRID, Options())
    return content.encode() if isinstance(content, str) else content


def book_of(content: bytes) -> openpyxl.Workbook:
    """Return a workbook as another library opens it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def back(content: bytes, form: str) -> dict[str, Any]:
    """Return the values of a file that an import of a document writes."""
    found = ingest.read(content, f"x{FORMATS[form].endings[0]}")
    return dict(ingest.to_values(found, "other", "de"))


def saved(book: openpyxl.Workbook) -> bytes:
    """Return a workbook as another library saves it."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def told(content: bytes, form: str) -> list[str]:
    """Return what an import doubts."""
    found = ingest.read(content, f"x{FORMATS[form].endings[0]}")
    return [words_in("en").say(doubt.message) for doubt in found.doubts]


@given(files())
@settings(deadline=None, max_examples=40)
def test_a_workbook_brings_the_file_back(values: dict[str, Any]) -> None:
    """Whatever the file says is the same after the way to Excel and back."""
    assert back(exported(values, "xlsx"), "xlsx") == values


@given(files())
@settings(deadline=None, max_examples=60)
def test_json_brings_the_file_back(values: dict[str, Any]) -> None:
    """Whatever the file says is the same after the way to JSON and back."""
    assert back(exported(values, "json"), "json") == values


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_come_back(name: str, language: str) -> None:
    """Whole firms come back as they were: names, kinds, phases, leadership, deputies."""
    values = Document.parse(template(name, language), NAMES).data
    assert back(exported(dict(values), "json"), "json") == values
    assert back(exported(dict(values), "xlsx"), "xlsx") == values


FIRM: dict[str, Any] = {
    "format": 1,
    "organisation": {"name": "Alpenblick", "language": "en"},
    "roles": {"owner": {"name": "Owner", "leadership": True}, "office": {"name": "Office"}},
    "channels": {
        "website": {"name": "Website", "kind": "new", "raci": {"owner": "A", "office": "R"}},
        "phone": {"name": "Telephone", "raci": {"owner": "AR"}},
    },
}


def _places(page: Any) -> dict[object, tuple[int, int]]:  # noqa: ANN401 - openpyxl's own type
    """Return where each text stands on a sheet."""
    return {cell.value: (cell.row, cell.column) for row in page.iter_rows() for cell in row}


def test_letters_changed_in_excel_come_back() -> None:
    """Somebody typed other letters and deleted one: the file says so, and nothing else changed."""
    book = book_of(exported(FIRM, "xlsx"))
    page: Any = book.worksheets[0]
    places = _places(page)
    page.cell(places["Website"][0], places["office"][1]).value = "C"
    page.cell(places["Telephone"][0], places["owner"][1]).value = None
    found = back(saved(book), "xlsx")
    assert found["channels"]["website"]["raci"] == {"owner": "A", "office": "C"}
    assert found["channels"]["phone"] == {"name": "Telephone", "raci": {}}
    assert found["roles"] == FIRM["roles"]


def test_rows_sorted_in_excel_are_the_same_rows() -> None:
    """The ids move with their rows, so that sorting changes nothing."""
    book = book_of(exported(FIRM, "xlsx"))
    page: Any = book.worksheets[0]
    places = _places(page)
    one, two = places["Website"][0], places["Telephone"][0]
    for column in range(1, page.max_column + 1):
        first, second = page.cell(one, column), page.cell(two, column)
        first.value, second.value = second.value, first.value
    assert back(saved(book), "xlsx") == FIRM


def test_a_row_added_in_excel_becomes_a_channel() -> None:
    """It has a name and letters and no id; the totals below are none."""
    book = book_of(exported(FIRM, "xlsx"))
    page: Any = book.worksheets[0]
    places = _places(page)
    name, office = places["Website"][1], places["office"][1]
    last = max(places["Website"][0], places["Telephone"][0])
    page.insert_rows(last + 1)
    page.cell(last + 1, name).value = "Newsletter"
    page.cell(last + 1, office).value = "AR"
    found = back(saved(book), "xlsx")
    assert found["channels"]["newsletter"] == {"name": "Newsletter", "raci": {"office": "AR"}}
    assert set(found["channels"]) == {"website", "phone", "newsletter"}


def test_a_column_added_in_excel_becomes_a_role() -> None:
    """A head and letters below it are a role; the totals beside it are none."""
    book = book_of(exported(FIRM, "xlsx"))
    page: Any = book.worksheets[0]
    places = _places(page)
    head, column = places["Office"]
    page.insert_cols(column + 1)
    page.cell(head, column + 1).value = "Agency"
    page.cell(places["Website"][0], column + 1).value = "I"
    found = back(saved(book), "xlsx")
    assert found["roles"]["agency"] == {"name": "Agency"}
    assert found["channels"]["website"]["raci"] == {"owner": "A", "office": "R", "agency": "I"}
    assert set(found["roles"]) == {"owner", "office", "agency"}


def test_letters_changed_in_json_come_back() -> None:
    """A program that changed a cell of our JSON has changed the file."""
    document = json.loads(exported(FIRM, "json"))
    document["rows"][0]["cells"]["office"]["letters"] = "C"
    found = back(json.dumps(document).encode(), "json")
    assert found["channels"]["website"]["raci"] == {"owner": "A", "office": "C"}


@pytest.mark.parametrize(
    "document", [None, [], {}, {"file": ""}, {"file": 1}, {"file": "no TOML"}, {"version": 1}]
)
def test_other_json_brings_nothing_back(document: object) -> None:
    """What is not ours is read as anybody's table."""
    assert from_json(document) is None


@pytest.mark.parametrize("form", ["xlsx", "json"])
@pytest.mark.parametrize("name", ["hotel", "medium", "empty"])
def test_an_import_of_our_export_is_the_file(name: str, form: str) -> None:
    """What raci import writes is the file that was exported, and nothing in it is doubted."""
    values = dict(Document.parse(template(name, "de"), NAMES).data)
    found = ingest.read(exported(values, form), f"x{FORMATS[form].endings[0]}")
    assert ingest.to_values(found, "other", "en") == values
    assert found.doubts == ()
