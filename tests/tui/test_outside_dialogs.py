"""The file changes, vanishes or cannot be written while it is open."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Button, Input

from raci.model.edit import DeleteItem, SetCell
from raci.model.organisation import Cell
from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.dialogs.conflicts import Conflicts
from raci.tui.dialogs.form import Form
from raci.tui.dialogs.question import Alert, Question
from raci.words import words_in
from support.editor.firm import GUEST_HOUSE, workspace
from support.editor.open_file import (
    THERE,
    alone,
    look,
    on_disk,
    opened,
    put,
    remove,
    shown,
    until,
)

if TYPE_CHECKING:
    from pathlib import Path

    from raci.tui.screen.editor import Editor


@pytest.fixture(autouse=True)
def listening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Alerts hear at once."""
    monkeypatch.setattr(Alert, "DEAF", 0.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file on the disk."""
    place = tmp_path / "raci.toml"
    place.write_text(GUEST_HOUSE, encoding="utf-8")
    return place


def typed(editor: Editor, letters: str = "C") -> None:
    """Have something unsaved."""
    editor.apply(SetCell("prospekt", "buero", Cell(letters)))


def letters(editor: Editor) -> str:
    """Return what was typed."""
    return editor.organisation.channels["prospekt"].raci["buero"].letters


async def test_change_is_reloaded_by_one_key(path: Path) -> None:
    """What was changed is told in words; undo brings back what was here."""
    async with opened(path) as (pilot, editor):
        put(path)
        look(pilot)
        await until(pilot, Alert)
        assert "kununu" in shown(pilot)
        assert "Overwrite" not in shown(pilot)
        await pilot.press("r")
        await alone(pilot)
        assert editor.workspace.text == THERE
        assert not editor.workspace.dirty
        await pilot.press("ctrl+z")
        assert editor.workspace.text == GUEST_HOUSE


async def test_nothing_comes_up_while_somebody_types(path: Path) -> None:
    """A question waits until the keys have rested, and until other dialogs are left."""
    async with opened(path) as (pilot, editor):
        put(path)
        await pilot.press("down")
        assert isinstance(pilot.app, RaciApp)
        pilot.app.guard.stirred = float("inf")
        pilot.app.guard.look()
        await pilot.pause()
        assert pilot.app.screen is editor
        await pilot.press("ctrl+p")
        look(pilot)
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Alert)
        await pilot.press("escape")
        await alone(pilot)
        look(pilot)
        await until(pilot, Alert)
        await pilot.press("escape")
        await alone(pilot)
        look(pilot)
        await pilot.pause()
        assert pilot.app.screen is editor


async def test_merge_by_cell(path: Path) -> None:
    """Both edits are there; what was typed stays unsaved until it is saved."""
    async with opened(path) as (pilot, editor):
        typed(editor)
        put(path)
        look(pilot)
        await until(pilot, Alert)
        await pilot.press("m")
        await alone(pilot)
        assert editor.organisation.channels["kununu"].name == "Kununu"
        assert letters(editor) == "C"
        assert editor.workspace.dirty
        await pilot.press("ctrl+s")
        assert on_disk(path) == editor.workspace.text
        assert not editor.workspace.dirty


async def test_comments_that_a_merge_loses_are_told(path: Path) -> None:
    """What stood by a channel that was deleted here is told, and undo brings it back."""
    async with opened(path) as (pilot, editor):
        editor.apply(DeleteItem("channels", "kununu"))
        typed(editor)
        put(path, GUEST_HOUSE.replace('name = "kununu"', 'name = "kununu"  # ask Anna'))
        look(pilot)
        await until(pilot, Alert)
        await pilot.press("m")
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, Alert)
        assert "ask Anna" in shown(pilot)
        await pilot.press("enter")
        await alone(pilot)
        assert "kununu" not in editor.organisation.channels


async def test_save_over_a_change_merges_and_saves(path: Path) -> None:
    """A change that nobody noticed yet is noticed by the save; conflicts are decided first."""
    async with opened(path) as (pilot, editor):
        typed(editor)
        put(path, THERE.replace('buero = "R"', 'buero = "I"'))
        await pilot.press("ctrl+s")
        await until(pilot, Alert)
        await pilot.press("m")
        await until(pilot, Conflicts)
        assert letters(editor) == "C"
        await pilot.press("enter")
        await alone(pilot)
        assert on_disk(path) == editor.workspace.text
        assert letters(editor) == "C"
        assert 'name = "Kununu"' in on_disk(path)


async def test_merge_that_was_left_changes_nothing(path: Path) -> None:
    """Esc in the list of conflicts leaves screen and disk as they were."""
    async with opened(path) as (pilot, editor):
        typed(editor)
        there = THERE.replace('buero = "R"', 'buero = "I"')
        put(path, there)
        await pilot.press("ctrl+s")
        await until(pilot, Alert)
        await pilot.press("m")
        await until(pilot, Conflicts)
        await pilot.press("escape")
        await alone(pilot)
        assert editor.workspace.dirty
        assert letters(editor) == "C"
        assert on_disk(path) == there


async def test_overwriting_is_a_decision(path: Path) -> None:
    """The disk's text is replaced by what is on the screen."""
    async with opened(path) as (pilot, editor):
        typed(editor)
        put(path)
        editor.run(COMMANDS["changed-outside"])
        await until(pilot, Alert)
        await pilot.press("o")
        await alone(pilot)
        assert on_disk(path) == editor.workspace.text
        assert "Kununu" not in on_disk(path)


async def test_both_versions_can_be_kept(path: Path) -> None:
    """Saving under another name leaves the change on the disk alone."""
    async with opened(path) as (pilot, editor):
        typed(editor)
        put(path)
        await pilot.press("ctrl+s")
        await until(pilot, Alert)
        await pilot.press("s")
        await until(pilot, Form)
        other = path.with_name("other.toml")
        pilot.app.screen.query_one(Input).value = str(other)
        await pilot.press("enter")
        await alone(pilot)
        assert on_disk(path) == THERE
        assert on_disk(other) == editor.workspace.text
        assert editor.workspace.path == other
        look(pilot)
        await pilot.pause()
        assert pilot.app.screen is editor


async def test_another_file_is_replaced_after_a_question(path: Path) -> None:
    """Saving under the name of a file that exists replaces it when that was answered."""
    async with opened(path) as (pilot, editor):
        other = path.with_name("other.toml")
        put(other, "format = 1\n")
        editor.run(COMMANDS["save-as"])
        await until(pilot, Form)
        pilot.app.screen.query_one(Input).value = str(other)
        await pilot.press("enter")
        await until(pilot, Question)
        await pilot.press("r")
        await alone(pilot)
        assert on_disk(other) == editor.workspace.text


async def test_broken_file_is_not_merged(path: Path) -> None:
    """It is told, and what is on the screen stays."""
    async with opened(path) as (pilot, editor):
        typed(editor)
        put(path, GUEST_HOUSE + "<<<<<<<\n")
        look(pilot)
        await until(pilot, Alert)
        await pilot.press("m")
        await alone(pilot)
        assert letters(editor) == "C"
        assert editor.workspace.dirty


async def test_same_text_from_elsewhere_is_saved(path: Path) -> None:
    """Somebody else wrote what is on the screen: nothing to ask."""
    async with opened(path) as (pilot, editor):
        typed(editor)
        put(path, editor.workspace.text)
        look(pilot)
        await alone(pilot)
        assert not editor.workspace.dirty


async def test_deleted_file_is_told_and_written_again(path: Path) -> None:
    """It counts as unsaved at once."""
    async with opened(path) as (pilot, editor):
        remove(path)
        look(pilot)
        await pilot.pause()
        assert "•" in editor.panes.header_text
        await pilot.press("ctrl+s")
        await alone(pilot)
        assert on_disk(path) == GUEST_HOUSE


async def test_save_into_a_deleted_file_asks(path: Path) -> None:
    """Deleted a moment ago: write it again, by one key."""
    async with opened(path) as (pilot, editor):
        typed(editor)
        remove(path)
        await pilot.press("ctrl+s")
        await until(pilot, Alert)
        await pilot.press("w")
        await alone(pilot)
        assert on_disk(path) == editor.workspace.text


async def test_file_that_is_no_text_any_more(path: Path) -> None:
    """It can be neither merged nor overwritten; what is on the screen is saved elsewhere."""
    async with opened(path) as (pilot, editor):
        typed(editor)
        path.write_bytes(b"\xff\xfe")  # noqa: ASYNC240 - two bytes
        look(pilot)
        await alone(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, Alert)
        assert "changed outside" in shown(pilot)
        await pilot.press("s")
        await until(pilot, Form)
        other = path.with_name("other.toml")
        pilot.app.screen.query_one(Input).value = str(other)
        await pilot.press("enter")
        await alone(pilot)
        assert on_disk(other) == editor.workspace.text


async def test_saving_under_the_same_name_is_a_save(path: Path) -> None:
    """Enter in the form leaves the name as it is; Esc saves nothing."""
    async with opened(path) as (pilot, editor):
        typed(editor)
        editor.run(COMMANDS["save-as"])
        await until(pilot, Form)
        await pilot.press("escape")
        await alone(pilot)
        assert editor.workspace.dirty
        editor.run(COMMANDS["save-as"])
        await until(pilot, Form)
        await pilot.press("enter")
        await alone(pilot)
        assert on_disk(path) == editor.workspace.text


async def test_organisation_without_a_file_is_saved_under_a_name(tmp_path: Path) -> None:
    """Nothing is watched until it has one; then it is as any other file."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await alone(pilot)
        typed(app.editor)
        await pilot.press("ctrl+s")
        await until(pilot, Alert)
        await pilot.press("s")
        await until(pilot, Form)
        path = tmp_path / "new.toml"
        pilot.app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await alone(pilot)
        assert on_disk(path) == app.editor.workspace.text
        look(pilot)
        await pilot.pause()


async def test_quitting_stays_when_the_save_fails(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk: the reason, and a way out; the editor is still there."""
    async with opened(path) as (pilot, editor):
        typed(editor)
        real = os.replace
        monkeypatch.setattr(os, "replace", _full)
        await pilot.press("ctrl+q")
        await until(pilot, Question)
        await pilot.press("s")
        await until(pilot, Alert)
        assert "disk is full" in shown(pilot)
        await pilot.press("escape")
        await alone(pilot)
        assert on_disk(path) == GUEST_HOUSE
        await pilot.press("ctrl+s")
        await until(pilot, Alert)
        monkeypatch.setattr(os, "replace", real)
        await pilot.press("t")
        await alone(pilot)
        assert on_disk(path) == editor.workspace.text


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


async def test_it_speaks_german(path: Path) -> None:
    """Question, answers and their keys; all of it fits into 80 by 24."""
    async with opened(path, "de") as (pilot, editor):
        typed(editor)
        put(path)
        look(pilot)
        await until(pilot, Alert)
        text = shown(pilot)
        assert "außerhalb geändert" in text
        for answer in ("Zusammenführen", "Neu laden", "Sichern als …", "Überschreiben"):
            assert answer in text
        assert all(button.region.bottom <= 24 for button in pilot.app.screen.query(Button))
        await pilot.press("z")
        await alone(pilot)
        assert editor.organisation.channels["kununu"].name == "Kununu"


@pytest.mark.parametrize("language", ["en", "de"])
async def test_every_answer_has_a_key(path: Path, language: str) -> None:
    """The first letters of the answers differ in both languages."""
    async with opened(path, language) as (pilot, editor):
        typed(editor)
        put(path)
        look(pilot)
        await until(pilot, Alert)
        screen = pilot.app.screen
        assert isinstance(screen, Alert)
        for button in screen.query(Button):
            assert screen.key_for(str(button.label)[0]) == button.id
        await pilot.press("escape")


async def test_read_only_file_is_told_at_the_start(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is typed."""
    real = os.access
    monkeypatch.setattr(os, "access", lambda *given: given[1] != os.W_OK and real(*given))
    async with opened(path) as (pilot, _):
        assert any("read-only" in note.message for note in pilot.app._notifications)


async def test_half_a_file_is_not_offered(path: Path) -> None:
    """A sync folder is in the middle of writing: nobody is asked before it has come to rest."""
    async with opened(path) as (pilot, editor):
        put(path, THERE[:200])
        look(pilot)
        await alone(pilot)
        put(path)
        look(pilot)
        await until(pilot, Alert)
        await pilot.press("r")
        await alone(pilot)
        assert editor.workspace.text == THERE


async def test_file_that_comes_back_is_saved(path: Path) -> None:
    """The mark of what is unsaved goes with it."""
    async with opened(path) as (pilot, editor):
        remove(path)
        look(pilot)
        await pilot.pause()
        assert "•" in editor.panes.header_text
        put(path, GUEST_HOUSE)
        look(pilot)
        await pilot.pause()
        assert "•" not in editor.panes.header_text


async def test_permissions_and_distance_are_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made read-only, writable again, and a drive that goes away: each is told once."""
    async with opened(path) as (pilot, editor):
        told: list[str] = []
        monkeypatch.setattr(editor, "show_error", lambda text: told.append(text.template))
        with monkeypatch.context() as patch:
            patch.setattr(os, "access", lambda *_: False)
            path.chmod(0o444)  # noqa: ASYNC240 - one call
            look(pilot)
            look(pilot)
        path.chmod(0o644)  # noqa: ASYNC240 - one call
        look(pilot)
        real = os.stat

        def away(place: object, **options: bool) -> os.stat_result:
            if place == path:
                raise OSError(13, "Permission denied")
            return real(place, **options)  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setattr(os, "stat", away)
            look(pilot)
            look(pilot)
        look(pilot)
        assert [sentence.split(":")[0] for sentence in told] == [
            "The file is read-only",
            "The file can be written again.",
            "The file cannot be reached now",
        ]
        assert not editor.workspace.dirty


async def test_pipe_in_its_place_is_told(path: Path) -> None:
    """Nothing waits for it, and what is on the screen can be saved elsewhere."""
    async with opened(path) as (pilot, editor):
        typed(editor)
        remove(path)
        os.mkfifo(path)
        look(pilot)
        await alone(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, Alert)
        await pilot.press("escape")
        await alone(pilot)
        assert editor.workspace.dirty
