"""Where data goes."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from raci.cli.output import write
from raci.model.error import FileError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("target", [None, "-"])
def test_standard_output(capsys: pytest.CaptureFixture[str], target: str | None) -> None:
    """Without a file, text goes to the standard output."""
    write("text\n", target)
    assert capsys.readouterr().out == "text\n"


def test_bytes_into_a_pipe(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """A binary format may go into a pipe."""
    write(b"\x00\xff", None)
    import sys

    sys.stdout.flush()
    assert capfdbinary.readouterr().out == b"\x00\xff"


def test_bytes_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A binary format is refused on a terminal, with the way out."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(FileError, match="--output"):
        write(b"\x00", None)


def test_file(tmp_path: Path) -> None:
    """A file is written whole, with the mode that the user's mask gives."""
    target = tmp_path / "a.txt"
    write("ä\n", str(target))
    assert target.read_bytes() == "ä\n".encode()
    mask = os.umask(0)
    os.umask(mask)
    assert target.stat().st_mode & 0o777 == 0o666 & ~mask
    assert list(tmp_path.iterdir()) == [target]


def test_the_longest_name(tmp_path: Path) -> None:
    """A name as long as the system takes is written; what stands beside it has a short one."""
    target = tmp_path / ("n" * 251 + ".csv")
    write("new", str(target))
    assert target.read_text(encoding="utf-8") == "new"


def test_replaced_file_keeps_mode_and_link(tmp_path: Path) -> None:
    """What was there keeps its mode, and a symbolic link stays one."""
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o600)
    link.symlink_to(real)
    write("new", str(link))
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    assert real.stat().st_mode & 0o777 == 0o600


def test_existing_file_is_refused(tmp_path: Path) -> None:
    """A new file never takes the place of another one, not even of a broken link."""
    target = tmp_path / "a.txt"
    target.symlink_to("nowhere")
    with pytest.raises(FileError, match="--force"):
        write("x", str(target), new=True)


def test_missing_folder_names_the_file(tmp_path: Path) -> None:
    """An error names the file that was asked for, not a temporary one."""
    target = str(tmp_path / "gone" / "a.txt")
    with pytest.raises(FileError) as caught:
        write("x", target)
    assert caught.value.text.values["path"] == target


def test_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing fails, what was there is still there and nothing else is left."""
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(FileError, match="the disk is full") as caught:
        write("new", str(target))
    assert caught.value.text.values["path"] == str(target)
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_device() -> None:
    """A device is written to, not replaced."""
    write("x", os.devnull)
    assert not os.path.isfile(os.devnull)  # noqa: PTH113 - as the system names it
