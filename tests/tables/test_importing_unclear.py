"""What could be read in two ways is kept and doubted, with its place."""

from __future__ import annotations

import pytest

from raci.model.organisation import Duty
from raci.tables import importing
from raci.words import words_in

DACI_AND_RACI = """
# RACI

| Task | Head | Desk | Shop |
|---|---|---|---|
| Web | A | R | C |
| Fax | A | R | C |
| Post | A | R | I |

# Launch

| Task | Head | Desk | Shop |
|---|---|---|---|
| Name | A | D | C |
| Date | D | A | I |
"""


def read(text: str, name: str = "x.csv") -> importing.Imported:
    """Read a table."""
    return importing.read(text.encode(), name)


def doubts(imported: importing.Imported) -> list[tuple[str, str]]:
    """Return where doubts are and what they say."""
    return [(one.place, words_in("en").say(one.message)) for one in imported.doubts]


def test_a_row_of_ticks_is_kept() -> None:
    """Ticks among letters are no letters; they stay as notes, and the row is named."""
    found = read("Task,Head,Desk\nWeb,A,R\nMeeting,x,X\nFax,A,R\n")
    row = found.tables[0].rows[1]
    assert (row.name, row.cells, row.whys) == ("Meeting", {}, {"Head": "x", "Desk": "X"})
    assert doubts(found)[0] == (
        "x.csv:3",
        (
            "“Meeting” has ticks instead of letters; they may mean responsible, but do not say so: "
            "kept as notes."
        ),
    )
    values = importing.to_values(found, "Firm", "en")
    assert values["channels"]["meeting"]["raci"]["head"] == {"letters": "", "why": "x"}


def test_a_row_of_other_texts_is_still_left_aside() -> None:
    """Only ticks are taken for somebody's answer in another spelling."""
    found = read("Task,Head,Desk\nWeb,A,R\nPhone,0664,0665 x\nFax,A,R\n")
    assert [row.name for row in found.tables[0].rows] == ["Web", "Fax"]


def test_a_row_named_like_a_duty_stays_a_row() -> None:
    """In a table that is not clearly ours it is kept as it is, and doubted."""
    found = read("Task,Head,Desk\nWeb,A,R\nWeb: Content,A,R\nFax: Inhalt,A,R\nWeb: Inhalt,A,R\n")
    assert [row.meaning.duty for row in found.tables[0].rows] == [None] * 4
    assert doubts(found) == [
        (
            "x.csv:3",
            (
                "“Web: Content” could be a duty of “Web”; 2 rows like it were kept as rows of "
                "their own."
            ),
        )
    ]


def test_foreign_duties_in_a_column_stay_rows() -> None:
    """Where tasks beside a name are ours only in part, all of them are rows."""
    text = "Topic,Task,Head,Desk\nWeb,,A,R\nWeb,Content,A,R\nWeb,Photos,A,R\nFax,,A,R\n"
    rows = read(text).tables[0].rows
    assert [row.name for row in rows] == ["Web", "Web: Content", "Web: Photos", "Fax"]
    assert {row.meaning.duty for row in rows} == {None}


def test_an_arrow_and_our_word_are_a_duty() -> None:
    """A duty below its channel, as our grids show it, is one in any table."""
    found = read("Channel,Head,Desk\nWeb,A,R\n↳ Inhalt,,R\n↳ Photos,,R\nFax,A,R\n")
    rows = found.tables[0].rows
    assert [(row.name, row.meaning.duty) for row in rows] == [
        ("Web", None),
        ("Web: Inhalt", Duty.CONTENT),
        ("Web: Photos", None),
        ("Fax", None),
    ]


def test_the_first_row_may_be_the_portfolio() -> None:
    """Our name for it on the first row is enough, whatever the table; elsewhere it is a row."""
    name = "Choice and mix of channels"
    first = read(f"Channel,Head,Desk\n{name},A,R\nWeb,A,R\n")
    values = importing.to_values(first, "Firm", "en")
    assert values["portfolio"] == {"raci": {"head": "A", "desk": "R"}}
    assert list(values["channels"]) == ["web"]
    later = read(f"Channel,Head,Desk\nWeb,A,R\n{name},A,R\n")
    assert "portfolio" not in importing.to_values(later, "Firm", "en")


