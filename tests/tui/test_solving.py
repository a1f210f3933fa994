"""Conflicts that git left in a file, or that `raci merge` met, decided side by side."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from textual.events import Key
from textual.widgets import OptionList, Static

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.model.edit import SetCell
from raci.model.organisation import Cell
from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.dialogs.conflicts import Conflicts
from raci.tui.dialogs.question import Alert, Question
from raci.words import words_in
from raci.workspace import Workspace
from raci.workspace.document_merge import DocumentMerge
from raci.workspace.file_merge import PendingMerge
from support.editor.firm import GUEST_HOUSE, workspace
from support.editor.open_file import (
    alone,
    look,
    on_disk,
    opened,
    put,
    shown,
    until,
)

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from raci.tui.screen.editor import Editor

ROW = 'inhaberin = "A"\nbuero = "R"'
HERE = GUEST_HOUSE.replace(ROW, 'inhaberin = "A"\nbuero = "C"').replace(
    'name = "kununu"', 'name = "Kununu"'
)
THERE = GUEST_HOUSE.replace(ROW, 'inhaberin = "A"\nbuero = "I"').replace(
    'name = "Prospekt"', 'name = "Katalog"'
)
BOTH_NAMED = HERE.replace('name = "Prospekt"', 'name = "Folder"')


@pytest.fixture(autouse=True)
def listening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Alerts hear at once."""
    monkeypatch.setattr(Alert, "DEAF", 0.0)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in a repository of its own."""
    for name in ("GLOBAL", "SYSTEM"):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", str(tmp_path / "none"))
    monkeypatch.delenv("GIT_DIR", raising=False)
    place = tmp_path / "firm" / "raci.toml"
    place.parent.mkdir()
    git(place, "init", "-q", "-b", "main")
    commit(place, GUEST_HOUSE, "Begin")
    return place


def git(path: Path, *arguments: str) -> str:
    """Run git as somebody and return what it prints, whatever comes of it."""
    who = ("-c", "user.name=A. Huber", "-c", "user.email=a@b.example")
    command = ["git", *who, "-C", str(path.parent), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


def commit(path: Path, text: str, message: str) -> None:
    """Write and commit."""
    path.write_text(text, encoding="utf-8")
    git(path, "add", "--", path.name)
    git(path, "commit", "-qm", message)


def merged(path: Path, here: str = HERE, there: str = THERE) -> str:
    """Let git merge two branches; return what it left in the file, with its marks."""
    git(path, "checkout", "-qb", "side")
    commit(path, there, "There")
    git(path, "checkout", "-q", "main")
    commit(path, here, "Here")
    git(path, "merge", "side")
    assert git(path, "status", "--porcelain") == "UU raci.toml\n"
    return on_disk(path)


def driven(path: Path) -> None:
    """Merge as our driver does: ours stays in the conflict, and there are no marks."""
    merged(path)
    merge = DocumentMerge(*(Document.parse(text, NAMES) for text in (GUEST_HOUSE, HERE, THERE)))
    path.write_text(merge.text(), encoding="utf-8")


def letters(editor: Editor) -> str:
    """Return what is in conflict."""
    return editor.organisation.channels["prospekt"].raci["buero"].letters


def notes(pilot: Pilot[int]) -> str:
    """Return what was told."""
    return "\n".join(note.message for note in pilot.app._notifications)


def listed(pilot: Pilot[int]) -> str:
    """Return all that stands in the list of conflicts."""
    options = pilot.app.screen.query_one(OptionList)
    return "\n".join(str(option.prompt) for option in options.options)


async def test_conflicts_are_offered_and_decided_as_one_step(path: Path) -> None:
    """From marks to the merge: offered, side by side, undone as one step, saved."""
    marked = merged(path)
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        assert "1 conflict in this file" in shown(pilot)
        assert "Katalog: Büro is C here, I there, was R" in shown(pilot)
        await pilot.press("s")
        await until(pilot, Conflicts)
        assert "main: Here" in shown(pilot)
        assert "side: There" in shown(pilot)
        await pilot.press("right", "enter")
        await alone(pilot)
        assert letters(editor) == "I"
        assert editor.organisation.channels["kununu"].name == "Kununu"
        assert editor.organisation.channels["prospekt"].name == "Katalog"
        assert on_disk(path) == marked
        await pilot.press("ctrl+z")
        assert editor.workspace.text == marked
        assert not editor.workspace.history.can_undo
        await pilot.press("ctrl+y", "ctrl+s")
        assert on_disk(path) == editor.workspace.text
        assert "git add" in notes(pilot)
        assert "# by hand" in on_disk(path)
    assert git(path, "status", "--porcelain") == "UU raci.toml\n"


@pytest.mark.parametrize("answer", ["escape", "l"])
async def test_later_leaves_all_as_it_is(path: Path, answer: str) -> None:
    """A file with marks stays read-only until its conflicts are decided; the command leads back."""
    marked = merged(path)
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        await pilot.press(answer)
        await alone(pilot)
        assert editor.workspace.text == marked
        assert editor.workspace.read_only
        said = str(pilot.app.screen.query_one("#blank", Static).render())
        assert "conflicts" in said
        assert "text editor" not in said
        editor.run(COMMANDS["solve-conflicts"])
        await until(pilot, Conflicts)
        await pilot.press("right", "escape")
        await alone(pilot)
        assert editor.workspace.text == marked
        assert not editor.workspace.dirty
        assert not editor.workspace.history.can_undo
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert on_disk(path) == marked


async def test_all_must_be_decided(path: Path) -> None:
    """Enter leads to what is undecided; all go at once by shift, each for itself by an arrow."""
    merged(path, here=BOTH_NAMED)
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        await pilot.press("s")
        await until(pilot, Conflicts)
        assert "2 are undecided" in shown(pilot)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Conflicts)
        assert pilot.app.screen.query_one(OptionList).highlighted == 1
        assert "1 is undecided" in shown(pilot)
        await pilot.press("shift+left", "up", "space")
        assert listed(pilot).count("▸ ") == 2
        await pilot.press("enter")
        await alone(pilot)
        assert editor.organisation.channels["prospekt"].name == "Katalog"
        assert letters(editor) == "C"


async def test_one_may_look_at_the_matrix_meanwhile(path: Path) -> None:
    """F6 shows the merge with the cell marked, nothing can be changed, and decisions stay."""
    merged(path, here=BOTH_NAMED)
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        await pilot.press("s")
        await until(pilot, Conflicts)
        await pilot.press("right", "down", "f6")
        await alone(pilot)
        assert editor.aim.role() == "buero"
        assert editor.cursor.row.channel == "prospekt"
        assert editor.organisation.channels["kununu"].name == "Kununu"
        await pilot.press("a", "ctrl+z", "ctrl+s")
        assert "decide its conflicts first" in notes(pilot)
        assert "<<<<<<<" in on_disk(path)
        editor.run(COMMANDS["solve-conflicts"])
        await until(pilot, Conflicts)
        assert "1 is undecided" in shown(pilot)
        await pilot.press("end", "pagedown", "left", "ctrl+s")
        await alone(pilot)
        assert on_disk(path) == editor.workspace.text
        assert letters(editor) == "C"
        assert editor.organisation.channels["prospekt"].name == "Katalog"


async def test_quitting_while_looking_changes_nothing(path: Path) -> None:
    """What the merge would make of the file is never unsaved work."""
    marked = merged(path)
    async with opened(path) as (pilot, _):
        await until(pilot, Alert)
        await pilot.press("s")
        await until(pilot, Conflicts)
        await pilot.press("f6")
        await alone(pilot)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert pilot.app._exit
    assert on_disk(path) == marked


async def test_what_a_driver_left_is_decided_too(path: Path) -> None:
    """The file holds ours in the conflict; hand work in it stays, and undecided ones are told."""
    driven(path)
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        assert "Without" not in shown(pilot)
        await pilot.press("l")
        await alone(pilot)
        editor.apply(SetCell("website", "inhaberin", Cell("I")))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "1 conflict of git's merge is undecided" in notes(pilot)
        editor.run(COMMANDS["solve-conflicts"])
        await until(pilot, Conflicts)
        await pilot.press("right", "ctrl+s")
        await alone(pilot)
        assert letters(editor) == "I"
        assert editor.organisation.channels["website"].raci["inhaberin"].letters == "I"
        assert on_disk(path) == editor.workspace.text
        editor.run(COMMANDS["solve-conflicts"])
        await alone(pilot)
        assert "Nothing is left to decide" in notes(pilot)


async def test_all_for_ours_needs_no_save(path: Path) -> None:
    """Where the file says already what was decided, only git waits."""
    driven(path)
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        await pilot.press("s")
        await until(pilot, Conflicts)
        await pilot.press("left", "enter")
        await alone(pilot)
        assert not editor.workspace.dirty
        assert "git add" in notes(pilot)


async def test_lines_in_conflict_whose_cells_are_not(path: Path) -> None:
    """Where git met at a line and the cells fit, there is nothing to decide but to take it."""
    here = GUEST_HOUSE.replace(ROW, 'inhaberin = "AR"\nbuero = "R"')
    merged(path, here, GUEST_HOUSE.replace(ROW, 'inhaberin = "A"\nbuero = "I"'))
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        assert "both sides fit together" in shown(pilot)
        await pilot.press("t")
        await alone(pilot)
        assert letters(editor) == "I"
        assert editor.organisation.channels["prospekt"].raci["inhaberin"].letters == "AR"
        assert editor.workspace.dirty


async def test_our_side_alone_is_no_merge_yet(path: Path) -> None:
    """Where the file holds our side alone, what they did without a conflict is offered."""
    here = GUEST_HOUSE.replace(ROW, 'inhaberin = "AR"\nbuero = "R"')
    merged(path, here, GUEST_HOUSE.replace(ROW, 'inhaberin = "A"\nbuero = "I"'))
    put(path, here)
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        assert "Without a conflict: Prospekt: Büro R → I" in shown(pilot)
        await pilot.press("t")
        await alone(pilot)
        assert letters(editor) == "I"
        assert editor.organisation.channels["prospekt"].raci["inhaberin"].letters == "AR"


async def test_a_merge_while_the_file_is_open(path: Path) -> None:
    """The change from outside is noticed; after reloading it the conflicts are offered."""
    git(path, "checkout", "-qb", "side")
    commit(path, THERE, "There")
    git(path, "checkout", "-q", "main")
    commit(path, HERE, "Here")
    async with opened(path) as (pilot, editor):
        assert COMMANDS["solve-conflicts"].unless(editor) is not None
        git(path, "merge", "side")
        look(pilot)
        await until(pilot, Alert)
        await pilot.press("r")
        await pilot.pause()
        await until(pilot, Alert)
        assert "1 conflict in this file" in shown(pilot)
        assert COMMANDS["solve-conflicts"].unless(editor) is None


async def test_nothing_is_left_to_decide(path: Path) -> None:
    """What was decided by hand is not asked; what ends it is told, by the command as well."""
    merged(path)
    put(path, THERE)
    async with opened(path) as (pilot, editor):
        await alone(pilot)
        assert notes(pilot).count("Nothing is left to decide") == 1
        git(path, "add", path.name)
        editor.run(COMMANDS["solve-conflicts"])
        await alone(pilot)
        assert "git knows of no conflict in this file." in notes(pilot)


async def test_what_is_only_looked_at_is_not_merged(path: Path) -> None:
    """Where another editor has the file, the command says why it cannot be used."""
    driven(path)
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        await pilot.press("escape")
        await alone(pilot)
        editor.workspace.viewing = True
        assert COMMANDS["solve-conflicts"].unless(editor) == editor.workspace.refusal


async def test_a_side_that_cannot_be_merged_is_told(path: Path) -> None:
    """Why nothing can be offered stands on the screen."""
    merged(path, there=THERE + "<<\n")
    async with opened(path) as (pilot, _):
        await alone(pilot)
        assert "text editor only" in notes(pilot)


async def test_keys_in_a_hurry_answer_once(path: Path) -> None:
    """Who goes on typing while a dialog closes does not close what is below."""
    merged(path)
    async with opened(path) as (pilot, _):
        await until(pilot, Alert)
        alert = pilot.app.screen
        for char in "solve":
            alert.post_message(Key(char, char))
        await until(pilot, Conflicts)
        assert len(pilot.app.screen_stack) == 2


async def test_what_a_decision_brings_about_is_asked_next(path: Path) -> None:
    """A role that comes back may be in conflict in more; nothing of that is decided in silence."""
    base = GUEST_HOUSE.replace('discipline = "it"\n', 'discipline = "it"\nreports_to = "buero"\n')
    commit(path, base, "Reports")
    here = GUEST_HOUSE.replace('deputy = "inhaberin"', "").replace('inhaberin = "A"\n', "")
    for line in ('reports_to = "inhaberin"\n', 'inhaberin = "A"\n', ', by = "inhaberin"'):
        here = here.replace(line, "")
    start, end = here.index("[roles.inhaberin]"), here.index("[roles.buero]")
    there = base.replace('reports_to = "buero"', 'reports_to = "inhaberin"')
    merged(path, here[:start] + here[end:], there)
    async with opened(path) as (pilot, editor):
        await until(pilot, Alert)
        await pilot.press("s")
        await until(pilot, Conflicts)
        first = pilot.app.screen
        assert "EDV-Dienstleister" not in listed(pilot)
        await pilot.press("shift+right", "enter")
        for _ in range(200):
            await pilot.pause(0.02)
            if pilot.app.screen is not first and isinstance(pilot.app.screen, Conflicts):
                break
        await pilot.pause()
        assert "EDV-Dienstleister: reports to" in listed(pilot)
        assert "1 is undecided" in shown(pilot)
        await pilot.press("right", "enter")
        await alone(pilot)
        assert editor.organisation.roles["edv"].reports_to == ("inhaberin",)


async def test_the_mouse_decides_too(path: Path) -> None:
    """A click on a conflict decides it for ours, another one the other way."""
    merged(path)
    async with opened(path) as (pilot, _):
        await until(pilot, Alert)
        await pilot.press("s")
        await until(pilot, Conflicts)
        await pilot.click(OptionList, offset=(6, 0))
        assert "▸ C" in listed(pilot)
        await pilot.click(OptionList, offset=(6, 0))
        assert "▸ I" in listed(pilot)


async def test_long_names_and_values_are_wrapped_side_by_side(path: Path) -> None:
    """However long both versions are, all of them can be read."""
    long = "word " * 60
    note = '[channels.prospekt]\nnote = "'
    here, there = (
        GUEST_HOUSE.replace("[channels.prospekt]\n", f'{note}{long}{end}"\n')
        for end in ("alpha", "omega")
    )
    merged(path, here, there)
    async with opened(path) as (pilot, _):
        await until(pilot, Alert)
        await pilot.press("s")
        await until(pilot, Conflicts)
        assert "alpha" in listed(pilot)
        assert "omega" in listed(pilot)
        await pilot.resize_terminal(50, 20)
        await pilot.pause()
        assert "alpha" in listed(pilot)
        assert all(len(line) <= 48 for line in listed(pilot).splitlines())


async def test_it_speaks_german(path: Path) -> None:
    """The offer, its answers, and all of the list fit into 80 by 24."""
    merged(path)
    async with opened(path, "de") as (pilot, _):
        await until(pilot, Alert)
        assert "1 Konflikt" in shown(pilot)
        await pilot.press("n")
        await until(pilot, Conflicts)
        assert "vorher R" in listed(pilot)
        box = pilot.app.screen.query_one(".box")
        assert box.region.bottom <= 24
        lines = [one for one in pilot.app.screen.query(".keys") if one.region.height]
        assert [one.region.height for one in lines] == [1, 1, 1]


# `raci merge --edit`


def by_hand(path: Path) -> Workspace:
    """Return what `raci merge --edit` opens: the file of our side, and a merge to decide."""
    path.write_text(BOTH_NAMED, encoding="utf-8")
    base, ours, theirs = (Document.parse(text, NAMES) for text in (GUEST_HOUSE, BOTH_NAMED, THERE))
    space = Workspace.open(path, today=workspace().today)
    space.unmerged = PendingMerge(
        DocumentMerge(base, ours, theirs, kept=ours), ("ours.toml", "theirs.toml"), staged=False
    )
    return space


async def test_a_merge_by_hand_is_saved_and_left_by_one_key(path: Path) -> None:
    """The list stands there at once; ctrl+s takes over, saves and leaves."""
    space = by_hand(path)
    app = RaciApp(space, words=words_in("en"))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, Conflicts)
        assert "theirs · theirs.toml" in shown(pilot)
        await pilot.press("shift+right", "ctrl+s")
        await alone(pilot)
        assert app._exit
    assert 'name = "Katalog"' in on_disk(path)
    assert space.unmerged
    assert space.unmerged.is_decided(space.text)


async def test_leaving_a_merge_by_hand_asks_for_what_was_decided(path: Path) -> None:
    """Esc leaves at once while nothing was decided, else after a question; nothing is written."""
    space = by_hand(path)
    app = RaciApp(space, words=words_in("en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, Conflicts)
        await pilot.press("left", "escape")
        await until(pilot, Question)
        await pilot.press("g")
        await until(pilot, Conflicts)
        assert "1 is undecided" in shown(pilot)
        await pilot.press("escape")
        await until(pilot, Question)
        await pilot.press("l")
        await pilot.pause()
        assert app._exit
    assert on_disk(path) == BOTH_NAMED
    assert space.unmerged
    assert not space.unmerged.is_decided(space.text)


async def test_undone_decisions_are_none(path: Path) -> None:
    """Who takes the step back has not decided."""
    space = by_hand(path)
    app = RaciApp(space, words=words_in("en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, Conflicts)
        await pilot.press("shift+right", "enter")
        await alone(pilot)
        assert space.unmerged
        assert space.unmerged.is_decided(space.text)
        await pilot.press("ctrl+z")
        assert not space.unmerged.is_decided(space.text)
        assert space.text == BOTH_NAMED
