"""TOML that tomllib reads but that nothing behind it could carry."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

from raci.document import Document
from raci.toml_edit.values import DEEPEST, BoundsError, loads
from raci.words import words_in
from support.rules import RULES

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'format = 1\n[organisation]\nname = "X"\n[channels.x]\nname = "X"\n'


def said(text: str, path: Path | None = None) -> tuple[str, int]:
    """Return the first problem of a text, and its line."""
    document = Document.parse(text, RULES, path=path)
    problem = document.problems[0]
    return words_in("en").say(problem.message), document.place_of(problem).line


@pytest.mark.parametrize(
    "deep",
    [
        "y = " + "[" * 90 + "]" * 90,
        "y = " + "[" * 5000 + "]" * 5000,
        "y = " + "{ a = " * 90 + "1" + " }" * 90,
        "y" + ".a" * 5000 + " = 1",
        "[channels.x.fields" + ".a" * 5000 + "]",
    ],
)
def test_nested_beyond_reason(deep: str) -> None:
    """Whatever nests too deeply is told as one fault, not followed."""
    assert "too deep" in said(f"{HEAD}[channels.x.fields]\n{deep}\n".replace("\ny", "\nz"))[0]


def test_depth_that_is_read() -> None:
    """What is nested less than the bound is read, and one step more is not."""
    key = ".".join("a" * (DEEPEST - 1))
    assert loads(f"{key} = 1")
    with pytest.raises(BoundsError):
        loads(f"{key}.a.a = 1")


@pytest.mark.parametrize("number", ["0x" + "F" * 5000, "9" * 30, "-" + "9" * 20])
def test_number_beyond_64_bits(number: str) -> None:
    """Python refuses to write some numbers that it reads, so they are refused where they stand."""
    problem, line = said(f"{HEAD}[channels.x.fields]\ny = [1, {{ z = {number} }}]\n")
    assert problem == "no valid TOML: channels.x.fields.y[1].z is a number too large"
    assert line == 7


@pytest.mark.parametrize(
    "text",
    [
        f"a{'.a' * 20_000} = 1\n",
        f"[a{'.a' * 20_000}]\n",
        f"x = {{ a{'.a' * 20_000} = 1 }}\n",
        "".join(f"k{rank}{'.a' * 90} = 1\n" for rank in range(5_000)),
    ],
    ids=["a line", "a header", "an inline table", "many lines"],
)
def test_keys_of_many_parts_take_no_memory(text: str) -> None:
    """They are refused before the parser takes the square of their parts: some GB for 40 kB."""
    tracemalloc.start()
    try:
        with pytest.raises(BoundsError):
            loads(text)
        assert tracemalloc.get_traced_memory()[1] < 8 * len(text) + 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "value",
    [
        '"' + "a." * 200 + '"',
        "'" + "a." * 200 + "'",
        '"""\n' + "a." * 200 + '"""',
        "1 # " + "a." * 200,
    ],
    ids=["a text", "a literal", "a long text", "a comment"],
)
def test_dots_in_texts_make_no_key(value: str) -> None:
    """Only keys are counted; a text may have as many dots as it likes."""
    assert loads(f"a = {value}\n")


def test_number_of_thousands_of_digits() -> None:
    """A number that Python does not even read is told, too."""
    assert said(f"{HEAD}reviewed = {'9' * 5000}\n")[0] == "no valid TOML: a number is too large"


def test_largest_numbers_are_read() -> None:
    """All whole numbers of 64 bits are TOML."""
    assert loads(f"a = {2**63 - 1}\nb = {-(2**63)}") == {"a": 2**63 - 1, "b": -(2**63)}


def test_extend_of_no_path(tmp_path: Path) -> None:
    """What can be no file's name is a fault of the field."""
    own = tmp_path / "raci.toml"
    assert "no file can have this name" in said(f'{HEAD}[check]\nextend = "\\u0000"\n', own)[0]


def test_extended_file_nested_beyond_reason(tmp_path: Path) -> None:
    """What is beyond in an extended file is said of that file."""
    (tmp_path / "deep.toml").write_text(f"a{'.a' * 500} = 1\n")
    problem, line = said(f'{HEAD}[check]\nextend = "deep.toml"\n', tmp_path / "raci.toml")
    assert problem.startswith("check.extend: deep.toml: no valid TOML: lists and tables")
    assert line == 7
