"""Excerpts say the same as whole versions about the channels that differ."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.versions import differences
from raci.versions.git.cell_history import excerpts

ROW = st.fixed_dictionaries({"name": st.sampled_from(["Web", "Fax", 'a"b']), "raci": st.booleans()})
CHANNELS = st.dictionaries(st.sampled_from(["web", "fax", "a b", "x'y", "é"]), ROW, max_size=4)


def written(channels: dict[str, dict[str, object]], note: str) -> str:
    """Return an organisation's text; ``note`` stands in a multi-line string."""
    text = f'format = 1\nnote = """{note}"""\n' if note else "format = 1\n"
    for key, row in channels.items():
        name = str(row["name"]).replace('"', '\\"')
        text += f'\n[channels."{key}"]\nname = "{name}"\n'
        if row["raci"]:
            text += f'\n# letters\n[channels."{key}".raci]\nboss = "A"\n'
    return text + '\n[[waivers]]\nrule = "RACI301"\n'


@given(CHANNELS, CHANNELS, st.sampled_from(["", "\n[channels.web]\nname = 1\n"]))
def test_an_excerpt_has_the_same_differences(
    old: dict[str, dict[str, object]], new: dict[str, dict[str, object]], note: str
) -> None:
    """What came, went and changed is the same; only the order of rows is not told."""
    before, after = written(old, note), written(new, "")
    found = differences(*map(tomllib.loads, excerpts(before, after)))
    whole = differences(tomllib.loads(before), tomllib.loads(after))
    assert {change.path for change in found if not isinstance(change.new, int)} == {
        change.path for change in whole if not isinstance(change.new, int)
    }


def test_channels_that_are_the_same_are_left_out() -> None:
    """Of a large file only the rows that differ are read."""
    rows = {key: {"name": "Web", "raci": True} for key in "abcdefgh"}
    before = written(rows, "")
    after = before.replace('[channels."c".raci]\nboss = "A"', '[channels."c".raci]\nboss = "R"')
    old, new = map(tomllib.loads, excerpts(before, after))
    assert list(old["channels"]) == list(new["channels"]) == ["c"]


@pytest.mark.parametrize(
    "text",
    ["a = '''\n[channels.x]\n'''\n", "  [channels.x]\nname = 1\n", "\n  [channels.x]\nb = 1\n"],
)
def test_where_headers_are_unsure_all_is_kept(text: str) -> None:
    """A bracket that may be no header, or a header in an odd place, leaves the texts whole."""
    assert excerpts(f"b = 1\n{text}", f"b = 2\n{text}") == (f"b = 1\n{text}", f"b = 2\n{text}")
