"""SARIF for code scanning."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from raci.frozen import replace
from raci.reports.registry import render

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
    assert [result["level"] for result in run(files[:1], setting)["results"]] == [
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


def test_what_is_covered_is_suppressed(files: list[Checked], setting: Setting) -> None:
    """Waived findings are suppressed in the file, accepted ones beside it, all others not."""
    report = run(files, setting)
    assert [result["suppressions"] for result in report["results"]] == [
        *([[]] * 3),
        [{"kind": "inSource"}],
    ]
    first = replace(files[0].findings[0], accepted=True)
    (result,) = run([replace(files[0], findings=(first,))], setting)["results"]
    assert result["suppressions"] == [{"kind": "external"}]


def test_rules_without_results_are_left_out(files: list[Checked], setting: Setting) -> None:
    """Only rules that have something to say are listed; a clean file has none."""
    assert [rule["id"] for rule in run(files[1:2], setting)["tool"]["driver"]["rules"]] == [
        "RACI301"
    ]
    assert run(files[2:], setting)["tool"]["driver"]["rules"] == []


def test_the_tool_says_where_it_is_from(files: list[Checked], setting: Setting) -> None:
    """The driver names an address where a reader learns more."""
    assert run(files, setting)["tool"]["driver"]["informationUri"].startswith("https://")


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
    first, second, _ = run(files[:1], setting)["results"]
    assert first["partialFingerprints"] != second["partialFingerprints"]
    name = first["partialFingerprints"]["raciFinding/v1"]
    assert first["partialFingerprints"]["primaryLocationLineHash"] == f"{name}:1"
