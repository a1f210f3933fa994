"""Whatever the system refuses the journal: nothing crashes, and what was written stays readable."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from raci.model.error import FileError
from raci.storage import journal, lock, state_folder
from raci.storage.journal import Journal
from raci.storage.orphans import (
    clear_away,
    left_behind,
    read,
    standing,
    waiting,
)
from raci.toml_edit.patch import Patch, difference
from raci.words import words_in
from support.failures import fail_at, fails

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = [f"name = '{'ä' * count}'\n" * (count + 1) for count in range(9)]
BASE = TEXTS[0]

CALLS = (
    *("open", "write", "fsync", "replace", "unlink", "close", "makedirs", "mkdir"),
    *("stat", "fstat", "lstat", "listdir", "chmod"),
)
NUMBERS = [errno.ENOSPC, errno.EACCES, errno.EIO]


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    """Have nothing brought onto a real disk, a thousand times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)
        yield


@pytest.fixture
def org(tmp_path: Path) -> Path:
    """Return the path of an organisation's file."""
    return tmp_path / "org.toml"


@pytest.fixture
def within(tmp_path: Path) -> str:
    """Return a folder for journals that does not exist yet."""
    return str(tmp_path / "state" / "journal")


class Life:
    """A journal through edits, a save, a merge and a compaction, and what must be readable.

    Attributes:
        shown: The rank of the text on the screen.
        safe: The rank of the last text that was brought onto the disk, of file or journal.
    """

    def __init__(self, folder: Path) -> None:
        """Begin with the first text on the disk."""
        self.org = folder / "org.toml"
        self.org.write_text(BASE, encoding="utf-8")
        self.within = folder / "state" / "journal"
        self.within.mkdir(mode=0o777, parents=True)
        self.within.chmod(0o777)
        self.kept = Journal(self.org, BASE, within=str(self.within))
        self.shown = self.safe = self.saved = 0

    def steps(self) -> Iterator[object]:
        """Do one thing after the other; a step may fail."""
        for _ in range(3):
            yield self._typed
            yield self._synced
        yield self._looked
        yield self._written
        for _ in range(3):
            yield self._typed
            yield self._synced
        yield self._merged
        yield self._typed
        yield self._synced

    def _typed(self) -> None:
        self.shown += 1
        self.kept.append(difference(TEXTS[self.shown - 1], TEXTS[self.shown]))

    def _synced(self) -> None:
        self.kept.sync()
        self.safe = self.shown

    def _written(self) -> None:
        self.safe = self.saved = self.shown
        self.kept.rest_on(self.org, TEXTS[self.saved], TEXTS[self.shown])

    def _merged(self) -> None:
        self.saved = 1
        self.kept.rest_on(self.org, TEXTS[1], TEXTS[self.shown])
        self.safe = self.shown

    def _looked(self) -> None:
        assert left_behind(self.org, within=str(self.within)) == ()
        clear_away(self.org, within=str(self.within), now=2**40)

    def readable(self) -> None:
        """Assert that what was on the disk is there: all of it, and nothing that never was."""
        found = standing(map(str, self.within.glob("*.journal")))
        ranks = [TEXTS.index(left.text) for left in found]
        assert max([self.saved, *ranks]) >= self.safe
        assert len(ranks) <= 1

    def mended(self) -> None:
        """Assert that everything comes back when the disk works again."""
        if self.kept.torn:
            self.kept.rewrite(TEXTS[self.shown])
        self._synced()
        assert not self.kept.torn
        self.readable()


