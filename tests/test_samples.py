"""The sample organisations have the faults they promise; the templates have none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from raci.model.finding import Severity
from raci.words import LANGUAGES
from raci.words.templates import TEMPLATES, template
from raci.workspace import Workspace

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "sample_orgs"
TODAY = dt.date(2026, 11, 21)

PROMISED = {
    "gasthof-alpenblick": {
        ("RACI301", "website"),
        ("RACI606", "werbung"),
        ("RACI101", "kununu"),
        ("RACI607", "juniorchef"),
        ("RACI701", "prospekt"),
        ("RACI701", "tafeln"),
        ("RACI411", "tiktok"),
    },
    "muster-maschinenbau": {
        ("RACI103", "newsletter"),
        ("RACI301", "chatbot"),
        ("RACI113", "marktplatz.combination"),
        ("RACI501", "communication"),
        ("RACI509", "marketing"),
        ("RACI704", "chatbot"),
    },
    "northwind-group": {
        ("RACI107", "group_website"),
        ("RACI308", "country_sites.direction"),
        ("RACI304", "online_ads"),
        ("RACI601", "head_of_communication"),
        ("RACI701", "contact_form"),
        ("RACI505", "quality"),
    },
    "website-relaunch": {
        ("RACI103", "design"),
        ("RACI102", "redirects"),
        ("RACI101", "training"),
    },
    "app-decisions": {
        ("RACI206", "organisation"),
        ("RACI301", "assistant"),
        ("RACI304", "look"),
        ("RACI507", "communication"),
    },
}


def found(path: Path) -> set[tuple[str, str]]:
    """Return the codes of a file's findings, each with every id it is about."""
    workspace = Workspace.open(path, today=TODAY)
    workspace.check.settle(float("inf"))
    return {
        (finding.code, subject.id)
        for finding in workspace.check.findings
        for subject in finding.subjects
    }


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_samples_have_the_faults_they_promise(name: str) -> None:
    """Each fault that the samples' page names is found, and nothing is wrong with the file."""
    findings = found(SAMPLES / f"{name}.toml")
    assert PROMISED[name] <= findings
    assert not any(code.startswith("RACI8") for code, _ in findings)


def test_every_sample_is_described() -> None:
    """No sample is forgotten, neither here nor on the samples' page."""
    names = {path.stem for path in SAMPLES.glob("*.toml")}
    page = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert names == set(PROMISED)
    assert all(f"`{name}.toml`" in page for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_start_clean(name: str, language: str, tmp_path: Path) -> None:
    """A new file begins without errors and warnings."""
    path = tmp_path / "raci.toml"
    path.write_text(template(name, language), encoding="utf-8")
    workspace = Workspace.open(path, today=TODAY)
    workspace.check.settle(float("inf"))
    heavy = [
        finding for finding in workspace.check.findings if finding.severity is not Severity.INFO
    ]
    assert heavy == []
