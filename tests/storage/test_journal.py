"""The journal brings back what a crash would have taken."""

from __future__ import annotations

import errno
import os
import stat
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from raci.model.error import FileError
from raci.storage import journal as module
from raci.storage import state_folder
from raci.storage.journal import Journal
from raci.storage.orphans import left_behind, read, waiting
from raci.toml_edit.patch import Patch, difference
from raci.words import words_in
from support.journals import change, journal, journal_of

if TYPE_CHECKING:
    from pathlib import Path

BASE = "name = 'ä'\r\n"


@pytest.fixture
def org(tmp_path: Path) -> Path:
    """Return the path of an organisation's file."""
    return tmp_path / "org.toml"


@pytest.fixture
def within(tmp_path: Path) -> str:
    """Return a folder for journals that does not exist yet."""
    return str(tmp_path / "state" / "journal")


def crashed(kept: Journal) -> None:
    """Let the editor die: its lock goes, its journal stays."""
    assert kept._descriptor is not None
    os.close(kept._descriptor)
    kept._descriptor = None


def test_edits_come_back_after_a_crash(org: Path, within: str) -> None:
    """What was written down is offered at the next start, with base, text and count."""
    kept = Journal(org, BASE, within=within)
    kept.append(Patch(0, "name", "title"))
    kept.append(Patch(0, "t", "T"))
    kept.sync()
    assert left_behind(org, within=within) == ()
    crashed(kept)
    (left,) = left_behind(org, within=within)
    assert (left.base, left.text, left.changes) == (BASE, "Title = 'ä'\r\n", 2)
    assert left.path == str(org)
    assert waiting(org, within=within) == (left.place,)
    left.drop()
    assert left_behind(org, within=within) == ()


def test_nothing_is_written_while_nothing_is_unsaved(org: Path, within: str) -> None:
    """Before the first edit, after a save and after closing there is no journal."""
    kept = Journal(org, BASE, within=within)
    kept.sync()
    kept.close()
    assert not os.path.exists(within)  # noqa: PTH110 - a string
    kept.append(Patch(0, "name", "title"))
    saved = "title = 'ä'\r\n"
    kept.rest_on(org, saved, saved)
    assert os.listdir(within) == []  # noqa: PTH208 - a string
    kept.append(Patch(0, "title", "t"))
    crashed(kept)
    assert left_behind(org, within=within)[0].base == "title = 'ä'\r\n"


def test_only_the_owner_can_read_it(org: Path, within: str) -> None:
    """Folder and file are for the user alone."""
    kept = Journal(org, BASE, within=within)
    kept.append(Patch(0, "name", "title"))
    assert stat.S_IMODE(os.stat(kept.place).st_mode) == 0o600  # noqa: PTH116 - a string
    assert stat.S_IMODE(os.stat(within).st_mode) & 0o077 == 0  # noqa: PTH116 - a string


def test_other_files_have_other_journals(org: Path, within: str) -> None:
    """The journal of one file is not offered for another."""
    kept = Journal(org, BASE, within=within)
    kept.append(Patch(0, "name", "title"))
    crashed(kept)
    assert left_behind(org.parent / "other.toml", within=within) == ()


