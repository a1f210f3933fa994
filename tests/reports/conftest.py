"""Findings for the reports to render, one of them as hostile as a file can make it."""

from __future__ import annotations

import pytest

from raci.model.finding import Finding, Leadership, Place, Severity, Subject
from raci.model.rule import RuleInfo, RulePage
from raci.model.text import Text
from raci.reports.checked import Checked, Located, Setting
from raci.words import words_in

HOSTILE = "A|b <script>`x`</script> @team #1 100% ::error::\x1b[31m\r\nnew line, and: more ✨"


def finding(code: str, severity: Severity, message: str, *, waived: bool = False) -> Finding:
    """Return a finding on the website."""
    names = {"RACI101": "unowned-channel", "RACI301": "it-only", "RACI706": "near-duplicate"}
    subjects = (Subject("channel", "website"),)
    text = Text("{what}", {"what": message})
    return Finding(code, names[code], severity, subjects, text, ("channels", "website"), waived)


@pytest.fixture
def files() -> list[Checked]:
    """Return three files: with findings, with a waived one only, and a clean one."""
    error = finding("RACI301", Severity.ERROR, "Website: only IT answers for it")
    hostile = finding("RACI101", Severity.WARNING, HOSTILE)
    info = finding("RACI706", Severity.INFO, "Fax und Faxe")
    accepted = finding("RACI301", Severity.ERROR, "Statusseite", waived=True)
    return [
        Checked(
            path="orgs/my org,1%.toml",
            relative="orgs/my org,1%.toml",
            organisation="Gasthof <b>Alpenblick</b>",
            language="de",
            findings=(
                Located(error, Place(3, 1, 3, 19)),
                Located(hostile, Place(5, 10, 5, 13)),
                Located(info, Place(5, 10, 7, 2)),
            ),
            leadership=Leadership(1, 2, 3, 4, 10, 2),
            lines={3: "[channels.website]", 5: 'name   = "Website" # 日本語'},
        ),
        Checked(
            path="b.toml",
            relative="b.toml",
            organisation="B",
            language="en",
            findings=(Located(accepted, Place(1, 1, 1, 2)),),
            leadership=Leadership(0, 0, 0, 0, 0, 0),
        ),
        Checked("c.toml", "c.toml", "C", "en", (), Leadership(1, 0, 0, 0, 1, 1)),
    ]


@pytest.fixture
def setting() -> Setting:
    """Return the setting of an English reader without colours."""
    rules = (
        RuleInfo("RACI101", "unowned-channel", Severity.ERROR),
        RuleInfo("RACI301", "it-only", Severity.ERROR),
        RuleInfo("RACI706", "near-duplicate", Severity.INFO),
    )
    page = RulePage(
        what="Only IT answers.",
        why="It is a matter for the boss.",
        remedy="",
        example="a = 1\n",
        mended="a = 2\n",
        change="-a = 1\n+a = 2",
        source="Us",
    )
    return Setting(
        words=words_in("en"),
        rules={rule.code: rule for rule in rules},
        page=lambda _code, _language: page,
        title=lambda code, _language: f"Title of {code}",
        version="0.1.0",
    )
