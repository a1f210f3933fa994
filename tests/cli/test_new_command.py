"""``raci new``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from raci.check.rulebook import NAMES
from raci.document.document import Document
from raci.words.templates import TEMPLATES, template

if TYPE_CHECKING:
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
