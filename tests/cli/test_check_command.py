"""``raci check``: what it reads, what it prints, how it ends."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from support.git import write
from support.runs import FAULTY, SOUND, UNOWNED

if TYPE_CHECKING:
    from support.runs import Run

CODES = {"error": "RACI101", "warning": "RACI104"}

#: A channel that somebody answers for and nobody does: 104, a warning.
WARNED = SOUND.replace('office = "R"\n', "")


@pytest.fixture(autouse=True)
def files(run: Run) -> None:
    """Put a sound and an unowned organisation into the working folder."""
    assert run
    Path("good.toml").write_text(SOUND, encoding="utf-8")
    Path("bad.toml").write_text(UNOWNED, encoding="utf-8")


def codes(out: str) -> list[str]:
    """Return the codes of a JSON report, file by file."""
    return [entry["code"] for file in json.loads(out)["files"] for entry in file["findings"]]


def test_clean(run: Run) -> None:
    """A sound file ends with 0, nothing on stdout, and a summary on stderr."""
    ran = run("check", "good.toml")
    assert (ran.code, ran.out, ran.err) == (0, "", "no findings in 1 file\n")


def test_findings(run: Run) -> None:
    """An error ends with 1; its line names the place."""
    ran = run("check", "bad.toml")
    assert ran.code == 1
    line = ran.out.splitlines()[0]
    assert line.startswith("bad.toml:19:1: RACI101 error: Fax: ")
    assert ran.err.startswith("1 error in 1 file")


def test_quiet(run: Run) -> None:
    """-q leaves the findings and takes the summary."""
    ran = run("check", "bad.toml", "-q")
    assert ran.code == 1
    assert "RACI101" in ran.out
    assert ran.err == ""


def test_folder(run: Run) -> None:
    """Without a path the working folder is searched, and files come sorted by path."""
    ran = run("check", "--format", "json")
    assert [file["path"] for file in json.loads(ran.out)["files"]] == ["bad.toml", "good.toml"]


def test_nothing_to_check(run: Run) -> None:
    """A folder without organisations is a wrong usage, not a success."""
    Path("empty").mkdir()
    ran = run("check", "empty")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "raci: nothing to check: no organisation file in empty\n"


def test_unreadable_path_alone(run: Run) -> None:
    """If nothing could be read there is nothing to sum up."""
    ran = run("check", "gone.toml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def test_unreadable_path_among_others(run: Run) -> None:
    """What can be read is reported; what cannot is told and makes the exit code 2."""
    ran = run("check", "bad.toml", "gone.toml")
    assert ran.code == 2
    assert "RACI101" in ran.out
    assert "gone.toml" in ran.err


def test_faults_of_the_content_are_findings(run: Run) -> None:
    """A letter that is not in the scheme is found, and nothing is refused."""
    Path("faulty.toml").write_text(FAULTY, encoding="utf-8")
    ran = run("check", "faulty.toml", "-q", "--select", "804")
    assert ran.code == 1
    assert ran.out.startswith("faulty.toml:17:1: RACI804 error: ")


@pytest.mark.parametrize("content", [b"a = [", b"format = 1 # \xff"])
def test_no_toml(run: Run, content: bytes) -> None:
    """What is no TOML or not UTF-8 is one finding with its place."""
    Path("raci.toml").write_bytes(content)
    ran = run("check", "raci.toml", "--format", "json")
    assert ran.code == 1
    assert codes(ran.out) == ["RACI801"]


def test_stdin(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads the standard input, under the name that is given."""
    for arguments, name in (((), "<stdin>"), (("--stdin-filename", "x/y.toml"), "x/y.toml")):
        stream = SimpleNamespace(buffer=io.BytesIO(UNOWNED.encode()))
        monkeypatch.setattr("sys.stdin", stream)
        ran = run("check", "-", "-q", *arguments)
        assert ran.code == 1
        assert ran.out.startswith(f"{name}:19:1: RACI101")


