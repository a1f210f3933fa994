"""One cell at a time: what people write, and what it means."""

from __future__ import annotations

import pytest

from raci.model.scheme import SCHEMES, Part
from raci.tables.importing.language.letters import Kind, Reader, head_part


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("A", "A"),
        (" r ", "R"),
        ("A/R", "AR"),
        ("A / R", "AR"),
        ("R,A", "RA"),
        ("R; A", "RA"),
        ("R + A", "RA"),
        ("R & A", "RA"),
        ("R\nA", "RA"),
        ("R and A", "RA"),
        ("R und A", "RA"),
        ("R et A", "RA"),
        ("RA", "RA"),
        ("C I", "CI"),
        ("**A**", "A"),
        ("**A**/R", "AR"),
        ("__C, I__", "CI"),
        ("`R`", "R"),
        ("A*", "A"),
        ("RA**", "RA"),
        ("I¹", "I"),
        ("R1", "R"),
        ("(C)", "C"),
        ("[A]", "A"),
        ("<b>R</b>", "R"),
        ("Ｒ／Ａ", "RA"),
        ("R\u00a0/\u00a0A", "RA"),
        ("R (Responsible)", "R"),
        ("A - Accountable", "A"),
        ("A.", "A"),
    ],
)
def test_letters_are_read_in_every_dialect(text: str, letters: str) -> None:
    """Letters come out in capitals and as written, whatever stands around and between them."""
    reading = Reader().read(text)
    assert (reading.kind, reading.letters) == (Kind.LETTERS, letters)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Accountable", Part.ACCOUNTABLE),
        ("**A**ccountable", Part.ACCOUNTABLE),
        ("responsible", Part.RESPONSIBLE),
        ("Durchführung", Part.RESPONSIBLE),
        ("rechenschaftspflichtig", Part.ACCOUNTABLE),
        ("Responsável", Part.RESPONSIBLE),
        ("Consultado", Part.CONSULTED),
        ("informé", Part.INFORMED),
        ("Подотчётный", Part.ACCOUNTABLE),
        ("执行", Part.RESPONSIBLE),
        ("相談", Part.CONSULTED),
        ("chịu trách nhiệm", Part.ACCOUNTABLE),
        ("geraadpleegd", Part.CONSULTED),
        ("OWNs", Part.ACCOUNTABLE),
        ("Helps", Part.SUPPORT),
    ],
)
def test_words_are_read_in_many_languages(text: str, part: Part) -> None:
    """A full or translated word says the part that its letter would."""
    assert Reader().read(text).parts == (part,)


@pytest.mark.parametrize(
    "text", ["-", "–", "—", "n/a", "N/A", "none", "keine", "---", "无", "**-**"]
)
def test_dashes_and_their_like_say_nothing(text: str) -> None:
    """What people write for "no letter here" is none."""
    assert Reader().read(text).kind is Kind.NOTHING


@pytest.mark.parametrize(
    "text",
    [
        "Marketing",
        "Completed",
        "CIO",
        "PM",
        "see below",
        "RACI",
        "R = Responsible; A = Accountable",
    ],
)
def test_other_texts_are_no_letters(text: str) -> None:
    """Names, states, a scheme's name and a legend are text."""
    assert Reader().read(text).kind is Kind.TEXT


@pytest.mark.parametrize("text", ["4", "3.5", "12 %", "1,000"])
def test_numbers_are_numbers(text: str) -> None:
    """Estimates and sums are told apart from text."""
    assert Reader().read(text).kind is Kind.NUMBER


@pytest.mark.parametrize(
    ("text", "letters", "why"),
    [
        ("R (veto)", "R", "veto"),
        ("A/R (quality gate)", "AR", "quality gate"),
        ("C（D05 必须）", "C", "D05 必须"),
        ("R/A(C)", "RA", "C"),
        ("R: ab Phase 2", "R", "ab Phase 2"),
        ("C - nur bei Bedarf", "C", "nur bei Bedarf"),
    ],
)
def test_annotations_are_kept(text: str, letters: str, why: str) -> None:
    """What stands in brackets or after a colon is the reason, not a part of the letters."""
    reading = Reader().read(text)
    assert (reading.letters, reading.why) == (letters, why)


def test_lookalikes_are_named() -> None:
    """A Cyrillic letter that looks like a Latin one is read as that, and said so."""
    reading = Reader().read("\u0421")
    assert (reading.letters, reading.lookalike) == ("C", True)


def test_loose_words_are_read_in_a_matrix_only() -> None:
    """A word that may be something else is a letter only once the table is known as a matrix."""
    assert Reader().read("zuständig").kind is Kind.TEXT
    reading = Reader(SCHEMES["RACI"]).read("zuständig")
    assert (reading.parts, reading.loose) == ((Part.RESPONSIBLE,), True)


def test_a_scheme_limits_the_letters() -> None:
    """What is no letter of the scheme is a mark: a letter of something else, or of nothing."""
    assert Reader(SCHEMES["DACI"]).read("D").letters == "D"
    assert Reader(SCHEMES["RACI"]).read("D").kind is Kind.MARK


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("R", "R"),
        ("Responsible (R)", "R"),
        ("(A) Genehmigt", "A"),
        ("**C**", "C"),
        ("I – Informed", "I"),
    ],
)
def test_heads_name_letters(text: str, letter: str) -> None:
    """The head of a column of names says its letter in some way."""
    reading = head_part(text)
    assert reading is not None
    assert reading.letters == letter


@pytest.mark.parametrize(
    "text", ["Accountable", "Responsible Party", "Who is responsible?", "Consulted with"]
)
def test_heads_name_parts_in_words(text: str) -> None:
    """A head may be a phrase around the word."""
    reading = head_part(text)
    assert reading is not None
    assert reading.parts


@pytest.mark.parametrize(
    "text", ["Task", "Owner of it", "Accountable Leader's email", "", "x" * 80]
)
def test_other_heads_name_no_letter(text: str) -> None:
    """A head that says more than a part is no letter's."""
    assert head_part(text) is None
