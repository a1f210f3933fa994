"""Messages: each once, none over a dialog, none lost; and what is pasted into fields."""

from __future__ import annotations

from textual.events import Paste
from textual.widgets import Static
from textual.widgets._toast import Toast

from raci.model.text import Text
from raci.tui.app import RaciApp
from raci.tui.dialogs.form import Form
from raci.tui.grid.board import RowKey
from raci.tui.model.fields import Field
from raci.words import words_in
from support.editor.firm import workspace

HELLO, OTHER = Text("hello"), Text("other")


def shown(app: RaciApp) -> list[str]:
    """Return the messages on the screen in front."""
    return [str(toast._notification.message) for toast in app.screen.query(Toast)]


async def test_equal_messages_do_not_pile_up() -> None:
    """What stands on the screen is not said again; something else is."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test(notifications=True) as pilot:
        for text in (HELLO, HELLO, OTHER, HELLO):
            app.editor.show_message(text)
        await pilot.pause(0.1)
        assert shown(app) == ["hello", "other"]


async def test_of_several_steps_back_only_the_last_is_told() -> None:
    """A newer message takes the place of an older one on the same topic; others stay."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test(notifications=True) as pilot:
        app.editor.grid.move_to(RowKey("channel", "prospekt"), "buero")
        app.editor.show_error(OTHER)
        await pilot.press("c", "i", "ctrl+z", "ctrl+z", "ctrl+y")
        await pilot.pause(0.1)
        assert shown(app) == ["other", "Again: Prospekt: Büro R → C"]


async def test_undoing_another_text_says_what_it_changed() -> None:
    """A reload or a merge replaces the text as a whole; what is told are its changes."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test(notifications=True) as pilot:
        text = app.editor.workspace.text.replace('name = "kununu"', 'name = "Kununu"')
        app.editor.workspace.replace(text)
        app.editor.show_anew()
        await pilot.press("ctrl+z", "ctrl+y")
        await pilot.pause(0.1)
        assert shown(app) == ["Again: Kununu: name kununu → Kununu"]


async def test_no_message_stands_over_a_dialog_and_none_is_lost() -> None:
    """Before, during and after: what was said comes back when the dialog is left."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test(notifications=True) as pilot:
        app.editor.show_message(HELLO)
        await pilot.press("plus")
        await pilot.pause(0.1)
        assert isinstance(app.screen, Form)
        app.editor.show_error(OTHER)
        await pilot.pause(0.1)
        assert shown(app) == []
        await pilot.press("escape")
        await pilot.pause(0.1)
        assert shown(app) == ["hello", "other"]


async def test_what_was_said_just_before_a_dialog_waits_too() -> None:
    """A message that is on its way when the dialog is opened does not come up over it."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test(notifications=True) as pilot:
        editor = app.editor

        async def tell_and_ask() -> None:
            editor.show_message(HELLO)
            await editor.ask(Form("x", [Field("name", "Name")], lambda _: None, editor.words))

        editor.try_run(tell_and_ask, asked=True)
        await pilot.pause(0.2)
        assert isinstance(app.screen, Form)
        assert shown(app) == []
        await pilot.press("escape")
        await pilot.pause(0.1)
        assert shown(app) == ["hello"]


async def test_pasted_lines_are_joined_and_that_is_said() -> None:
    """A field of one line keeps all lines of a paste."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test() as pilot:
        await pilot.press("plus")
        await pilot.pause(0.1)
        app.post_message(Paste("Landing\r\n page \n\n2027\n"))
        await pilot.pause(0.1)
        form = app.screen
        assert isinstance(form, Form)
        assert form.answers()["name"] == "Landing page 2027"
        assert "one line now" in str(form.query_one("#complaint", Static).content)
        app.post_message(Paste(" b"))
        await pilot.pause(0.1)
        assert form.answers()["name"] == "Landing page 2027 b"
        assert "one line now" not in str(form.query_one("#complaint", Static).content)
