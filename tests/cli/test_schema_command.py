"""``raci schema``: what is sound is valid, what is faulty in itself is not."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from raci.check.rule_names import NAMES
from raci.document.document import Document
from raci.document.schema import schema
from raci.words import words_in

if TYPE_CHECKING:
    from support.runs import Run

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "raci" / "words"

SOUND = [
    *sorted((ROOT / "sample_orgs").glob("*.toml")),
    *sorted((PACKAGE / "templates").glob("*/*.toml")),
    *sorted((PACKAGE / "pages" / "examples").glob("*/*.mended.toml")),
]

HEAD = 'format = 1\n[organisation]\nname = "x"\n'
ROLE = HEAD + '[roles.a]\nname = "A"\n'

#: Texts with a fault that a schema can see: types, words, forms, missing and unknown keys.
FAULTY = [
    "",
    '[organisation]\nname = "x"',
    "format = 1",
    "format = 2\n[organisation]\nname = 'x'",
    "format = '1'\n[organisation]\nname = 'x'",
    "format = 1\n[organisation]",
    'format = 1\n[organisation]\nname = " "',
    "format = 1\n[organisation]\nname = 1",
    HEAD + 'language = "fr"',
    HEAD + 'size = "tiny"',
    HEAD + 'scheme = "RACY"',
    HEAD + 'colour = "red"',
    HEAD + "[roles.a]",
    ROLE + 'leadership = "yes"',
    ROLE + "holder = [1]",
    ROLE + 'discipline = "art"',
    HEAD + '[roles.""]\nname = "A"',
    HEAD + '[channels.c]\nname = "C"\nkind = "old"',
    HEAD + '[channels.c]\nname = "C"\nphases = ["never"]',
    HEAD + '[channels.c]\nname = "C"\ncombines_with = "d"',
    HEAD + '[channels.c]\nname = "C"\nreviewed = "yesterday"',
    HEAD + '[channels.c]\nname = "C"\nreviewed = { by = "a" }',
    HEAD + '[channels.c]\nname = "C"\n[channels.c.raci]\na = "ar"',
    HEAD + '[channels.c]\nname = "C"\n[channels.c.raci]\na = "A/R"',
    HEAD + '[channels.c]\nname = "C"\n[channels.c.raci]\na = { why = "x" }',
    HEAD + '[channels.c]\nname = "C"\n[channels.c.duties.art]\na = "A"',
    HEAD + '[[waivers]]\nrule = "RACI101"\nreason = "x"',
    HEAD + '[[waivers]]\nrule = "RACI999"\nreason = "x"\nuntil = 2026-01-01',
    HEAD + '[check.rules.it-only]\nseverity = "fatal"',
    HEAD + "[check.rules.overloaded-accountable]\nshare = 2",
    HEAD + "[check.rules.overloaded-accountable]\nmax = 2",
    HEAD + '[check]\nignore = "RACI101"',
    HEAD + '[scheme]\nname = "Q"\n[scheme.letters.AB]\npart = "accountable"',
    HEAD + '[scheme]\nname = "Q"\n[scheme.letters.A]\nlabel = "x"',
]


def values(text: str) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Return what a text holds as JSON has it: dates are strings."""
    return json.loads(json.dumps(tomllib.loads(text), default=dt.date.isoformat))


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    """Return a validator with the schema, itself checked."""
    document = schema(NAMES, words_in("en"))
    Draft7Validator.check_schema(document)
    return Draft7Validator(document)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_sound_files_are_valid(validator: Draft7Validator, path: Path) -> None:
    """Samples, templates and mended examples are valid where the reader finds nothing wrong."""
    text = path.read_text(encoding="utf-8")
    faults = [finding.code for finding in Document.parse(text, NAMES, path=path).problems]
    problems = [error.message for error in validator.iter_errors(values(text))]
    assert not problems or faults, problems


@pytest.mark.parametrize("text", FAULTY)
def test_faults_are_seen_by_both(validator: Draft7Validator, text: str) -> None:
    """What the schema refuses, the reader reports, too."""
    assert not validator.is_valid(values(text))
    assert Document.parse(text, NAMES).problems


def test_command(run: Run) -> None:
    """The command prints the schema as JSON."""
    assert json.loads(run("schema").out) == schema(NAMES, words_in("en"))


@pytest.mark.parametrize("language", ["en", "de"])
def test_explanations(language: str) -> None:
    """Each key says what it means, in the reader's language."""
    document = schema(NAMES, words_in(language))
    note = document["definitions"]["channel"]["properties"]["note"]["description"]
    assert note == words_in(language)("A note for those who read the matrix")
    for definition in ("department", "role", "channel", "waiver"):
        for key, entry in document["definitions"][definition]["properties"].items():
            assert entry["description"], key
