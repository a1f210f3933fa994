"""What changed since a save or a revision, and a cell's history: told in words, led to its cell."""

from __future__ import annotations

import subprocess
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from raci.model.edit import SetCell
from raci.model.organisation import Cell, Duty
from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.dialogs.differences import (
    Told,
    compared,
    comparison_told,
    items,
    past_told,
    place_of_path,
)
from raci.tui.dialogs.file_picker import FilePicker
from raci.tui.dialogs.form import Form
from raci.tui.dialogs.trail import Trail
from raci.tui.grid.board import HEAD, PORTFOLIO, RowKey
from raci.tui.grid.palette import UNICODE
from raci.tui.panes.text import plain
from raci.versions.git.cell_history import cell_history
from raci.words import words_in
from raci.workspace import Workspace
from support.editor.firm import GUEST_HOUSE, workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from raci.tui.screen.editor import Editor

CHANGED = GUEST_HOUSE.replace('buero = "R"', 'buero = "C"')
HANDED_OVER = GUEST_HOUSE.replace('buero = "R"', 'edv = "A"')
LEAFLET = RowKey("channel", "prospekt")
_WHO = ("-c", "user.name=A. [b]Huber", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody."""
    command = ["git", "-C", str(folder), *_WHO, *arguments]
    subprocess.run(command, check=True, capture_output=True)


def commit(path: Path, text: str, message: str) -> None:
    """Write the file and commit it."""
    path.write_text(text, encoding="utf-8")
    git(path.parent, "add", path.name)
    git(path.parent, "commit", "-qm", message)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that was committed twice; the leaflet's letters differ."""
    place = tmp_path / "house" / "raci.toml"
    place.parent.mkdir()
    git(place.parent, "init", "-q")
    commit(place, GUEST_HOUSE, "Begin")
    commit(place, CHANGED, "Only ask the office")
    return place


@asynccontextmanager
async def opened(place: Path, language: str = "en") -> AsyncIterator[tuple[Pilot[int], Editor]]:
    """Open the file in an editor."""
    space = Workspace.open(place, today=workspace().today)
    app = RaciApp(space, words=words_in(language))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        yield pilot, app.editor


async def trail(pilot: Pilot[int]) -> str:
    """Wait until the search has come to its end, and return what the dialog shows."""
    for _ in range(300):
        await pilot.pause(0.02)
        screen = pilot.app.screen
        if isinstance(screen, Trail):
            shown = "\n".join(plain(item.line) for item in screen.pane.items)
            if shown and "Looking" not in shown and "nachgesehen" not in shown:
                return shown
    raise AssertionError(pilot.app.screen)


async def alone(pilot: Pilot[int]) -> None:
    """Wait until the editor stands alone again."""
    for _ in range(300):
        await pilot.pause(0.02)
        if pilot.app.screen is pilot.app.screen_stack[0]:
            return
    raise AssertionError(pilot.app.screen)


# Without a screen


def _always() -> bool:
    return True


def test_comparison_tells_differences_and_findings() -> None:
    """The leaflet goes to the IT company: told, with the findings that come of it, and back."""
    old, new = workspace().document, workspace(HANDED_OVER).document
    found = compared(old, new, workspace().today, _always)
    lines = list(comparison_told(found, new.organisation, words_in("en"), UNICODE))
    text = "\n".join(line.sign + line.text for line in lines)
    assert "  Prospekt: EDV-Dienstleister – → A" in text
    assert "RACI304" in {finding.code for finding in found.came}
    assert (LEAFLET, "edv") in {(line.row, line.role) for line in lines}
    after = lines[[line.text for line in lines].index("New findings") + 1]
    assert after.row == LEAFLET
    assert after.sign[0] in "✕▲●"
    back = compared(new, old, workspace().today, _always)
    assert (back.came, back.gone) == (found.gone, found.came)


def test_waived_findings_neither_come_nor_go() -> None:
    """What a version waives itself is not counted against it."""
    waiver = """
[[waivers]]
rule = "RACI304"
channels = ["prospekt"]
reason = "a trial"
until = 2026-12-31
"""
    new = workspace(HANDED_OVER + waiver).document
    found = compared(workspace().document, new, workspace().today, _always)
    assert "RACI103" in {finding.code for finding in found.came}
    assert "RACI304" not in {finding.code for finding in found.came}


def test_nothing_before_is_all_new() -> None:
    """A file that was never saved differs by all it has."""
    document = workspace().document
    found = compared(None, document, workspace().today, _always)
    assert ("channels", "website") in {change.path for change in found.changes}
    assert found.gone == []


def test_equal_versions_say_so() -> None:
    """Not an empty page."""
    document = workspace().document
    found = compared(document, document, workspace().today, _always)
    told = list(comparison_told(found, document.organisation, words_in("de"), UNICODE))
    assert told == [Told("Es gibt keinen Unterschied.")]


def test_a_comparison_nobody_waits_for_checks_nothing() -> None:
    """Esc in a big organisation stops the check."""
    new = workspace(HANDED_OVER).document
    found = compared(workspace().document, new, workspace().today, lambda: False)
    assert found.came == []


@pytest.mark.parametrize(
    ("path_", "place"),
    [
        (("channels", "website", "raci", "edv"), (RowKey("channel", "website"), "edv")),
        (("channels", "website", "raci", "gone"), (RowKey("channel", "website"), None)),
        (("channels", "website", "name"), (RowKey("channel", "website"), None)),
        (("channels", "website", "combines_with", "edv"), (RowKey("channel", "website"), None)),
        (
            ("channels", "website", "duties", "content", "raci", "edv"),
            (RowKey("duty", "website", Duty.CONTENT), "edv"),
        ),
        (("channels", "website", "duties", "odd", "edv"), (RowKey("channel", "website"), "edv")),
        (("channels", "gone", "name"), (None, None)),
        (("roles", "edv", "holder"), (HEAD, "edv")),
        (("roles", "gone"), (None, None)),
        (("portfolio", "raci", "edv"), (PORTFOLIO, "edv")),
        (("organisation", "name"), (None, None)),
        (("waivers", 0), (None, None)),
    ],
)
def test_paths_lead_to_what_there_is(
    path_: tuple[str | int, ...], place: tuple[RowKey | None, str | None]
) -> None:
    """To the cell, the row or the head; nowhere where that is gone."""
    assert place_of_path(path_, workspace().organisation) == place


def test_long_paragraphs_are_broken_and_indented() -> None:
    """Only the first line of a paragraph leads; none is wider than the pane."""
    row = RowKey("channel", "website")
    lines = items([Told("one two three four five six", "", "✕ ", row), Told("")], 12)
    assert [plain(item.line) for item in lines] == [
        "✕ one two",
        "  three four",
        "  five six",
        "",
    ]
    assert [item.row for item in lines] == [row, None, None, None]


def test_past_is_told_commit_by_commit(path: Path) -> None:
    """A commit's changes stand under its day, its author and its message, the newest first."""
    organisation = workspace().organisation
    now = CHANGED.replace('buero = "C"', 'buero = "I"')
    found = cell_history(path, now, "prospekt", None)
    lines = [line.text for line in past_told(found, organisation, words_in("en"), LEAFLET)]
    assert lines[:2] == ["not committed", "Prospekt: Büro C → I"]
    assert lines[3].endswith("  A. [b]Huber")
    assert lines[4:6] == ["Only ask the office", "Prospekt: Büro R → C"]
    assert lines[-2:] == ["Begin", "Prospekt: channel added"]


def test_changes_under_former_ids_lead_to_the_row_of_today(path: Path) -> None:
    """A channel that was called differently then is found where it stands now."""
    renamed = CHANGED.replace("channels.prospekt", "channels.flyer").replace(
        '"prospekt"', '"flyer"'
    )
    commit(path, renamed, "Another id")
    here = RowKey("channel", "flyer")
    found = cell_history(path, renamed, "flyer", None)
    told = list(past_told(found, workspace(renamed).organisation, words_in("en"), here))
    assert "Prospekt: Büro R → C" in [line.text for line in told]
    assert {line.row for line in told if "Prospekt" in line.text} == {here}


def test_no_change_is_said(path: Path) -> None:
    """A cell that was never filled has no history."""
    found = cell_history(path, CHANGED, "prospekt", "edv")
    told = list(past_told(found, workspace().organisation, words_in("en"), LEAFLET))
    assert told == [Told("git remembers no change of it")]


def test_past_ends_where_it_is_no_longer_wanted(path: Path) -> None:
    """Of two commits only the first is read."""
    answers = iter([True, False])
    found = list(cell_history(path, CHANGED, "prospekt", None, lambda: next(answers)))
    assert [made.version and made.version.subject for made in found] == ["Only ask the office"]


# On the screen


async def test_since_save_leads_to_the_cell(path: Path) -> None:
    """What is unsaved is listed; Enter goes to the chosen line's cell."""
    async with opened(path) as (pilot, editor):
        command = COMMANDS["changes-since-save"]
        assert command.unless(editor) is not None
        editor.apply(SetCell("kununu", "buero", Cell("I")))
        editor.apply(SetCell("prospekt", "buero", Cell("I")))
        editor.grid.move_to(HEAD, "edv")
        editor.show_view(1)
        editor.run(command)
        text = await trail(pilot)
        assert "Prospekt: Büro C → I" in text
        screen = pilot.app.screen
        assert isinstance(screen, Trail)
        wanted = next(
            number for number, item in enumerate(screen.pane.items) if "C → I" in plain(item.line)
        )
        for _ in range(wanted):
            if screen.pane.chosen == wanted:
                break
            await pilot.press("down")
        await pilot.press("enter")
        await alone(pilot)
        assert editor.panes.view == 0
        assert editor.cursor == (LEAFLET, "buero")


async def test_since_revision_asks_for_one(path: Path) -> None:
    """HEAD by default; unknown ones and times before the file are told in the dialog."""
    async with opened(path) as (pilot, editor):
        expected = {
            "": "Nothing differs.",
            "HEAD~1": "Prospekt: Büro R → C",
            "nowhere": "git cannot tell",
            "--all": "git cannot tell",
        }
        for revision, answer in expected.items():
            editor.run(COMMANDS["changes-since-revision"])
            await pilot.pause()
            assert isinstance(pilot.app.screen, Form)
            if revision:
                pilot.app.screen.query_one(Input).value = revision
            await pilot.press("enter")
            assert answer in await trail(pilot)
            await pilot.press("escape")
            await alone(pilot)


async def test_the_state_at_opening_is_kept_through_saves(path: Path) -> None:
    """What was changed since the file was opened is told, saved or not."""
    async with opened(path) as (pilot, editor):
        editor.apply(SetCell("prospekt", "buero", Cell("I")))
        editor.workspace.save()
        editor.apply(SetCell("kununu", "buero", Cell("I")))
        editor.run(COMMANDS["compare-opening"])
        text = await trail(pilot)
        assert "Prospekt: Büro C → I" in text
        assert "kununu: Büro – → I" in text


async def test_another_file_is_compared(path: Path) -> None:
    """It is picked; one that cannot be understood is told in the picker."""
    other = path.with_name("older.toml")
    other.write_text(CHANGED.replace('name = "Büro"', 'name = "Kanzlei"'), "utf-8")
    path.with_name("broken.toml").write_text("<<<<<<<\n", encoding="utf-8")
    async with opened(path) as (pilot, editor):
        editor.run(COMMANDS["compare-file"])
        await pilot.pause(0.1)
        await pilot.press(*"broken.toml", "enter")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, FilePicker)
        await pilot.press("end", "ctrl+u", *"older.toml", "enter")
        assert "Büro: name Kanzlei → Büro" in await trail(pilot)


