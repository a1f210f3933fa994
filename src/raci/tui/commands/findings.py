"""Finding one's way: search, findings, their mends and pages, the review round."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from raci.check.rulebook import NAMES
from raci.model.text import Text, mark
from raci.tui.command import Command, Section, Where
from raci.tui.commands.alike import fix_alike
from raci.tui.commands.conditions import no_finding_here, no_fix, unwritable
from raci.tui.dialogs.entry import Entry
from raci.tui.grid.rows import HEAD, RowKey
from raci.tui.model import setting_forms
from raci.tui.model.fixes import offered, same_rule
from raci.tui.model.search import matching
from raci.tui.reviewing import Reviewing
from raci.tui.rule_page import rule_markdown
from raci.tui.screen.dialogs import choose, fill_in, read
from raci.workspace.reviews import in_turn, still_true

if TYPE_CHECKING:
    from raci.model.edit import Edit
    from raci.model.organisation import Channel
    from raci.tui.model.fields import Answers
    from raci.tui.screen.editor import Editor

_STILL_CHECKING = Text("The first check is still under way.")


def places(editor: Editor) -> list[Entry]:
    """Return everything that can be found; the key says what it is and its id."""
    organisation, words = editor.organisation, editor.words
    channels = [Entry(f"channel {one.id}", one.name) for one in organisation.channels.values()]
    role = words("role")
    roles = [
        Entry(f"role {one.id}", one.name, f"{role} · {', '.join(one.holders)}".rstrip(" ·"))
        for one in organisation.roles.values()
    ]
    return channels + roles


def _channel(editor: Editor, one: str) -> Channel:
    return editor.organisation.channels[one]


async def _find(editor: Editor) -> None:
    words = editor.words
    hint = words("part of a channel's or a role's name")
    answer = await choose(editor, words("Find"), places(editor), hint=hint)
    if answer:
        key, editor.searched = answer
        go_to_named(editor, key)


def go_to_named(editor: Editor, key: str) -> None:
    """Put the cursor on what ``places`` named so, in the matrix; a filter that hides it goes."""
    kind, _, one = key.partition(" ")
    if editor.view:
        editor.show_view(0)
    if kind == "channel" and editor.filter and not editor.filter.keep(_channel(editor, one)):
        editor.filter = None
        editor.grid.set_filter(None)
    if kind == "channel":
        editor.go_to(RowKey("channel", one), editor.role())
    elif editor.cursor.row.kind in {"channel", "duty", "portfolio"}:
        editor.go_to(editor.cursor.row, one)
    else:
        editor.go_to(HEAD, one)


def _find_next(editor: Editor, step: int) -> None:
    found = {entry.key for entry in matching(editor.searched, places(editor), lambda one: one.text)}
    rows = [key for key in editor.grid.row_keys if f"channel {key.channel}" in found]
    rows = [key for key in rows if key.kind == "channel"]
    if not rows:
        editor.tell(Text("Nothing is called like “{what}”.", {"what": editor.searched}))
        return
    order = {key: place for place, key in enumerate(editor.grid.row_keys)}
    here = order.get(editor.cursor.row, -1)
    ahead = [key for key in rows if (order[key] - here) * step > 0]
    nearest = (ahead or rows)[0 if step > 0 else -1]
    editor.go_to(nearest, editor.role())


def _no_search(editor: Editor) -> Text | None:
    return None if editor.searched else Text("Nothing was searched for yet.")


def _no_findings(editor: Editor) -> Text | None:
    if len(editor.findings):
        return None
    return Text("There are no findings.") if editor.checked else _STILL_CHECKING


def _step_finding(editor: Editor, step: int) -> None:
    findings, current = editor.findings, editor.finding_left_from()
    if current is None:
        place = 0 if step > 0 else len(findings) - 1
    elif step > 0:
        place = findings.place_after(current)
    else:
        place = findings.place_before(current)
    editor.lead_to(findings[place % len(findings)])


def _to_finding(editor: Editor) -> None:
    finding, item = editor.current_finding(), editor.view_pane.item
    leads = item if editor.view else None
    editor.show_view(0)
    if finding:
        editor.lead_to(finding)
    elif leads and leads.row:
        editor.go_to(leads.row, leads.role or editor.role())


_ALIKE = "alike"


async def _fix(editor: Editor) -> None:
    finding = editor.current_finding()
    if finding is None:
        return
    words = editor.words
    fixes = offered(finding, editor.organisation, editor.workspace.today)
    message = words.say(finding.message)
    if not fixes:
        editor.tell(Text("Only a person can decide this: {message}", {"message": finding.message}))
        return
    entries = [Entry(str(place), words.say(one.title)) for place, one in enumerate(fixes)]
    found = len(same_rule(finding.code, editor.findings))
    if found > 1:
        entries.append(Entry(_ALIKE, words("All {n} findings of this rule alike …", n=found)))
    answer = await choose(editor, words("Quick fix"), entries, hint=message, typing=False)
    if answer and answer[0] == _ALIKE:
        await fix_alike(editor)
    elif answer:
        editor.apply(fixes[int(answer[0])].edit)


async def _rule(editor: Editor) -> None:
    finding = editor.current_finding()
    if finding:
        title = f"{finding.code} {finding.name}"
        await read(editor, title, rule_markdown(finding.code, editor.words))


async def _review(editor: Editor) -> None:
    if editor.reviewing:
        _go_on(editor)
        return
    words = editor.words
    roles = editor.organisation.roles.values()
    leaders_first = sorted(roles, key=lambda role: not role.leadership)
    entries = [Entry(role.id, role.name, ", ".join(role.holders)) for role in leaders_first]
    entries.append(Entry("", words("nobody by name")))
    answer = await choose(editor, words("Who reviews?"), entries, hint=words("part of a name"))
    if answer:
        due = in_turn(editor.organisation, editor.workspace.today)
        channels = tuple(channel.id for channel in due)
        editor.reviewing = Reviewing(channels, answer[0] or None)
        _show_reviewed(editor)


def _go_on(editor: Editor) -> None:
    if editor.reviewing:
        editor.reviewing.place += 1
        _show_reviewed(editor)


def _show_reviewed(editor: Editor) -> None:
    round_ = editor.reviewing
    if round_ is None:
        return
    channel = round_.channel
    if channel is not None and channel in editor.organisation.channels:
        editor.go_to(RowKey("channel", channel), editor.role())
    elif channel is None:
        editor.reviewing = None
        editor.tell(Text("Every channel was looked at."))
        editor.follow()
    else:
        _go_on(editor)


def note_still_true(editor: Editor) -> None:
    """Note that the channel of the review round is as the file says, and go on."""
    round_ = editor.reviewing
    if round_ and round_.channel:
        if round_.channel in editor.organisation.channels:
            channel = _channel(editor, round_.channel)
            editor.apply(still_true(channel, editor.workspace.today, round_.by))
        _go_on(editor)


def _no_review(editor: Editor) -> Text | None:
    if not editor.reviewing and not in_turn(editor.organisation, editor.workspace.today):
        return Text("Every channel was looked at.")
    return unwritable(editor)


async def _rule_settings(editor: Editor) -> None:
    finding = editor.current_finding()
    if finding is None:
        return
    organisation, rule = editor.organisation, NAMES.by_code[finding.code]

    def edit(answers: Answers) -> Edit | None:
        return setting_forms.rule_edit(organisation, rule, answers)

    fields = setting_forms.rule_fields(organisation, rule, editor.words)
    answers = await fill_in(editor, f"{rule.code} {rule.name}", fields, edit)
    if answers:
        editor.apply(edit(answers))


async def _waive(editor: Editor) -> None:
    finding = editor.current_finding()
    if finding is None:
        return
    organisation, words = editor.organisation, editor.words
    fields = setting_forms.waiver_fields(editor.workspace.today, words)

    def edit(answers: Answers) -> Edit:
        return setting_forms.waiver_edit(organisation, finding, answers)

    title = f"{words('Waive')}: {words.say(finding.message)}"
    answers = await fill_in(editor, title, fields, edit)
    if answers:
        editor.apply(edit(answers))


def _no_waiver(editor: Editor) -> Text | None:
    finding = editor.current_finding()
    if finding and NAMES.by_code[finding.code].fixed:
        return Text("A fault in the file cannot be waived: it has to be mended.")
    return no_fix(editor)


COMMANDS = (
    Command(
        "review",
        mark("Review round"),
        mark("From the channel looked at longest ago on; Enter says “still true”, Esc ends."),
        Section.FINDINGS,
        _review,
        ("f9",),
        why_not=_no_review,
    ),
    Command(
        "rule-settings",
        mark("Severity and limits of the rule"),
        mark("How much the finding's rule weighs in this file, and from when it speaks."),
        Section.FINDINGS,
        _rule_settings,
        why_not=_no_waiver,
    ),
    Command(
        "waive",
        mark("Waive the finding"),
        mark("Accepts it for a reason and until a day; both are written into the file."),
        Section.FINDINGS,
        _waive,
        ("ctrl+w",),
        why_not=_no_waiver,
    ),
    Command(
        "find",
        mark("Find"),
        mark("Channels and roles by parts of their names."),
        Section.MOVE,
        _find,
        ("slash", "ctrl+f"),
        hint=mark("Find"),
        rank=25,
    ),
    Command(
        "find-next",
        mark("Find next"),
        mark("The next match of what was searched for."),
        Section.MOVE,
        partial(_find_next, step=1),
        ("f3",),
        why_not=_no_search,
    ),
    Command(
        "find-previous",
        mark("Find previous"),
        mark("The match before."),
        Section.MOVE,
        partial(_find_next, step=-1),
        ("shift+f3",),
        why_not=_no_search,
    ),
    Command(
        "next-finding",
        mark("Next finding"),
        mark(
            "Leads to where it can be mended: its cell, else who is accountable, else a leader; "
            "the worst first."
        ),
        Section.FINDINGS,
        partial(_step_finding, step=1),
        ("f8",),
        why_not=_no_findings,
        hint=mark("Next"),
        rank=28,
    ),
    Command(
        "previous-finding",
        mark("Previous finding"),
        mark("The one before in the list."),
        Section.FINDINGS,
        partial(_step_finding, step=-1),
        ("f7",),
        why_not=_no_findings,
    ),
    Command(
        "fix",
        mark("Quick fix"),
        mark("Offers the changes that would mend the finding; none is made by itself."),
        Section.FINDINGS,
        _fix,
        ("full_stop",),
        why_not=no_fix,
        hint=mark("Fix"),
        rank=26,
    ),
    Command(
        "rule",
        mark("Rule of the finding"),
        mark("What the rule says, why, and an example with its mend."),
        Section.FINDINGS,
        _rule,
        ("f4",),
        why_not=no_finding_here,
        hint=mark("Rule"),
        rank=40,
    ),
    Command(
        "to-finding",
        mark("Go to the cell"),
        mark("From a list or a view back into the matrix."),
        Section.FINDINGS,
        _to_finding,
        ("enter",),
        where=Where.LIST,
    ),
)
