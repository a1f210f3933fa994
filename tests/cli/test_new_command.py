"""``raci new``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from raci.check.rule_names import NAMES
from raci.cli.commands.edits import edit, new
from raci.document.document import Document
from raci.words.templates import TEMPLATES, template
from support.runs import SOUND

if TYPE_CHECKING:
    from raci.workspace import Workspace
    from support.runs import Run


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_templates_are_sound(run: Run, name: str, language: str) -> None:
    """Each template is a file without faults in its language, and says how to go on."""
    ran = run("new", "x.toml", "--template", name, "--lang", language)
    assert (ran.code, ran.out) == (0, "")
    assert "raci x.toml" in ran.err
    text = Path("x.toml").read_text(encoding="utf-8")
    assert text == template(name, language)
    document = Document.parse(text, NAMES)
    assert document.problems == ()
    assert document.organisation.language == language


def test_an_industry_of_another_size(run: Run) -> None:
    """A template of an industry comes in any size; those of a size have theirs."""
    assert run("new", "x.toml", "--template", "hotel", "--size", "large").code == 0
    assert Path("x.toml").read_text(encoding="utf-8") == template("hotel", "en", "large")
    ran = run("new", "y.toml", "--template", "small", "--size", "large")
    assert ran.code == 2
    assert "--size goes with the template of an industry" in ran.err
    assert not Path("y.toml").exists()


def test_name(run: Run) -> None:
    """The organisation's name is the one given, and nothing else differs."""
    run("new", "x.toml", "--name", 'Café "Zentral"')
    text = Path("x.toml").read_text(encoding="utf-8")
    assert Document.parse(text, NAMES).organisation.name == 'Café "Zentral"'
    changed = set(text.splitlines()) ^ set(template("small", "en").splitlines())
    assert len(changed) == 2


def test_impossible_name(run: Run) -> None:
    """A name that the file could not have is refused, and nothing is written."""
    ran = run("new", "x.toml", "--name", "")
    assert ran.code == 2
    assert ran.err.startswith("raci: this name cannot be: ")
    assert not Path("x.toml").exists()


def test_existing_file(run: Run) -> None:
    """A file that exists is kept, unless --force says otherwise."""
    Path("x.toml").write_text("mine", encoding="utf-8")
    ran = run("new", "x.toml")
    assert ran.code == 2
    assert "--force" in ran.err
    assert Path("x.toml").read_text(encoding="utf-8") == "mine"
    assert run("new", "x.toml", "--force").code == 0


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Workspace]:
    """Pretend to be a terminal, and return what the editor is opened on."""
    opened: list[Workspace] = []

    def show(workspace: Workspace, _: object) -> int:
        opened.append(workspace)
        return 0

    monkeypatch.setattr(new, "at_terminal", lambda: True)
    monkeypatch.setattr(edit, "show", show)
    return opened


def test_nothing_said_on_a_terminal(run: Run, begun: list[Workspace]) -> None:
    """The editor opens on a file that is not there yet, and its welcome asks for the rest."""
    assert run("new").code == 0
    (workspace,) = begun
    assert workspace.path == Path("raci.toml")
    assert not workspace.on_disk
    assert not workspace.organisation.channels
    assert not Path("raci.toml").exists()


def test_nothing_said_and_a_file_is_there(run: Run, begun: list[Workspace]) -> None:
    """A file that is there is neither replaced nor opened as a new one."""
    Path("raci.toml").write_text(SOUND, encoding="utf-8")
    ran = run("new")
    assert (ran.code, ran.err) == (
        2,
        "raci: raci.toml is there already; to open it: raci raci.toml\n",
    )
    assert not begun


@pytest.mark.parametrize("said", [("--template", "hotel"), ("--name", "Ours"), ("--force",)])
def test_half_of_it_said(run: Run, begun: list[Workspace], said: tuple[str, ...]) -> None:
    """Who says a part of it is asked for the file's name, not for all anew."""
    ran = run("new", *said)
    assert (ran.code, ran.err) == (2, "raci: name the file to begin: raci new raci.toml\n")
    assert not begun


def test_nobody_to_ask(run: Run) -> None:
    """Without a terminal the file has to be named."""
    assert run("new").err == "raci: name the file to begin: raci new raci.toml\n"


def test_missing_folder(run: Run) -> None:
    """A folder that is not there is one sentence."""
    ran = run("new", "gone/x.toml")
    assert ran.code == 2
    folder = Path("gone").resolve()
    assert ran.err == (
        f"raci: gone/x.toml was not saved: there is no folder {folder}; make it, or save "
        "elsewhere\n"
    )


def test_standard_output(run: Run) -> None:
    """A dash writes to the standard output and says nothing else."""
    ran = run("new", "-", "--template", "empty")
    assert (ran.out, ran.err) == (template("empty", "en"), "")
