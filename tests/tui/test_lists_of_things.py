"""Waivers, departments, proposals and swaps on the screen: each one is undone to the same bytes."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from raci.model.error import EditError
from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.grid.board import HEAD, RowKey
from raci.tui.model import edits, setting_forms
from raci.words import words_in
from support.editor.firm import GUEST_HOUSE, TODAY, workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from raci.tui.screen.editor import Editor

WAIVERS = """
[[waivers]]
rule = "RACI302"
channels = ["website"]
reason = "the vendor knows it"  # said the owner
until = 2027-03-01

[[waivers]]
rule = "RACI606"
roles = ["edv"]
reason = "nobody found"
until = 2026-03-01
by = "A. Huber"
"""
DEPARTMENTS = """
[departments.haus]
name = "Haus"
"""
WEBSITE = RowKey("channel", "website")


@asynccontextmanager
async def opened(text: str) -> AsyncIterator[tuple[Pilot[int], Editor]]:
    """Run the editor on a text; in the end all is undone."""
    app = RaciApp(workspace(text), words=words_in("en"))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        yield pilot, app.editor
        while app.editor.workspace.history.can_undo:
            app.editor.undo()
        assert app.editor.workspace.text == text


async def _do(pilot: Pilot[int], editor: Editor, command: str, *keys: str) -> None:
    editor.run(COMMANDS[command])
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_a_waiver_is_edited() -> None:
    """Chosen by a part of what it is for; comments stay."""
    async with opened(GUEST_HOUSE + WAIVERS) as (pilot, editor):
        await _do(pilot, editor, "waivers", *"Website", "enter", "enter")
        pilot.app.screen.query_one("#field-reason", Input).value = "until the relaunch"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert 'reason = "until the relaunch"  # said the owner' in editor.workspace.text


async def test_a_waiver_is_deleted() -> None:
    """The second of the two; the question can also be left."""
    async with opened(GUEST_HOUSE + WAIVERS) as (pilot, editor):
        await _do(pilot, editor, "waivers", "down", "enter", "k")
        assert len(editor.organisation.waivers) == 2
        await _do(pilot, editor, "waivers", "down", "enter", "d")
        assert [one.rule for one in editor.organisation.waivers] == ["RACI302"]


async def test_without_waivers_there_is_no_list() -> None:
    """It is said instead."""
    async with opened(GUEST_HOUSE) as (pilot, editor):
        await _do(pilot, editor, "waivers")
        assert pilot.app.screen is editor
        assert len(pilot.app._notifications) == 1


def test_a_waiver_keeps_reason_and_end() -> None:
    """Neither can be emptied; what was not touched changes nothing."""
    waiver = workspace(GUEST_HOUSE + WAIVERS).organisation.waivers[1]
    fields = setting_forms.fields_of_waiver(waiver, words_in("en"))
    answers = {field.key: field.value for field in fields}
    assert setting_forms.changed_waiver(waiver, answers, TODAY) is None
    for key in ("reason", "until"):
        with pytest.raises(EditError):
            setting_forms.changed_waiver(waiver, answers | {key: ""}, TODAY)


async def test_a_department_is_deleted_and_its_roles_stay() -> None:
    """Asked first; an empty one goes at once."""
    async with opened(GUEST_HOUSE + DEPARTMENTS) as (pilot, editor):
        editor.grid.move_to(HEAD, "inhaberin")
        await _do(pilot, editor, "delete-department", "enter", "k")
        assert "leitung" in editor.organisation.departments
        await _do(pilot, editor, "delete-department", "enter", "d")
        assert list(editor.organisation.departments) == ["haus"]
        assert editor.organisation.roles["inhaberin"].department is None
        await _do(pilot, editor, "delete-department", "enter")
        assert not editor.organisation.departments
        await _do(pilot, editor, "delete-department")
        assert pilot.app.screen is editor


async def test_a_department_is_moved() -> None:
    """Before another one, or to the end; where it is already nothing happens."""
    async with opened(GUEST_HOUSE + DEPARTMENTS) as (pilot, editor):
        await _do(pilot, editor, "move-department", *"Leit", "enter", "enter")
        assert not editor.workspace.history.can_undo
        await _do(pilot, editor, "move-department", *"Leit", "enter", "down", "enter")
        assert list(editor.organisation.departments) == ["haus", "leitung"]
        await _do(pilot, editor, "move-department", *"Leit", "enter", "enter")
        assert list(editor.organisation.departments) == ["leitung", "haus"]


async def test_a_role_is_given_to_another_department() -> None:
    """Its column goes there; to none, where it has one; and it is said where there is no other."""
    async with opened(GUEST_HOUSE + DEPARTMENTS) as (pilot, editor):
        editor.grid.move_to(HEAD, "inhaberin")
        await _do(pilot, editor, "role-department", *"Haus", "enter")
        assert editor.organisation.roles["inhaberin"].department == "haus"
        assert editor.cursor.role == "inhaberin"
        await _do(pilot, editor, "role-department", "down", "enter")
        assert editor.organisation.roles["inhaberin"].department is None
    async with opened(GUEST_HOUSE) as (pilot, editor):
        editor.grid.move_to(HEAD, "inhaberin")
        await _do(pilot, editor, "swap-roles")
        said = next(iter(pilot.app._notifications)).message
        assert "“Give the role to another department”" in said
        editor.grid.move_to(WEBSITE, None)
        await _do(pilot, editor, "role-department")
        assert pilot.app.screen is editor


async def test_two_roles_swap_places() -> None:
    """Chosen from the roles of the same department."""
    async with opened(GUEST_HOUSE) as (pilot, editor):
        editor.grid.move_to(HEAD, "buero")
        await _do(pilot, editor, "swap-roles", "enter")
        assert list(editor.organisation.roles) == ["inhaberin", "edv", "buero"]
        editor.grid.move_to(HEAD, "inhaberin")
        await _do(pilot, editor, "swap-roles")
        assert pilot.app.screen is editor


def test_roles_far_apart_swap_places_too() -> None:
    """Whichever of the two is named first."""
    for one, other in (("inhaberin", "edv"), ("edv", "inhaberin")):
        space = workspace()
        edit = edits.swapped(space.organisation, one, other)
        assert edit
        space.apply(edit)
        assert list(space.organisation.roles) == ["edv", "buero", "inhaberin"]
        space.document.verify()
    assert edits.swapped(workspace().organisation, "edv", "edv") is None


async def test_two_roles_swap_letters() -> None:
    """A block of two columns names both; else the other one is asked for."""
    async with opened(GUEST_HOUSE) as (pilot, editor):
        editor.grid.move_to(WEBSITE, "buero")
        await pilot.press("shift+right", "shift+down")
        await _do(pilot, editor, "swap-letters")
        row = editor.organisation.channels["website"].raci
        assert (row["buero"].letters, row["edv"].letters) == ("AR", "C")
        assert row["edv"].why == "bis zum Relaunch"
        assert list(editor.organisation.channels["prospekt"].raci) == ["inhaberin", "edv"]
        await pilot.press("escape")
        editor.grid.move_to(RowKey("portfolio"), "inhaberin")
        await _do(pilot, editor, "swap-letters", *"dienst", "enter")
        assert list(editor.organisation.portfolio or ()) == ["edv"]


NAMED = GUEST_HOUSE.replace('name = "Inhaberin"', 'name = "Geschäftsführung"').replace(
    'discipline = "it"\nexternal = true\n', ""
)


async def test_proposals_are_taken_over_one_by_one() -> None:
    """Each is a step of its own; the list comes back until it is left or empty."""
    text = NAMED.replace("leadership = true\n", "")
    async with opened(text) as (pilot, editor):
        await _do(pilot, editor, "propose", "enter")
        assert editor.organisation.roles["inhaberin"].leadership
        await pilot.press("escape")
        await pilot.pause()
        assert len(editor.workspace.history.done) == 1
        editor.undo()
        await _do(pilot, editor, "propose", "pagedown", "enter")
        assert pilot.app.screen is editor
        assert editor.organisation.roles["inhaberin"].leadership
        assert editor.organisation.is_it(editor.organisation.roles["edv"])
        assert len(editor.workspace.history.done) == 1


async def test_where_nothing_is_proposed_it_is_said() -> None:
    """No empty list is shown."""
    plain = NAMED.replace("EDV-Dienstleister", "Hugo").replace("Büro", "Berta")
    plain = plain.replace('name = "Prospekt"', 'name = "Prospekt"\nphases = ["before"]')
    plain = plain.replace('name = "kununu"', 'name = "kununu"\nphases = ["after"]')
    async with opened(plain) as (pilot, editor):
        await _do(pilot, editor, "propose")
        assert pilot.app.screen is editor
        assert len(pilot.app._notifications) == 1
