"""A real editor in a terminal that is killed, terminated, or loses its terminal."""

from __future__ import annotations

import signal
import time
from random import Random
from typing import TYPE_CHECKING

import pytest

from raci.storage.orphans import left_behind, read
from support.editor.kills import (
    Terminal,
    killed_while_typing,
    text_of,
)

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", range(4))
def test_file_and_journal_are_whole_whenever_it_is_killed(tmp_path: Path, seed: int) -> None:
    """Both hold texts that were on the screen, and the journal nothing older than the file.

    ``bench/kill.py`` does the same hundreds of times, and looks at the second that is promised.
    """
    outcome = killed_while_typing(tmp_path / "raci.toml", Random(seed), most=1.2)  # noqa: S311 - moments, no secrets
    assert outcome.whole
    if outcome.offered is not None:
        assert outcome.offered.count('"A"') <= outcome.disk.count('"A"')


def typed(path: Path) -> tuple[Terminal, str]:
    """Open the file, type three letters and wait until they are written down."""
    path.write_text(text_of(""), encoding="utf-8")
    terminal = Terminal(path)
    terminal.until(b"Website")
    terminal.rest()
    terminal.press(b"\x1b[1;5H\x1b[B\x1b[Fc\x1b[Bi\x1b[Bc")
    folder = path.parent / "state" / "raci" / "journal"
    wanted = text_of("CIC")
    end = time.monotonic() + 30
    while time.monotonic() < end:
        assert terminal.read(0.05)
        found = [read(str(place)) for place in folder.glob("*.journal")]
        if any(one and one.text == wanted for one in found):
            return terminal, str(folder)
    raise AssertionError("nothing was written down")


def test_what_was_typed_before_a_kill_is_offered(tmp_path: Path) -> None:
    """The next start offers all of it; taken over and saved, it is in the file."""
    path = tmp_path / "raci.toml"
    terminal, folder = typed(path)
    terminal.end_by(signal.SIGKILL)
    assert path.read_text(encoding="utf-8") == text_of("")
    assert [left.text for left in left_behind(path, within=folder)] == [text_of("CIC")]
    again = Terminal(path)
    again.until(b"Unsaved edits")
    again.read(1.0)
    again.press(b"t")
    again.until(b"Taken over")
    again.press(b"\x13")
    again.until(b"Saved")
    again.press(b"\x11")
    assert again.exit_code() == 0
    assert path.read_text(encoding="utf-8") == text_of("CIC")
    assert left_behind(path, within=folder) == ()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_signal_ends_it_in_order(tmp_path: Path, name: str) -> None:
    """The terminal is put right, no traceback is shown, and what was typed is offered later."""
    path = tmp_path / "raci.toml"
    terminal, folder = typed(path)
    number = signal.Signals[name]
    terminal.press(b"\x1b[Bi")
    terminal.read(0.2)
    assert terminal.end_by(number) == 128 + number
    assert b"\x1b[?1049l" in terminal.seen
    assert b"Traceback" not in terminal.seen
    (left,) = left_behind(path, within=folder)
    assert left.text in {text_of("CIC"), text_of("CICI")}
    assert not list((tmp_path / "state" / "raci" / "journal").glob("*.open"))


def test_lost_connection_loses_nothing(tmp_path: Path) -> None:
    """The terminal goes away without a word; the editor ends, and the journal is whole."""
    path = tmp_path / "raci.toml"
    terminal, folder = typed(path)
    assert terminal.hang_up() != 0
    assert [left.text for left in left_behind(path, within=folder)] == [text_of("CIC")]
