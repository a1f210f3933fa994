"""Views, panes, palette, help and looks; finding channels and roles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from raci.model.text import Text, mark
from raci.tui.command import Section, Where, command
from raci.tui.model.fields import Entry
from raci.tui.model.search import matching
from raci.tui.panes.help import help_lines
from raci.tui.screen.actions import go_to_named, places, show_only
from raci.tui.screen.dialogs import choose, read_help
from raci.tui.screen.modes import filters, finding_filters

if TYPE_CHECKING:
    from raci.tui.screen.editor import Editor


def _show_view(editor: Editor, number: int) -> None:
    editor.show_view(number)


def _list_step(editor: Editor, step: int) -> None:
    editor.panes.step(step)


@command(
    "to-matrix",
    "Back to the matrix",
    "From a list or the details.",
    Section.VIEW,
    keys=("escape", "tab"),
    where=Where.LIST,
)
def _to_matrix(editor: Editor) -> None:
    editor.show_view(0)


def _next_view(editor: Editor, step: int) -> None:
    editor.show_view(editor.panes.view + step)


@command(
    "filter",
    "Filter rows",
    "Shows only rows with findings, without owner, of a kind, a phase or a role.",
    Section.VIEW,
    also="hide, only, show",
    keys=("ctrl+l",),
)
async def _choose_rows(editor: Editor) -> None:
    words = editor.words
    known = {entry.key: entry for entry in filters(editor.board, editor.aim.role())}
    entries = [Entry("", words("All rows"))]
    entries += [Entry(entry.key, words.say(entry.title)) for entry in known.values()]
    answer = await choose(editor, words("Filter rows"), entries, hint=words("which rows to show"))
    if answer:
        show_only(editor, known.get(answer[0]))


@command(
    "filter-findings",
    "Filter findings",
    "Shows only those of a severity, a family of rules, a row or a role.",
    Section.VIEW,
    also="hide, only, show",
    keys=("ctrl+l",),
    where=Where.LIST,
)
async def _choose_findings(editor: Editor) -> None:
    words = editor.words
    known = finding_filters(editor.organisation, editor.aim.channel(), editor.aim.role())
    by_key = {entry.key: entry for entry in known}
    entries = [Entry("", words("All findings"))]
    entries += [Entry(entry.key, words.say(entry.title)) for entry in by_key.values()]
    hint = words("which findings to show")
    answer = await choose(editor, words("Filter findings"), entries, hint=hint)
    if answer:
        editor.modes.finding_filter = by_key.get(answer[0])
        editor.show_view(_FINDINGS)


#: The place of the view of findings among the tabs.
_FINDINGS = 1


def _no_filter_off(editor: Editor) -> Text | None:
    return None if editor.modes.filter else Text("All rows are shown.")


@command(
    "all-rows",
    "Show all rows",
    "Takes the filter away.",
    Section.VIEW,
    unless=_no_filter_off,
)
def _all_rows(editor: Editor) -> None:
    show_only(editor, None)


@command(
    "help",
    "Help",
    "What the keys do here, and what the signs mean.",
    Section.VIEW,
    also="shortcuts, manual, signs, legend",
    keys=("f1", "question_mark"),
    hint="Help",
    rank=99,
)
async def _help(editor: Editor) -> None:
    words = editor.words
    await read_help(
        editor,
        words("Help"),
        lambda query, width: help_lines(editor.commands, editor.keymap.keys, words, width, query),
    )


@command(
    "theme",
    "Light or dark",
    "Changes between the light and the dark look.",
    Section.VIEW,
    also="colour, color, dark, appearance, settings",
)
def _change_theme(editor: Editor) -> None:
    from raci.tui.theme import THEME_NAMES

    app = editor.app
    dark, light, high_dark, high_light = THEME_NAMES
    other = {dark: light, light: dark, high_dark: high_light, high_light: high_dark}
    app.theme = other.get(app.theme, dark)


@command(
    "contrast",
    "High contrast",
    "Changes between the usual and the high contrast.",
    Section.VIEW,
    also="colour, color, legible, accessible",
)
def _change_contrast(editor: Editor) -> None:
    from raci.tui.theme import THEME_NAMES

    app = editor.app
    dark, light, high_dark, high_light = THEME_NAMES
    other = {dark: high_dark, high_dark: dark, light: high_light, high_light: light}
    app.theme = other.get(app.theme, high_dark)


@command(
    "next-view",
    "Next view",
    "Matrix, findings, organisation, coverage, teamplay, workload in turn.",
    Section.VIEW,
    keys=("ctrl+pagedown",),
)
def _next_view_command(editor: Editor) -> None:
    _next_view(editor, step=1)


@command(
    "previous-view",
    "Previous view",
    "The view before.",
    Section.VIEW,
    keys=("ctrl+pageup",),
)
def _previous_view(editor: Editor) -> None:
    _next_view(editor, step=-1)


@command(
    "palette",
    "Commands",
    "All commands, found by typing parts of their names.",
    Section.VIEW,
    keys=("ctrl+p",),
    hint="Commands",
    rank=60,
    in_palette=False,
)
def _palette(editor: Editor) -> None:
    editor.app.action_command_palette()


@command(
    "list-up",
    "Up in the list",
    "In the list of findings or the details.",
    Section.VIEW,
    keys=("up",),
    where=Where.LIST,
    in_palette=False,
)
def _list_up(editor: Editor) -> None:
    _list_step(editor, step=-1)


@command(
    "list-down",
    "Down in the list",
    "In the list of findings or the details.",
    Section.VIEW,
    keys=("down",),
    where=Where.LIST,
    in_palette=False,
)
def _list_down(editor: Editor) -> None:
    _list_step(editor, step=1)


@command(
    "list-page-up",
    "A page up in the list",
    "In the list of findings or the details.",
    Section.VIEW,
    keys=("pageup",),
    where=Where.LIST,
    in_palette=False,
)
def _list_page_up(editor: Editor) -> None:
    _list_step(editor, step=-10)


@command(
    "list-page-down",
    "A page down in the list",
    "In the list of findings or the details.",
    Section.VIEW,
    keys=("pagedown",),
    where=Where.LIST,
    in_palette=False,
)
def _list_page_down(editor: Editor) -> None:
    _list_step(editor, step=10)


@command("next-pane", "Next pane", "Matrix, findings, details in turn.", Section.VIEW, keys=("f6",))
def _next_pane(editor: Editor) -> None:
    editor.panes.focus_next()
    editor.follow()


for _number, _name, _title, _about, _also in (
    (1, "matrix", mark("View: matrix"), mark("Channels by roles."), ""),
    (
        2,
        "findings",
        mark("View: findings"),
        mark("All findings with their rules."),
        mark("errors, warnings, problems"),
    ),
    (
        3,
        "organisation",
        mark("View: organisation"),
        mark("Who reports to whom."),
        mark("chart, tree, hierarchy, boss"),
    ),
    (
        4,
        "coverage",
        mark("View: coverage"),
        mark("Phases by kinds, and who owns what."),
        mark("phases, gaps, kinds"),
    ),
    (
        5,
        "teamplay",
        mark("View: teamplay"),
        mark("On which channels disciplines meet."),
        mark("together, disciplines, cooperation"),
    ),
    (
        6,
        "workload",
        mark("View: workload"),
        mark("Letters per role as bars."),
        mark("load, overload, bars"),
    ),
):
    command(f"view-{_name}", _title, _about, Section.VIEW, also=_also, keys=(f"alt+{_number}",))(
        partial(_show_view, number=_number - 1)
    )


@command(
    "find",
    "Find",
    "Channels and roles by parts of their names.",
    Section.MOVE,
    also="search, look for, go to",
    keys=("slash", "ctrl+f"),
    hint="Find",
    rank=25,
)
async def _find(editor: Editor) -> None:
    words = editor.words
    hint = words("part of a channel's or a role's name")
    answer = await choose(editor, words("Find"), places(editor), hint=hint)
    if answer:
        key, editor.searched = answer
        go_to_named(editor, key)


def _find_next(editor: Editor, step: int) -> None:
    found = {entry.key for entry in matching(editor.searched, places(editor), lambda one: one.text)}
    rows = [key for key in editor.grid.row_keys if f"channel {key.channel}" in found]
    rows = [key for key in rows if key.kind == "channel"]
    if not rows:
        editor.show_message(Text("Nothing is called like “{what}”.", {"what": editor.searched}))
        return
    order = {key: place for place, key in enumerate(editor.grid.row_keys)}
    here = order.get(editor.cursor.row, -1)
    ahead = [key for key in rows if (order[key] - here) * step > 0]
    nearest = (ahead or rows)[0 if step > 0 else -1]
    editor.go_to(nearest, editor.aim.role())


def _no_search(editor: Editor) -> Text | None:
    return None if editor.searched else Text("Nothing was searched for yet.")


@command(
    "find-next",
    "Find next",
    "The next match of what was searched for.",
    Section.MOVE,
    keys=("f3",),
    unless=_no_search,
)
def _find_next_command(editor: Editor) -> None:
    _find_next(editor, step=1)


@command(
    "find-previous",
    "Find previous",
    "The match before.",
    Section.MOVE,
    keys=("shift+f3",),
    unless=_no_search,
)
def _find_previous(editor: Editor) -> None:
    _find_next(editor, step=-1)
