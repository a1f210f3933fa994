"""The JSON contract."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from raci.reports.formats import render

if TYPE_CHECKING:
    from raci.reports.checked import Checked, Setting


def test_contract(files: list[Checked], setting: Setting) -> None:
    """The document has exactly the keys of version 1 of the contract."""
    document = json.loads(render("json", files, setting))
    assert list(document) == ["version", "files", "summary"]
    assert document["version"] == 1
    assert document["summary"] == {"error": 1, "warning": 1, "info": 1, "waived": 1}
    first = document["files"][0]
    assert list(first) == ["path", "organisation", "leadership", "findings"]
    assert first["leadership"] == {
        "personal": 1,
        "delegated": 2,
        "out_of_reach": 3,
        "unowned": 4,
        "channels": 10,
    }
    assert first["findings"][0] == {
        "code": "RACI301",
        "name": "it-only",
        "severity": "error",
        "message": "Website: only IT answers for it",
        "subjects": [{"kind": "channel", "id": "website"}],
        "line": 3,
        "column": 1,
        "end_line": 3,
        "end_column": 19,
        "fingerprint": "RACI301\x1fchannel\x1fwebsite",
        "waived": False,
    }


def test_waived_findings_stay(files: list[Checked], setting: Setting) -> None:
    """A waived finding is in the document and says so."""
    document = json.loads(render("json", files, setting))
    assert [entry["waived"] for entry in document["files"][1]["findings"]] == [True]


def test_messages_are_unchanged(files: list[Checked], setting: Setting) -> None:
    """JSON needs no pictures: messages come through as they are."""
    document = json.loads(render("json", files, setting))
    assert "\x1b[31m\r\nnew line" in document["files"][0]["findings"][1]["message"]
