"""JUnit's XML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from raci.frozen import replace
from raci.model.finding import Leadership, Severity
from raci.reports.checked import Checked
from raci.reports.registry import render

if TYPE_CHECKING:
    from raci.reports.checked import Setting


def test_suites(files: list[Checked], setting: Setting) -> None:
    """A file is a suite, a finding a failed test, a file without findings a passed one."""
    setting = replace(setting, fail_on=Severity.INFO)
    root = ET.fromstring(render("junit", files, setting))  # noqa: S314 - our own text
    assert root.attrib == {"name": "raci", "tests": "5", "failures": "3", "errors": "0"}
    assert [suite.get("failures") for suite in root] == ["3", "0", "0"]
    assert len(root.findall("testsuite/testcase")) == 5
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("type") == "error"
    assert failure.text == "orgs/my org,1%.toml:3:1: Website: only IT answers for it"


def test_hostile_text_reads_back(files: list[Checked], setting: Setting) -> None:
    """Markup is text, and control characters that XML cannot hold are pictures."""
    setting = replace(setting, fail_on=Severity.WARNING)
    root = ET.fromstring(render("junit", files, setting))  # noqa: S314 - our own text
    texts = [failure.text or "" for failure in root.iter("failure")]
    assert any("<script>`x`</script>" in text and "␛[31m" in text for text in texts)


@pytest.mark.parametrize(
    ("level", "failures"), [("error", 1), ("warning", 2), ("info", 3), (None, 0)]
)
def test_what_the_check_does_not_fail_for_passes(
    files: list[Checked], setting: Setting, level: str | None, failures: int
) -> None:
    """Findings below ``--fail-on`` are tests that passed, told in their output."""
    setting = replace(setting, fail_on=Severity(level) if level else None)
    root = ET.fromstring(render("junit", files, setting))  # noqa: S314 - our own text
    assert root.get("failures") == root[0].get("failures") == str(failures)
    assert len(root.findall("testsuite/testcase/failure")) == failures
    told = [out.text or "" for out in root.findall("testsuite/testcase/system-out")]
    assert len(told) == 3 - failures
    assert failures == 3 or told[-1].endswith("info: Fax und Faxe")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(alphabet=st.characters(codec="utf-8")))
@example(name="\ufffe\uffff\x00\x0b\udc80]]>&\"'")
def test_any_name_is_well_formed(setting: Setting, name: str) -> None:
    """Whatever a path holds, the report is XML."""
    file = Checked(name, name, name, "en", (), Leadership(0, 0, 0, 0, 0, 0))
    ET.fromstring(render("junit", [file], setting))  # noqa: S314 - our own text
