"""SARIF for code scanning."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from raci.reports.formats import render

if TYPE_CHECKING:
    from raci.reports.checked import Checked, Setting


def run(files: list[Checked], setting: Setting) -> Any:  # noqa: ANN401 - JSON
    """Return the only run of the report."""
    document = json.loads(render("sarif", files, setting))
    assert document["version"] == "2.1.0"
    (only,) = document["runs"]
    return only


def test_result(files: list[Checked], setting: Setting) -> None:
    """A result names rule, level, message and region, and counts columns in code points."""
    report = run(files, setting)
    assert report["columnKind"] == "unicodeCodePoints"
    first = report["results"][0]
    assert first["ruleId"] == "RACI301"
    assert report["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "RACI301"
    assert first["level"] == "error"
    assert first["message"] == {"text": "Website: only IT answers for it"}
    region = first["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 19}
    across = report["results"][2]["locations"][0]["physicalLocation"]["region"]
    assert across == {"startLine": 5, "startColumn": 10, "endLine": 7, "endColumn": 2}


def test_levels(files: list[Checked], setting: Setting) -> None:
    """Warnings are warnings and infos are notes."""
    assert [result["level"] for result in run(files, setting)["results"]] == [
        "error",
        "warning",
        "note",
    ]


def test_paths_are_relative_references(files: list[Checked], setting: Setting) -> None:
    """Characters that a URI cannot hold are encoded, and decode to the path."""
    result = run(files, setting)["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert " " not in uri
    assert unquote(uri) == files[0].relative
    strange = replace(files[0], relative="http:/a%20b?c#d.toml")
    result = run([strange], setting)["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert urlsplit(uri)._replace(path="").geturl() == ""
    assert unquote(uri) == strange.relative


def test_waived_findings_and_their_rules_are_left_out(
    files: list[Checked], setting: Setting
) -> None:
    """A waived finding is no result, and a rule without results is not listed."""
    report = run(files[1:2], setting)
    assert report["results"] == []
    assert report["tool"]["driver"]["rules"] == []


def test_rules_bring_their_help(files: list[Checked], setting: Setting) -> None:
    """Each rule has the texts that code scanning shows, in plain and in Markdown."""
    for rule in run(files, setting)["tool"]["driver"]["rules"]:
        assert rule["shortDescription"]["text"] == f"Title of {rule['id']}"
        assert rule["fullDescription"]["text"].startswith("Only IT answers.")
        assert "matter for the boss" in rule["fullDescription"]["text"]
        assert "Source: Us" in rule["help"]["text"]
        assert "```toml\na = 1\n```" in rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in {"error", "note"}


def test_fingerprints(files: list[Checked], setting: Setting) -> None:
    """A result is tracked by code and subjects, whatever its line and its words."""
    first, second, _ = run(files, setting)["results"]
    assert first["partialFingerprints"] != second["partialFingerprints"]
    name = first["partialFingerprints"]["raciFinding/v1"]
    assert first["partialFingerprints"]["primaryLocationLineHash"] == f"{name}:1"
