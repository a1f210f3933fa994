"""Whatever an organisation is, what it exports is the same organisation when it is imported.

What a format cannot carry is said in ``expected``, in one place, as in the manual.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from raci.check.rulebook import NAMES
from raci.document import Document, compose
from raci.model.finding import Reach, Standing
from raci.model.organisation import Cell, Channel, Duty, Kind, Organisation, Role, Status
from raci.model.scheme import SCHEMES, Letter, Part, PerRow, Scheme
from raci.tables import importing
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout
from raci.tables.neutral import from_organisation
from raci.tables.options import Options
from raci.words import words_in

if TYPE_CHECKING:
    from raci.model.organisation import Assignments

TODAY = dt.date(2026, 11, 21)
FORMS = ("markdown", "csv", "tsv", "xlsx", "html", "json")
OURS = Standing(Reach.PERSONAL, 0, within=True)

#: Name, group, kind and state of a channel, and a cell by row, duty, role and letters.
_Row = tuple[str, str | None, Kind | None, Status]
_Letters = tuple[str, str, str, str]


def imported(matrix: Organisation, form: str, layout: Layout, language: str) -> Organisation:
    """Return what an export is, imported and written to a file."""
    active = (one.id for one in matrix.channels.values() if one.status is Status.ACTIVE)
    standings = dict.fromkeys(active, OURS)
    table = from_organisation(matrix, words_in(language), TODAY, standings)
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


def expected(matrix: Organisation, form: str, layout: Layout) -> Counter[_Row]:
    """Return the channels that a format carries, and what it says of them.

    A table per role has the rows on which that role has letters, with one column for group, kind
    or state. The grid of workbooks and pages has one title above a row. JSON has it all.
    """
    if form == "json":
        return rows_of(matrix)
    grouped = any(row.group for row in matrix.channels.values())
    titled = layout is Layout.GRID and form in {"xlsx", "html"}
    found: Counter[_Row] = Counter()
    for row in matrix.channels.values():
        group, kind, apart = row.group, row.kind, row.status is not Status.ACTIVE
        if layout is Layout.ROLE:
            kind = None if grouped or apart else kind
            if not any(cells for _, cells in row.assignments()):
                continue
        elif titled:
            kind = None if apart and not grouped else kind
        if apart and (titled or layout is Layout.ROLE):
            group = None
        found[row.name, group, kind, row.status] += 1
    return found


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
@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("form", FORMS)
def test_every_scheme_comes_back(form: str, layout: Layout, scheme: str) -> None:
    """Letters mean the same again; only a grid without a title leaves open which scheme it is."""
    matrix = organisation(scheme)
    for language in ("de", "en"):
        found = imported(matrix, form, layout, language)
        assert letters_of(found) == letters_of(matrix)
        assert rows_of(found) == expected(matrix, form, layout)
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
@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("form", FORMS)
def test_any_organisation_comes_back(form: str, layout: Layout, language: str) -> None:
    """Letters, duties, the portfolio row, names, groups, kinds and states are the same again."""
    for seed in range(12):
        matrix = any_organisation(Random(seed))  # noqa: S311 - the same ones each time
        found = imported(matrix, form, layout, language)
        assert letters_of(found) == letters_of(matrix), seed
        assert rows_of(found) == expected(matrix, form, layout), seed


def test_json_brings_all_of_a_table_back(guesthouse: Organisation) -> None:
    """Persons, lines, links, reviews, notes, days and free fields stand in our JSON, too."""
    found = imported(guesthouse, "json", Layout.GRID, "de")
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
    found = imported(matrix, "json", Layout.GRID, "en")
    assert found.scheme == matrix.scheme
    assert letters_of(found) == letters_of(matrix)


@pytest.mark.parametrize("layout", [Layout.GRID, Layout.LONG])
def test_notes_of_delimited_text_come_back(guesthouse: Organisation, layout: Layout) -> None:
    """The last column says whose note it is; a row's own comes first."""
    for language in ("de", "en"):
        found = imported(guesthouse, "csv", layout, language)
        [website] = [row for row in found.channels.values() if row.name == "Website"]
        assert website.note == "Relaunch im Frühjahr"
        [noted] = [cell for cell in website.raci.values() if cell.why]
        assert noted == Cell("C", "bis zum Relaunch", dt.date(2027, 1, 31))


def test_an_export_may_be_worked_on() -> None:
    """Columns and cells that somebody added to a workbook of ours are doubted, not believed."""
    text = (
        "Group,Channel,Kind,Leadership,Boss,Budget,Desk\n"
        "Web,Site,new,★,A,100,r\nWeb,Shop,new,★,A,200,A (new)\nWeb,App,neu,★,A,,R\n"
    )
    broken = importing.read(text.encode(), "x.csv")
    assert [row.meaning.facts for row in broken.tables[0].rows] == [{}, {}, {}]
    found = importing.read(text.replace("neu", "").encode(), "x.csv")
    cells = [dict(row.cells) for row in found.tables[0].rows]
    assert cells == [
        {"Boss": "A", "Desk": "R"},
        {"Boss": "A", "Desk": "A"},
        {"Boss": "A", "Desk": "R"},
    ]
    assert found.tables[0].rows[1].whys == {"Desk": "new"}
    said = [words_in("en").say(doubt.message) for doubt in found.doubts]
    assert said == ["Column “Budget” holds no letters; left aside."]


def test_several_rows_of_one_name_are_doubted_in_tables_of_roles() -> None:
    """Which of them a role means cannot be told."""
    text = (
        "Role,Channel,Your letters,What they mean\n"
        "Boss,Web,A,Accountable\nBoss,Web,A,Accountable\nDesk,Web,R,Responsible\n"
    )
    found = importing.read(text.encode(), "x.csv")
    assert [dict(row.cells) for row in found.tables[0].rows] == [
        {"Boss": "A", "Desk": "R"},
        {"Boss": "A"},
    ]
    assert [(one.place, words_in("en").say(one.message)) for one in found.doubts] == [
        ("x.csv:3", "“Web” is there several times; which role belongs to which cannot be told.")
    ]


def test_a_duty_without_its_channel_is_doubted_in_tables_of_roles() -> None:
    """It may have been a channel of that name."""
    text = (
        "Rolle,Kanal,Buchstaben,Bedeutung,Bis\n"
        "Boss,Web: Inhalt,A,Gesamtverantwortung,31.12.2027\nDesk,Fax,R,Durchführung,bald\n"
    )
    found = importing.read(text.encode(), "x.csv")
    values = importing.to_values(found, "Haus", "de")["channels"]
    day = {"letters": "A", "until": dt.date(2027, 12, 31)}
    assert values["web"] == {"name": "Web", "duties": {"content": {"boss": day}}}
    assert values["fax"]["raci"] == {"desk": {"letters": "R", "why": "bald"}}
    assert [one.place for one in found.doubts] == ["x.csv:2"]


def test_rows_without_a_group_stay_without() -> None:
    """Where a group stands on each row of ours, a blank says that there is none."""
    text = "Group,Channel,Boss,Desk\nWeb,Site,A,R\nWeb,Shop,A,R\n,Fax,A,R\n"
    found = importing.read(text.encode(), "x.csv")
    assert [row.group for row in found.tables[0].rows] == ["Web", "Web", ""]
    theirs = importing.read(text.replace("Web,Shop", ",Shop").encode(), "x.csv")
    assert [row.group for row in theirs.tables[0].rows] == ["Web", "Web", "Web"]
