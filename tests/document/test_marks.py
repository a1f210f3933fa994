"""Marks of a merge by lines: told as what they are, and taken for our side."""

from __future__ import annotations

import pytest

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.document.syntax import our_side
from raci.model.finding import Place
from raci.words import words_in

MARKED = """\
format = 1
<<<<<<< HEAD
a = 1
=======
a = 2
>>>>>>> side
b = 3
"""


def test_marks_are_told_as_what_they_are() -> None:
    """It is 801 at the first mark, and says what to do next."""
    document = Document.parse(MARKED, NAMES)
    (finding,) = document.problems
    assert finding.code == "RACI801"
    assert document.place_of(finding) == Place(2, 1, 2, 8)
    assert "raci edit" in words_in("en").say(finding.message)
    assert "git add" in words_in("de").say(finding.message)


def test_a_fault_above_the_marks_comes_first() -> None:
    """What is wrong before them is told as ever."""
    document = Document.parse("a = [\n\n]]\n" + MARKED, NAMES)
    assert document.place_of(document.problems[0]).line == 3
    assert "git" not in words_in("en").say(document.problems[0].message)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("between", ["", "||||||| base\na = 0\n"])
def test_our_side_of_marks(newline: str, between: str) -> None:
    """Our lines stay, and what stands outside of marks; a shown base goes."""
    text = MARKED.replace("=======\n", f"{between}=======\n").replace("\n", newline)
    assert our_side(text) == "format = 1\na = 1\nb = 3\n".replace("\n", newline)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "format = 1\n",
        MARKED.replace(">>>>>>> side\n", ""),
        MARKED.replace("=======\n", ""),
        MARKED.replace("<<<<<<< HEAD\n", ""),
        MARKED + "=======\n",
        MARKED.replace("=======\n", "<<<<<<< HEAD\n"),
        'text = "<<<<<<<"\n',
        "<<<<<<<<<<< decoration\n",
    ],
)
def test_no_marks_or_torn_ones(text: str) -> None:
    """Where marks do not belong together nothing is guessed."""
    assert our_side(text) is None
