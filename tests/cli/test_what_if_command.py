"""``raci what-if``: consequences, and nothing changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.git import write
from support.runs import SOUND

if TYPE_CHECKING:
    from support.runs import Run

_OFFICE = 'office = { name = "Office", reports_to = "owner", holder = "B. Maier" }'
THREE = SOUND.replace(
    _OFFICE, _OFFICE + '\n"a=b" = { name = "x=y", reports_to = "office", holder = "C" }'
)


def test_somebody_leaves(versions: Run) -> None:
    """What would come and go is listed, and the file is as before."""
    ran = versions("what-if", "old.toml", "--without", "owner")
    assert ran.code == 0
    assert "+ RACI" in ran.out
    assert "new finding" in ran.err
    assert Path("old.toml").read_text(encoding="utf-8") == SOUND


def test_a_person_leaves_in_german(versions: Run) -> None:
    """A person is found by name, and the findings speak the language asked for."""
    ran = versions("what-if", "old.toml", "--without", "a. huber", "--lang", "de")
    assert ran.code == 0
    assert "neue" in ran.err


def test_as_json(versions: Run) -> None:
    """JSON has both lists with fingerprints."""
    ran = versions("what-if", "old.toml", "--without", "Owner", "--format", "json")
    document = json.loads(ran.out)
    assert {"RACI102", "RACI101", "RACI105"} & {entry["code"] for entry in document["came"]}
    assert all(entry["fingerprint"] for entry in document["came"])
    assert ran.err == ""


def test_a_replacement(versions: Run) -> None:
    """With somebody who takes over, fewer findings come."""
    alone = versions("what-if", "old.toml", "--without", "office").out
    taken = versions("what-if", "old.toml", "--without", "office", "--replaced-by", "Owner").out
    assert "RACI" in alone
    assert "RACI102" not in taken


def test_several_leave(versions: Run) -> None:
    """The second one leaves what the first one left, references and all."""
    write("three.toml", THREE)
    ran = versions("what-if", "three.toml", "--without", "a=b", "--without", "office")
    assert ran.code == 0
    both = versions("what-if", "three.toml", "--without", "office", "--without", "a=b")
    assert ran.out == both.out


def test_another_line(versions: Run) -> None:
    """A reporting line moves, or ends; several at once, names with signs in them, too."""
    write("three.toml", THREE)
    for pair in ("office=", "a=b=owner", "x=y=Owner", "office=a=b"):
        ran = versions("what-if", "three.toml", "--reports", pair, "--today", "2026-09-01")
        assert ran.code == 0, ran.err
    ran = versions("what-if", "three.toml", "--reports", "office=", "--reports", "a=b=owner")
    assert ran.code == 0


def test_what_makes_no_difference_says_so(versions: Run) -> None:
    """A change that no channel and no rule takes notice of is told in a sentence."""
    ran = versions("what-if", "old.toml", "--reports", "office=owner")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "where Office reports to makes no difference to any channel\n"
    spare = SOUND.replace(_OFFICE, _OFFICE + '\nspare = { name = "Spare", reports_to = "owner" }')
    write("spare.toml", spare + '[check]\nignore = ["604"]\n')
    ran = versions("what-if", "spare.toml", "--without", "Spare")
    assert ran.err == "this makes no difference to any channel, and to no rule\n"


def test_a_rule_without_ground_mends_nothing(versions: Run) -> None:
    """Where the last leader leaves, what only leadership makes a fault is no longer told."""
    far = SOUND.replace('owner = "A"\noffice = "R"', 'office = "AR"').replace(
        _OFFICE, 'office = { name = "Office", holder = "B. Maier" }'
    )
    write("far.toml", far)
    assert "RACI201" in versions("check", "far.toml").out
    ran = versions("what-if", "far.toml", "--without", "owner", "--format", "json")
    document = json.loads(ran.out)
    assert "RACI201" not in [entry["code"] for entry in document["gone"]]
    assert [entry["code"] for entry in document["silent"]] == ["RACI201"]
    said = versions("what-if", "far.toml", "--without", "owner")
    assert "RACI201" not in said.out
    assert "1 finding is no longer told, though nothing is mended" in said.err


def test_leadership_comes_nearer(versions: Run) -> None:
    """Channels to which leadership is nearer or farther are counted, whatever the rules say."""
    write("three.toml", THREE.replace('owner = "A"\noffice = "R"', '"a=b" = "A"\noffice = "R"'))
    ran = versions("what-if", "three.toml", "--reports", "a=b=owner")
    assert "leadership is nearer to or farther from 1 channel\n" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--reports", "office"),
        ("--reports", "office=nobody"),
        ("--without", "nobody"),
        ("--replaced-by", "owner"),
        ("--without", "office", "--without", "office"),
    ],
)
def test_refusals(versions: Run, arguments: tuple[str, ...]) -> None:
    """Nothing asked, half a line, somebody unknown or already gone are refused."""
    ran = versions("what-if", "old.toml", *arguments)
    assert (ran.code, ran.out) == (2, "")
