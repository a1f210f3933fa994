"""The catalogue of channels: its names, what a file's names cover, and who has which part."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.model.naming import folded
from raci.model.organisation import Industry, Kind, Phase
from raci.model.scheme import Part
from raci.words import LANGUAGES
from raci.words.catalogue import Entry, covered, entries, entry, find, usual

_NAMES = [(name, one) for one in entries() for name in (*one.names.values(), *one.synonyms)]


def test_no_name_means_two_channels() -> None:
    """Whatever people call a channel, the catalogue knows one that is meant."""
    meant: dict[str, set[str]] = {}
    for name, one in _NAMES:
        meant.setdefault(folded(name), set()).add(one.id)
    assert {name: ids for name, ids in meant.items() if len(ids) > 1 or not name} == {}


@pytest.mark.parametrize("one", entries(), ids=lambda one: one.id)
def test_an_entry_is_whole(one: Entry) -> None:
    """Each channel has a name in both languages, phases in their order, and one accountable."""
    assert set(one.names) == set(LANGUAGES)
    assert one.phases
    assert list(one.phases) == sorted(one.phases, key=list(Phase).index)
    assert len(one.parts[Part.ACCOUNTABLE]) == 1
    assert len(one.parts[Part.RESPONSIBLE]) == 1
    assert one.combines_with
    for other in (*one.combines_with, *one.includes):
        assert entry(other).id != one.id


@pytest.mark.parametrize("industry", Industry)
def test_an_industry_has_channels_of_all_kinds_in_all_phases(industry: Industry) -> None:
    """What is usual there is worth listing: every kind, every phase, the entries in their order."""
    listed = usual(industry)
    assert 10 <= len(listed) <= 30
    assert {one.kind for one in listed} == set(Kind)
    assert {phase for one in listed for phase in one.phases} == set(Phase)
    order = [one.id for one in entries()]
    assert all(order.index(one.id) < order.index(two.id) for one, two in pairwise(listed))


def test_an_unknown_industry_has_no_usual_channels() -> None:
    """A word that is no industry makes nothing usual."""
    assert usual("circus") == ()


def test_it_answers_for_nothing() -> None:
    """In the catalogue IT builds and runs channels; it never has any other part in them."""
    assert not any("it" in one.parts[part] for one in entries() for part in one.parts)
    assert Counter(one.implementation for one in entries() if one.implementation).keys() == {"it"}


@given(st.sampled_from(_NAMES), st.data())
def test_a_name_is_found_however_it_is_written(
    named: tuple[str, Entry], data: st.DataObject
) -> None:
    """Case, blanks, hyphens and the form of accents make no other name."""
    name, one = named
    joint = data.draw(st.sampled_from([" ", "-", " – ", "_", "\u00a0"]))
    change = data.draw(st.sampled_from([str.upper, str.lower, str.title]))
    written = change(name).replace(" ", joint)
    assert find(unicodedata.normalize("NFC", written)) == one
    assert find(unicodedata.normalize("NFD", written)) == one


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Facebook und Instagram", {"facebook", "instagram"}),
        ("Telefon / WhatsApp", {"telephone", "whatsapp"}),
        ("Newsletter (E-Mail)", {"newsletter", "mailbox"}),
        ("Print, posters, brochure", {"print"}),
        ("Angebot und Vertrag", {"offer"}),
        ("kununu / Glassdoor", {"employer_reviews"}),
        ("Brieftauben", set()),
        ("", set()),
    ],
)
def test_a_name_of_several_channels_covers_each(name: str, ids: set[str]) -> None:
    """A row for two channels is no reason to miss either; a name of one channel is not cut."""
    assert covered([name]) == ids


def test_what_is_listed_as_one_covers_what_it_includes() -> None:
    """Who lists "social media" has thought of Facebook."""
    assert {"social_media", "facebook", "instagram"} <= covered(["Social Media"])


def test_the_names_of_an_industry_cover_it() -> None:
    """A file that lists all that is usual misses nothing."""
    for industry in Industry:
        for language in LANGUAGES:
            listed = usual(industry)
            names = [one.names[language] for one in listed]
            assert {one.id for one in listed} <= covered(names)