@given(cut=st.integers(0, 400), junk=st.binary(max_size=20))
@example(cut=0, junk=b"\n")
def test_torn_journal_gives_what_is_whole(
    tmp_path_factory: pytest.TempPathFactory, cut: int, junk: bytes
) -> None:
    """Wherever a journal is torn, and whatever follows, it gives a text that once was there.

    Or it says that nothing of it can be read, and gives none.
    """
    place = tmp_path_factory.getbasetemp() / "torn"
    kept = Journal("x", BASE, within=str(place))
    texts = [BASE, "A" + BASE, "AB" + BASE, "ABC" + BASE]
    for old, new in pairwise(texts):
        kept.append(difference(old, new))
    with open(kept.place, "rb") as stream:  # noqa: PTH123 - a string
        data = stream.read()
    kept.close()
    torn = place / "torn.journal"
    torn.write_bytes(data[:cut] + junk)
    left = read(str(torn))
    assert left is None or left.lost or left.text in texts


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"torn before its first line ends",
        b"[" * 100_000,
        journal(),
        journal(change(0, "x", "x")),
        journal(change(0, "x", "y"), version=3),
        journal(change(0, "x", "y"), base=5),
    ],
    ids=["empty", "torn", "deep", "no change", "the same", "newer", "no text"],
)
def test_what_is_no_journal_is_none(tmp_path: Path, data: bytes) -> None:
    """Empty, foreign, newer and senseless journals offer nothing, without an error."""
    place = tmp_path / "x.journal"
    place.write_bytes(data)
    assert read(str(place)) is None
    assert read(str(tmp_path / "nowhere")) is None


@pytest.mark.parametrize(
    "data",
    [
        b"{}\n",
        b"[]\n",
        b'{"raci": 2, "base": "x"}\n{"start": 0, "old": "x", "new": "y"}\n',
        journal(change(0, "z", "y")),
        journal({"start": None}),
        journal(5),
    ],
    ids=["no record", "a list", "no sums", "it does not fit", "no change", "a number"],
)
def test_a_journal_that_is_lost_is_told(tmp_path: Path, data: bytes) -> None:
    """Something was written down, and nothing of it can be read: that is not passed over."""
    place = tmp_path / "x.journal"
    place.write_bytes(data)
    left = read(str(place))
    assert left
    assert left.damaged
    assert left.lost


