"""The JSON contract."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from raci.frozen import replace
from raci.reports.registry import render

if TYPE_CHECKING:
    from raci.reports.checked import Checked, Setting


def test_contract(files: list[Checked], setting: Setting) -> None:
    """The document has exactly the keys of version 1 of the contract."""
    document = json.loads(render("json", files, setting))
    assert list(document) == ["version", "files", "summary"]
    assert document["version"] == 1
    assert document["summary"] == {"error": 1, "warning": 1, "info": 1, "waived": 1, "baselined": 0}
    first = document["files"][0]
    assert list(first) == ["path", "organisation", "leadership", "findings"]
    assert first["leadership"] == {
        "personal": 1,
        "delegated": 2,
        "out_of_reach": 3,
        "unowned": 4,
        "within": 2,
        "channels": 10,
    }
    assert first["findings"][0] == {
        "code": "RACI301",
        "name": "it-only",
        "severity": "error",
        "message": "Website: only IT answers for it",
        "why": "It is a matter for the boss.",
        "remedy": None,
        "subjects": [{"kind": "channel", "id": "website"}],
        "line": 3,
        "column": 1,
        "end_line": 3,
        "end_column": 19,
        "fingerprint": "RACI301\x1fchannel\x1fwebsite",
        "waived": False,
        "baselined": False,
    }


def test_waived_findings_stay(files: list[Checked], setting: Setting) -> None:
    """A waived finding is in the document and says so."""
    document = json.loads(render("json", files, setting))
    assert [entry["waived"] for entry in document["files"][1]["findings"]] == [True]


def test_a_remedy_is_told(files: list[Checked], setting: Setting) -> None:
    """Where the rule's page says what to do about it, the finding does."""
    page = replace(setting.page("RACI301", "de"), remedy="Give it to a leader.")
    setting = replace(setting, page=lambda _code, _language: page)
    document = json.loads(render("json", files, setting))
    assert document["files"][0]["findings"][0]["remedy"] == "Give it to a leader."


def test_accepted_findings_stay(files: list[Checked], setting: Setting) -> None:
    """What a baseline accepts is in the document, says so, and counts apart."""
    first, *others = files[0].findings
    file = replace(files[0], findings=(replace(first, accepted=True), *others))
    document = json.loads(render("json", [file], setting))
    assert [one["baselined"] for one in document["files"][0]["findings"]] == [True, False, False]
    assert document["summary"]["error"] == 0
    assert document["summary"]["baselined"] == 1


def test_messages_are_unchanged(files: list[Checked], setting: Setting) -> None:
    """JSON needs no pictures: messages come through as they are."""
    document = json.loads(render("json", files, setting))
    assert "\x1b[31m\r\nnew line" in document["files"][0]["findings"][1]["message"]
