"""``raci completion``."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from raci.cli.registry import COMMANDS
from support.git import write
from support.runs import SOUND

if TYPE_CHECKING:
    from support.runs import Run


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script(run: Run, shell: str) -> None:
    """The script of each shell knows all commands and their options."""
    ran = run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    for command in COMMANDS:
        assert command in ran.out
    assert "fail-on" in ran.out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (("raci", "rev"), "review"),
        (("raci", "--la"), "--lang"),
        (("raci", "rule", "it-o"), "it-only"),
        (("raci", "check", "--select", "RACI30"), "RACI301"),
        (("raci", "check", "--format", "sa"), "sarif"),
        (("raci", "show", "rac"), "raci.toml"),
        (("raci", "import", "old.csv", "--output", "rac"), "raci.toml"),
    ],
)
def test_bash_completes(run: Run, typed: tuple[str, ...], offered: str) -> None:
    """Bash completes commands, options and their values, rules, and files."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash on this system")
    write("raci.toml", SOUND)
    write("script", run("completion", "bash").out)
    script = (
        f"source ./script; COMP_WORDS=({' '.join(typed)}); COMP_CWORD={len(typed) - 1}; "
        'PREFIX=""; _shtab_raci 2>/dev/null; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run([bash, "-c", script], capture_output=True, text=True, check=False)
    assert offered in done.stdout.split()


def test_zsh_is_told_which_words_are_files(run: Run) -> None:
    """In the script for zsh, which completes nothing else by itself, paths are marked as such."""
    script = run("completion", "zsh").out
    assert script.count(":FILE:_files") + script.count(":_files") > 20


def test_other_shell(run: Run) -> None:
    """A shell that we know no script for is refused."""
    assert run("completion", "cmd").code == 2
