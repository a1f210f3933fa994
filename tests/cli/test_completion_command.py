"""``raci completion``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from raci.cli.commands import COMMANDS

if TYPE_CHECKING:
    from cli_runs import Run


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script(run: Run, shell: str) -> None:
    """The script of each shell knows all commands and their options."""
    ran = run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    for command in COMMANDS:
        assert command in ran.out
    assert "fail-on" in ran.out


def test_other_shell(run: Run) -> None:
    """A shell that we know no script for is refused."""
    assert run("completion", "cmd").code == 2