async def test_since_a_revision_without_the_file(path: Path) -> None:
    """A file that is not committed, or was not yet, cannot be compared: one sentence."""
    other = path.with_name("other.toml")
    other.write_text(GUEST_HOUSE, encoding="utf-8")
    async with opened(other, "de") as (pilot, editor):
        editor.run(COMMANDS["changes-since-revision"])
        await pilot.pause()
        await pilot.press("enter")
        assert "Bei HEAD gab es diese Datei nicht." in await trail(pilot)


async def test_versions_that_are_no_toml_are_not_compared(path: Path) -> None:
    """A conflict that was committed is told as what it is."""
    commit(path, GUEST_HOUSE + "<<<<<<<\n", "Oh")
    commit(path, GUEST_HOUSE, "Mended")
    async with opened(path) as (pilot, editor):
        editor.run(COMMANDS["changes-since-revision"])
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = "HEAD~1"
        await pilot.press("enter")
        assert "cannot be understood" in await trail(pilot)


async def test_history_of_cell_and_channel(path: Path) -> None:
    """On a cell its own changes; on the stub those of the whole channel."""
    commit(path, CHANGED.replace('name = "Prospekt"', 'name = "Faltblatt"'), "A better word")
    async with opened(path) as (pilot, editor):
        editor.grid.move_to(LEAFLET, "buero")
        editor.run(COMMANDS["history"])
        cell = await trail(pilot)
        assert "Büro R → C" in cell
        assert "better" not in cell
        await pilot.press("pagedown", "enter")
        await alone(pilot)
        assert editor.cursor == (LEAFLET, "buero")
        editor.grid.move_to(LEAFLET, None)
        editor.run(COMMANDS["history"])
        channel = await trail(pilot)
        assert "Büro R → C" in channel
        assert "A better word" in channel
        editor.grid.move_to(HEAD, "buero")
        assert COMMANDS["history"].unless(editor) is not None


