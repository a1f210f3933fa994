"""The files that ``raci new`` begins with."""

from __future__ import annotations

import pytest

from raci.check.rule_names import NAMES
from raci.document.document import Document
from raci.model.organisation import Duty, Industry, Size
from raci.model.scheme import Part
from raci.words import LANGUAGES
from raci.words.catalogue import usual
from raci.words.templates import template


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("industry", Industry)
def test_an_industry_begins_with_its_usual_channels(industry: Industry, language: str) -> None:
    """All that is usual is a row: its name in the language, its kind, phases and weight."""
    organisation = Document.parse(template(industry, language), NAMES).organisation
    assert (organisation.industry, organisation.language) == (industry, language)
    rows = [
        (row.name, row.kind, row.phases, row.critical) for row in organisation.channels.values()
    ]
    listed = [(one.names[language], one.kind, one.phases, one.critical) for one in usual(industry)]
    assert rows == listed


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("industry", Industry)
def test_an_industry_of_any_size_has_its_channels_and_roles_that_answer(
    industry: Industry, size: Size
) -> None:
    """The channels are the industry's; the roles are those of such a firm, each with a letter."""
    document = Document.parse(template(industry, "de", size), NAMES)
    organisation = document.organisation
    assert not document.problems
    assert (organisation.industry, organisation.size) == (industry, size)
    assert [row.name for row in organisation.channels.values()] == [
        one.names["de"] for one in usual(industry)
    ]
    held = {
        role
        for row in organisation.channels.values()
        for _, cells in row.assignments()
        for role in cells
    }
    assert held == set(organisation.roles)
    assert {role.department for role in organisation.roles.values()} == set(
        organisation.departments
    )


def test_larger_firms_have_more_roles() -> None:
    """That is what the size is asked for."""
    counts = [
        len(Document.parse(template("hotel", "en", size), NAMES).organisation.roles)
        for size in (Size.MEDIUM, Size.LARGE)
    ]
    assert counts == sorted(set(counts))
    assert counts[0] > len(Document.parse(template("hotel", "en"), NAMES).organisation.roles)


@pytest.mark.parametrize("industry", Industry)
def test_leadership_is_accountable_where_it_counts(industry: Industry) -> None:
    """In a small firm leadership has every A; in a bigger one those of the critical channels."""
    organisation = Document.parse(template(industry, "en"), NAMES).organisation
    (leader,) = [role.id for role in organisation.roles.values() if organisation.is_leader(role)]
    for channel in organisation.channels.values():
        if organisation.size is Size.SMALL or channel.critical:
            assert channel.raci[leader].letters in {"A", "AR"}


@pytest.mark.parametrize("industry", Industry)
def test_it_implements_and_nothing_else(industry: Industry) -> None:
    """IT stands in the implementation of channels alone."""
    organisation = Document.parse(template(industry, "en"), NAMES).organisation
    (it,) = [role.id for role in organisation.roles.values() if organisation.is_it(role)]
    found = {
        (duty, cell.letters)
        for channel in organisation.channels.values()
        for duty, row in channel.assignments()
        for role, cell in row.items()
        if role == it
    }
    assert found == {(Duty.IMPLEMENTATION, "R")}


@pytest.mark.parametrize("industry", Industry)
def test_languages_differ_in_words_only(industry: Industry) -> None:
    """Both languages have the same matrix."""
    shapes = []
    for language in LANGUAGES:
        organisation = Document.parse(template(industry, language), NAMES).organisation
        places = {role: place for place, role in enumerate(organisation.roles)}
        parts = organisation.scheme.parts
        shapes.append(
            [
                sorted((places[role], parts(cell.letters)) for role, cell in row.raci.items())
                for row in organisation.channels.values()
            ]
        )
    assert shapes[0] == shapes[1]
    assert any(Part.RESPONSIBLE in held for row in shapes[0] for _, held in row)
