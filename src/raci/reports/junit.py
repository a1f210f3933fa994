"""JUnit's XML, which nearly every CI server shows as a list of tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from raci.model.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.reports.checked import Checked, Located, Setting

# Characters that XML 1.0 allows nowhere and that printable() leaves alone.
_FORBIDDEN = re.compile("[\ufffe\uffff]")


def render(files: Sequence[Checked], setting: Setting) -> str:
    """Return a suite a file and a failed test a finding; a clean file is a test that passed."""
    suites = [_suite(file, setting) for file in files]
    failures = sum(len(file.shown) for file in files)
    tests = sum(max(1, len(file.shown)) for file in files)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="raci" tests="{tests}" failures="{failures}" errors="0">\n'
        f"{''.join(suites)}</testsuites>\n"
    )


def _suite(file: Checked, setting: Setting) -> str:
    shown = file.shown
    cases = "".join(_case(file, entry) for entry in shown) or _passed(file, setting)
    return (
        f"  <testsuite name={_attribute(file.relative)} tests={_attribute(max(1, len(shown)))}"
        f' failures={_attribute(len(shown))} errors="0">\n{cases}  </testsuite>\n'
    )


def _passed(file: Checked, setting: Setting) -> str:
    name = _attribute(setting.words("no findings"))
    return f"    <testcase name={name} classname={_attribute(file.relative)}/>\n"


def _case(file: Checked, entry: Located) -> str:
    finding, place = entry.finding, entry.place
    message = file.message(finding)
    where = f"{file.path}:{place.line}:{place.column}"
    subjects = ", ".join(subject.id for subject in finding.subjects)
    return (
        f"    <testcase name={_attribute(f'{finding.code} {finding.name}: {subjects}')}"
        f" classname={_attribute(file.relative)} file={_attribute(file.relative)}"
        f" line={_attribute(place.line)}>\n"
        f"      <failure type={_attribute(finding.severity.value)} message={_attribute(message)}>"
        f"{escape(_clean(f'{where}: {message}'))}</failure>\n"
        "    </testcase>\n"
    )


def _attribute(value: object) -> str:
    return quoteattr(_clean(str(value)))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", printable(text))
