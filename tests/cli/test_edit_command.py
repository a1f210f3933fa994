"""``raci edit`` on a terminal: which file, language and settings the editor is given."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from raci.cli.commands.edits import edit
from raci.words.templates import template
from support.runs import SOUND

if TYPE_CHECKING:
    from raci.tui.keymap import Settings
    from raci.words import Words
    from raci.workspace import Workspace
    from support.runs import Run


class Opened:
    """Stands for the editor and remembers what it was given."""

    workspace: Workspace
    words: Words
    settings: Settings

    def __call__(self, workspace: Workspace, *, words: Words, settings: Settings) -> int:
        """Take the place of ``raci.tui.app.run``."""
        self.workspace, self.words, self.settings = workspace, words, settings
        return 0


@pytest.fixture
def opened(run: Run, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Pretend to be a terminal, and return what the editor would have been given."""
    assert run
    monkeypatch.setattr(edit, "at_terminal", lambda: True)
    opened = Opened()
    app: Any = pytest.importorskip("raci.tui.app")
    monkeypatch.setattr(app, "run", opened)
    Path("raci.toml").write_text(SOUND, encoding="utf-8")
    return opened


def configure(text: str) -> None:
    """Write one's own settings."""
    place = Path("config") / "raci" / "config.toml"
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")


def test_nearest_file(run: Run, opened: Opened) -> None:
    """Bare ``raci`` opens the nearest file."""
    assert run().code == 0
    assert opened.workspace.organisation.name == "Alpenblick"
    assert not opened.workspace.dirty


def test_new_file(run: Run, opened: Opened) -> None:
    """A file that does not exist is offered as a new one, unsaved."""
    assert run("new.toml", "--lang", "de").code == 0
    assert opened.workspace.text == template("empty", "de")
    assert opened.workspace.path == Path("new.toml")
    assert opened.workspace.dirty
    assert not Path("new.toml").exists()


def test_no_file_anywhere(run: Run, opened: Opened) -> None:
    """Bare ``raci`` where there is no file begins one here: the editor's welcome asks for it."""
    Path("raci.toml").unlink()
    assert run().code == 0
    assert opened.workspace.path == Path("raci.toml")
    assert not opened.workspace.on_disk
    assert not Path("raci.toml").exists()


def test_language(run: Run, opened: Opened) -> None:
    """The option goes before one's own settings, these before the file."""
    run()
    assert opened.words.language == "en"
    configure('language = "de"\n')
    run()
    assert opened.words.language == "de"
    run("--lang", "en")
    assert opened.words.language == "en"


def test_settings(run: Run, opened: Opened) -> None:
    """Theme, keymap, signs and keys come from the options, else from one's own settings."""
    run()
    assert (opened.settings.dark, opened.settings.vim, opened.settings.plain) == (None, False, None)
    configure('theme = "light"\nkeymap = "vim"\nascii = true\n[keys]\nundo = "u"\n')
    run()
    assert (opened.settings.dark, opened.settings.vim, opened.settings.plain) == (False, True, True)
    assert opened.settings.keys == {"undo": ("u",)}
    run("--theme", "dark", "--keymap", "default")
    assert (opened.settings.dark, opened.settings.vim) == (True, False)
    run("--ascii")
    assert opened.settings.plain


@pytest.mark.parametrize(
    ("theme", "dark", "contrast"),
    [
        ("dark", True, False),
        ("contrast", None, True),
        ("contrast-dark", True, True),
        ("contrast-light", False, True),
    ],
)
def test_themes_of_high_contrast(
    run: Run, opened: Opened, theme: str, *, dark: bool | None, contrast: bool
) -> None:
    """Option and settings take them; without dark or light the terminal says which."""
    run("--theme", theme)
    assert (opened.settings.dark, opened.settings.contrast) == (dark, contrast)
    configure(f'theme = "{theme}"\n')
    run()
    assert (opened.settings.dark, opened.settings.contrast) == (dark, contrast)


def test_mistyped_command(run: Run, opened: Opened) -> None:
    """A mistyped command is not offered as a new file."""
    assert run("exprot").code == 2
    assert not hasattr(opened, "workspace")
    assert run("plan").code == 0


def test_a_terminal_that_cannot_be_drawn_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With TERM=dumb the matrix is printed, with a sentence that says why."""
    Path("raci.toml").write_text(SOUND, encoding="utf-8")
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    ran = run()
    assert ran.code == 0
    assert "Website" in ran.out
    assert "\x1b" not in ran.out
    told = f"this terminal (TERM=dumb) cannot show the editor; in others: raci {Path.cwd()}"
    assert f"{told}/raci.toml\n" in ran.err
