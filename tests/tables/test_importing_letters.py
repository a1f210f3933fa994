"""One cell at a time: what people write, and what it means."""

from __future__ import annotations

import pytest

from raci.model.scheme import SCHEMES, Part
from raci.tables import importing
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


def test_loose_words_in_heads_mean_what_the_others_leave() -> None:
    """Where somebody else does it, who is "verantwortlich" answers for it, and nobody is lost."""
    text = (
        "Tätigkeit,Verantwortlich,Durchführend,Mitwirkend,Zu informieren\n"
        "Bestellen,Leitung,Einkauf,Lager,Buchhaltung\n"
        "Annehmen,Lager,Lager,Einkauf,\nPrüfen,Buchhaltung,Buchhaltung,Lager,Leitung\n"
    )
    rows = importing.read(text.encode(), "x.csv").tables[0].rows
    assert [dict(row.cells) for row in rows] == [
        {"Leitung": "A", "Einkauf": "R", "Lager": "C", "Buchhaltung": "I"},
        {"Lager": "AR", "Einkauf": "C"},
        {"Buchhaltung": "AR", "Lager": "C", "Leitung": "I"},
    ]


@pytest.mark.parametrize(
    ("letters", "legend"),
    [
        ("◆●○△", "◆ verantwortlich   ● ausführend   ○ beratend   △ zu informieren"),
        ("EAMI", "E = Entscheid, A = Ausführung, M = Mitsprache, I = Information"),
        ("ZRKI", "Z – zodpovídá, R – realizuje, K – konzultuje, I – je informován"),
    ],
)
def test_letters_and_signs_are_what_the_legend_says(letters: str, legend: str) -> None:
    """Signs in legends, and letters of other countries' charts, come in as those of RACI."""
    answers, does, asked, told = list(letters)
    text = (
        "Aufgabe;Gemeinderat;Leitung;Bau;Team\n"
        f"Planen;{answers};{does};{asked};{told}\nBauen;{told};{answers};{does};{asked}\n"
        f"Mahnen;{told};{answers};{asked};{does}\n\n{legend};;;;\n"
    )
    rows = importing.read(text.encode(), "x.csv").tables[0].rows
    assert ["".join(row.cells.values()) for row in rows] == ["ARCI", "IARC", "IACR"]


def test_titles_over_all_roles_or_over_rows_are_in_no_name() -> None:
    """A head merged over all roles, and a group's title beside a legend, name no role."""
    text = (
        "<table><tr><td>Aufgaben</td><td colspan=3>Stellen</td><td></td><td></td></tr>"
        "<tr><td></td><td>Rat</td><td>Leitung</td><td>Team</td><td>E</td><td>Entscheid</td></tr>"
        "<tr><td colspan=4>Finanzen</td><td>A</td><td>Ausführung</td></tr>"
        "<tr><td>Budget</td><td>E</td><td>A</td><td>M</td><td>M</td><td>Mitsprache</td></tr>"
        "<tr><td>Mahnen</td><td></td><td>E</td><td>A</td><td></td><td></td></tr></table>"
    )
    table = importing.read(text.encode(), "x.html").tables[0]
    assert list(table.roles) == ["Rat", "Leitung", "Team"]
    assert [(row.group, row.name, dict(row.cells)) for row in table.rows] == [
        ("Finanzen", "Budget", {"Rat": "A", "Leitung": "R", "Team": "C"}),
        ("Finanzen", "Mahnen", {"Leitung": "A", "Team": "R"}),
    ]
