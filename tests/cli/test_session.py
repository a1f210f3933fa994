"""Languages and colours of a run."""

from __future__ import annotations

import io

import pytest

from raci.cli.context import Session
from raci.model.text import Text


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Return True."""
        return True


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "wanted"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_color(
    monkeypatch: pytest.MonkeyPatch,
    choice: str,
    environment: dict[str, str],
    *,
    terminal: bool,
    wanted: bool,
) -> None:
    """The option decides, then NO_COLOR, then FORCE_COLOR, then the terminal."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = Terminal() if terminal else io.StringIO()
    assert Session(None, choice).color(stream) is wanted


def test_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """About a file one speaks as asked, else as the file, else as the locale."""
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert Session("en").language("de") == "en"
    assert Session().language("en") == "en"
    assert Session().language(None) == "de"
    assert Session().words_for("en").language == "en"


def test_language_of_several_files() -> None:
    """What is said about several files speaks their language if they share one."""
    session = Session("en")
    assert session.words_of(["de", "de"]).language == "de"
    assert session.words_of(["de", "en"]).language == "en"
    assert session.words_of([]).language == "en"


def test_say_shows_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    """What a file holds cannot steer the terminal through a message."""
    Session("en").notify(Text("{x}", {"x": "\x1b[2J"}))
    Session("en").show_error(Text("{x}", {"x": "\x07"}))
    assert capsys.readouterr().err == "␛[2J\nraci: ␇\n"