def test_tables_in_two_schemes_are_told_apart() -> None:
    """Each table keeps its letters; in the organisation they become those of the same meaning."""
    found = read(DACI_AND_RACI, "x.md")
    assert found.scheme.name == "RACI"
    assert [table.scheme and table.scheme.name for table in found.tables] == [None, "DACI"]
    assert dict(found.tables[1].rows[0].cells) == {"Head": "A", "Desk": "D", "Shop": "C"}
    assert doubts(found) == [
        (
            "x.md:14",
            (
                "This table is in DACI, others are in RACI; an organisation has one scheme, so its "
                "letters become those of RACI that mean the same."
            ),
        )
    ]
    channels = importing.to_values(found, "Firm", "en")["channels"]
    assert channels["name"]["raci"] == {"head": "A", "desk": "R", "shop": "C"}


def test_letters_that_one_scheme_lacks_become_notes() -> None:
    """What the organisation's scheme cannot say is told, and kept beside the cell."""
    text = DACI_AND_RACI.replace("# Launch", "# RACI-VS").replace("| A | D | C |", "| A | V | S |")
    found = read(text.replace("| D | A | I |", "| A | R | I |"), "x.md")
    channels = importing.to_values(found, "Firm", "en")["channels"]
    assert found.scheme.name == "RACI-VS"
    assert channels["name"]["raci"] == {"head": "A", "desk": "V", "shop": "S"}
    mixed = DACI_AND_RACI.replace("# Launch", "# RAPID").replace("| A | D | C |", "| D | P | A |")
    found = read(mixed.replace("| D | A | I |", "| D | P | I |"), "x.md")
    assert doubts(found)[-1] == (
        "x.md:14",
        "RACI has no letter for these of RAPID; they are kept as notes: A.",
    )
    channels = importing.to_values(found, "Firm", "en")["channels"]
    assert channels["name"]["raci"]["shop"] == {"letters": "", "why": "A"}
    assert channels["date"]["raci"] == {"head": "A", "desk": "R", "shop": "C"}


def test_a_scheme_with_more_letters_covers_the_others() -> None:
    """RACI beside RASCI is RASCI throughout, without a doubt."""
    text = DACI_AND_RACI.replace("| A | D | C |", "| A | R | S |").replace("| D | A |", "| A | R |")
    found = read(text, "x.md")
    assert (found.scheme.name, doubts(found)) == ("RASCI", [])


GRADES = {
    "maturity": "| Area | Today | Target |\n|---|---|---|\n| Website | C | A |\n"
    "| Leaflet | B | A |\n| Hotline | C | B |\n| Fair | A | A |\n",
    "risk": "| Risk | Chance | Damage |\n|---|---|---|\n| Outage | A | C |\n| Misprint | C | A |\n"
    "| Silence | C | C |\n| Storm | A | A |\n",
    "priority": "| Channel | Priority |\n|---|---|\n| Website | A |\n| Leaflet | C |\n"
    "| Hotline | B |\n",
    "marks": "| Area | Today | Target |\n|---|---|---|\n| Website | 2 | 4 |\n| Leaflet | 1 | 5 |\n",
    "rights": "| Record | Clerk | Auditor |\n|---|---|---|\n| Orders | C | R |\n"
    "| Clients | C | R |\n| Invoices | R | R |\n",
}


@pytest.mark.parametrize("grades", GRADES.values(), ids=GRADES)
@pytest.mark.parametrize("first", [True, False])
def test_grades_beside_a_matrix_are_no_matrix(grades: str, *, first: bool) -> None:
    """A table that shares no role with a matrix, and gives letters otherwise, is about others."""
    matrix = (
        "| Task | Head | Desk | Agency |\n|---|---|---|---|\n| Website | A | R | C |\n"
        "| Leaflet | A | R | I |\n| Hotline | I | A | R |\n| Fair | A | C | R |\n"
    )
    parts = [f"## Who\n\n{matrix}", f"## How well\n\n{grades}"]
    found = importing.read("\n".join(parts if first else parts[::-1]).encode(), "x.md")
    assert [table.name for table in found.tables] == ["Who"]
    assert [doubt.message.values for doubt in found.doubts] == [{"tables": ("How well",)}]


def test_another_matrix_of_other_roles_is_one() -> None:
    """Tables that share no role, but give letters alike, in whatever scheme, are matrices both."""
    found = importing.read(
        b"## RACI of the shop\n\n| Task | Head | Desk | Agency |\n|---|---|---|---|\n"
        b"| Website | A | R | C |\n| Leaflet | A | R | I |\n| Hotline | I | A | R |\n\n"
        b"## DACI of the board\n\n| Decision | Chair | Clerk | Lawyer |\n|---|---|---|---|\n"
        b"| Budget | A | D | C |\n| Lease | A | D | I |\n| Name | D | A | C |\n",
        "x.md",
    )
    assert [table.roles for table in found.tables] == [
        ("Head", "Desk", "Agency"),
        ("Chair", "Clerk", "Lawyer"),
    ]
