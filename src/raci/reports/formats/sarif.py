"""SARIF 2.1.0 in the subset that GitHub's code scanning reads.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0; GitHub, "SARIF support for code
scanning".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from raci.model.finding import Severity
from raci.model.text import json_text
from raci.reports.checked import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.reports.checked import Checked, Located, Setting

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# An absolute address is wanted here, and the project has no public page that will stay: the page
# about the method is true, one that we made up would not be. For the same reason a rule has no
# helpUri; its own page, with example and remedy, stands whole in its help.
_HOME = "https://en.wikipedia.org/wiki/Responsibility_assignment_matrix"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def pieces(files: Iterable[Checked], setting: Setting) -> Iterator[str]:
    """Yield one run with the rules that have something to say and their findings.

    What a waiver or a baseline covers is among them, as suppressed.
    """
    files = list(files)
    codes = sorted({entry.finding.code for file in files for entry in file.findings})
    places = {code: index for index, code in enumerate(codes)}
    driver = {
        "name": "raci",
        "informationUri": _HOME,
        "semanticVersion": setting.version,
        "rules": [_rule(code, setting) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(file, entry, places) for file in files for entry in file.findings],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json_text(document)


def _rule(code: str, setting: Setting) -> dict[str, Any]:
    rule, page, words = (
        setting.rules[code],
        setting.page(code, setting.words.language),
        setting.words,
    )
    source = words("Source: {source}", source=page.source)
    example, mended = words("Example"), words("Mended")
    remedy = f"{page.remedy}\n\n" if page.remedy else ""
    markdown = (
        f"{page.what}\n\n{page.why}\n\n{remedy}**{example}**\n\n{_fenced(page.example)}\n"
        f"**{mended}**\n\n{_fenced(page.mended)}\n{source}\n"
    )
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": setting.title(code, words.language)},
        "fullDescription": {"text": f"{page.what}\n\n{page.why}"},
        "help": {"text": f"{page.what}\n\n{page.why}\n\n{remedy}{source}", "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": ["raci", rule.name],
            "problem.severity": _PROBLEMS[rule.severity],
            "precision": "very-high",
        },
    }


# GitHub's own three steps, which are not SARIF's levels.
_PROBLEMS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}


def _fenced(example: str) -> str:
    return f"```toml\n{example.strip()}\n```\n"


def _result(file: Checked, entry: Located, places: dict[str, int]) -> dict[str, Any]:
    finding, place = entry.finding, entry.place
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    location = {"artifactLocation": {"uri": _uri(file.relative)}, "region": region}
    name = digest(finding)
    return {
        "ruleId": finding.code,
        "ruleIndex": places[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": file.message(finding)},
        "locations": [{"physicalLocation": location}],
        # The first is the only one that GitHub compares; the second is ours for everybody else.
        "partialFingerprints": {"primaryLocationLineHash": f"{name}:1", "raciFinding/v1": name},
        "suppressions": _suppressions(entry),
    }


def _suppressions(entry: Located) -> list[dict[str, str]]:
    """Return what covers a finding: a waiver stands in the file itself, a baseline beside it."""
    covered = {"inSource": entry.finding.waived, "external": entry.accepted}
    return [{"kind": kind} for kind, covers in covered.items() if covers]


def _uri(relative: str) -> str:
    return quote(relative, safe="/", errors="surrogateescape")
