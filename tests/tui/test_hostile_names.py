"""Names that a terminal or Rich would act on are text in grid, panes, dialogs and titles."""

from __future__ import annotations

import json
import re

import pytest

from raci.toml_edit.path import key
from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.grid.board import HEAD, RowKey
from raci.words import words_in
from support.editor.firm import workspace

pytestmark = pytest.mark.slow

STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
NASTY = "\x1b[31mA\x9b2J\x07\u202eB\n[bold]C[/bold] [@click=app.quit]D[/] [/] =1+1"
ID = "\u202e[bold]../../etc[/bold] =1"
NAME = json.dumps(NASTY)
ORGANISATION = f"""\
format = 1
[organisation]
name = {NAME}
row_name = {NAME}
note = {NAME}
[departments.{key(ID)}]
name = {NAME}
[roles.{key(ID)}]
name = {NAME}
department = {json.dumps(ID)}
holder = {NAME}
deputy = {json.dumps(ID)}
note = {NAME}
[channels.{key(ID)}]
name = {NAME}
group = {NAME}
note = {NAME}
critical = true
reviewed = {{ on = 2020-01-01, by = {NAME} }}
[channels.{key(ID)}.raci]
{key(ID)} = {{ letters = "A", why = {NAME}, until = 2020-01-01 }}
[channels.{key(ID)}.fields]
{key(ID)} = {NAME}
[[waivers]]
rule = "RACI104"
channels = [{json.dumps(ID)}]
reason = {NAME}
until = 2020-01-01
"""

PLACES = ((RowKey("channel", ID), ID), (RowKey("channel", ID), None), (HEAD, ID))
#: These leave the editor or the file's text; they have tests of their own.
_APART = {"save", "save-as", "export", "quit"}


def painted(app: RaciApp) -> str:
    """Return all that is on the screen, as it is sent to the terminal but for its codes."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in lines)


def assert_harmless(app: RaciApp, where: str) -> None:
    """Ask that no character on the screen acts, and that markup stands there as it was written."""
    for line in painted(app).split("\n"):
        found = STEERING.search(line)
        assert not found, (where, line)


async def test_nothing_on_the_screen_acts() -> None:
    """Grid, panes, views and every command's dialog, where it has one, show names as text."""
    app = RaciApp(workspace(ORGANISATION), words=words_in("en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        editor = app.editor
        assert_harmless(app, "editor")
        assert "[bold]" in painted(app)
        for name, command in COMMANDS.items():
            if name in _APART:
                continue
            for place in PLACES:
                editor.grid.move_to(*place)
                if command.unless(editor) is None:
                    break
            editor.run(command)
            await pilot.pause()
            assert_harmless(app, name)
            while app.screen is not editor:
                await pilot.press("escape")
            editor.modes.carried = None
            while editor.workspace.history.can_undo:
                editor.undo()
            app.clear_notifications()
        await pilot.pause()
        assert_harmless(app, "editor")
        assert not STEERING.search(f"{app.title}{app.sub_title}")
