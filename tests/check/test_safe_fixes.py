"""What ``raci fix`` mends by itself: nothing that a person has to decide."""

from __future__ import annotations

import tomli_w
from hypothesis import given, settings

from raci.check.fixes import safe_fixes
from raci.check.rule_names import NAMES
from raci.document.document import Document
from raci.model.organisation import Cell
from raci.words.rule_pages import load_page
from support import examples
from support.fixes import FILES, SAMPLES, document, found, mended, offers

LINKS = """
[channels.website]
name = "Website"
combines_with = ["website", "newsletter", "newsletter"]
raci = { ceo = "A", marketing = "R" }
[channels.newsletter]
name = "Newsletter"
combines_with = ["website", "hotline"]
raci = { ceo = "A", marketing = "R" }
[channels.hotline]
name = "Hotline"
raci = { ceo = "A", marketing = "R" }
"""


def safely(doc: Document) -> Document:
    """Return the document after all safe fixes."""
    for fix in safe_fixes(found(doc), doc.organisation):
        doc = mended(doc, fix)
    return doc


def test_doubled_links_go_and_single_ones_stay() -> None:
    """Each pair stays named once, where the file names it first."""
    fixed = safely(document(LINKS)).organisation.channels
    assert fixed["website"].combines_with == ("newsletter",)
    assert fixed["newsletter"].combines_with == ("hotline",)


def test_links_with_a_fault_are_left_to_a_person() -> None:
    """A list that names an unknown channel isn't rewritten: the name might be lost."""
    doc = document(LINKS.replace('"website", "newsletter", "newsletter"', '"website", "newslettr"'))
    assert "newslettr" in safely(doc).text


def test_all_unused_waivers_go() -> None:
    """However many there are, each is deleted and the used ones stay."""
    waiver = '[[waivers]]\nrule = "RACI{}"\nchannels = ["fax"]\nreason = "{}"\nuntil = 2027-01-01\n'
    rows = '[channels.fax]\nname = "Fax"\nraci = { ceo = "A" }\n'
    waivers = [("102", "x"), ("104", "kept"), ("103", "y"), ("101", "z")]
    doc = document(rows + "".join(waiver.format(*one) for one in waivers))
    assert [one.reason for one in safely(doc).organisation.waivers] == ["kept"]


def test_no_waiver_goes_while_the_file_has_a_fault() -> None:
    """A waiver that only seems unused, as its row has a faulty cell, is still there afterwards."""
    rows = """
    [channels.fax]
    name = "Fax"
    raci = { ceo = "А" }
    [[waivers]]
    rule = "RACI104"
    channels = ["fax"]
    reason = "the boss does it"
    until = 2027-01-01
    """
    doc = safely(document(rows))
    assert doc.organisation.channels["fax"].raci == {"ceo": Cell("A")}
    assert len(safely(doc).organisation.waivers) == 1


def test_look_alike_letters_become_latin() -> None:
    """A Cyrillic А is read as what it looks like."""
    doc = document('[channels.fax]\nname = "Fax"\nraci = { ceo = "А", head = "Rс" }')
    fixed = safely(doc).organisation.channels["fax"].raci
    assert fixed == {"ceo": Cell("A"), "head": Cell("RC")}


def test_a_note_stays_when_letters_become_latin() -> None:
    """Only the letters of an annotated cell change."""
    rows = """
    [channels.fax]
    name = "Fax"
    raci = { ceo = { letters = "А", why = "for now" } }
    """
    fixed = safely(document(rows)).organisation.channels["fax"].raci
    assert fixed == {"ceo": Cell("A", "for now")}


def test_misspelt_letters_are_a_persons_decision() -> None:
    """A lower-case r may be a slip for another letter: offered, but not made by itself."""
    doc = document('[channels.fax]\nname = "Fax"\nraci = { ceo = "A", head = "r" }')
    assert list(offers(doc, "RACI804")) == ["Write “R”"]
    assert safely(doc).text == doc.text


def test_no_role_ever_changes_letters_by_itself() -> None:
    """On the samples and the examples, safe fixes leave every effective letter as it was."""
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES]
    texts += [load_page(rule.code, "en").example for rule in NAMES]
    for text in texts:
        doc = Document.parse(text, NAMES)
        fixed = safely(doc).organisation
        for id_, channel in doc.organisation.channels.items():
            assert fixed.channels[id_].raci == channel.raci
            assert fixed.channels[id_].duties == channel.duties


def test_after_safe_fixes_there_is_nothing_to_do() -> None:
    """A second run finds nothing."""
    doc = safely(document(LINKS))
    assert safe_fixes(found(doc), doc.organisation) == ()


@settings(max_examples=examples(40))
@given(FILES)
def test_whatever_the_file_safe_fixes_leave_nothing_to_do(values: dict[str, object]) -> None:
    """Applied one after another they all fit, and a second run finds none."""
    doc = safely(Document.parse(tomli_w.dumps(values), NAMES))
    assert safe_fixes(found(doc), doc.organisation) == ()
