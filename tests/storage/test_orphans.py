"""What nobody came back for goes after a while; what somebody may still want stays."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.storage import journal, orphans
from raci.storage.journal import Journal
from raci.storage.orphans import (
    KEPT_FOR,
    clear_away,
    left_behind,
    left_elsewhere,
    read,
)
from raci.toml_edit.patch import Patch
from support.failures import fails
from support.journals import change
from support.journals import journal as journal_of

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = 2_000_000_000.0
DAY = 24 * 3600


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    """Have nothing brought onto a real disk, hundreds of times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)
        yield


@pytest.fixture
def within(tmp_path: Path) -> str:
    """Return a folder for journals."""
    return str(tmp_path / "journals")


def living(path: str, within: str, days: float) -> Journal:
    """Begin a journal that was written last so many days ago."""
    kept = Journal(path, "", within=within)
    kept.append(Patch(0, "", "x"))
    os.utime(kept.place, (NOW - days * DAY,) * 2)
    return kept


def dead(path: str, within: str, days: float) -> Path:
    """Leave such a journal behind."""
    kept = living(path, within, days)
    assert kept._descriptor is not None
    os.close(kept._descriptor)
    return Path(kept.place)


def test_old_journals_of_other_files_go(within: str) -> None:
    """After ninety days nobody will come back; the file being opened is offered its own."""
    own, old, recent = dead("own", within, 300), dead("old", within, 91), dead("new", within, 89)
    clear_away("own", within=within, now=NOW)
    assert own.exists()
    assert not old.exists()
    assert recent.exists()
    assert KEPT_FOR == 90 * DAY


def test_only_so_many_are_kept(within: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest ones."""
    monkeypatch.setattr(orphans, "KEPT", 3)
    places = [dead(f"file{rank}", within, rank) for rank in range(6)]
    clear_away("file5", within=within, now=NOW)
    assert [place.exists() for place in places] == [True, True, True, False, False, True]


def test_what_a_living_editor_holds_stays(within: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However old it is, and however many there are."""
    monkeypatch.setattr(orphans, "KEPT", 0)
    kept = living("old", within, 400)
    clear_away("own", within=within, now=NOW)
    assert read(kept.place)
    kept.close()


@pytest.mark.parametrize("locks", [True, False])
def test_scraps_go(within: str, monkeypatch: pytest.MonkeyPatch, *, locks: bool) -> None:
    """Half-made journals and notes of the dead go: at once, or where no lock tells, after a day."""
    if not locks:
        monkeypatch.setattr(fcntl, "flock", fails(errno.ENOLCK))
    Path(within).mkdir()
    fates = {"a.journal.tmp": 2.0, "b.journal.tmp": 0.5, "c.open": 2.0, "d.open": 0.5, "e.txt": 999}
    for name, days in {**fates, "f.journal.tmp": 0.0, "g.journal.tmp": 0.0}.items():
        place = Path(within, name)
        place.write_text("x" * name.startswith("g"), encoding="utf-8")
        os.utime(place, (NOW - days * DAY,) * 2)
    clear_away("own", ".open", within=within, now=NOW)
    left = {"e.txt", "f.journal.tmp"}
    if not locks:
        left |= {"b.journal.tmp", "d.open", "g.journal.tmp"}
    assert set(os.listdir(within)) == left  # noqa: PTH208 - a string


def test_journal_that_cannot_be_taken_away_is_emptied(
    within: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was dropped is not offered again, be the folder read-only."""
    dead("own", within, 1)
    (left,) = left_behind("own", within=within)
    monkeypatch.setattr(os, "unlink", fails(errno.EACCES))
    left.drop()
    assert left_behind("own", within=within) == ()


def test_nothing_to_clear_away(within: str) -> None:
    """A folder that is not there, or the clock's own time, is no trouble."""
    clear_away("own", within=within)
    place = dead("other", within, 0)
    os.utime(place)
    clear_away("own", within=within)
    assert place.exists()


def test_huge_journal_is_none_of_ours(within: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is larger than any journal can be is not read."""
    place = dead("own", within, 0)
    monkeypatch.setattr(orphans, "_LARGEST", 10)
    assert read(str(place)) is None


def test_many_small_changes_become_one(within: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next start does all of them again; so there are never too many."""
    monkeypatch.setattr(journal, "MOST", 10)
    kept = Journal("own", "", within=within)
    for turn in range(25):
        kept.append(Patch(0, "", str(turn)))
        left = read(kept.place)
        assert left
        assert left.changes < 10
        assert left.text == "".join(str(one) for one in range(turn, -1, -1))
    kept.close()


def test_replaying_does_not_copy_the_text_each_time(
    within: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many changes of a large text: a patch that would copy all of it is never applied."""
    kept = Journal("own", "0123456789" * 100_000, within=within)
    monkeypatch.setattr(Patch, "apply", None)
    for turn in range(500):
        kept.append(Patch(turn * 1000, "0123", "4567"))
    assert kept._descriptor is not None
    os.close(kept._descriptor)
    (left,) = left_behind("own", within=within)
    assert left.changes == 500
    assert left.text == ("4567456789" + "0123456789" * 99) * 500 + "0123456789" * 50_000


@given(
    entry=st.dictionaries(
        st.sampled_from(["start", "old", "new"]),
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(),
            st.floats(),
            st.text(max_size=3),
            st.lists(st.integers(), max_size=2),
        ),
    )
)
def test_senseless_entries_end_a_journal(
    tmp_path_factory: pytest.TempPathFactory, entry: dict[str, object]
) -> None:
    """Numbers beyond all bounds, other types, missing keys: what came before counts, no error."""
    place = tmp_path_factory.getbasetemp() / "senseless.journal"
    place.write_bytes(journal_of(change(3, "", "d"), entry, base="abc"))
    left = read(str(place))
    whole = {"start", "old", "new"} <= set(entry)
    assert left or whole
    if left:
        assert left.text == "abcd" or whole
        assert left.damaged or whole


def test_others_are_known_without_their_texts(within: str) -> None:
    """Path and time of what was left of other files, the newest first; not what is alive."""
    dead("own", within, 1)
    older, newer = dead("one", within, 5), dead('tw"o\né', within, 2)
    alive = living("three", within, 1)
    for name in ("empty", "nonsense", "list"):
        Path(within, f"{name}.journal").write_text({"nonsense": "{", "list": "[]"}.get(name, ""))
    found = left_elsewhere("own", within=within)
    assert [one.place for one in found] == [str(newer), str(older)]
    assert [Path(one.path).name for one in found] == ['tw"o\né', "one"]
    assert found[1].modified == NOW - 5 * DAY
    for one in found:
        one.drop()
    assert left_elsewhere("own", within=within) == ()
    alive.close()
