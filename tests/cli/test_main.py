"""Dispatching, help, and how errors end."""

from __future__ import annotations

import errno
import io
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from raci import __version__
from raci.cli.commands.checks import rule
from raci.cli.context import typed
from raci.cli.registry import COMMANDS
from support.runs import SOUND

if TYPE_CHECKING:
    from pathlib import Path

    from support.runs import Run


def test_version(run: Run) -> None:
    """The version is data on the standard output."""
    ran = run("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"raci {__version__}\n", "")
    assert run("-v") == ran


def test_help_lists_all_commands(run: Run) -> None:
    """The overview names each command once."""
    ran = run("--help")
    assert ran.code == 0
    for name in COMMANDS:
        assert ran.out.count(f"\n  {name} ") == 1
    assert run("-h") == ran


def test_help_as_a_word(run: Run, tmp_path: Path) -> None:
    """``help`` is what many type first; a file of that name goes before it."""
    assert run("help") == run("help", "help") == run("--help")
    assert run("help", "check") == run("check", "--help")
    assert run("--lang", "de", "help").out.startswith("Aufruf: raci [BEFEHL]")
    (tmp_path / "help").write_text(SOUND, encoding="utf-8")
    assert "Website" in run("help").out


@pytest.mark.parametrize("arguments", [("--lang", "de", "--help"), ("--lang=de", "-h")])
def test_help_in_german(run: Run, arguments: tuple[str, ...]) -> None:
    """The language may stand before everything else."""
    assert run(*arguments).out.startswith("Aufruf: raci [BEFEHL]")


def test_help_follows_the_locale(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --lang the locale decides."""
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    assert "Befehle:" in run("--help").out


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_command_has_help(run: Run, command: str, language: str) -> None:
    """Each command explains itself in both languages and leaves the environment alone."""
    ran = run(command, "--help", "--lang", language)
    assert ran.code == 0
    assert ran.err == ""
    head = {"en": "usage: ", "de": "Aufruf: "}[language]
    assert ran.out.startswith(f"{head}raci {command}")
    assert {"en": "the language of", "de": "die Sprache von"}[language] in ran.out


@pytest.mark.parametrize("language", ["en", "de"])
def test_help_fits_eighty_columns(run: Run, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """No line of any help is broken by a terminal of the usual width."""
    monkeypatch.setenv("COLUMNS", "80")
    pages = [run(command, "--help", "--lang", language).out for command in COMMANDS]
    pages.append(run("--help", "--lang", language).out)
    long = [line for page in pages for line in page.splitlines() if len(line) > 80]
    assert long == []


def test_options_before_the_command(run: Run) -> None:
    """Options that all commands share may stand before the command."""
    assert run("--lang", "de", "rule", "301") == run("rule", "301", "--lang", "de")


def test_wrong_argument(run: Run) -> None:
    """A wrong argument is one sentence on stderr, with the way to the help."""
    ran = run("rule", "--wrong")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "raci: unrecognized arguments: --wrong; see raci rule --help\n"


@pytest.mark.parametrize("rest", [(), ("raci.toml",)])
def test_a_misspelt_command(run: Run, rest: tuple[str, ...]) -> None:
    """What is no file and nearly a command is told as such, not looked for on the disk."""
    ran = run("chek", *rest)
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean check" in ran.err


def test_a_file_may_be_called_like_a_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is there is opened, however much its name is like a command's."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "chek").write_text(SOUND, encoding="utf-8")
    assert "Website" in run("chek").out


def test_wrong_argument_in_german(run: Run) -> None:
    """Complaints about arguments speak the language, too."""
    ran = run("rule", "--wrong", "--lang", "de")
    assert ran.err == "raci: unbekannte Argumente: --wrong; siehe raci rule --help\n"


def test_wrong_language(run: Run) -> None:
    """A language that we do not speak is refused in one that we do."""
    ran = run("--lang", "fr", "rule")
    assert ran.code == 2
    assert "invalid choice: 'fr'" in ran.err


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``raci rule`` fail."""

    def failing(*_: object) -> int:
        raise error

    monkeypatch.setattr(rule, "run", failing)


def test_an_error_of_ours_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug ends with exit code 2, a sentence that owns up to it, and no traceback."""
    fail_with(ZeroDivisionError("by zero"), monkeypatch)
    ran = run("rule")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("raci: a fault of the program itself")
    assert ran.err.count("\n") == 1


def test_an_error_of_ours_can_be_looked_at(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With RACI_DEBUG the traceback comes through."""
    fail_with(ZeroDivisionError("by zero"), monkeypatch)
    monkeypatch.setenv("RACI_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("rule")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (FileNotFoundError(2, "", "x"), "raci: x: there is no such file or folder\n"),
        (PermissionError(13, "", "x\x1b[2J"), "raci: x␛[2J: no permission\n"),
        (OSError(28, "No space"), "raci: the disk is full; the output is not complete\n"),
        (FileNotFoundError(2, ""), "raci: the folder in which this was begun is no longer there\n"),
        (OSError(errno.ELOOP, "", "x"), "raci: x: the links lead in a circle\n"),
        (OSError(5, "I/O error"), "raci: the system refused: I/O error\n"),
        (OSError(5, "I/O error", "x"), "raci: x: I/O error\n"),
    ],
)
def test_the_system_refuses(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: OSError, sentence: str
) -> None:
    """What the operating system refuses is a sentence that cannot steer the terminal."""
    fail_with(error, monkeypatch)
    ran = run("rule")
    assert (ran.code, ran.err) == (2, sentence)


def test_commands_can_be_copied(run: Run, tmp_path: Path) -> None:
    """A command that we name can be typed as it stands, blanks in a file's name and all."""
    ran = run("new", "Unser Haus.toml")
    assert ran.err.endswith("to open it: raci 'Unser Haus.toml'\n")
    (tmp_path / "a b.toml").touch()
    assert run("show", "a b.toml").err.endswith("raci check 'a b.toml'\n")
    assert run("new", "schön/gelöst.toml").err.count("'") == 0


@pytest.mark.parametrize(
    ("path", "shown"), [("C:\\a\\b.toml", "C:\\a\\b.toml"), ("a b", '"a b"'), ("", '""')]
)
def test_commands_can_be_copied_on_windows(
    monkeypatch: pytest.MonkeyPatch, path: str, shown: str
) -> None:
    """There quotes are double ones."""
    monkeypatch.setattr("raci.cli.context.os.name", "nt")
    assert typed(path) == shown


def test_any_stream_will_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream that cannot be told how to encode is written to as it is."""
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    assert run("rule", "qqqqqq").code == 2
    assert stream.getvalue() == "raci: there is no rule qqqqqq\n"


def test_the_environment_is_left_as_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Speaking German to one command does not change what comes after."""
    monkeypatch.setenv("LANGUAGE", "fr")
    run("rule", "301", "--lang", "de")
    assert os.environ["LANGUAGE"] == "fr"


def test_interrupted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C ends with 130 and says nothing."""
    fail_with(KeyboardInterrupt(), monkeypatch)
    ran = run("rule")
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_a_closed_pipe_is_silent() -> None:
    """Whoever reads our output may stop reading: no complaint, no traceback."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "raci", "rule"],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (2, "")


@pytest.mark.parametrize("stream", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(stream: str) -> None:
    """Whichever streams are closed before we begin, the exit code is what it would be."""
    shell = shutil.which("sh")
    if shell is None:
        pytest.skip("no shell on this system")
    command = f'"{sys.executable}" -m raci rule qqqqqq {stream}'
    done = subprocess.run([shell, "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_module() -> None:
    """``python -m raci`` is the command."""
    done = subprocess.run(
        [sys.executable, "-m", "raci", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"raci {__version__}\n"