@given(data=st.data())
def test_damage_costs_what_stands_behind_it(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whichever bytes change, go or come: what is offered was typed, and is told to be a part."""
    texts = ["x"]
    for number in range(4):
        texts.append(f"{number}{texts[-1]}")
    sound = journal(*(change(0, "", str(number)) for number in range(4)))
    at = data.draw(st.integers(0, len(sound) - 2))
    stretch = data.draw(st.integers(0, 3))
    new = data.draw(st.binary(max_size=3))
    changed = sound[:at] + new + sound[at + stretch :]
    place = tmp_path_factory.getbasetemp() / "damaged.journal"
    place.write_bytes(changed)
    left = read(str(place))
    kept, rest = 0, changed
    for line in sound.splitlines(keepends=True):
        if not rest.startswith(line):
            break
        kept, rest = kept + 1, rest.removeprefix(line)
    if b"\n" in rest:
        assert left
        assert left.damaged
    assert (left.text if left else "x") == (texts[kept - 1] if kept else "" if left else "x")


def test_journal_stays_bounded(org: Path, within: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """After many changes they become one; what comes back is the same."""
    monkeypatch.setattr(module, "SLACK", 2000)
    kept = Journal(org, BASE, within=within)
    text = BASE
    for count in range(500):
        new = f"n{count} = 1\n" + BASE
        kept.append(difference(text, new))
        text = new
    assert os.stat(kept.place).st_size < 5000  # noqa: PTH116 - a string
    assert waiting(org, within=within) == ()
    assert os.listdir(within) == [os.path.basename(kept.place)]  # noqa: PTH119, PTH208 - strings
    crashed(kept)
    (left,) = left_behind(org, within=within)
    assert (left.base, left.text) == (BASE, text)


def renewed(org: Path, within: str) -> tuple[Journal, str]:
    """Begin a journal anew after one that is on the disk; return it and the old one's path."""
    kept = Journal(org, BASE, within=within)
    kept.append(Patch(0, "name", "title"))
    kept.sync()
    old, descriptor = kept.place, kept._descriptor
    kept.rest_on(org, BASE, "Title = 'ä'\r\n")
    assert old != kept.place
    assert descriptor is not None
    os.close(descriptor)  # as the kill does
    return kept, old


def test_writing_never_waits_for_the_disk(
    org: Path, within: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a change nor a journal in an old one's place calls for the disk; ``sync`` does."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: pytest.fail("it waits"))
    monkeypatch.setattr(module, "SLACK", 100)
    kept = Journal(org, BASE, within=within)
    for turn in range(9):
        kept.append(Patch(0, "", f"{turn} = 1\n"))
    kept.rest_on(org, BASE, "Title = 'ä'\r\n")
    kept.close()


def test_the_old_journal_stays_until_the_new_one_is_on_the_disk(org: Path, within: str) -> None:
    """A power cut finds one of them; a kill, which finds both, offers what the newer one holds."""
    kept, old = renewed(org, within)
    crashed(kept)
    (left,) = left_behind(org, within=within)
    assert (left.place, left.text) == (kept.place, "Title = 'ä'\r\n")
    left.drop()
    assert os.listdir(within) == []  # noqa: PTH208 - a string
    kept, old = renewed(org, within)
    kept.sync()
    assert not os.path.exists(old)  # noqa: PTH110 - a string
    kept.close()


def test_changes_that_change_nothing_count_instead_of_older_ones(org: Path, within: str) -> None:
    """What was undone before the kill is not offered because an older journal is there still."""
    kept, old = renewed(org, within)
    kept.append(Patch(0, "Title", "name"))
    crashed(kept)
    assert os.path.exists(old)  # noqa: PTH110 - a string
    assert left_behind(org, within=within) == ()


@pytest.mark.parametrize("cut", [0, 50, -10])
def test_a_new_journal_that_the_disk_lacks_hides_no_older_one(
    org: Path, within: str, cut: int
) -> None:
    """Empty, torn in its head or in its first change: the older one is offered."""
    kept, old = renewed(org, within)
    with open(kept.place, "rb") as stream:  # noqa: PTH123 - a string
        data = stream.read()
    with open(kept.place, "wb") as stream:  # noqa: PTH123 - a string
        stream.write(data[:cut])
    crashed(kept)
    assert [left.place for left in left_behind(org, within=within)] == [old]


@pytest.mark.parametrize(
    "name", ["../elsewhere.journal", "/etc/passwd", "other-1.journal", "\0.journal", 5, "own"]
)
def test_a_journal_names_no_file_of_others(tmp_path: Path, name: object) -> None:
    """What it says to count instead of is of its own file and in its own folder, or passed over."""
    place = tmp_path / "own-1.journal"
    head = {"raci": 2, "path": "x", "instead": [name], "base": "x"}
    place.write_bytes(journal_of(head, change(0, "x", "y")))
    left = read(str(place))
    assert left
    assert left.older == ()


def test_newest_comes_first(org: Path, within: str) -> None:
    """Of several crashes, the latest is offered first."""
    for rank in range(3):
        kept = Journal(org, BASE, within=within)
        kept.append(Patch(0, "", str(rank)))
        os.utime(kept.place, (rank, rank))
        crashed(kept)
    assert [left.text[0] for left in left_behind(org, within=within)] == ["2", "1", "0"]


def test_full_disk_is_told(org: Path, within: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the journal cannot be written, the sentence says what that means."""

    def full(*_args: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    kept = Journal(org, BASE, within=within)
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(FileError) as caught:
        kept.append(Patch(0, "name", "title"))
    monkeypatch.undo()
    assert (
        words_in("en")
        .say(caught.value.text)
        .startswith("unsaved edits are not safe from a crash: ")
    )
    with pytest.raises(FileError):
        kept.append(Patch(0, "t", "T"))
    kept.rewrite("Title = 'ä'\r\n")
    kept.append(Patch(0, "T", "t"))
    crashed(kept)
    assert left_behind(org, within=within)[0].text == "title = 'ä'\r\n"


def test_journals_are_in_the_users_state_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """By default they are where the system keeps a user's state."""
    monkeypatch.setenv("XDG_STATE_HOME", "/nowhere")
    assert state_folder.folder().endswith("journal")
    assert left_behind("x") == ()
