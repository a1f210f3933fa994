"""The file on the disk while it is open: changed, gone, come back, read-only."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

import pytest

from raci.model.edit import AddItem, DeleteItem, DeleteWaiver, Move, RenameId, SetCell, SetField
from raci.model.error import EditError, FileError
from raci.model.organisation import Cell
from raci.storage import file as disk
from raci.storage.watch import Outside, Watch
from raci.workspace import Workspace
from support.small_firm import FIRM

if TYPE_CHECKING:
    from pathlib import Path

    from raci.model.edit import Edit

TODAY = dt.date(2026, 11, 21)
TEXT = FIRM


def elsewhere(path: Path, *edits: Edit) -> disk.Source:
    """Let somebody else edit the file; return what is on the disk then."""
    other = Workspace.open(path, today=TODAY)
    for edit in edits:
        other.apply(edit)
    other.save()
    return disk.read(path)


def rested(watch: Watch) -> Outside:
    """Look until what happened has rested."""
    assert watch.look() is Outside.SAME
    return watch.look()


def test_each_change_is_told_once(space: Workspace, path: Path) -> None:
    """A change is told when it has rested for a look, and only then."""
    watch = Watch(space)
    assert watch.look() is Outside.SAME
    path.write_text(TEXT + "# more\n", encoding="utf-8")
    assert rested(watch) is Outside.CHANGED
    assert rested(watch) is Outside.SAME
    assert watch.state() is Outside.CHANGED
    path.write_text(TEXT + "# and more\n", encoding="utf-8")
    assert rested(watch) is Outside.CHANGED


def test_touched_file_is_the_same(space: Workspace, path: Path) -> None:
    """Another time or inode with the same contents is no news."""
    watch = Watch(space)
    os.utime(path, (1, 1))
    assert rested(watch) is Outside.SAME
    path.unlink()
    path.write_text(TEXT, encoding="utf-8")
    assert rested(watch) is Outside.SAME


def test_own_save_is_no_news(space: Workspace) -> None:
    """What this editor writes does not come from outside."""
    watch = Watch(space)
    space.apply(SetCell("post", "it", Cell("R")))
    space.save()
    assert rested(watch) is Outside.SAME


def test_deleted_file_is_written_again(space: Workspace, path: Path) -> None:
    """It counts as unsaved then, although nothing was typed."""
    watch = Watch(space)
    path.unlink()
    assert rested(watch) is Outside.GONE
    assert space.dirty
    space.save()
    assert path.read_text(encoding="utf-8") == TEXT
    assert not space.dirty
    assert rested(watch) is Outside.SAME


def test_file_that_comes_back_is_saved(space: Workspace, path: Path) -> None:
    """A sync folder may take a file away for a moment."""
    watch = Watch(space)
    path.rename(path.with_name("away.toml"))
    assert rested(watch) is Outside.GONE
    path.with_name("away.toml").rename(path)
    assert rested(watch) is Outside.SAME
    assert not space.dirty


def test_new_file_may_appear_meanwhile(path: Path, space: Workspace) -> None:
    """Two people begin the same file: the second is told."""
    new = path.with_name("new.toml")
    fresh = Workspace(space.document, today=TODAY, path=new)
    watch = Watch(fresh)
    assert rested(watch) is Outside.SAME
    new.write_text(TEXT, encoding="utf-8")
    assert rested(watch) is Outside.CHANGED


def test_workspace_without_a_file_is_left_alone(space: Workspace) -> None:
    """Nothing can happen to what is not on the disk."""
    watch = Watch(Workspace(space.document, today=TODAY))
    assert watch.look() is Outside.SAME
    assert watch.state() is Outside.SAME
    assert watch.writable


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_file_is_known(space: Workspace, path: Path) -> None:
    """It is told before anything is typed."""
    path.chmod(0o444)
    assert not Watch(space).writable


def test_writable_as_permissions_tell(
    space: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file and its folder are asked; a file that is not there yet may be made."""
    watch = Watch(space)
    assert watch.writable
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert not watch.writable
    path.unlink()
    assert watch.writable


def test_reload_is_one_step(space: Workspace, path: Path) -> None:
    """The disk's text is shown and counts as saved; undo brings back what was here."""
    space.apply(SetCell("post", "it", Cell("R")))
    mine = space.text
    source = elsewhere(path, SetCell("web", "it", Cell("C")))
    space.reload(source)
    assert space.text == source.text
    assert not space.dirty
    space.undo()
    assert space.text == mine
    assert space.dirty
    space.redo()
    space.apply(SetCell("shop", "it", Cell("I")))
    space.save()
    assert path.read_text(encoding="utf-8") == space.text


def test_reload_of_the_same_text_is_no_step(space: Workspace) -> None:
    """Nothing to undo where nothing changed."""
    assert space.path
    space.reload(disk.read(space.path))
    assert not space.history.can_undo
    assert not space.dirty


def test_merge_is_one_step_on_the_disks_text(space: Workspace, path: Path) -> None:
    """Both edits are there, the disk is the new base, undo brings back what was here."""
    space.apply(SetCell("post", "it", Cell("R")))
    mine = space.text
    source = elsewhere(path, SetCell("shop", "boss", Cell("A")))
    merge = space.merge_with(source)
    assert merge
    assert merge.conflicts == ()
    space.join(source, merge.text())
    assert space.dirty
    assert space.saved
    assert space.saved.text == source.text
    channels = space.organisation.channels
    assert channels["post"].raci["it"].letters == "R"
    assert channels["shop"].raci["boss"].letters == "A"
    space.save()
    assert path.read_text(encoding="utf-8") == space.text
    space.undo()
    assert space.text == mine


