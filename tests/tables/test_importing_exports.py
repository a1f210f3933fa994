"""Whatever an organisation is, what it exports is the same organisation when it is imported.

What a format cannot carry stands in the manual.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from raci.check.rule_names import NAMES
from raci.document import Document, compose
from raci.frozen import replace
from raci.model.finding import Reach, Standing
from raci.model.organisation import Cell, Channel, Duty, Kind, Organisation, Role, Status
from raci.model.scheme import SCHEMES, Letter, Part, PerRow, Scheme
from raci.tables import importing
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout, Options
from raci.tables.neutral import from_organisation
from raci.words import words_in
from support.files import values_of

if TYPE_CHECKING:
    from raci.model.organisation import Assignments

TODAY = dt.date(2026, 11, 21)
#: Grids come back from all formats; lists from those whose rows have ids.
FORMS = (
    *((form, Layout.GRID) for form in ("markdown", "csv", "tsv", "xlsx", "html", "json")),
    *((form, Layout.LONG) for form in ("csv", "tsv", "html")),
)
OURS = Standing(Reach.PERSONAL, 0, within=True)

#: Name, group, kind and state of a channel, and a cell by row, duty, role and letters.
_Row = tuple[str, str | None, Kind | None, Status]
_Letters = tuple[str, str, str, str]


def imported(
    matrix: Organisation, form: str, layout: Layout, language: str, *, whole: bool = True
) -> Organisation:
    """Return what an export, which carries its file if ``whole``, is when it is imported."""
    active = (one.id for one in matrix.channels.values() if one.status is Status.ACTIVE)
    standings = dict.fromkeys(active, OURS)
    table = from_organisation(matrix, words_in(language), TODAY, standings)
    table = replace(table, file=values_of(matrix, language) if whole else {})
    content = FORMATS[form].write(table, layout, Options())
    data = content.encode() if isinstance(content, str) else content
    found = importing.read(data, "x" + FORMATS[form].endings[0])
    odd = [doubt for doubt in found.doubts if "no letter" in doubt.message.template]
    assert not odd
    document = Document.parse(compose(importing.to_values(found, matrix.name, language)), NAMES)
    return document.organisation


def letters_of(matrix: Organisation) -> Counter[_Letters]:
    """Return all letters, with the row and the duty that they stand on."""
    found: Counter[_Letters] = Counter()

    def count(row: str, part: str, cells: Assignments) -> None:
        for role, cell in cells.items():
            found[row, part, matrix.roles[role].name, cell.letters] += bool(cell.letters)

    count("", "portfolio", matrix.portfolio or {})
    for channel in matrix.channels.values():
        for duty, cells in channel.assignments():
            count(channel.name, duty or "", cells)
    return +found


def rows_of(matrix: Organisation) -> Counter[_Row]:
    """Return all channels with what exports say of them."""
    rows = matrix.channels.values()
    return Counter((row.name, row.group, row.kind, row.status) for row in rows)


def organisation(scheme: str) -> Organisation:
    """Return an organisation with something of everything, in the letters of a scheme."""
    known = SCHEMES[scheme]
    chars = list(known.letters)
    owner, doer = known.first(Part.ACCOUNTABLE), known.first(Part.RESPONSIBLE)
    roles = [Role("boss", "Boss", leadership=True), Role("desk", "Desk"), Role("it", "IT, extern")]
    every = {
        f"c{at}": Channel(f"c{at}", f"Way {char}", group="Ways", raci={"desk": Cell(char)})
        for at, char in enumerate(chars)
    }
    website = Channel(
        "website",
        "Website",
        group="Own",
        kind=Kind.NEW,
        raci={"boss": Cell(owner), "desk": Cell(known.spelled(owner + doer)), "it": Cell(doer)},
        duties={
            Duty.CONTENT: {"desk": Cell(doer)},
            Duty.IMPLEMENTATION: {"it": Cell(doer), "boss": Cell(owner)},
        },
    )
    apart = Channel("fax", "Fax", status=Status.RETIRED, raci={"boss": Cell(owner)})
    return Organisation(
        name="Haus",
        scheme=known,
        roles={role.id: role for role in roles},
        portfolio={"boss": Cell(owner), "desk": Cell(doer)},
        channels={"website": website, **every, "fax": apart},
    )


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("form", "layout"), FORMS)
def test_every_scheme_comes_back(form: str, layout: Layout, scheme: str) -> None:
    """Letters mean the same again; only a grid without a title leaves open which scheme it is."""
    matrix = organisation(scheme)
    for language in ("de", "en"):
        found = imported(matrix, form, layout, language)
        assert letters_of(found) == letters_of(matrix)
        assert rows_of(found) == rows_of(matrix)
        if form not in {"csv", "tsv"} or layout is not Layout.GRID:
            parts = {char: letter.part for char, letter in matrix.scheme.letters.items()}
            assert {char: found.scheme.letters[char].part for char in parts} == parts


def named(random: Random, chars: str, taken: set[str]) -> str:
    """Return a new name of such characters, with letters enough to be one."""
    while True:
        name = " ".join("".join(random.choices(chars, k=random.randint(4, 14))).split())
        if sum(map(str.isalpha, name)) > 2 and name.casefold() not in taken:
            taken.add(name.casefold())
            return name


def any_organisation(random: Random) -> Organisation:
    """Return an organisation with duties, groups or kinds, states and a portfolio row."""
    scheme = SCHEMES[random.choice(list(SCHEMES))]
    taken: set[str] = set()
    roles = [named(random, "abcdefgÄöж名& ", taken) for _ in range(random.randint(2, 5))]
    rows = [named(random, "abcdeÄöŠж名,;&|*<_'\"=-: ", taken) for _ in range(random.randint(2, 6))]
    titles = [named(random, "abcdefgÄöж名& ", taken) for _ in range(random.randint(0, 3))]

    def some(least: int) -> dict[str, Cell]:
        chosen = sorted(random.sample(range(len(roles)), random.randint(least, len(roles))))
        letters = list(scheme.letters)
        return {
            f"r{at}": Cell(scheme.spelled("".join(random.choices(letters, k=random.randint(1, 2)))))
            for at in chosen
        }

    channels = {
        f"c{at}": Channel(
            f"c{at}",
            name,
            group=random.choice([None, *titles]),
            kind=random.choice((None, *Kind)),
            status=random.choice((Status.ACTIVE, *Status)) if at else Status.ACTIVE,
            raci=some(0 if at else 1),
            duties={duty: some(1) for duty in Duty if random.random() < 0.3},
        )
        for at, name in enumerate(rows)
    }
    return Organisation(
        name="Haus",
        scheme=scheme,
        roles={f"r{at}": Role(f"r{at}", name, leadership=not at) for at, name in enumerate(roles)},
        channels=channels,
        portfolio=random.choice((None, some(1))),
    )


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("form", "layout"), FORMS)
def test_any_organisation_comes_back(form: str, layout: Layout, language: str) -> None:
    """Letters, duties, the portfolio row, names, groups, kinds and states are the same again."""
    for seed in range(12):
        matrix = any_organisation(Random(seed))  # noqa: S311 - the same ones each time
        found = imported(matrix, form, layout, language)
        assert letters_of(found) == letters_of(matrix), seed
        assert rows_of(found) == rows_of(matrix), seed


def test_json_brings_all_of_a_table_back(guesthouse: Organisation) -> None:
    """Persons, lines, links, reviews, notes, days and free fields stand in our JSON, too."""
    found = imported(guesthouse, "json", Layout.GRID, "de", whole=False)
    same = ("kind", "phases", "combines_with", "critical", "status", "review", "note", "raci")
    assert {key: value.fields for key, value in found.channels.items()} == {
        key: {**value.fields, "ort": "Flur"} if key == "aushang" else {}
        for key, value in guesthouse.channels.items()
    }
    for key, channel in found.channels.items():
        for name in same:
            mine, theirs = getattr(guesthouse.channels[key], name), getattr(channel, name)
            assert theirs == (
                {r: c for r, c in mine.items() if c.letters} if name == "raci" else mine
            )
    for key, role in found.roles.items():
        assert role.name == guesthouse.roles[key].name
        for name in ("holders", "deputies", "reports_to", "leadership", "external", "note"):
            assert getattr(role, name) == getattr(guesthouse.roles[key], name)
        assert found.is_it(role) == guesthouse.is_it(guesthouse.roles[key])


def test_json_brings_a_scheme_of_ones_own_back() -> None:
    """Letters that a file defines itself come with their parts, labels and numbers."""
    letters = {
        "A": Letter("A", Part.ACCOUNTABLE, "Kopf", PerRow.AT_MOST_ONE),
        "M": Letter("M", Part.RESPONSIBLE, "macht"),
        "Q": Letter("Q", Part.VERIFY, "prüft"),
    }
    matrix = Organisation(
        name="Haus",
        scheme=Scheme("AMQ", letters, own=True),
        roles={"boss": Role("boss", "Boss")},
        channels={"web": Channel("web", "Web", raci={"boss": Cell("AMQ")})},
    )
    found = imported(matrix, "json", Layout.GRID, "en", whole=False)
    assert found.scheme == matrix.scheme
    assert letters_of(found) == letters_of(matrix)


@pytest.mark.parametrize("layout", [Layout.GRID, Layout.LONG])
def test_notes_of_delimited_text_come_back(guesthouse: Organisation, layout: Layout) -> None:
    """What is said of a row and of its cells is the note of the row."""
    for language in ("de", "en"):
        found = imported(guesthouse, "csv", layout, language)
        [website] = [row for row in found.channels.values() if row.name == "Website"]
        assert website.note is not None
        assert website.note.startswith(
            "Relaunch im Frühjahr; IT-Dienstleister (C): bis zum Relaunch"
        )