def test_stdin_that_is_not_text(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that are no text are a finding, through the standard input, too."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"\xff")))
    assert codes(run("check", "-", "--format", "json").out) == ["RACI801"]


@pytest.mark.parametrize(
    ("level", "error", "warning"),
    [("error", 1, 0), ("warning", 1, 1), ("info", 1, 1), ("never", 0, 0)],
)
def test_fail_on(run: Run, level: str, error: int, warning: int) -> None:
    """Findings at or above the level fail, lighter ones don't."""
    Path("warned.toml").write_text(WARNED, encoding="utf-8")
    assert run("check", "bad.toml", "--fail-on", level).code == error
    assert run("check", "warned.toml", "--select", "104", "--fail-on", level).code == warning


def test_select_and_ignore(run: Run) -> None:
    """Rules are chosen by code, prefix and name; with commas or one by one."""
    assert codes(run("check", "bad.toml", "--format", "json", "--select", "1").out) == ["RACI101"]
    assert codes(run("check", "bad.toml", "--format", "json", "--select", "2,3").out) == []
    for word in ("101", "RACI101", "RACI1", "unowned-channel"):
        ran = run("check", "bad.toml", "--format", "json", "--ignore", "2", "--ignore", word)
        assert codes(ran.out) == []


def test_extend_select(run: Run) -> None:
    """A rule that is off runs when it is named."""
    Path("both.toml").write_text(SOUND.replace('owner = "A"', 'owner = "AR"'), encoding="utf-8")
    assert "RACI111" not in run("check", "both.toml").out
    assert "RACI111 info" in run("check", "both.toml", "--extend-select", "four-eyes").out


def test_unknown_rule(run: Run) -> None:
    """A rule that does not exist is refused before any file is read, with the nearest one."""
    ran = run("check", "gone.toml", "--select", "it-onyl")
    assert (ran.code, ran.out) == (2, "")
    assert "it-only" in ran.err
    assert "gone.toml" not in ran.err


def test_today(run: Run) -> None:
    """Dates are compared with --today."""
    text = SOUND.replace('office = "R"', 'office = { letters = "R", until = 2026-06-30 }')
    Path("dated.toml").write_text(text, encoding="utf-8")
    assert "RACI703" not in run("check", "dated.toml", "--today", "2026-06-30").out
    assert "RACI703" in run("check", "dated.toml", "--today", "2026-07-01").out


def test_summary_speaks_the_files_language(run: Run) -> None:
    """Findings and summary speak one language where all files do."""
    Path("bad.toml").write_text(UNOWNED.replace('"en"', '"de"'), encoding="utf-8")
    assert run("check", "bad.toml").err == "1 Fehler in 1 Datei\n"
    assert run("check", "bad.toml", "good.toml").err == "1 error in 2 files\n"
    assert run("check", "bad.toml", "--today", "today", "--lang", "en").err.startswith("1 error")


def test_language(run: Run) -> None:
    """Findings speak the file's language unless another is asked for."""
    Path("bad.toml").write_text(UNOWNED.replace('"en"', '"de"'), encoding="utf-8")
    german = run("check", "bad.toml", "-q").out
    english = run("check", "bad.toml", "-q", "--lang", "en").out
    assert german != english
    assert "RACI101 error" in german


def test_waivers(run: Run) -> None:
    """A waived finding is only in the JSON, unless waivers are off."""
    waiver = (
        '\n[[waivers]]\nrule = "RACI101"\nchannels = ["fax"]\nreason = "x"\nuntil = 2099-01-01\n'
    )
    Path("waived.toml").write_text(UNOWNED + waiver, encoding="utf-8")
    ran = run("check", "waived.toml", "--select", "101")
    assert (ran.code, ran.out, ran.err) == (0, "", "no findings in 1 file, 1 waived\n")
    assert run("check", "waived.toml", "--no-waivers").code == 1
    document = json.loads(run("check", "waived.toml", "--format", "json").out)
    assert document["summary"]["waived"] == 1


def test_statistics(run: Run) -> None:
    """Statistics follow the findings where people read, and go to stderr elsewhere."""
    ran = run("check", "bad.toml", "--statistics", "--select", "101")
    assert ran.out.endswith("\n1  RACI101  unowned-channel\n")
    ran = run("check", "bad.toml", "--statistics", "--select", "101", "--format", "json")
    assert json.loads(ran.out)
    assert ran.err.startswith("1  RACI101  unowned-channel\n")


def test_output(run: Run) -> None:
    """A report goes into a file, without colours, and the summary stays on stderr."""
    ran = run("check", "bad.toml", "--output", "report.txt", "--color", "always")
    assert (ran.code, ran.out) == (1, "")
    text = Path("report.txt").read_text(encoding="utf-8")
    assert text.startswith("bad.toml:19:1: RACI101 error: ")


def test_full(run: Run) -> None:
    """The full form shows the line that a finding is about."""
    out = run("check", "bad.toml", "--format", "full", "--select", "101").out
    assert "19 | [channels.fax]\n   | ^^^^" in out
    assert "raci rule RACI101" in out


@pytest.mark.parametrize("form", ["sarif", "gitlab", "junit", "markdown", "github"])
def test_every_format_runs(run: Run, form: str) -> None:
    """The other formats come out of a real check, too."""
    ran = run("check", "bad.toml", "--format", form)
    assert ran.code == 1
    assert "RACI101" in ran.out


def test_github_by_itself(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In GitHub Actions the annotations come without being asked for."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run("check", "bad.toml").out.startswith("::error title=")


def test_jobs_agree(run: Run) -> None:
    """However many processes work, the report is the same."""
    for number in range(30):
        Path(f"o{number}.toml").write_text(UNOWNED, encoding="utf-8")
    one = run("check", "--format", "json", "--jobs", "1")
    assert run("check", "--format", "json", "--jobs", "2") == one
    assert run("check", "--format", "json") == one


def test_unreadable_file_in_another_process(run: Run) -> None:
    """What another process cannot read is told as here."""
    for number in range(30):
        Path(f"o{number}.toml").write_text(UNOWNED, encoding="utf-8")
    ran = run("check", "o1.toml", "gone.toml", "--jobs", "2")
    assert ran.code == 2
    assert "gone.toml" in ran.err


def test_control_characters_in_names(run: Run) -> None:
    """A name that tries to steer the terminal is shown, and does not act."""
    text = UNOWNED.replace('"Fax"', '"F\\u001b[2Jax"')
    Path("evil.toml").write_text(text, encoding="utf-8")
    ran = run("check", "evil.toml")
    assert "\x1b" not in ran.out + ran.err


def test_a_real_process() -> None:
    """The program runs from a shell, stdin to exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "raci", "check", "-", "--lang", "en"],
        input=UNOWNED,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.startswith("<stdin>:19:1: RACI101 error: Fax: ")


def test_full_disk() -> None:
    """A disk without room is a sentence and exit code 2."""
    device = Path("/dev/full")
    if not device.exists():
        pytest.skip("no such device on this system")
    with device.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "raci", "rule"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_full_output_after_a_file_was_written(run: Run) -> None:
    """What was written is not called failed because the report of it finds no room."""
    device = Path("/dev/full")
    if not device.exists():
        pytest.skip("no such device on this system")
    Path("raci.toml").write_text(UNOWNED, encoding="utf-8")
    command = [sys.executable, "-m", "raci", "set", "raci.toml", "fax", "owner", "A"]
    with device.open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.stderr.startswith("raci: raci.toml: written, but not all"), done.stderr
    assert done.stderr.count("\n") == 1
    assert done.returncode == 0
    assert 'owner = "A"' in Path("raci.toml").read_text(encoding="utf-8")
    assert run("check", "raci.toml").code in {0, 1}


def test_faults_of_an_extended_file_are_told_beside_the_report(run: Run) -> None:
    """A misspelt rule in common settings is told with its place, once, and only where it counts."""
    group = '[check]\nignore = ["nope"]\n[check.rules.103]\nseverty = "error"\n'
    Path("group.toml").write_text(group, encoding="utf-8")
    for name in ("one.toml", "two.toml"):
        Path(name).write_text(SOUND + '[check]\nextend = "group.toml"\n', encoding="utf-8")
    ran = run("check", "one.toml", "two.toml")
    assert ran.code == 0
    assert ran.err.count("group.toml:2:11: check.ignore[0]: there is no rule “nope”") == 1
    assert ran.err.count("group.toml:4:1: ") == 1
    assert "format is missing" not in ran.err
    assert "do without it" not in run("check", "one.toml", "group.toml").err


def test_a_report_never_replaces_what_the_matrix_extends(run: Run) -> None:
    """Nor a baseline that is read; a link or another name of such a file is the same file."""
    Path("group.toml").write_text('[check]\nignore = ["109"]\n', encoding="utf-8")
    Path("raci.toml").write_text(UNOWNED + '[check]\nextend = "group.toml"\n', encoding="utf-8")
    run("baseline", "write", "--baseline", "accepted.json")
    Path("link.txt").symlink_to("group.toml")
    os.link("accepted.json", "other.json")
    names = ("group.toml", "raci.toml", "accepted.json")
    before = [Path(name).read_bytes() for name in names]
    for target in ("group.toml", "link.txt", "accepted.json", "other.json"):
        ran = run("check", ".", "--baseline", "accepted.json", "--output", target)
        assert (ran.code, ran.out) == (2, "")
        assert f"{target}: it is read for this" in ran.err
    for target in ("group.toml", "link.txt"):
        assert run("baseline", "write", "--baseline", target).code == 2
        assert run("export", "--to", "csv", "--output", target).code == 2
    assert [Path(name).read_bytes() for name in names] == before


@pytest.mark.parametrize(
    "command",
    [
        ("export", "--to", "csv"),
        ("report", "--to", "html"),
        ("report", "--since", "old.toml", "--to", "html"),
        ("report", "--for", "office", "--to", "html"),
        ("report", "--each", "role", "--to", "xlsx"),
        ("calendar",),
        ("diff", "old.toml", "raci.toml", "--to", "html"),
        ("merge", "old.toml", "raci.toml", "old.toml"),
    ],
)
def test_no_command_replaces_what_it_reads(run: Run, command: tuple[str, ...]) -> None:
    """Whatever was read for it, however deep, and under whatever name."""
    Path("group.toml").write_text('[check]\nignore = ["109"]\n', encoding="utf-8")
    Path("raci.toml").write_text(SOUND + '[check]\nextend = "group.toml"\n', encoding="utf-8")
    Path("old.toml").write_text(SOUND, encoding="utf-8")
    Path("link.txt").symlink_to("group.toml")
    os.link("group.toml", "second.txt")
    before = {name: Path(name).read_bytes() for name in ("group.toml", "raci.toml", "old.toml")}
    merged = {"raci.toml"} if command[0] == "merge" else set()
    read = {"old.toml"} if "old.toml" in command else set()
    for target in ({*before, "link.txt", "second.txt"} - {"old.toml"} | read) - merged:
        ran = run(*command, "--output", target)
        assert (ran.code, ran.out) == (2, ""), target
        assert f"{target}: it is read for this and would be lost" in ran.err
    assert {name: Path(name).read_bytes() for name in before} == before


def test_a_report_never_replaces_a_matrix(run: Run) -> None:
    """A report, or a baseline, into a file that was checked is refused; the file stays."""
    Path("raci.toml").write_text(UNOWNED, encoding="utf-8")
    for command in (
        ("check", ".", "--format", "json", "--output", "raci.toml"),
        ("baseline", "write", "--baseline", "./raci.toml"),
    ):
        ran = run(*command)
        assert (ran.code, ran.out) == (2, "")
        assert "raci.toml: it is read for this and would be lost" in ran.err
    assert Path("raci.toml").read_text(encoding="utf-8") == UNOWNED


@pytest.mark.parametrize(
    ("terminal", "ci", "form"),
    [(True, False, "grouped"), (False, False, "concise"), (True, True, "github")],
)
def test_the_usual_form(
    run: Run, monkeypatch: pytest.MonkeyPatch, *, terminal: bool, ci: bool, form: str
) -> None:
    """A person at a terminal reads groups, a pipe lines, and GitHub its own commands."""
    wanted = run("check", "bad.toml", "--format", form, "-q").out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    if ci:
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run("check", "bad.toml", "-q", "--color", "never").out == wanted


def test_a_person_is_told_what_to_read_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of the rule that stands first says what is meant and what to do; not in a pipe."""
    assert "raci rule" not in run("check", "bad.toml", "--format", "grouped").err
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert (
        "what the first one means and asks for: raci rule RACI101\n" in run("check", "bad.toml").err
    )
    assert "raci rule" not in run("check", "bad.toml", "--summary").err
    assert "raci rule" not in run("check", "bad.toml", "--select", "RACI701").err


def test_a_report_in_a_file_is_for_programs(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes into a file has a line for each finding, also from a terminal."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    run("check", "bad.toml", "--output", "report.txt")
    assert (
        Path("report.txt")
        .read_text(encoding="utf-8")
        .startswith("bad.toml:19:1: RACI101 error: Fax")
    )


def test_summary_alone(run: Run) -> None:
    """``--summary`` prints the gauge and the counts, and no finding."""
    ran = run("check", "bad.toml", "--summary")
    assert ran.code == 1
    assert ran.out == "bad.toml (Alpenblick): Chefsache 1 of 2 channels; 1 unowned; 1 error\n"


@pytest.mark.parametrize(
    ("head", "meant"),
    [
        ("[channel.fax]", "channels"),
        ("[role.chef]", "roles"),
        ("[[waiver]]", "waivers"),
        ("[chek]", "check"),
        ("[organization]", "organisation"),
    ],
)
def test_a_table_that_is_nearly_a_known_one_is_an_error(run: Run, head: str, meant: str) -> None:
    """All that stands in it would count for nothing, and the check would be green all the same."""
    write("raci.toml", f'{SOUND}\n{head}\nname = "Fax"\n')
    ran = run("check", "--format", "concise", "--select", "806")
    assert ran.code == 1
    assert f"RACI806 error: {head.strip('[]').partition('.')[0]} is unknown here" in ran.out
    assert f"is it “{meant}”?" in ran.out


def test_an_unknown_table_is_no_error(run: Run) -> None:
    """What a newer program may know is left as it is, with a warning."""
    write("raci.toml", f'{SOUND}\n[calendars]\nname = "Fax"\n')
    ran = run("check", "--format", "concise", "--select", "806")
    assert ran.code == 0
    assert "RACI806 warning: calendars is unknown here" in ran.out
