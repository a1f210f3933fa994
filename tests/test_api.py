"""``raci.api``: what scripts and a firm's own tests import, and the page that shows it."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import raci
from raci import api

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raci.check.matrix.matrix import Matrix

MATRIX = """\
format = 1

[organisation]
name = "Alpenblick"
language = "en"
size = "small"

[roles]
owner = { name = "Owner", leadership = true, holder = "A. Huber" }
reception = { name = "Reception", reports_to = "owner", holder = "B. Maier" }

[channels.website]
name = "Website"

[channels.website.raci]
owner = "A"
reception = "R"
"""

PAGE = Path(__file__).parents[1] / "docs" / "api.md"


def examples() -> dict[str, str]:
    """Return the page's examples by the heading they stand under."""
    found = re.findall(
        r"^## ([^\n]+)\n.*?```python\n(.*?)```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    return dict(found)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, with the organisation that the page speaks of in it."""
    (tmp_path / "raci.toml").write_text(MATRIX, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("heading", examples())
def test_examples_of_the_page(folder: Path, heading: str) -> None:
    """Every example of the page runs as it stands there."""
    assert folder
    printed = io.StringIO()
    names: dict[str, object] = {"__name__": "example"}
    with redirect_stdout(printed):
        exec(compile(examples()[heading], heading, "exec"), names)  # noqa: S102 - our own page
    for name, test in names.items():
        if name.startswith("test_"):
            assert callable(test)
            test()
    assert printed.getvalue() or any(name.startswith("test_") for name in names)


def test_the_tests_of_the_page_can_fail(folder: Path) -> None:
    """The page's tests, run by pytest, fail with the findings where the matrix has a gap."""
    gap = MATRIX + '\n[channels.fax]\nname = "Fax"\n'
    (folder / "raci.toml").write_text(gap, encoding="utf-8")
    (folder / "test_matrix.py").write_text(
        examples()["Test your own matrix with pytest"], encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_matrix.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "2 failed" in done.stdout
    assert "raci.toml:19:1: RACI101 error: Fax" in done.stdout


def test_importing_raci_loads_nothing_else() -> None:
    """The interface comes when it is first used, so that ``import raci`` costs next to nothing."""
    script = (
        "import sys; before = set(sys.modules); import raci; "
        "print(sorted(set(sys.modules) - before)); raci.api.load"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-S",
            "-E",
            "-c",
            f"sys = __import__('sys'); sys.path[:0] = {sys.path!r}; {script}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "['raci']\n"


def test_unknown_names() -> None:
    """What the package does not have is told as by any module."""
    with pytest.raises(AttributeError, match="nothing"):
        raci.nothing  # noqa: B018 - asking for it is the test


def test_everything_promised_is_there() -> None:
    """Each name of ``__all__`` is there and says what it is."""
    for name in api.__all__:
        assert getattr(api, name).__doc__, name


def test_check_takes_the_choices_of_the_command(folder: Path) -> None:
    """Rules, language, day and waivers are those that are asked for."""
    gap = MATRIX.replace('owner = "A"\n', "").replace('size = "small"', 'size = "large"')
    waiver = (
        '\n[[waivers]]\nrule = "102"\nchannels = ["website"]\nreason = "soon"\nuntil = 2030-01-01\n'
    )
    (folder / "raci.toml").write_text(gap + waiver, encoding="utf-8")
    document = api.load("raci.toml")
    day = dt.date(2029, 1, 1)
    only = api.check(document, select=["102"], waivers=False, language="de", today=day)
    assert [entry.finding.code for entry in only.shown] == ["RACI102"]
    assert only.language == "de"
    assert only.shown[0].place.line == 12
    assert str(only).startswith("raci.toml:12:1: RACI102 error: ")
    assert not api.check(document, select=["102"], today=day).shown
    assert not api.check(document, select=["102"], ignore=["102"], waivers=False).shown
    late = api.check(document, select=["704"], today=dt.date(2031, 1, 1))
    assert [entry.finding.code for entry in late.at_least(api.Severity.ERROR)] == ["RACI704"]
    with pytest.raises(api.RaciError):
        api.check(document, select=["nonsense"])


def test_check_runs_rules_of_ones_own(folder: Path) -> None:
    """The file limits, waives and ignores a rule that a script brings along, as any other."""

    @api.rule("HOTEL1", "few-rows", api.Severity.INFO, api.Limit("max", 0)).whole
    def few_rows(matrix: Matrix, limits: Mapping[str, int]) -> Iterator[api.Fault]:
        if len(matrix.rows) > limits["max"]:
            subject = api.Subject("organisation", "organisation")
            yield api.Fault((subject,), api.Text("many"), ("organisation",))

    def codes(settings: str, **choices: Any) -> list[str]:  # noqa: ANN401 - any of check's
        (folder / "raci.toml").write_text(MATRIX + settings, encoding="utf-8")
        checked = api.check(api.load("raci.toml"), rules=[few_rows], **choices)
        return [entry.finding.code for entry in checked.shown]

    assert "HOTEL1" in codes("")
    assert "HOTEL1" not in codes("", ignore=["few-rows"])
    assert codes("", select=["HOTEL1"]) == ["HOTEL1"]
    assert codes("\n[check.rules.few-rows]\nmax = 1\n", select=["HOTEL1"]) == []
    assert codes('\n[check.rules.few-rows]\nmax = "1"\n', select=["HOTEL1"])[-1] != "HOTEL1"
    waiver = '\n[[waivers]]\nrule = "few-rows"\nreason = "so it is"\nuntil = 2030-01-01\n'
    assert codes(waiver, select=["HOTEL1"], today=dt.date(2029, 1, 1)) == []
    with pytest.raises(api.RaciError):
        api.check(api.load("raci.toml"), rules=[few_rows, few_rows])


def test_export_names_what_it_does_not_know(folder: Path) -> None:
    """A format, a layout or a role that is not there is refused with a sentence."""
    assert folder
    document = api.load("raci.toml")
    assert api.export(document, "csv", layout="long", today=dt.date(2026, 1, 1)).count(b"\n") > 1
    assert b"Reception" in api.export(document, "markdown", role="reception")
    for form, layout, role in (("xslx", "grid", None), ("csv", "wide", None), ("csv", "grid", "x")):
        with pytest.raises(api.RaciError):
            api.export(document, form, layout=layout, role=role)


def test_load_refuses_what_cannot_be_read(folder: Path) -> None:
    """A file that is not there is an error with a sentence; a faulty one is a document."""
    with pytest.raises(api.RaciError) as told:
        api.load("gone.toml")
    assert "gone.toml" in api.words_in("en").say(told.value.text)
    (folder / "raci.toml").write_text("format = [", encoding="utf-8")
    assert [entry.finding.code for entry in api.check(api.load("raci.toml")).shown] == ["RACI801"]


def test_merge_keeps_both_sides(folder: Path) -> None:
    """Edits of both sides are in the merge; where they differ, ours stands and it is told."""
    assert folder
    base = api.load("raci.toml")
    Path("ours.toml").write_text(MATRIX.replace('"R"', '"C"'), encoding="utf-8")
    Path("theirs.toml").write_text(
        MATRIX.replace('"R"', '"I"').replace('"Website"', '"Site"'), encoding="utf-8"
    )
    merged = api.merge(base, api.load("ours.toml"), api.load("theirs.toml"))
    organisation = merged.document().organisation
    assert organisation.channels["website"].name == "Site"
    assert organisation.channels["website"].raci["reception"].letters == "C"
    assert len(merged.conflicts) == 1
