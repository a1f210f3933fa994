"""`raci merge --edit` in a real terminal, as git mergetool runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.editor.firm import GUEST_HOUSE
from support.editor.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

ROW = '"A"\nbuero = "R"'


@pytest.mark.parametrize(
    ("keys", "code", "letters"),
    [
        ((b"\x1b[C", b"\x13"), 0, "I"),
        ((b"<", b"\x13"), 0, "C"),
        ((b"\x1b[1;2C", b"\x13"), 0, "I"),
        ((b"\x1b",), 1, None),
    ],
    ids=["right, save", "all ours, save", "all theirs, save", "leave"],
)
def test_from_the_list_to_the_exit_code(
    tmp_path: Path, keys: tuple[bytes, ...], code: int, letters: str | None
) -> None:
    """Two keys decide, save and end with 0; one leaves, with 1 and without a file."""
    names = [str(tmp_path / name) for name in ("base.toml", "ours.toml", "theirs.toml")]
    for name, letter in zip(names, "RCI", strict=True):
        text = GUEST_HOUSE.replace(ROW, ROW.replace("R", letter))
        (tmp_path / name).write_text(text, encoding="utf-8")
    out = tmp_path / "out.toml"
    terminal = Terminal("merge", "--edit", *names, "--output", str(out), home=tmp_path)
    terminal.until("1 is undecided")
    for key in keys:
        terminal.press(key)
        if key != keys[-1]:
            terminal.until("▸ ")
    assert terminal.exit_code() == code
    assert out.exists() == (letters is not None)
    if letters:
        assert out.read_text(encoding="utf-8") == GUEST_HOUSE.replace(
            ROW, ROW.replace("R", letters)
        )
