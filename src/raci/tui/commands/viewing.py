"""Views, panes, palette, help and looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from raci.model.text import mark
from raci.tui.asking import read_lines
from raci.tui.commands.cheat_sheet import help_lines
from raci.tui.commands.command import Command, Section, Where
from raci.tui.palette import THEME_NAMES

if TYPE_CHECKING:
    from raci.tui.editor import Editor


def _list_step(editor: Editor, step: int) -> None:
    editor.step_in_list(step)


_PANES = ("grid", "findings", "inspector")


def _next_pane(editor: Editor) -> None:
    shown = [editor.query_one(f"#{pane}") for pane in _PANES]
    shown = [pane for pane in shown if pane.display]
    place = shown.index(editor.focused) if editor.focused in shown else 0
    editor.set_focus(shown[(place + 1) % len(shown)])
    editor.follow()


def _to_matrix(editor: Editor) -> None:
    editor.set_focus(editor.grid)
    editor.follow()


async def _help(editor: Editor) -> None:
    words = editor.words
    await read_lines(
        editor, words("Help"), lambda width: help_lines(editor.keymap.keys, words, width)
    )


def _change_theme(editor: Editor) -> None:
    app = editor.app
    dark, light, high_dark, high_light = THEME_NAMES
    other = {dark: light, light: dark, high_dark: high_light, high_light: high_dark}
    app.theme = other.get(app.theme, dark)


def _change_contrast(editor: Editor) -> None:
    app = editor.app
    dark, light, high_dark, high_light = THEME_NAMES
    other = {dark: high_dark, high_dark: dark, light: high_light, high_light: light}
    app.theme = other.get(app.theme, high_dark)


COMMANDS = (
    Command(
        "next-pane",
        mark("Next pane"),
        mark("Matrix, findings, details in turn."),
        Section.VIEW,
        _next_pane,
        ("f6",),
    ),
    Command(
        "palette",
        mark("Commands"),
        mark("All commands, found by typing parts of their names."),
        Section.VIEW,
        lambda editor: editor.app.action_command_palette(),
        ("ctrl+p",),
        hint=mark("Commands"),
        rank=60,
        in_palette=False,
    ),
    Command(
        "help",
        mark("Help"),
        mark("What the keys do here, and what the signs mean."),
        Section.VIEW,
        _help,
        ("f1", "question_mark"),
        hint=mark("Help"),
        rank=99,
    ),
    Command(
        "theme",
        mark("Light or dark"),
        mark("Changes between the light and the dark look."),
        Section.VIEW,
        _change_theme,
    ),
    Command(
        "contrast",
        mark("High contrast"),
        mark("Changes between the usual and the high contrast."),
        Section.VIEW,
        _change_contrast,
    ),
    Command(
        "list-up",
        mark("Up in the list"),
        mark("In the list of findings or the details."),
        Section.VIEW,
        partial(_list_step, step=-1),
        ("up",),
        where=Where.LIST,
        in_palette=False,
    ),
    Command(
        "list-down",
        mark("Down in the list"),
        mark("In the list of findings or the details."),
        Section.VIEW,
        partial(_list_step, step=1),
        ("down",),
        where=Where.LIST,
        in_palette=False,
    ),
    Command(
        "list-page-up",
        mark("A page up in the list"),
        mark("In the list of findings or the details."),
        Section.VIEW,
        partial(_list_step, step=-10),
        ("pageup",),
        where=Where.LIST,
        in_palette=False,
    ),
    Command(
        "list-page-down",
        mark("A page down in the list"),
        mark("In the list of findings or the details."),
        Section.VIEW,
        partial(_list_step, step=10),
        ("pagedown",),
        where=Where.LIST,
        in_palette=False,
    ),
    Command(
        "to-matrix",
        mark("Back to the matrix"),
        mark("From a list or the details."),
        Section.VIEW,
        _to_matrix,
        ("escape", "tab"),
        where=Where.LIST,
    ),
)
