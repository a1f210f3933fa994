"""JUnit's XML, which nearly every CI server shows as a list of tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from raci.model.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.model.finding import Finding
    from raci.reports.checked import Checked, Located, Setting

# Characters that XML 1.0 allows nowhere and that printable() leaves alone.
_FORBIDDEN = re.compile("[\ufffe\uffff]")


def pieces(files: Iterable[Checked], setting: Setting) -> Iterator[str]:
    """Yield a suite a file and a test a finding, failed where the check fails for it.

    A finding that weighs less passes and is told in its output; a clean file is a test that passed.
    """
    files = list(files)
    failures = sum(_failures(file, setting) for file in files)
    tests = sum(max(1, len(file.shown)) for file in files)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="raci" tests="{tests}" failures="{failures}" errors="0">\n'
    yield from (_suite(file, setting) for file in files)
    yield "</testsuites>\n"


def _suite(file: Checked, setting: Setting) -> str:
    shown = file.shown
    cases = "".join(_case(file, entry, setting) for entry in shown) or _passed(file, setting)
    return (
        f"  <testsuite name={_attribute(file.relative)} tests={_attribute(max(1, len(shown)))}"
        f' failures={_attribute(_failures(file, setting))} errors="0">\n{cases}  </testsuite>\n'
    )


def _failures(file: Checked, setting: Setting) -> int:
    return sum(setting.fails(entry.finding) for entry in file.shown)


def _passed(file: Checked, setting: Setting) -> str:
    name = _attribute(setting.words("no findings"))
    return f"    <testcase name={name} classname={_attribute(file.relative)}/>\n"


def _case(file: Checked, entry: Located, setting: Setting) -> str:
    finding, place = entry.finding, entry.place
    message = file.message(finding)
    where = f"{file.path}:{place.line}:{place.column}"
    subjects = ", ".join(subject.id for subject in finding.subjects)
    return (
        f"    <testcase name={_attribute(f'{finding.code} {finding.name}: {subjects}')}"
        f" classname={_attribute(file.relative)} file={_attribute(file.relative)}"
        f" line={_attribute(place.line)}>\n"
        f"      {_outcome(finding, message, where, setting)}\n"
        "    </testcase>\n"
    )


def _outcome(finding: Finding, message: str, where: str, setting: Setting) -> str:
    if setting.fails(finding):
        text = escape(_clean(f"{where}: {message}"))
        severity = _attribute(finding.severity.value)
        return f"<failure type={severity} message={_attribute(message)}>{text}</failure>"
    text = escape(_clean(f"{where}: {finding.severity}: {message}"))
    return f"<system-out>{text}</system-out>"


def _attribute(value: object) -> str:
    return quoteattr(_clean(str(value)))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", printable(text))
