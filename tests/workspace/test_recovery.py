"""Unsaved edits: written down by the way, found after a crash, merged where need be."""

from __future__ import annotations

import datetime as dt
import gc
import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import raci.storage.keeper as module
from raci.model.edit import AddItem, SetCell, SetField
from raci.model.error import EditError
from raci.model.organisation import Cell
from raci.storage.keeper import Keeper
from raci.storage.orphans import left_behind, read
from raci.storage.presence import Presence
from raci.workspace import Workspace
from raci.workspace.recovery import offer, offers, take_over
from support import examples
from support.journals import change, journal

TODAY = dt.date(2026, 11, 21)
TEXT = """\
format = 1  # keep

[organisation]
name = "Firm"
language = "en"

[roles.boss]
name = "Boss"
leadership = true

[roles.it]
name = "IT"

[channels.web]  # the site
name = "Website"

[channels.web.raci]
it = "AR"  # for now

[channels.post]
name = "Post"
"""


@pytest.fixture
def within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A folder of journals; what is written goes there at once."""
    monkeypatch.setattr(module, "PAUSE", 0)
    return str(tmp_path / "journals")


def opened(path: Path, within: str) -> Workspace:
    """Open a file as the editor does."""
    space = Workspace.open(path, today=TODAY)
    space.keeper = Keeper(path, space.text, within=within)
    return space


def killed(space: Workspace) -> None:
    """Let go of the journal as a killed process does: nothing is taken away."""
    assert space.keeper
    assert space.keeper.settle()
    space.keeper.end(keep=True)
    descriptor = space.keeper._journal._descriptor
    if descriptor is not None:
        os.close(descriptor)
    space.keeper = None
    gc.collect()


def journals(within: str) -> list[Path]:
    """Return what lies in the folder of journals."""
    return sorted(Path(within).iterdir())


def typed(space: Workspace, letters: str, channel: str = "web", role: str = "boss") -> None:
    """Type letters into a cell."""
    space.apply(SetCell(channel, role, Cell(letters)))


def test_edits_come_back_after_a_crash(path: Path, within: str) -> None:
    """Undo and redo included: what was on the screen is what is offered."""
    space = opened(path, within)
    typed(space, "A")
    typed(space, "C", role="it")
    space.undo()
    space.redo()
    typed(space, "I", channel="post")
    space.undo()
    killed(space)
    again = opened(path, within)
    (left,) = offers(again, within=within)
    assert left.text == space.text
    offered = offer(left, again)
    assert {change.values["new"] for change in offered.changes} == {"A", "C"}
    take_over(offered, again)
    assert again.text == space.text
    assert not left_behind(path, within=within)
    again.undo()
    assert again.text == TEXT
    killed(again)


def test_what_is_taken_over_is_journalled_again(path: Path, within: str) -> None:
    """A second crash loses nothing either."""
    space = opened(path, within)
    typed(space, "A")
    killed(space)
    again = opened(path, within)
    take_over(offer(offers(again, within=within)[0], again), again)
    killed(again)
    (left,) = left_behind(path, within=within)
    assert left.text == space.text


def test_an_old_journal_stays_until_a_new_one_holds_its_edits(
    path: Path, within: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk takes no new journal, what was taken over can be taken over once more."""
    space = opened(path, within)
    typed(space, "A")
    killed(space)
    again = opened(path, within)
    (left,) = offers(again, within=within)
    assert again.keeper
    monkeypatch.setattr(again.keeper, "settle", lambda: False)
    take_over(offer(left, again), again)
    assert Path(left.place).exists()
    again.keeper.end(keep=False)


def test_saving_and_discarding_leave_nothing(path: Path, within: str) -> None:
    """The journal is there only while something is unsaved."""
    space = opened(path, within)
    typed(space, "A")
    space.save()
    assert space.keeper
    space.keeper.settle()
    assert journals(within) == []
    typed(space, "C")
    space.keeper.settle()
    assert len(journals(within)) == 1
    space.keeper.end(keep=False)
    assert journals(within) == []


