"""Views, panes, palette, help and looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from raci.model.text import Text, mark
from raci.tui.command import Command, Section, Where
from raci.tui.dialogs.entry import Entry
from raci.tui.filtering import filters
from raci.tui.finding_filter import finding_filters
from raci.tui.panes.help import help_lines
from raci.tui.screen.dialogs import choose, read_lines
from raci.tui.theme import THEME_NAMES

if TYPE_CHECKING:
    from raci.tui.screen.editor import Editor


def _list_step(editor: Editor, step: int) -> None:
    editor.step_in_list(step)


_PANES = ("grid", "view", "findings", "inspector")


def _next_pane(editor: Editor) -> None:
    shown = [editor.query_one(f"#{pane}") for pane in _PANES]
    shown = [pane for pane in shown if pane.display]
    place = shown.index(editor.focused) if editor.focused in shown else 0
    editor.set_focus(shown[(place + 1) % len(shown)])
    editor.follow()


def _to_matrix(editor: Editor) -> None:
    editor.show_view(0)


def _next_view(editor: Editor, step: int) -> None:
    editor.show_view(editor.view + step)


def _view(name: str, number: int, title: str, help_: str) -> Command:
    return Command(
        f"view-{name}",
        title,
        help_,
        Section.VIEW,
        lambda editor: editor.show_view(number - 1),
        (f"alt+{number}",),
    )


async def _choose_rows(editor: Editor) -> None:
    words = editor.words
    known = {entry.key: entry for entry in filters(editor.board, editor.role())}
    entries = [Entry("", words("All rows"))]
    entries += [Entry(entry.key, words.say(entry.title)) for entry in known.values()]
    answer = await choose(editor, words("Filter rows"), entries, hint=words("which rows to show"))
    if answer:
        editor.filter = known.get(answer[0])
        editor.grid.set_filter(editor.filter.keep if editor.filter else None)


async def _choose_findings(editor: Editor) -> None:
    words = editor.words
    known = finding_filters(editor.organisation, editor.channel(), editor.role())
    by_key = {entry.key: entry for entry in known}
    entries = [Entry("", words("All findings"))]
    entries += [Entry(entry.key, words.say(entry.title)) for entry in by_key.values()]
    hint = words("which findings to show")
    answer = await choose(editor, words("Filter findings"), entries, hint=hint)
    if answer:
        editor.finding_filter = by_key.get(answer[0])
        editor.show_view(_FINDINGS)


#: The place of the view of findings among the tabs.
_FINDINGS = 1


def _no_filter_off(editor: Editor) -> Text | None:
    return None if editor.filter else Text("All rows are shown.")


def _all_rows(editor: Editor) -> None:
    editor.filter = None
    editor.grid.set_filter(None)
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
        "next-view",
        mark("Next view"),
        mark("Matrix, findings, organisation, coverage, teamplay, workload in turn."),
        Section.VIEW,
        partial(_next_view, step=1),
        ("ctrl+pagedown",),
    ),
    Command(
        "previous-view",
        mark("Previous view"),
        mark("The view before."),
        Section.VIEW,
        partial(_next_view, step=-1),
        ("ctrl+pageup",),
    ),
    _view("matrix", 1, mark("View: matrix"), mark("Channels by roles.")),
    _view("findings", 2, mark("View: findings"), mark("All findings with their rules.")),
    _view("organisation", 3, mark("View: organisation"), mark("Who reports to whom.")),
    _view("coverage", 4, mark("View: coverage"), mark("Phases by kinds, and who owns what.")),
    _view("teamplay", 5, mark("View: teamplay"), mark("On which channels disciplines meet.")),
    _view("workload", 6, mark("View: workload"), mark("Letters per role as bars.")),
    Command(
        "filter",
        mark("Filter rows"),
        mark("Shows only rows with findings, without owner, of a kind, a phase or a role."),
        Section.VIEW,
        _choose_rows,
        ("ctrl+l",),
    ),
    Command(
        "filter-findings",
        mark("Filter findings"),
        mark("Shows only those of a severity, a family of rules, a row or a role."),
        Section.VIEW,
        _choose_findings,
        ("ctrl+l",),
        where=Where.LIST,
    ),
    Command(
        "all-rows",
        mark("Show all rows"),
        mark("Takes the filter away."),
        Section.VIEW,
        _all_rows,
        why_not=_no_filter_off,
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
