"""What a crash left is offered at the next start: take over, look, drop, each by one key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from raci.model.edit import SetCell
from raci.model.organisation import Cell
from raci.model.text import Text
from raci.storage.keeper import Keeper
from raci.storage.orphans import left_behind
from raci.storage.presence import Presence
from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.dialogs.conflicts import Conflicts
from raci.tui.dialogs.question import Alert
from raci.tui.dialogs.reading import Reading
from raci.words import words_in
from raci.workspace import Workspace
from support.editor.firm import GUEST_HOUSE, workspace
from support.editor.open_file import (
    alone,
    on_disk,
    opened,
    put,
    shown,
    until,
)


@pytest.fixture(autouse=True)
def listening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Alerts hear at once; one test looks at their deafness."""
    monkeypatch.setattr(Alert, "DEAF", 0.0)
    monkeypatch.setattr("raci.storage.keeper.PAUSE", 0.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is open in no editor."""
    place = tmp_path / "raci.toml"
    place.write_text(GUEST_HOUSE, encoding="utf-8")
    return place


def crashed(path: Path, letters: str = "C") -> str:
    """Leave an edit of the leaflet behind; return the text that was on the screen."""
    space = Workspace.open(path, today=workspace().today)
    space.keeper = Keeper(path, space.text)
    space.apply(SetCell("prospekt", "buero", Cell(letters)))
    assert space.keeper.settle()
    space.keeper.end(keep=True)
    descriptor = space.keeper._journal._descriptor
    assert descriptor is not None
    os.close(descriptor)
    return space.text


async def test_unsaved_edits_are_taken_over_by_one_key(path: Path) -> None:
    """They are told in the organisation's words; after T they are unsaved edits as before."""
    text = crashed(path)
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        assert "Prospekt: Büro R → C" in shown(pilot)
        assert "were not saved" in shown(pilot)
        await pilot.press("t")
        await alone(pilot)
        assert editor.workspace.text == text
        assert "•" in editor.panes.header_text
        await pilot.press("ctrl+z")
        assert editor.workspace.text == GUEST_HOUSE
        await pilot.press("ctrl+y", "ctrl+s")
        assert on_disk(path) == text
        assert editor.workspace.keeper
        editor.workspace.keeper.settle()
        assert left_behind(path) == ()


async def test_unsaved_edits_are_looked_at_and_dropped(path: Path) -> None:
    """L shows all of them and comes back to the question, D drops them."""
    crashed(path)
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        await pilot.press("l")
        await until(pilot, Reading)
        await pilot.press("escape")
        await until(pilot, Alert)
        await pilot.press("d")
        await alone(pilot)
        assert editor.workspace.text == GUEST_HOUSE
        assert left_behind(path) == ()


def copied(path: Path, text: str) -> Path:
    """Leave a copy behind, as a kill does while a file of two names is written."""
    place = path.with_name(f".{path.name}.abcd1234.raci-old")
    place.write_text(text, encoding="utf-8")
    return place


async def test_an_old_copy_is_pointed_out(path: Path) -> None:
    """What was changed since is told; T takes it over as one step, and the copy stays."""
    old = GUEST_HOUSE.replace('buero = "R"', 'buero = "C"')
    place = copied(path, old)
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        assert "Prospekt: Büro C → R" in shown(pilot)
        assert place.name in shown(pilot).replace("\n", "").replace(" ", "")
        await pilot.press("t")
        await alone(pilot)
        assert editor.workspace.text == old
        await pilot.press("ctrl+z")
        assert editor.workspace.text == GUEST_HOUSE
    assert place.is_file()


async def test_an_old_copy_is_dropped_or_kept(path: Path) -> None:
    """Esc leaves it for the next time; D takes it away; one that says the same just goes."""
    place = copied(path, "format = 1 # cut")
    async with opened(path) as (pilot, _):
        await until(pilot, Alert)
        await pilot.press("escape")
        await alone(pilot)
    assert place.is_file()
    async with opened(path) as (pilot, _):
        await until(pilot, Alert)
        await pilot.press("d")
        await alone(pilot)
    assert not place.exists()
    copied(path, GUEST_HOUSE)
    async with opened(path) as (pilot, editor):
        await pilot.pause(0.1)
        assert pilot.app.screen is editor
    assert not place.exists()


def damage(place: str, *, before: bytes = b"", behind: bytes = b"") -> None:
    """Put bytes into a journal that are none of its own."""
    journal = Path(place)
    journal.write_bytes(before + journal.read_bytes() + behind)


async def test_damaged_edits_are_offered_as_far_as_they_are_sound(path: Path) -> None:
    """That a part is missing is told; what cannot be read at all is never taken over."""
    crashed(path)
    (left,) = left_behind(path)
    damage(left.place, behind=b"damage\n")
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        assert "this is what stands before it" in " ".join(shown(pilot).split())
        await pilot.press("t")
        await alone(pilot)
        assert editor.workspace.text == left.text
        await pilot.press("ctrl+z")
        await pilot.press("ctrl+q")
    for other in left_behind(path):
        other.drop()
    crashed(path)
    (left,) = left_behind(path)
    damage(left.place, before=b"damage\n")
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        assert "cannot be taken over" in " ".join(shown(pilot).split())
        await pilot.press("t", "enter")
        await alone(pilot)
        assert editor.workspace.text == GUEST_HOUSE
    assert [one.place for one in left_behind(path)] == [left.place]


async def test_esc_leaves_them_for_later(path: Path) -> None:
    """They are offered at the next start again, and by a command."""
    crashed(path)
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        await pilot.press("escape")
        await alone(pilot)
        assert len(left_behind(path)) == 1
        assert COMMANDS["recover"].unless(editor) is None
        editor.run(COMMANDS["recover"])
        await until(pilot, Alert)
        await pilot.press("d")
        await alone(pilot)
        assert COMMANDS["recover"].unless(editor) is not None


async def test_conflicts_are_decided_in_a_list(path: Path) -> None:
    """The file changed at the same cell meanwhile: told, and decided for the disk here."""
    crashed(path)
    put(path, GUEST_HOUSE.replace('buero = "R"', 'buero = "I"'))
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        assert "1 place" in shown(pilot)
        await pilot.press("t")
        await until(pilot, Conflicts)
        await pilot.press("escape")
        await until(pilot, Alert)
        await pilot.press("t")
        await until(pilot, Conflicts)
        await pilot.press("right", "left", "space", "enter")
        await alone(pilot)
        assert editor.organisation.channels["prospekt"].raci["buero"].letters == "I"


async def test_other_edits_of_the_file_stay(path: Path) -> None:
    """Edits in other places are merged without a question."""
    crashed(path)
    put(path, GUEST_HOUSE.replace('name = "kununu"', 'name = "Kununu"'))
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        assert "fit together" in shown(pilot)
        await pilot.press("enter")
        await alone(pilot)
        assert editor.organisation.channels["kununu"].name == "Kununu"
        assert editor.organisation.channels["prospekt"].raci["buero"].letters == "C"


async def test_broken_file_is_replaced_as_a_whole(path: Path) -> None:
    """What cannot be merged is told before it is taken over; undo brings back what was there."""
    text = crashed(path)
    put(path, GUEST_HOUSE + "<<<<<<<\n")
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        assert "cannot be merged" in " ".join(shown(pilot).split())
        await pilot.press("t")
        await alone(pilot)
        assert editor.workspace.text == text
        assert not editor.workspace.read_only
        await pilot.press("ctrl+z")
        assert editor.workspace.text.endswith("<<<<<<<\n")


async def test_it_speaks_german(path: Path) -> None:
    """Question, answers and their keys."""
    text = crashed(path)
    async with opened(path, "de") as (pilot, editor):
        await until(pilot, Alert)
        assert "nicht gesichert" in shown(pilot)
        assert "Verwerfen" in shown(pilot)
        await pilot.press("ü")
        await alone(pilot)
        assert editor.workspace.text == text


async def test_keys_typed_too_early_answer_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who types while the question comes up does not drop edits by that."""
    monkeypatch.setattr(Alert, "DEAF", 3600.0)
    crashed(path)
    async with opened(path) as (pilot, _):
        await until(pilot, Alert)
        await pilot.press("d", "enter", "t", "escape")
        assert isinstance(pilot.app.screen, Alert)
        assert len(left_behind(path)) == 1
        monkeypatch.setattr(Alert, "DEAF", 0.0)
        await pilot.press("escape")
        await alone(pilot)
        assert pilot.app.screen is pilot.app.screen_stack[0]


async def test_quitting_without_saving_gives_them_up(path: Path) -> None:
    """After "discard" nothing is offered; after a stop from outside all is."""
    async with opened(path) as (pilot, editor):
        editor.apply(SetCell("prospekt", "buero", Cell("C")))
        await pilot.press("ctrl+q")
        await pilot.pause()
        await pilot.press("d")
    assert left_behind(path) == ()
    async with opened(path) as (_, editor):
        editor.apply(SetCell("prospekt", "buero", Cell("C")))
        app = editor.app
        assert isinstance(app, RaciApp)
        app.guard.secure()
        journal = editor.workspace.keeper
        app.exit(143, return_code=143)
    assert journal
    descriptor = journal._journal._descriptor
    assert descriptor is not None
    os.close(descriptor)
    assert len(left_behind(path)) == 1


async def test_journal_in_trouble_is_told_once_and_mended(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Editing goes on; as soon as it can be written, everything is in it."""
    async with opened(path) as (pilot, editor):
        app, keeper = editor.app, editor.workspace.keeper
        assert isinstance(app, RaciApp)
        assert keeper
        told: list[object] = []
        monkeypatch.setattr(editor, "show_error", told.append)
        real = os.fsync
        monkeypatch.setattr(os, "fsync", _full)
        editor.apply(SetCell("prospekt", "buero", Cell("C")))
        assert not keeper.settle()
        app.guard.look()
        keeper.settle()
        app.guard.look()
        assert len(told) == 1
        monkeypatch.setattr(editor, "show_message", told.append)
        monkeypatch.setattr(os, "fsync", real)
        app.guard.look()
        assert keeper.settle()
        app.guard.look()
        app.guard.look()
        await pilot.pause()
        assert keeper.trouble is None
        assert told[1:] == [Text("Unsaved edits are safe from a crash again.")]


def _full(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


async def test_second_editor_may_look_or_go_on(path: Path) -> None:
    """It is told who has the file; Enter opens it for reading, O anyway."""
    first = Presence(path)
    first.announce()
    try:
        async with opened(path) as (pilot, editor):
            await until(pilot, Alert)
            assert str(os.getpid()) in shown(pilot)
            await pilot.press("enter")
            await alone(pilot)
            assert editor.workspace.read_only
            assert "read-only" in editor.panes.header_text
            await pilot.press("ctrl+end", "a")
            assert editor.workspace.text == GUEST_HOUSE
        async with opened(path) as (pilot, editor):
            await until(pilot, Alert)
            await pilot.press("o")
            await alone(pilot)
            assert not editor.workspace.read_only
    finally:
        first.withdraw()


async def test_first_editor_is_told_of_the_second(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once, while it is open."""
    async with opened(path) as (_, editor):
        told: list[object] = []
        monkeypatch.setattr(editor, "show_message", told.append)
        other = Presence(path)
        other.announce()
        app = editor.app
        assert isinstance(app, RaciApp)
        app.guard.stirred = float("-inf")
        app.guard.look()
        app.guard.look()
        other.withdraw()
        assert len(told) == 1


async def test_editor_without_a_home_tells_it_and_works(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No state folder at all: opened, told once with the first edit, and saved."""

    def user_state_dir(*_: object, **__: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("platformdirs.user_state_dir", user_state_dir)
    async with opened(path) as (pilot, editor):
        told: list[Text] = []
        monkeypatch.setattr(editor, "show_error", told.append)
        app, keeper = editor.app, editor.workspace.keeper
        assert isinstance(app, RaciApp)
        assert keeper
        for letters in "CIC":
            editor.apply(SetCell("prospekt", "buero", Cell(letters)))
            keeper.settle()
            app.guard.look()
        assert [words_in("en").say(text) for text in told] == [
            f"unsaved edits are not safe from a crash: {path}: there is no home folder"
        ]
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert on_disk(path) == editor.workspace.text


async def test_old_journals_of_other_files_go_at_the_start(path: Path) -> None:
    """What nobody came back for in ninety days is taken away; what is offered here is not."""
    other = path.with_name("other.toml")
    put(other, GUEST_HOUSE)
    crashed(other)
    crashed(path)
    for left in (*left_behind(other), *left_behind(path)):
        os.utime(left.place, (0, 0))
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        await pilot.press("escape")
        await alone(pilot)
        assert editor.workspace.keeper
        editor.workspace.keeper.settle()
        assert left_behind(other) == ()
        assert len(left_behind(path)) == 1


@pytest.mark.parametrize(("language", "keys"), [("en", "sd"), ("de", "as")])
async def test_unsaved_edits_of_other_files_are_listed_and_dropped(
    path: Path, language: str, keys: str
) -> None:
    """Seen without opening these files, and dropped by one key; what belongs to this one stays."""
    others = [path.with_name(name) for name in ("a.toml", "b\x1b[31m.toml")]
    async with opened(path, language) as (pilot, editor):
        entry = COMMANDS["recover-elsewhere"]
        assert entry.unless(editor) is not None
        for other in others:
            put(other, GUEST_HOUSE)
            crashed(other)
        crashed(path)
        assert entry.unless(editor) is None
        editor.run(entry)
        await until(pilot, Alert)
        assert "a.toml: " in shown(pilot)
        await pilot.press(keys[0])
        await until(pilot, Reading)
        await pilot.press("escape")
        await until(pilot, Alert)
        await pilot.press("escape")
        await alone(pilot)
        assert all(left_behind(other) for other in others)
        editor.run(entry)
        await until(pilot, Alert)
        await pilot.press(keys[1])
        await alone(pilot)
        assert not any(left_behind(other) for other in others)
        assert len(left_behind(path)) == 1
