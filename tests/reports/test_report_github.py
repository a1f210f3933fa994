"""Workflow commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.frozen import replace
from raci.reports.registry import render

if TYPE_CHECKING:
    from raci.reports.checked import Checked, Setting


def unescaped(text: str) -> str:
    """Read a value as the runner does."""
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def parsed(report: str) -> list[tuple[str, dict[str, str], str]]:
    """Read the commands of a report as the runner does."""
    commands = []
    for line in report.splitlines():
        match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert match, line
        pairs = (pair.split("=", 1) for pair in match[2].split(","))
        properties = {name: unescaped(value) for name, value in pairs}
        commands.append((match[1], properties, unescaped(match[3])))
    return commands


def test_commands_read_back(files: list[Checked], setting: Setting) -> None:
    """Every value comes back as it was, whatever separators it holds."""
    first, second, third = parsed(render("github", files, setting))
    assert first == (
        "error",
        {
            "title": "RACI301 it-only",
            "file": "orgs/my org,1%.toml",
            "line": "3",
            "endLine": "3",
            "col": "1",
            "endColumn": "19",
        },
        "Website: only IT answers for it",
    )
    assert second[0] == "warning"
    assert second[2] == files[0].message(files[0].findings[1].finding).replace("\x1b", "␛")
    assert third[0] == "notice"


def test_no_control_code_reaches_the_log(files: list[Checked], setting: Setting) -> None:
    """What a file's texts, or its own name, hold steers neither the log nor a terminal."""
    strange = replace(files[0], relative="a\x1b[2J\x9b\u2028\n.toml")
    report = render("github", [strange], setting)
    assert len(report.splitlines()) == len(strange.shown)
    assert all(line.isprintable() for line in report.splitlines())
    assert parsed(report)[0][1]["file"] == "a␛[2J\ufffd\ufffd\n.toml"


def test_no_columns_across_lines(files: list[Checked], setting: Setting) -> None:
    """A place that spans lines has no columns, as the runner would refuse them."""
    assert "col" not in parsed(render("github", files, setting))[2][1]


def test_errors_of_all_files_come_first(files: list[Checked], setting: Setting) -> None:
    """GitHub keeps the first annotations of a step only, which errors must be among."""
    mild = replace(files[0], findings=files[0].findings[1:])
    levels = [level for level, _, _ in parsed(render("github", [mild, files[0]], setting))]
    assert levels == ["error", "warning", "warning", "notice", "notice"]