def lived(life: Life, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Live through all steps; what fails is mended at once. Return the complaints."""
    complaints = []
    for step in life.steps():
        try:
            step()  # type: ignore[operator]
        except FileError as error:
            complaints.append(words_in("en").say(error.text))
            life.readable()
            monkeypatch.undo()
            life.mended()
    return complaints


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("name", CALLS)
def test_every_system_call_may_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    """Whichever call fails, at whichever turn: a sentence at most, and nothing is lost by it."""
    for turn in range(1, 100):
        folder = tmp_path / f"{turn}"
        folder.mkdir()
        life = Life(folder)
        monkeypatch.setattr(journal, "SLACK", 120)
        counted = fail_at(monkeypatch, name, range(turn, turn + 1), number)
        complaints = lived(life, monkeypatch)
        monkeypatch.undo()
        assert len(complaints) <= 1
        assert all(str(life.within) in complaint for complaint in complaints)
        assert life.org.read_text(encoding="utf-8") == BASE
        life.mended()
        life.kept.close()
        assert [read(str(place)) for place in life.within.iterdir()] in ([], [None])
        if counted() < turn:
            break
    assert turn > 1, f"{name} is not called"


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("since", [1, 3, 9])
def test_disk_may_fail_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, since: int
) -> None:
    """A call that fails from some turn on loses nothing that was safe, and all comes back later."""
    life = Life(tmp_path)
    fail_at(monkeypatch, name, range(since, 10**6), number)
    for step in life.steps():
        try:
            step()  # type: ignore[operator]
        except FileError:
            assert life.kept.torn
    monkeypatch.undo()
    life.mended()
    life.kept.close()


def test_short_writes_are_finished(org: Path, within: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system takes only a part of the bytes, the rest follows."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))
    kept = Journal(org, BASE, within=within)
    kept.append(difference(BASE, TEXTS[5]))
    left = read(kept.place)
    assert left
    assert left.text == TEXTS[5]
    kept.close()


FOLDERS = {
    "a file": lambda place: place.write_text(""),
    "a link to nowhere": lambda place: place.symlink_to("nowhere/at/all"),
    "a link to itself": lambda place: place.symlink_to(place.name),
}


@pytest.mark.parametrize("kind", FOLDERS)
def test_state_folder_that_is_none(org: Path, tmp_path: Path, kind: str) -> None:
    """A file or a dead link in its place is told; put right, the journal is whole."""
    state = tmp_path / "state"
    FOLDERS[kind](state)
    kept = Journal(org, BASE, within=str(state))
    with pytest.raises(FileError) as caught:
        kept.append(Patch(0, "", "x"))
    assert str(state) in words_in("en").say(caught.value.text)
    assert waiting(org, within=str(state)) == ()
    clear_away(org, within=str(state))
    state.unlink()
    kept.rewrite(TEXTS[3])
    left = read(kept.place)
    assert left
    assert left.text == TEXTS[3]
    kept.close()


def test_state_folder_behind_a_link(org: Path, tmp_path: Path) -> None:
    """A link to a folder elsewhere is as good as the folder."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "state").symlink_to("elsewhere")
    kept = Journal(org, BASE, within=str(tmp_path / "state" / "journal"))
    kept.append(Patch(0, "", "x"))
    assert read(kept.place)
    kept.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_state_folder(org: Path, tmp_path: Path) -> None:
    """It is told; what was there before stays readable, and cannot be dropped but emptied."""
    state = tmp_path / "state"
    kept = Journal(org, BASE, within=str(state))
    kept.append(Patch(0, "", "x"))
    state.chmod(0o500)
    try:
        kept.append(Patch(0, "", "y"))
        with pytest.raises(FileError):
            kept.rewrite("z")
        left = read(kept.place)
        assert left
        assert left.text == f"yx{BASE}"
        left.drop()
        assert read(kept.place) is None
    finally:
        state.chmod(0o700)
        kept.close()


def test_journal_taken_away_is_written_again(org: Path, within: str) -> None:
    """Somebody clears the state folder while the editor is open: noticed with the next edit."""
    kept = Journal(org, BASE, within=within)
    kept.append(Patch(0, "", "x"))
    Path(kept.place).unlink()
    Path(within).rmdir()
    with pytest.raises(FileError):
        kept.sync()
    assert kept.torn
    kept.rewrite(f"x{BASE}")
    kept.append(Patch(0, "", "y"))
    kept.sync()
    left = read(kept.place)
    assert left
    assert left.text == f"yx{BASE}"
    kept.close()


def homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the home, and all that names another one."""
    for name in ("HOME", "XDG_STATE_HOME", "USERPROFILE", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)


def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library that knows the system's folders fail."""

    def user_state_dir(*_: object, **__: object) -> str:
        raise RuntimeError("no such system")

    monkeypatch.setattr("platformdirs.user_state_dir", user_state_dir)


@pytest.mark.parametrize("how", [homeless, broken])
@pytest.mark.parametrize(("language", "said"), [("en", "no home folder"), ("de", "Ordner")])
def test_no_home(
    org: Path, monkeypatch: pytest.MonkeyPatch, how: object, language: str, said: str
) -> None:
    """Without a state folder there is no journal; that is told, and nothing is put elsewhere."""
    monkeypatch.chdir(org.parent)
    how(monkeypatch)  # type: ignore[operator]
    kept = Journal(org, BASE)
    with pytest.raises(FileError) as caught:
        kept.append(Patch(0, "", "x"))
    sentence = words_in(language).say(caught.value.text)
    assert said in sentence
    assert str(org) in sentence
    assert left_behind(org) == ()
    clear_away(org)
    kept.sync()
    kept.close()
    assert list(org.parent.iterdir()) == []


def test_working_folder_that_is_gone(
    tmp_path: Path, within: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name without a folder has no place then; its edits are kept under that name."""
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    kept = Journal("org.toml", BASE, within=within)
    kept.append(Patch(0, "", "x"))
    left = read(kept.place)
    assert left
    assert left.path.endswith("org.toml")
    kept.close()


def test_folder_of_others_is_closed_to_them(org: Path, tmp_path: Path) -> None:
    """A folder that everybody could read is ours alone after the first edit."""
    state = tmp_path / "state"
    state.mkdir()
    state.chmod(0o777)
    kept = Journal(org, BASE, within=str(state))
    kept.append(Patch(0, "", "x"))
    assert state.stat().st_mode & 0o777 == 0o700
    kept.close()


def test_folder_of_somebody_else(
    org: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its mode is not ours to change; where we may write, edits are kept there all the same."""
    state = tmp_path / "state"
    state.mkdir()
    state.chmod(0o777)
    monkeypatch.setattr(state_folder, "_user", lambda status: status.st_uid + 1)
    kept = Journal(org, BASE, within=str(state))
    kept.append(Patch(0, "", "x"))
    assert state.stat().st_mode & 0o777 == 0o777
    assert Path(kept.place).stat().st_mode & 0o777 == 0o600
    assert read(kept.place)
    kept.close()


def planted(org: Path, within: str) -> Path:
    """Leave a journal behind, as a crash does; return its path."""
    kept = Journal(org, BASE, within=within)
    kept.append(Patch(0, "", "x"))
    assert kept._descriptor is not None
    os.close(kept._descriptor)
    return Path(kept.place)


def test_journals_of_strangers_are_not_offered(
    org: Path, within: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another user has put into the folder is not read, and not taken away."""
    place = planted(org, within)
    assert waiting(org, within=within) == (str(place),)
    real = os.fstat

    def foreign(descriptor: int) -> os.stat_result:
        status = list(real(descriptor))
        status[4] += 1
        return os.stat_result(status)

    monkeypatch.setattr(os, "fstat", foreign)
    monkeypatch.setattr(state_folder, "_user", lambda _status: os.geteuid())
    assert left_behind(org, within=within) == ()
    assert read(str(place)) is None
    clear_away(org.with_name("other.toml"), within=within, now=2.0**40)
    assert place.exists()


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "link to nowhere"])
def test_what_is_no_plain_file_is_not_opened(org: Path, within: str, kind: str) -> None:
    """Links, named pipes and folders called like journals neither mislead nor block anybody."""
    place = planted(org, within)
    elsewhere = org.with_name("elsewhere")
    place.rename(elsewhere)
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(elsewhere if kind == "link" else "nowhere")
    assert left_behind(org, within=within) == ()
    assert waiting(org, within=within) == ()
    clear_away(org.with_name("other.toml"), within=within, now=2.0**40)
    assert elsewhere.exists()


def test_guessed_name_is_not_written_through(
    org: Path, within: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even a link with the journal's own name, were it known, leads nowhere."""
    monkeypatch.setattr(os, "urandom", bytes)
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    name = Path(state_folder.fresh(org, journal.ENDING, within)).name
    Path(within).mkdir(parents=True)
    (Path(within) / f"{name}.00000000{state_folder.UNFINISHED}").symlink_to(victim)
    with pytest.raises(FileError):
        Journal(org, BASE, within=within).append(Patch(0, "", "x"))
    assert victim.read_text(encoding="utf-8") == "mine"


def test_names_that_are_no_text(tmp_path: Path, within: str) -> None:
    """A file's name may be any bytes; its edits come back like those of others."""
    path = tmp_path / os.fsdecode(b"caf\xe9\n.toml")
    place = planted(path, within)
    (left,) = left_behind(path, within=within)
    assert (left.place, left.path) == (str(place), str(path))


def test_where_open_files_cannot_be_renamed(
    org: Path, within: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a journal has its name from the start, and a new one takes turns with the old."""
    monkeypatch.setattr(lock, "MOVES_OPEN_FILES", False)
    monkeypatch.setattr(os, "replace", fails(errno.EACCES))
    monkeypatch.delattr(os, "geteuid")
    monkeypatch.delattr(os, "O_NOFOLLOW")
    kept = Journal(org, BASE, within=within)
    kept.append(Patch(0, "", "x"))
    first = kept.place
    assert read(first)
    kept.rewrite(TEXTS[4])
    assert [str(one) for one in Path(within).iterdir()] == [kept.place]
    assert kept.place != first
    kept.close()
    assert not list(Path(within).iterdir())
