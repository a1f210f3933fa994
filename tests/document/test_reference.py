"""The reference page and the composed file: what people read and what starts a new file."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest

from raci.document import Document, compose, fields
from raci.document.schema import reference
from raci.model.edit import REFERENCES
from raci.words import words_in
from support.rules import RULES


@pytest.mark.parametrize("language", ["en", "de"])
def test_page_names_every_key_and_limit(language: str) -> None:
    """Each key of each table, and each limit of each rule, stands on the page."""
    page = reference(words_in(language), RULES)
    for table in (fields.ROOT, fields.ROLE, fields.CHANNEL, fields.WAIVER, fields.CHECK):
        for key in table:
            assert f"| `{key}` |" in page
    assert "| `overloaded-accountable` (RACI601) | `share` | 0.5 | 0 … 1 |" in page
    assert "| `no-responsible` (RACI104) | `accountable-also-does` | false | true, false |" in page
    assert "{" not in page.replace("{ … }", "")


def test_page_speaks_both_languages() -> None:
    """Explanations are in the reader's language, keys are as the file has them."""
    assert "| `name` | a text that is not empty | The organisation's name (required) |" in (
        reference(words_in("en"), RULES)
    )
    assert (
        "| `name` | ein Text, der nicht leer ist | Der Name der Organisation (erforderlich) |"
        in (reference(words_in("de"), RULES))
    )


VALUES = {
    "format": 1,
    "organisation": {"name": "O", "size": "small"},
    "roles": {"chef": {"name": "Chef", "leadership": True}, "a b": {"name": "AB"}},
    "portfolio": {"raci": {"chef": "A"}},
    "channels": {
        "web": {
            "name": 'Say "hi"',
            "phases": ["before", "after"],
            "reviewed": {"on": dt.date(2026, 9, 1), "by": "chef"},
            "raci": {"chef": "A", "a b": {"letters": "R", "why": "x"}},
            "duties": {"content": {"chef": "R"}},
            "fields": {"url": "u"},
        }
    },
    "waivers": [
        {"rule": "it-only", "reason": "r", "until": dt.date(2026, 1, 1)},
        {"rule": "RACI109", "reason": "r", "until": dt.date(2026, 1, 1)},
    ],
    "check": {"ignore": ["RACI109"], "rules": {"it-only": {"severity": "info"}}},
}
WRITTEN = """\
format = 1

[organisation]
name = "O"
size = "small"

[roles.chef]
name = "Chef"
leadership = true

[roles."a b"]
name = "AB"

[portfolio.raci]
chef = "A"

[channels.web]
name = "Say \\"hi\\""
phases = ["before", "after"]
reviewed = { on = 2026-09-01, by = "chef" }

[channels.web.raci]
chef = "A"
"a b" = { letters = "R", why = "x" }

[channels.web.duties.content]
chef = "R"

[channels.web.fields]
url = "u"

[[waivers]]
rule = "it-only"
reason = "r"
until = 2026-01-01

[[waivers]]
rule = "RACI109"
reason = "r"
until = 2026-01-01

[check]
ignore = ["RACI109"]

[check.rules.it-only]
severity = "info"
"""


def test_new_file_reads_as_if_written_by_hand() -> None:
    """One line an assignment, a blank line between tables, short things on one line."""
    assert compose(VALUES) == WRITTEN
    assert tomllib.loads(WRITTEN) == VALUES
    assert Document.parse(WRITTEN, RULES).problems == ()


def test_empty_lists_and_tables_are_written() -> None:
    """What is empty is written as such."""
    assert compose({"waivers": [], "channels": {}}) == "waivers = []\n\n[channels]\n"


def test_renaming_and_deleting_know_every_key_that_holds_ids() -> None:
    """What renames ids, deletes them and merges them takes along each key that may hold one."""
    tables = {
        "departments": fields.DEPARTMENT,
        "roles": fields.ROLE,
        "channels": fields.CHANNEL,
        "waivers": fields.WAIVER,
    }
    declared = {
        name: {key: field.refers for key, field in table.items() if field.refers}
        for name, table in tables.items()
    }
    assert declared == REFERENCES
