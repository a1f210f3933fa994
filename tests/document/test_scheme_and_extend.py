"""Schemes of one's own, and files that extend others."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from raci.document import Document
from raci.model.scheme import Part, PerRow
from raci.words import words_in
from support.rules import RULES

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "format = 1\n[organisation]\nname = 'O'\n"
OWN = """\
[scheme]
name = "RASCI-Q"
[scheme.letters.A]
label = "Accountable"
part = "accountable"
per_row = "exactly one"
[scheme.letters.R]
part = "responsible"
[scheme.letters.Q]
label = "Quality"
part = "verify"
"""


def said(document: Document) -> list[str]:
    """Return all faults as line and sentence."""
    words = words_in("en")
    return [
        f"{document.place_of(finding).line} {words.say(finding.message)}"
        for finding in document.problems
    ]


def test_own_scheme_is_read() -> None:
    """A scheme of one's own has its letters in the order of the file, labels included."""
    document = Document.parse(HEAD + OWN, RULES)
    assert document.problems == ()
    scheme = document.organisation.scheme
    assert (scheme.name, scheme.own, list(scheme.letters)) == ("RASCI-Q", True, ["A", "R", "Q"])
    assert scheme.letters["A"].per_row is PerRow.EXACTLY_ONE
    assert (scheme.letters["R"].label, scheme.letters["R"].per_row) == ("R", PerRow.ANY)
    assert scheme.letters["Q"].part is Part.VERIFY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OWN.replace('name = "RASCI-Q"\n', ""), ["4 scheme.name is missing"]),
        ("[scheme]\nname = 'X'\n", ["4 scheme.letters is missing"]),
        ("scheme = 5\n", ["4 organisation.scheme should be a text, but is a whole number"]),
        (
            "scheme = 'DACI'\n" + OWN,
            [
                (
                    "4 organisation.scheme: the scheme is named here and defined in [scheme]; "
                    "one is enough"
                )
            ],
        ),
        (
            OWN + "[scheme.letters.qq]\npart = 'verify'\n",
            ["15 scheme.letters.qq: a letter is one upper-case character"],
        ),
        (
            OWN.replace('"verify"', '"verfy"'),
            [
                (
                    "14 scheme.letters.Q.part: “verfy” is none of accountable, "
                    "responsible, support, "
                    "consulted, informed, verify, sign-off, omitted; did you mean “verify”?"
                )
            ],
        ),
        (
            OWN.replace('"accountable"', '"verify"'),
            ["6 scheme.letters: no letter has the part “accountable”"],
        ),
        (OWN + "[scheme.letters.X]\nlabel = 'x'\n", ["15 scheme.letters.X.part is missing"]),
        (
            "[scheme]\nname = 'X'\nletters = 5\n",
            ["6 scheme.letters should be a table, but is a whole number"],
        ),
        (
            OWN + "[scheme.letters]\nX = 5\n",
            ["16 scheme.letters.X should be a table, but is a whole number"],
        ),
    ],
)
def test_faults_of_a_scheme(text: str, expected: list[str]) -> None:
    """What is wrong with a scheme is reported at its place."""
    assert said(Document.parse(HEAD + text, RULES)) == expected


def test_a_scheme_without_letters_is_one_fault() -> None:
    """The cells of the file are not at fault, too."""
    cells = '[roles]\na = { name = "A" }\n[channels.c]\nname = "C"\nraci = { a = "AR" }\n'
    document = Document.parse(HEAD + "[scheme]\nname = 'S'\nletters = {}\n" + cells, RULES)
    assert {finding.code for finding in document.problems} == {"RACI802"}
    assert document.organisation.channels["c"].raci["a"].letters == "AR"


def test_table_that_is_none_leaves_raci() -> None:
    """Where ``scheme`` is no table, RACI counts."""
    document = Document.parse("format = 1\nscheme = 5\n[organisation]\nname = 'O'\n", RULES)
    assert said(document) == ["2 scheme should be a table, but is a whole number"]
    assert document.organisation.scheme.name == "RACI"


def load(files: dict[str, str]) -> Document:
    """Read ``unit.toml`` of some files that extend each other."""

    def loader(path: str) -> str:
        if path not in files:
            raise FileNotFoundError(2, "No such file or directory")
        return files[path]

    return Document.parse(files["unit.toml"], RULES, path="unit.toml", load=loader)


