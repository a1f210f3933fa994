"""What this program hands out as a table comes back with the same letters."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from raci.frozen import replace
from raci.model.finding import Reach, Standing
from raci.model.organisation import Cell, Duty, Organisation, Status
from raci.model.scheme import Part
from raci.tables import importing
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout, Options
from raci.tables.neutral import from_organisation
from raci.words import words_in
from raci.workspace import Workspace
from support.files import values_of

if TYPE_CHECKING:
    from raci.tables.table import Table

SAMPLES = sorted((Path(__file__).parents[2] / "sample_orgs").glob("*.toml"))
TODAY = dt.date(2026, 11, 21)
#: Grids come back from all formats; lists from those whose rows have ids.
FORMS = (
    *((form, Layout.GRID) for form in ("markdown", "csv", "tsv", "xlsx", "html")),
    *((form, Layout.LONG) for form in ("csv", "tsv", "html")),
)
#: Marks of all sorts, in turn.
STANDINGS = (
    Standing(Reach.PERSONAL, 0, within=True),
    Standing(Reach.DELEGATED, 2, within=True),
    Standing(Reach.OUT_OF_REACH, None, within=False),
)


@cache
def organisation(path: Path) -> Organisation:
    """Return a sample."""
    return Workspace.open(path, today=TODAY).organisation


def table_of(matrix: Organisation, language: str) -> Table:
    """Return the table of an organisation whose active channels all have a mark."""
    active = [one.id for one in matrix.channels.values() if one.status is Status.ACTIVE]
    standings = {id_: STANDINGS[at % len(STANDINGS)] for at, id_ in enumerate(active)}
    table = from_organisation(matrix, words_in(language), TODAY, standings)
    return replace(table, file=values_of(matrix, language))


_Cells = Counter[tuple[str, str, str, str]]


def handed_out(table: Table) -> _Cells:
    """Return row, duty, role and letters of each cell that is not empty."""
    return Counter(
        (
            "" if row.id is None else row.channel,
            "portfolio" if row.id is None else row.duty or "",
            column.label,
            "".join(sorted(row.cells[column.id].letters)),
        )
        for _, row in table.rows()
        for column in table.columns
        if column.id in row.cells and row.cells[column.id].letters
    )


def imported(table: Table, form: str, layout: Layout) -> importing.Imported:
    """Return the import of what a format makes of the table."""
    content = FORMATS[form].write(table, layout, Options())
    data = content.encode() if isinstance(content, str) else content
    return importing.read(data, "x" + FORMATS[form].endings[0])


def returned(found: importing.Imported) -> _Cells:
    """Return the cells of an import."""
    return Counter(
        (*_named(row), role, "".join(sorted(letters)))
        for table in found.tables
        for row in table.rows
        for role, letters in row.cells.items()
    )


def _named(row: importing.ImportedRow) -> tuple[str, str]:
    if row.meaning.portfolio:
        return "", "portfolio"
    return (row.meaning.channel, row.meaning.duty) if row.meaning.duty else (row.name, "")


def assert_same(table: Table, found: importing.Imported) -> None:
    """Assert that no cell was lost or made up, and that every role is one of the table's."""
    lost, made = handed_out(table) - returned(found), returned(found) - handed_out(table)
    assert (lost, made) == (Counter(), Counter())
    roles = {column.label for column in table.columns}
    assert {role for one in found.tables for role in one.roles} <= roles


def divided(matrix: Organisation) -> Organisation:
    """Return the organisation with duties on every second channel, some without own letters."""
    roles, letter = list(matrix.roles), matrix.scheme.first(Part.RESPONSIBLE)
    channels = {}
    for at, channel in enumerate(matrix.channels.values()):
        duties = {
            duty: {roles[(at + place) % len(roles)]: Cell(letter)}
            for place, duty in enumerate(Duty)
        }
        raci = {} if at % 4 == 2 else channel.raci
        channels[channel.id] = replace(channel, raci=raci, duties={} if at % 2 else duties)
    portfolio = {roles[0]: Cell(letter)}
    return replace(matrix, channels=channels, portfolio=portfolio)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("form", "layout"), FORMS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_come_back(path: Path, form: str, layout: Layout, language: str) -> None:
    """Each cell of each sample comes back once, duties and the portfolio row with the rest."""
    table = table_of(organisation(path), language)
    assert_same(table, imported(table, form, layout))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("form", "layout"), FORMS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_many_duties_come_back(path: Path, form: str, layout: Layout, language: str) -> None:
    """Duties on many channels are rows of their own, named with their channel."""
    table = table_of(divided(organisation(path)), language)
    assert_same(table, imported(table, form, layout))


def test_a_process_beside_its_tasks_is_a_group() -> None:
    """Where every row names a task, the column beside it groups them as ever."""
    content = b"Process,Task,Head,Desk\nBuy,Order,A,R\nBuy,Pay,A,R\nSell,Offer,A,R\n"
    rows = importing.read(content, "x.csv").tables[0].rows
    assert [(row.group, row.name) for row in rows] == [
        ("Buy", "Order"),
        ("Buy", "Pay"),
        ("Sell", "Offer"),
    ]


@pytest.mark.parametrize("head", ["No.", "Step ID", "Team", "Phase", ""])
def test_a_task_without_a_name_makes_no_duties(head: str) -> None:
    """Numbers, teams and groups beside tasks name no rows, even where a task is blank."""
    content = f"{head},Task,Head,Desk\n1.1,Order,A,R\n1.2,,A,R\n1.3,Offer,A,R\n".encode()
    rows = importing.read(content, "x.csv").tables[0].rows
    assert [row.name for row in rows] == ["Order", "Offer"]


def test_a_channel_without_letters_stays_a_row_above_its_duties() -> None:
    """A name above an arrow is the row that the duty belongs to, never a group's title."""
    content = "Channel,Head,Desk\nFax,A,R\nWebsite,,\n↳ Content,A,R\nHotline,A,R\n".encode()
    rows = importing.read(content, "x.csv").tables[0].rows
    assert [row.name for row in rows] == ["Fax", "Website", "Website: Content", "Hotline"]
    assert {row.group for row in rows} == {""}


def test_an_arrow_with_nothing_above_is_part_of_the_name() -> None:
    """The first row has no row above that it could be a duty of."""
    content = "Channel,Head,Desk\n↳ Content,A,R\nHotline,A,R\n".encode()
    rows = importing.read(content, "x.csv").tables[0].rows
    assert [row.name for row in rows] == ["↳ Content", "Hotline"]
