"""What is exported comes back with the same cells, whatever the names are."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raci.frozen import replace
from raci.model.organisation import Cell, Channel, Organisation, Role
from raci.tables import importing
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout, Options
from raci.tables.neutral import from_organisation
from raci.words import words_in
from support import examples
from support.files import values_of

FORMS = ("markdown", "csv", "tsv", "xlsx", "html", "json")
LETTERS = ("A", "R", "C", "I", "AR", "")

#: Names that formats could take for something else: markup, formulas, quotes, cells, entities.
HOSTILE = (
    "a|b", "=1+1", "<b>x</b>", "**fett**", "O'Neil, \"J\"", "名前", "`code`", "snake_case_name",
    "-dash", "+plus", "@at", "a<br>b", "&amp;", "back\\slash", "(Klammer)", "[link](http://x)",
    "'quote", "#1 top", "~~alt~~", "1. Punkt", "* Stern", "{{ name }}", "Ä ö ü ß", "🏨 Haus",
    "</table>", "<script>alert(1)</script>", "100 %", "tab\there", "SUM(A1:A9)", "http://x.y",
)  # fmt: skip
names = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=3),
).filter(lambda name: sum(map(str.isalpha, name)) > 2)


def shown(text: str) -> str:
    """Return a name as tables compare it: on one line, blanks collapsed."""
    return " ".join(text.split())


def organisation(roles: list[str], rows: list[str], letters: list[str]) -> Organisation:
    """Return a matrix in which every role and every row has a letter somewhere."""
    known = {f"r{number}": Role(f"r{number}", name) for number, name in enumerate(roles)}
    channels = {}
    for place, row in enumerate(rows):
        given = [letters[(place * len(roles) + at) % len(letters)] for at in range(len(roles))]
        given[place % len(roles)] = "A"
        cells = {f"r{at}": Cell(letter) for at, letter in enumerate(given) if letter}
        channels[f"c{place}"] = Channel(f"c{place}", row, raci=cells)
    return Organisation(name="Haus", roles=known, channels=channels)


def exported(matrix: Organisation, form: str) -> bytes:
    """Return the matrix in a format, in the grid layout."""
    table = from_organisation(matrix, words_in("de"), dt.date(2026, 1, 1), {})
    table = replace(table, file=values_of(matrix, "de"))
    content = FORMATS[form].write(table, Layout.GRID, Options())
    return content.encode() if isinstance(content, str) else content


def expected(matrix: Organisation) -> list[tuple[str, str, str]]:
    """Return the cells of an organisation."""
    return sorted(
        (shown(channel.name), shown(matrix.roles[role].name), cell.letters)
        for channel in matrix.channels.values()
        for role, cell in channel.raci.items()
    )


def returned(content: bytes, form: str) -> list[tuple[str, str, str]]:
    """Return the cells of what was imported."""
    imported = importing.read(content, "x" + FORMATS[form].endings[0])
    return sorted(
        (shown(row.name), shown(role), letters)
        for table in imported.tables
        for row in table.rows
        for role, letters in row.cells.items()
    )


@pytest.mark.parametrize("form", FORMS)
def test_hostile_names_come_back(form: str) -> None:
    """Names full of markup, formulas and quotes are the same after the way out and in."""
    matrix = organisation(list(HOSTILE), list(reversed(HOSTILE)), list(LETTERS))
    assert returned(exported(matrix, form), form) == expected(matrix)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.too_slow])
@given(
    roles=st.lists(names, min_size=3, max_size=6, unique_by=lambda name: shown(name).casefold()),
    rows=st.lists(names, min_size=3, max_size=6, unique_by=shown),
    letters=st.lists(st.sampled_from(LETTERS), min_size=5, max_size=20),
)
def test_any_names_come_back(
    form: str, roles: list[str], rows: list[str], letters: list[str]
) -> None:
    """Whatever names a matrix has, its cells survive each format."""
    matrix = organisation(roles, rows, letters)
    assert returned(exported(matrix, form), form) == expected(matrix)


def test_an_import_comes_back_from_its_own_answer() -> None:
    """The JSON of an import can be imported again and is the same."""
    first = importing.read(b"Task,Head,Desk\nWebsite,A/R,I\nHotline,A,R\n", "x.csv")
    answer = importing.to_json(first, words_in("en"))
    import json

    again = importing.read(json.dumps(answer).encode(), "x.json")
    assert importing.to_json(again, words_in("en"))["tables"] == answer["tables"]
