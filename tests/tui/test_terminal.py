"""The whole program in a real terminal, from its start to its exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.editor.firm import GUEST_HOUSE
from support.editor.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def test_from_the_start_to_the_exit_code(tmp_path: Path) -> None:
    """Open a file, type a letter, see the mark, save, quit: exit 0, one line more on disk."""
    path = tmp_path / "raci.toml"
    path.write_text(GUEST_HOUSE, encoding="utf-8")
    terminal = Terminal(str(path), home=tmp_path)
    terminal.until("kununu")
    terminal.until("✕ 2")
    terminal.press(b"\x1b[1;5F")  # ctrl+end: the last row
    terminal.press(b"\x1b[F")  # end: the last role
    terminal.press(b"i")
    terminal.until("•")
    terminal.press(b"\x13")
    terminal.until("Saved")
    terminal.press(b"\x11")
    assert terminal.exit_code() == 0
    assert 'edv = "I"' in path.read_text(encoding="utf-8").split("[channels.kununu]")[1]


def test_unsaved_changes_are_asked_about_and_can_be_discarded(tmp_path: Path) -> None:
    """After ctrl+q and “discard” the file is as it was."""
    path = tmp_path / "raci.toml"
    path.write_text(GUEST_HOUSE, encoding="utf-8")
    terminal = Terminal(str(path), home=tmp_path)
    terminal.until("✕ 2")
    terminal.press(b"\x1b[1;5F\x1b[Fi")
    terminal.until("•")
    terminal.press(b"\x11")
    terminal.until("unsaved")
    terminal.press(b"d")
    assert terminal.exit_code() == 0
    assert path.read_text(encoding="utf-8") == GUEST_HOUSE


def test_a_pasted_range_with_heads_is_read_and_what_follows_it_waits(tmp_path: Path) -> None:
    """As terminals paste it, lines ended by carriage returns, with the next keys right behind."""
    path = tmp_path / "raci.toml"
    path.write_text(GUEST_HOUSE, encoding="utf-8")
    terminal = Terminal(str(path), home=tmp_path)
    terminal.until("✕ 2")
    range_ = 'Kanal\tInhaberin\t"Büro"\rFax\tA\tR\r"Brief\ran alle"\tA\tI\r'
    terminal.press(b"\x1b[200~" + range_.encode() + b"\x1b[201~" + b"\r")
    terminal.until("New channels: 2")
    terminal.press(b"\r")
    terminal.until("Imported")
    terminal.press(b"\x1b")
    terminal.until("•")
    terminal.press(b"\x13")
    terminal.until("Saved")
    terminal.press(b"\x11")
    assert terminal.exit_code() == 0
    assert 'name = "Brief an alle"' in path.read_text(encoding="utf-8")


def test_from_nothing_to_a_matrix_by_enter_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`raci` where no file is: name, template, and a matrix that is saved."""
    monkeypatch.chdir(tmp_path)
    terminal = Terminal(home=tmp_path)
    terminal.until("whose matrix")
    terminal.press(b"Inn\r")
    terminal.until("begin with")
    terminal.press(b"\r")
    terminal.until("Nothing is on the disk yet")
    terminal.press(b"\x13")
    terminal.until("Saved")
    terminal.press(b"\x11")
    assert terminal.exit_code() == 0
    assert 'name = "Inn"' in (tmp_path / "raci.toml").read_text(encoding="utf-8")
