"""The shapes of JSON in ``docs/json.md`` are those that the commands print."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.git import commit
from support.runs import SOUND

if TYPE_CHECKING:
    from support.runs import Run

PAGE = Path(__file__).parents[2] / "docs" / "json.md"
_SHAPE = re.compile(r"^## `raci ([^`\n]+)`\n\n```json\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHAPES = _SHAPE.findall(PAGE.read_text("utf-8"))

FIRM = """
[channels.website.duties.content]
office = { letters = "A", why = "so", until = 2030-01-01 }

[channels.fax]
name = "Fax"

[portfolio.raci]
owner = "A"
"""


def differences(shape: object, found: object, place: str = "") -> list[str]:
    """Return where a value has another shape: other keys, or another kind of value."""
    if found is None or shape is None:
        return []
    if isinstance(shape, list) and isinstance(found, list):
        return [told for one in found for told in differences(shape[0], one, f"{place}[]")]
    if not isinstance(shape, dict) or not isinstance(found, dict):
        lists = isinstance(shape, list | dict) or isinstance(found, list | dict)
        return [f"{place}: {found}"] if lists else []
    if not shape:
        return []
    if set(shape) == {"ID"}:
        return [told for key in found for told in differences(shape["ID"], found[key], place)]
    keys = [f"{place}: {key}" for key in shape.keys() ^ found.keys()]
    # Values of the file are as they are there: texts, lists, tables.
    both = [key for key in shape if key in found and key not in {"old", "new"}]
    inside = [differences(shape[key], found[key], f"{place}.{key}") for key in both]
    return [*keys, *(told for one in inside for told in one)]


@pytest.mark.parametrize(("command", "shape"), SHAPES, ids=[one[0] for one in SHAPES])
def test_what_is_printed_has_the_shape(repository: Run, command: str, shape: str) -> None:
    """Keys, lists and tables are the same, all the way down."""
    commit("raci.toml", SOUND, "Begin anew")
    Path("raci.toml").write_text(SOUND + FIRM, encoding="utf-8")
    if command.startswith("review"):
        assert repository("review", "website", "--by", "owner").code == 0
        assert repository("set", "website", "office", "C").code == 0
    printed = json.loads(repository(*command.split()).out)
    assert differences(json.loads(shape), printed) == []


def test_a_wrong_shape_is_noticed() -> None:
    """The comparison sees a key too many, one too few, and a list in place of a text."""
    assert len(differences({"a": [{"b": 1}]}, {"a": [{"c": 1}]})) == 2
    assert differences({"a": "…"}, {"a": []}) == [".a: []"]
    assert len(SHAPES) >= 9