def test_undo_past_a_save_is_unsaved(path: Path, within: str) -> None:
    """After a save the base is the saved text; going back behind it is a change of that."""
    space = opened(path, within)
    typed(space, "A")
    space.save()
    space.undo()
    killed(space)
    (left,) = left_behind(path, within=within)
    assert left.text == TEXT
    assert left.base == path.read_text(encoding="utf-8")


def test_what_was_saved_by_then_is_not_offered(path: Path, within: str) -> None:
    """A crash between the save and the end of its journal is no loss."""
    space = opened(path, within)
    typed(space, "A")
    killed(space)
    path.write_text(space.text, encoding="utf-8")
    assert offers(opened(path, within), within=within) == ()
    assert journals(within) == []


def test_torn_last_line_costs_the_last_edit_alone(path: Path, within: str) -> None:
    """Whatever was cut off in the middle, the edits before it are offered."""
    space = opened(path, within)
    typed(space, "A")
    kept = space.text
    typed(space, "C", role="it")
    killed(space)
    journal = journals(within)[0]
    journal.write_bytes(journal.read_bytes()[:-9])
    (left,) = offers(opened(path, within), within=within)
    assert left.text == kept


def test_what_cannot_be_read_is_never_taken_over(path: Path, within: str) -> None:
    """Neither a journal without a sound record nor one that leads to a text that is no TOML."""
    space = opened(path, within)
    typed(space, "A")
    killed(space)
    (place,) = journals(within)
    for data in (b"x" + place.read_bytes(), journal(change(0, "", "= broken"), base=TEXT)):
        place.write_bytes(data)
        again = opened(path, within)
        (left,) = offers(again, within=within)
        offered = offer(left, again)
        assert not offered.readable
        with pytest.raises(EditError):
            take_over(offered, again)
        assert again.text == TEXT
        assert place.exists()
        killed(again)