def test_lists_add_up_and_rules_merge_key_by_key() -> None:
    """The settings of the file below come first, this file's own win."""
    document = load(
        {
            "unit.toml": HEAD
            + "[check]\nextend = 'up/group.toml'\nignore = ['109']\n"
            + "[check.rules.RACI601]\nrows = 9\n",
            "up/group.toml": "[check]\nextend = 'top.toml'\nignore = ['301']\nselect = ['1']\n"
            "[check.rules.overloaded-accountable]\nrows = 7\nshare = 0.7\nseverity = 'info'\n",
            "up/top.toml": "[check]\nextend-select = ['RACI104']\nignore = ['RACI101']\n",
        }
    )
    check = document.organisation.check
    assert document.problems == ()
    assert check.ignore == ("RACI101", "301", "109")
    assert (check.select, check.extend_select) == (("1",), ("RACI104",))
    assert check.rules["RACI601"].limits == {"rows": 9, "share": 0.7}
    assert check.rules["RACI601"].severity == "info"


def test_scheme_comes_from_below_where_the_file_names_none() -> None:
    """The scheme of an extended file counts, unless this file names or defines one."""
    unit = HEAD + "{}[check]\nextend = 'group.toml'\n"
    files = {"unit.toml": unit.format(""), "group.toml": OWN}
    assert load(files).organisation.scheme.name == "RASCI-Q"
    named = files | {"unit.toml": unit.format("scheme = 'DACI'\n")}
    assert load(named).organisation.scheme.name == "DACI"
    renamed = files | {"unit.toml": unit.format("[scheme]\nname = 'Mine'\n")}
    assert load(renamed).organisation.scheme.name == "Mine"
    assert list(load(renamed).organisation.scheme.letters) == ["A", "R", "Q"]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, "check.extend: group.toml cannot be read: No such file or directory"),
        (
            {"group.toml": "x"},
            "check.extend: group.toml, line 1: no valid TOML: behind the key, “=” is missing",
        ),
        (
            {"group.toml": "[check]\nextend = 'unit.toml'\n"},
            "check.extend: unit.toml extends itself, directly or not",
        ),
        (
            {"group.toml": "[check]\nextend = 'group.toml'\n"},
            "check.extend: group.toml extends itself, directly or not",
        ),
    ],
)
def test_what_cannot_be_extended_is_reported(files: dict[str, str], expected: str) -> None:
    """Missing, broken and looping files are faults of ``extend``."""
    found = said(load({"unit.toml": HEAD + "[check]\nextend = 'group.toml'\n"} | files))
    assert len(found) == 1
    assert found[0].startswith(f"5 {expected}")


def test_extended_files_are_read_from_disk(tmp_path: Path) -> None:
    """By default the file is looked for beside the one that extends it."""
    (tmp_path / "group.toml").write_bytes(b"\xef\xbb\xbf[check]\nignore = ['301']\n")
    unit = tmp_path / "unit.toml"
    text = HEAD + "[check]\nextend = 'group.toml'\n"
    assert Document.parse(text, RULES, path=unit).organisation.check.ignore == ("301",)
    (tmp_path / "group.toml").write_bytes(b"\xff")
    assert said(Document.parse(text, RULES, path=unit)) == [
        f"5 check.extend: {tmp_path / 'group.toml'}, line 1: not UTF-8: byte 0xFF cannot be read"
    ]


def test_faults_of_an_extended_file_are_its_own() -> None:
    """What is wrong in the file below is not reported for this one, and counts as absent."""
    document = load(
        {
            "unit.toml": HEAD + "[check]\nextend = 'group.toml'\n",
            "group.toml": "[check]\nignore = ['nope', '301']\n",
        }
    )
    assert document.problems == ()
    assert document.organisation.check.ignore == ("301",)


@pytest.mark.parametrize("pipe", [True, False], ids=["a pipe", "a device"])
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, *, pipe: bool) -> None:
    """A pipe or a device that a file names is refused at once: it would never come to an end."""
    named = tmp_path / "group.toml"
    if pipe:
        os.mkfifo(named)
    else:
        named.symlink_to(os.devnull)
    text = HEAD + "[check]\nextend = 'group.toml'\n"
    (problem,) = said(Document.parse(text, RULES, path=tmp_path / "unit.toml"))
    assert "cannot be read" in problem
