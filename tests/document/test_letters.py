"""What a cell may hold, and what is said of what it may not."""

from __future__ import annotations

import pytest

from raci.document import Document
from raci.model.organisation import Cell
from raci.words import words_in
from support.rules import RULES

FILE = """\
format = 1
organisation = {{ name = 'O', scheme = '{}' }}
[roles.r]
name = 'R'
[channels.c]
name = 'C'
"""


def read(letters: str, scheme: str = "RACI") -> tuple[Cell | None, list[str]]:
    """Return the cell that letters give, and what is said of them."""
    text = FILE.format(scheme) + f'raci.r = "{letters}"\n'
    document = Document.parse(text, RULES)
    said = [words_in("en").say(finding.message) for finding in document.problems]
    return document.organisation.channels["c"].raci.get("r"), said


@pytest.mark.parametrize(
    ("letters", "spelled"), [("", ""), ("A", "A"), ("AR", "AR"), ("RA", "AR"), ("ICRA", "ARCI")]
)
def test_letters_of_the_scheme_are_read_in_any_order(letters: str, spelled: str) -> None:
    """Letters of the scheme are read, and kept with the accountable part first."""
    assert read(letters) == (Cell(spelled), [])


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ("a", "letters are capitals; write “A” for “a”"),
        ("ra", "letters are capitals; write “AR” for “ra”"),
        ("AA", "each letter stands once; write “A” for “AA”"),
        ("R/A", "letters stand together; write “AR” for “R/A”"),
        ("A, R", "letters stand together; write “AR” for “A, R”"),
        (" A", "letters stand together; write “A” for “ A”"),
        ("X", "“X” is no letter of RACI (R, A, C, I)"),
        ("AX", "“X” is no letter of RACI (R, A, C, I)"),
        (" ", "“ ” is no letter of RACI (R, A, C, I)"),
        (
            "\u0410",
            "“\u0410” in “\u0410” is the Cyrillic letter U+0410, not the Latin A; write “A”",
        ),
        (
            "R\u0421",
            "“\u0421” in “R\u0421” is the Cyrillic letter U+0421, not the Latin C; write “RC”",
        ),
        (
            "\u0406",
            "“\u0406” in “\u0406” is the Cyrillic letter U+0406, not the Latin I; write “I”",
        ),
        ("\u0391", "“\u0391” in “\u0391” is the Greek letter U+0391, not the Latin A; write “A”"),
        (
            "\uff21",
            "“\uff21” in “\uff21” is the special letter U+FF21, not the Latin A; write “A”",
        ),
        ("X\u0410", "“\u0410” in “X\u0410” is the Cyrillic letter U+0410, not the Latin A"),
    ],
)
def test_what_is_wrong_with_letters_is_said(letters: str, said: str) -> None:
    """The cell counts as absent; the report names the right spelling where it is clear."""
    assert read(letters) == (None, [f"channels.c.raci.r: {said}"])


def test_letters_belong_to_a_scheme() -> None:
    """What is a letter in one scheme is none in another."""
    assert read("D", "DACI") == (Cell("D"), [])
    assert read("R", "DACI")[1] == ["channels.c.raci.r: “R” is no letter of DACI (D, A, C, I)"]
    assert read("O", "CAIRO") == (Cell("O"), [])


def test_equal_cells_are_one_object() -> None:
    """Plain cells of equal letters share one object, as a big file has many of them."""
    text = FILE.format("RACI") + 'raci.r = "A"\n[channels.d]\nname = "D"\nraci.r = "A"\n'
    channels = Document.parse(text, RULES).organisation.channels
    assert channels["c"].raci["r"] is channels["d"].raci["r"]
