"""From an import to an organisation, and what is proposed for it."""

from __future__ import annotations

import pytest

from raci.model.edit import Compound, SetField
from raci.model.organisation import Department, Discipline, Organisation, Role
from raci.tables import importing
from raci.words import words_in


def test_values_read_as_if_written_by_hand() -> None:
    """Ids come from names in any script, order is kept, a note makes a cell a table."""
    text = "Kanal,Küche,Отдел продаж\nWebsite,A/R,C (bis Mai)\nHotline,,R\nWebsite,A,\n"
    values = importing.to_values(importing.read(text.encode(), "x.csv"), "Gasthof", "de")
    assert values == {
        "format": 1,
        "organisation": {"name": "Gasthof", "language": "de", "row_name": "Kanal"},
        "roles": {"kueche": {"name": "Küche"}, "otdel_prodazh": {"name": "Отдел продаж"}},
        "channels": {
            "website": {
                "name": "Website",
                "raci": {"kueche": "AR", "otdel_prodazh": {"letters": "C", "why": "bis Mai"}},
            },
            "hotline": {"name": "Hotline", "raci": {"otdel_prodazh": "R"}},
            "website_2": {"name": "Website", "raci": {"kueche": "A"}},
        },
    }


def test_several_tables_become_groups_and_share_roles() -> None:
    """A table's name stands before its rows' groups; roles that differ by case are one."""
    text = (
        "# Web\n\n| Task | Head | Desk |\n|---|---|---|\n"
        "| **Own** |\n| Site | D | A |\n| Shop | D | A |\n\n"
        "# Phone\n\n| Task | HEAD |\n|---|---|\n| Hotline | A |\n| Fax | D |\n"
    )
    values = importing.to_values(importing.read(text.encode(), "x.md"), "Firm", "en")
    assert list(values["roles"]) == ["head", "desk"]
    assert values["organisation"]["scheme"] == "DACI"
    assert [channel["group"] for channel in values["channels"].values()] == [
        "Web / Own",
        "Web / Own",
        "Phone",
        "Phone",
    ]


def test_departments_come_along() -> None:
    """What stood over the roles becomes their departments."""
    table = importing.ImportedTable("", ("Head",), (), {"Head": "Büro & Co"})
    scheme = importing.read(b"Task,Head\nWeb,A\nShop,R\n", "x.csv").scheme
    values = importing.to_values(importing.Imported((table,), (), scheme), "Firm", "de")
    assert values["departments"] == {"buero_co": {"name": "Büro & Co"}}
    assert values["roles"] == {"head": {"name": "Head", "department": "buero_co"}}


def proposed(*names: str) -> list[str]:
    """Return what is proposed for roles of these names."""
    roles = {str(number): Role(str(number), name) for number, name in enumerate(names)}
    say = words_in("en").say
    return [say(proposal.title) for proposal in importing.proposals(Organisation(roles=roles))]


@pytest.mark.parametrize(
    "name",
    [
        "Geschäftsführung",
        "Inhaberin",
        "CEO",
        "Managing Director",
        "Генеральный директор",
        "总经理",
        "Prezes",
    ],
)
def test_leaders_are_proposed(name: str) -> None:
    """Who leads the firm is called so in many languages."""
    assert proposed(name) == [f"Mark {name} as leadership"]


@pytest.mark.parametrize("name", ["Product Owner", "Chef de projet", "Vice", "Team Lead"])
def test_not_everybody_leads_the_firm(name: str) -> None:
    """An owner of a product or a chief of a project is no leadership."""
    assert f"Mark {name} as leadership" not in proposed(name)


@pytest.mark.parametrize(
    ("name", "craft"),
    [
        ("EDV", "IT"),
        ("Software Engineer", "IT"),
        ("Vertriebsleitung", "sales"),
        ("Marketing", "marketing"),
        ("Pressestelle", "communication"),
        ("Kundenservice", "service"),
        ("Datenschutzbeauftragte", "legal"),
        ("客服", "service"),
        ("Отдел продаж", "sales"),
        ("Comité de pilotage", "management"),
    ],
)
def test_crafts_are_proposed(name: str, craft: str) -> None:
    """The name of a role tells its discipline."""
    assert proposed(name) == [f"Count {name} as {craft}"]


def test_outsiders_are_proposed_with_their_craft() -> None:
    """A hired IT vendor is outside and is IT; it does not lead."""
    assert proposed("IT-Dienstleister") == [
        "Mark IT-Dienstleister as external",
        "Count IT-Dienstleister as IT",
    ]


def test_proposals_are_edits() -> None:
    """Each proposal can be applied as it is; one of leadership brings its discipline along."""
    [leader] = importing.proposals(Organisation(roles={"gf": Role("gf", "Geschäftsführung")}))
    assert isinstance(leader.edit, Compound)
    assert leader.edit.edits == (
        SetField(("roles", "gf", "leadership"), True),
        SetField(("roles", "gf", "discipline"), "management"),
    )
    assert words_in("de").say(leader.reason) == "im Namen steht „Geschäftsführung“"


def test_what_the_file_says_is_not_proposed_again() -> None:
    """Departments, flags and a leader that is there already are respected."""
    organisation = Organisation(
        departments={"it": Department("it", "EDV", Discipline.IT)},
        roles={
            "chef": Role("chef", "Chefin", leadership=True, discipline=Discipline.MANAGEMENT),
            "edv": Role("edv", "EDV", department="it"),
            "agentur": Role("agentur", "Agentur", external=True),
            "gf": Role("gf", "Geschäftsführung", department="it"),
        },
    )
    assert importing.proposals(organisation) == ()