def test_merge_that_equals_the_disk_is_saved(space: Workspace, path: Path) -> None:
    """Both did the same: nothing is left to save."""
    space.apply(SetCell("post", "it", Cell("R")))
    source = elsewhere(path, SetCell("post", "it", Cell("R")))
    merge = space.merge_with(source)
    assert merge
    space.join(source, merge.text())
    assert not space.dirty


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (SetCell("web", "it", Cell("A")), SetCell("web", "it", Cell("I"))),
        (SetField(("channels", "web", "name"), "Site"), SetField(("channels", "web", "name"), "X")),
        (DeleteItem("channels", "web"), SetCell("web", "it", Cell("I"))),
        (SetCell("web", "it", Cell("I")), DeleteItem("channels", "web")),
        (DeleteItem("roles", "it"), SetCell("post", "it", Cell("I"))),
        (RenameId("channels", "web", "site"), RenameId("channels", "web", "page")),
        (Move("channels", "web", None), Move("channels", "shop", "web")),
        (SetField(("waivers", 0, "reason"), "a"), SetField(("waivers", 0, "reason"), "b")),
        (
            AddItem("channels", "fax", {"name": "Fax", "kind": "traditional"}),
            AddItem("channels", "fax", {"name": "Fax", "kind": "new"}),
        ),
    ],
    ids=["cell", "name", "deleted", "deleted there", "role", "renamed", "order", "waiver", "added"],
)
def test_every_conflict_can_be_decided_either_way(
    path: Path, space: Workspace, mine: Edit, theirs: Edit
) -> None:
    """For the disk throughout the result says what the disk says, for mine what the screen says."""
    space.apply(mine)
    source = elsewhere(path, theirs)
    merge = space.merge_with(source)
    assert merge
    everything = frozenset(range(len(merge.conflicts)))
    assert merge.text(everything) == source.text
    assert merge.conflicts
    for conflict in merge.conflicts:
        place, here, there = merge.told(conflict)
        assert place
        assert here != there
    assert merge.text() != source.text


def test_one_of_two_conflicts_goes_with_the_disk(path: Path, space: Workspace) -> None:
    """A role deleted here and used there comes back with all that names it; the other stays."""
    space.apply(DeleteItem("roles", "it"))
    space.apply(SetField(("channels", "post", "name"), "Mail"))
    source = elsewhere(
        path,
        SetField(("roles", "it", "name"), "EDV"),
        SetField(("channels", "post", "name"), "Letters"),
    )
    merge = space.merge_with(source)
    assert merge
    deleted = next(rank for rank, one in enumerate(merge.conflicts) if one.path[0] == "roles")
    space.join(source, merge.text(frozenset({deleted})))
    assert space.organisation.roles["it"].name == "EDV"
    assert space.organisation.channels["web"].raci["it"].letters == "R"
    assert space.organisation.channels["post"].name == "Mail"


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (SetField(("waivers", 0, "reason"), "a"), SetField(("waivers", 0, "reason"), "b")),
        (DeleteWaiver(0), SetField(("waivers", 0, "reason"), "b")),
        (RenameId("channels", "shop", "store"), RenameId("channels", "shop", "market")),
        (SetField(("channels", "shop", "name"), "Store"), DeleteItem("channels", "shop")),
        (Move("channels", "web", None), Move("channels", "shop", "web")),
        (SetCell("web", "it", Cell("A")), SetCell("web", "it", None)),
    ],
    ids=["reason", "waiver", "renamed", "deleted there", "order", "cell"],
)
def test_each_conflict_is_decided_for_itself(
    path: Path, space: Workspace, mine: Edit, theirs: Edit
) -> None:
    """One goes with the disk while another one stays as it is here."""
    space.apply(SetField(("channels", "post", "name"), "Mail"))
    space.apply(mine)
    source = elsewhere(path, SetField(("channels", "post", "name"), "Letters"), theirs)
    merge = space.merge_with(source)
    assert merge
    name = ("channels", "post", "name")
    others = frozenset(rank for rank, one in enumerate(merge.conflicts) if one.path != name)
    assert len(others) == len(merge.conflicts) - 1
    assert merge.text(others) == source.text.replace('"Letters"', '"Mail"')


def test_what_cannot_be_understood_is_not_merged(space: Workspace, path: Path) -> None:
    """A half-written file can be reloaded or written over, knowingly."""
    space.apply(SetCell("post", "it", Cell("R")))
    path.write_text("format = [", encoding="utf-8")
    assert space.merge_with(disk.read(path)) is None
    with pytest.raises(FileError):
        space.save()
    mine = space.text
    _overwrite(space)
    assert path.read_text(encoding="utf-8") == mine


def test_overwriting_elsewhere_goes_on_there(space: Workspace, path: Path) -> None:
    """An existing file is replaced, a new one is made; the workspace moves there."""
    other = path.with_name("other.toml")
    other.write_text("old", encoding="utf-8")
    _overwrite(space, other)
    assert other.read_text(encoding="utf-8") == TEXT
    assert space.path == other
    _overwrite(space, path.with_name("third.toml"))
    assert path.with_name("third.toml").read_text(encoding="utf-8") == TEXT
    with pytest.raises(FileError):
        _overwrite(Workspace(space.document, today=TODAY))


def test_what_is_only_looked_at_cannot_be_changed(space: Workspace) -> None:
    """The reason is told; reloading still works."""
    space.viewing = True
    assert space.read_only
    with pytest.raises(EditError) as caught:
        space.apply(SetCell("post", "it", Cell("R")))
    assert caught.value.text == space.refusal


def _overwrite(space: Workspace, path: Path | None = None) -> None:
    """Write over what is there now, as a person has decided."""
    space.begin_save(path, over=True).write()
    space.end_save()