async def test_history_without_git_is_a_sentence(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No git, no repository, or a file that git does not know."""
    other = path.with_name("other.toml")
    other.write_text(GUEST_HOUSE, encoding="utf-8")
    bare = tmp_path / "raci.toml"
    bare.write_text(GUEST_HOUSE, encoding="utf-8")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for place, answer in ((other, "git does not know this file"), (bare, "git cannot tell")):
        assert answer in await _history_of(place)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert "there is no git here" in await _history_of(path)


async def _history_of(place: Path) -> str:
    async with opened(place) as (pilot, editor):
        editor.grid.move_to(LEAFLET, "buero")
        editor.run(COMMANDS["history"])
        return " ".join((await trail(pilot)).split())


async def test_esc_ends_a_search(path: Path) -> None:
    """The editor is free at once, and the thread hears that nobody waits any more."""
    from threading import Event

    begun, ended = Event(), Event()

    def search(wanted: object) -> list[Told]:
        assert callable(wanted)
        begun.set()
        while wanted():
            Event().wait(0.01)
        ended.set()
        return []

    async with opened(path) as (pilot, editor):
        pilot.app.push_screen(Trail("Long", search, editor.words))
        for _ in range(300):
            await pilot.pause(0.02)
            if begun.is_set():
                break
        await pilot.press("down", "enter", "escape")
        await alone(pilot)
        for _ in range(300):
            await pilot.pause(0.02)
            if ended.is_set():
                break
        assert ended.is_set()


async def test_a_search_that_fails_is_told(path: Path) -> None:
    """Whatever goes wrong there, the editor and its edits stay."""

    def search(_wanted: object) -> list[Told]:
        raise ZeroDivisionError

    async with opened(path) as (pilot, editor):
        pilot.app.push_screen(Trail("Odd", search, editor.words))
        assert "ZeroDivisionError" in await trail(pilot)
