"""GitLab's code quality."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from raci.frozen import replace
from raci.reports.registry import render

if TYPE_CHECKING:
    from raci.reports.checked import Checked, Setting


def test_issue(files: list[Checked], setting: Setting) -> None:
    """An issue has what the merge request's widget needs."""
    first, _, across = json.loads(render("gitlab", files, setting))
    assert across["location"]["lines"] == {"begin": 5, "end": 7}
    assert across["severity"] == "info"
    assert len(first.pop("fingerprint")) == 32
    assert first == {
        "description": "RACI301: Website: only IT answers for it",
        "check_name": "it-only",
        "severity": "major",
        "location": {"path": "orgs/my org,1%.toml", "lines": {"begin": 3, "end": 3}},
    }


def test_fingerprints_are_unique_in_the_report(files: list[Checked], setting: Setting) -> None:
    """The same finding in two files has two fingerprints."""
    twin = replace(files[0], path="twin.toml", relative="twin.toml")
    issues = json.loads(render("gitlab", [files[0], twin], setting))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 6


def test_nothing_found_is_an_empty_list(files: list[Checked], setting: Setting) -> None:
    """A clean run is a report, too."""
    assert json.loads(render("gitlab", files[2:], setting)) == []