def test_no_edit_waits_for_the_disk_behind_another(
    path: Path, within: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the disk is busy with earlier edits, later ones are written down: a kill loses none."""
    free, busy = threading.Event(), threading.Event()

    def fsync(_descriptor: int) -> None:
        busy.set()
        free.wait(10)

    space = opened(path, within)
    monkeypatch.setattr(os, "fsync", fsync)
    try:
        typed(space, "A")
        assert busy.wait(10)
        typed(space, "C", role="it")
        keeper = space.keeper
        assert keeper
        written = threading.Event()
        keeper._do(written.set)
        assert written.wait(10)
        (place,) = journals(within)
        left = read(str(place))
        assert left
        assert left.text == space.text
    finally:
        free.set()
    killed(space)


def test_only_the_owner_can_read_the_journal(path: Path, within: str) -> None:
    """The folder is 0700, the journal 0600."""
    space = opened(path, within)
    typed(space, "A")
    assert space.keeper
    space.keeper.settle()
    assert stat.S_IMODE(Path(within).stat().st_mode) == 0o700
    assert stat.S_IMODE(journals(within)[0].stat().st_mode) == 0o600
    space.keeper.end(keep=False)


def test_changed_file_is_merged_by_cell(path: Path, within: str) -> None:
    """Edits of other cells fit together; the comments of the disk stay."""
    space = opened(path, within)
    typed(space, "A")
    killed(space)
    theirs = TEXT.replace("# the site", "# our site").replace('"Post"', '"Letters"')
    path.write_text(theirs, encoding="utf-8")
    again = opened(path, within)
    offered = offer(offers(again, within=within)[0], again)
    assert offered.merge
    assert offered.merge.conflicts == ()
    take_over(offered, again)
    assert again.organisation.channels["web"].raci["boss"].letters == "A"
    assert again.organisation.channels["post"].name == "Letters"
    assert "# our site" in again.text
    killed(again)


def test_conflicts_are_told_and_decided_one_by_one(path: Path, within: str) -> None:
    """Mine stays until somebody decides for the disk; each conflict for itself."""
    space = opened(path, within)
    typed(space, "C", role="it")
    space.apply(SetField(("channels", "post", "name"), "Mail"))
    killed(space)
    theirs = TEXT.replace('it = "AR"', 'it = "I"').replace('"Post"', '"Letters"')
    path.write_text(theirs, encoding="utf-8")
    again = opened(path, within)
    offered = offer(offers(again, within=within)[0], again)
    merge = offered.merge
    assert merge
    told = {merge.told(one)[0].values["name"]: merge.told(one)[1:] for one in merge.conflicts}
    assert told == {"Mail": ("Mail", "Letters"), "Website": ("C", "I")}
    cell = next(rank for rank, one in enumerate(merge.conflicts) if one.path[-1] == "it")
    take_over(offered, again, frozenset({cell}))
    assert again.organisation.channels["web"].raci["it"].letters == "I"
    assert again.organisation.channels["post"].name == "Mail"
    killed(again)


def test_broken_file_can_be_replaced_as_a_whole(path: Path, within: str) -> None:
    """What cannot be merged is told; taking over is still one step that can be undone."""
    space = opened(path, within)
    typed(space, "A")
    killed(space)
    path.write_text(TEXT + "<<<<<<<\n", encoding="utf-8")
    again = opened(path, within)
    assert again.read_only
    offered = offer(offers(again, within=within)[0], again)
    assert offered.whole
    take_over(offered, again)
    assert again.text == space.text
    again.undo()
    assert again.text.endswith("<<<<<<<\n")
    killed(again)


def test_new_file_comes_back_too(tmp_path: Path, within: str) -> None:
    """Edits of a file that was never saved are offered when it is begun again."""
    path = tmp_path / "new.toml"
    source = tmp_path / "raci.toml"
    source.write_text(TEXT, encoding="utf-8")
    document = Workspace.open(source, today=TODAY).document
    space = Workspace(document, today=TODAY, path=path)
    space.keeper = Keeper(path, space.text, within=within)
    typed(space, "A")
    killed(space)
    again = Workspace(document, today=TODAY, path=path)
    again.keeper = Keeper(path, again.text, within=within)
    take_over(offer(offers(again, within=within)[0], again), again)
    assert again.text == space.text
    again.save()
    assert path.read_text(encoding="utf-8") == space.text
    killed(again)


def test_full_disk_is_told_and_mended(
    path: Path, within: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Editing goes on; when there is room again, everything is written anew."""
    space = opened(path, within)
    assert space.keeper
    real = os.write

    def full(descriptor: int, data: bytes) -> int:
        del descriptor, data
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    typed(space, "A")
    assert not space.keeper.settle()
    assert "No space left" in str(space.keeper.trouble and space.keeper.trouble.values)
    typed(space, "C", role="it")
    space.keeper.settle()
    monkeypatch.setattr(os, "write", real)
    space.keeper.mend(space.text)
    assert space.keeper.settle()
    typed(space, "I", channel="post")
    killed(space)
    assert left_behind(path, within=within)[0].text == space.text


def test_typing_never_waits_for_the_disk(
    path: Path, within: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No system call of the journal is made by the thread that types."""
    import threading

    space = opened(path, within)
    callers: set[int] = set()
    for name in ("open", "write", "fsync"):
        real = getattr(os, name)

        def noted(*arguments: object, real: object = real, **named: object) -> object:
            callers.add(threading.get_ident())
            return real(*arguments, **named)  # type: ignore[operator]

        monkeypatch.setattr(os, name, noted)
    typed(space, "A")
    space.undo()
    space.redo()
    assert space.keeper
    space.keeper.settle()
    assert callers
    assert threading.get_ident() not in callers
    space.keeper.end(keep=False)


def test_saving_elsewhere_takes_the_journal_along(path: Path, within: str) -> None:
    """From then on unsaved edits belong to the new file."""
    space = opened(path, within)
    typed(space, "A")
    other = path.with_name("other.toml")
    space.save(other)
    typed(space, "C")
    killed(space)
    assert not left_behind(path, within=within)
    assert left_behind(other, within=within)[0].text == space.text


@pytest.mark.parametrize("change", ["nothing", "the new file", "an edit"])
def test_a_kill_after_saving_elsewhere_offers_nothing_old(
    path: Path, within: str, change: str
) -> None:
    """Before the journal knows of it: edits are offered only if they are not in the new file."""
    space = opened(path, within)
    typed(space, "A")
    other = path.with_name("other.toml")
    space.begin_save(other).write()
    if change == "the new file":
        other.write_text(TEXT, encoding="utf-8")
    elif change == "an edit":
        typed(space, "C")
    killed(space)
    again = opened(path, within)
    assert len(offers(again, within=within)) == (change != "nothing")
    assert len(left_behind(path, within=within)) == (change != "nothing")
    killed(again)


_STEPS = st.lists(
    st.sampled_from(["type", "add", "undo", "redo", "save", "reload"]), min_size=1, max_size=12
)


@settings(max_examples=examples(25))
@given(_STEPS, st.randoms(use_true_random=False))
def test_whatever_was_done_comes_back(steps: list[str], random: object) -> None:
    """After any edits, undos, saves and reloads, disk and journal together hold the screen."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PAUSE", 0)
        path = Path(folder) / "raci.toml"
        path.write_text(TEXT, encoding="utf-8")
        within = str(Path(folder) / "journals")
        space = opened(path, within)
        for rank, step in enumerate(steps):
            _take(space, step, rank, random)
        killed(space)
        left = left_behind(path, within=within)
        assert (left[0].text if left else path.read_text(encoding="utf-8")) == space.text


def _take(space: Workspace, step: str, rank: int, random: object) -> None:
    from raci.storage import file as disk

    assert space.path
    if step == "type":
        letters = random.choice(["A", "R", "C", "I", "AR"])  # type: ignore[attr-defined]
        typed(space, letters, role=random.choice(["boss", "it"]))  # type: ignore[attr-defined]
    elif step == "add":
        space.apply(AddItem("channels", f"c{rank}", {"name": f"Café {rank} 🙂"}))
    elif step == "undo":
        space.undo()
    elif step == "redo":
        space.redo()
    elif step == "save":
        space.save()
    else:
        space.path.write_text(f"{TEXT}# {rank}\n", encoding="utf-8")
        space.reload(disk.read(space.path))


def test_two_editors_know_of_each_other(path: Path, within: str) -> None:
    """Each sees the other's note while it lives, and no longer."""
    first, second = Presence(path, within=within), Presence(path, within=within)
    assert first.others() == ()
    first.announce()
    (other,) = second.others()
    assert other.pid == os.getpid()
    second.announce()
    assert [one.note for one in first.others()] == [second.note]
    second.withdraw()
    assert first.others() == ()
    first.withdraw()
    assert journals(within) == []


def test_note_of_a_dead_editor_is_taken_away(path: Path, within: str) -> None:
    """A crash does not make a file look open for ever."""
    gone = Presence(path, within=within)
    gone.announce()
    assert gone._descriptor is not None
    os.close(gone._descriptor)
    assert Presence(path, within=within).others() == ()
    assert journals(within) == []


def test_note_that_says_nothing_still_counts(path: Path, within: str) -> None:
    """It is locked by somebody; who that is stays unknown."""
    other = Presence(path, within=within)
    other.announce()
    Path(other.note).write_text("{", encoding="utf-8")
    assert [one.user for one in Presence(path, within=within).others()] == ["?"]
    other.withdraw()


def test_user_without_a_name(path: Path, within: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In some containers nobody is called anything."""

    def nameless() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nameless)
    first = Presence(path, within=within)
    first.announce()
    assert [one.user for one in Presence(path, within=within).others()] == ["?"]
    first.withdraw()


def test_folder_that_cannot_be_written_is_no_trouble(path: Path) -> None:
    """Then others do not know of us, and editing goes on."""
    first = Presence(path, within=str(path))
    first.announce()
    assert first.others() == ()
    first.withdraw()


def test_other_files_have_other_notes(path: Path, within: str) -> None:
    """The same name in another folder is another file; a link to the file is the same."""
    first = Presence(path, within=within)
    first.announce()
    link = path.with_name("link.toml")
    link.symlink_to(path)
    assert Presence(path.with_name("other.toml"), within=within).others() == ()
    assert len(Presence(link, within=within).others()) == 1
    first.withdraw()
