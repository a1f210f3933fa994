"""Lists keep their layout and their comments, whatever is added, taken out or moved."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.toml_edit.arrays import replaced

_GAPS = ["", " ", "\n", "\n  ", " # c\n", "\n# c\n", "\n  # c\n  # c\n", "# c\n\n"]
_ITEMS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=4)


@st.composite
def arrays(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw an array in any layout that TOML allows, with numbered comments."""
    items = draw(_ITEMS)
    gap = st.sampled_from(_GAPS)
    body = ""
    for rank, item in enumerate(items):
        comma = "," if rank + 1 < len(items) or draw(st.booleans()) else ""
        body += f'{draw(gap)}"{item}"{draw(gap)}{comma}'
    text = f"[{body}{draw(gap)}]"
    numbers = iter(range(99))
    return re.sub("# c", lambda _: f"# c{next(numbers)}!", text), items


@given(arrays(), _ITEMS)
def test_any_list_becomes_any_other(array: tuple[str, list[str]], new: list[str]) -> None:
    """The new text holds the new list; without a removal, every comment is still there."""
    text, old = array
    after = replaced(text, old, new, "\n")
    assert tomllib.loads(f"x = {after}")["x"] == new
    if all(new.count(item) >= old.count(item) for item in old):
        assert sorted(re.findall("c[0-9]+!", after)) == sorted(re.findall("c[0-9]+!", text))


LINES = """[
  "a", # about a
  # above b
  "b",
  "c" # about c
]"""


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (["a", "c"], '[\n  "a", # about a\n  # above b\n  "c" # about c\n]'),
        (["b"], '[\n  # above b\n  "b",\n]'),
        (["c", "a", "b"], '[\n  "c", # about c\n  "a", # about a\n  # above b\n  "b",\n]'),
        (["a", "b", "c", "d"], LINES.replace('"c" #', '"c", #').replace("\n]", '\n  "d",\n]')),
        ([], "[\n  # above b\n]"),
    ],
)
def test_lines_move_with_their_comments(new: list[str], expected: str) -> None:
    """Where each element has a line, comments behind and above it go with it."""
    assert replaced(LINES, ["a", "b", "c"], new, "\n") == expected


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("[]", [], ["a"], '["a"]'),
        ("[ ]", [], ["a", "b"], '["a", "b"]'),
        ("['a','b']", ["a", "b"], ["b", "c"], "['b',\"c\"]"),
        ("[ 'a' ]", ["a"], ["a", "b"], "[ 'a', \"b\" ]"),
        ("['a']", ["a"], [], "[]"),
        ("['a', # x\n 'b', 'c']", ["a", "b", "c"], ["a", "c"], "['a', # x\n 'c']"),
    ],
)
def test_spacing_and_quotes_stay(text: str, old: list[str], new: list[str], expected: str) -> None:
    """Elements that stay keep their quotes, and the list its spacing."""
    assert replaced(text, old, new, "\n") == expected
