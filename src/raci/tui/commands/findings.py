"""Findings: the way from one to the next, their fixes, and the review round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tui.command import Section, Where, command
from raci.tui.grid.board import RowKey
from raci.tui.model.descriptions import deletes, described
from raci.tui.model.fields import Entry
from raci.tui.model.findings import (
    alike,
    as_one,
    edit_of,
    offered,
    same_rule,
)
from raci.tui.screen.actions import apply_and_tell, no_fix, show_only, unwritable
from raci.tui.screen.dialogs import choose, preview
from raci.tui.screen.modes import Filter, ReviewRound
from raci.workspace.reviews import in_turn, still_true

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from raci.check.fixes import Fix, Look
    from raci.model.finding import Finding, Subject
    from raci.model.organisation import Channel
    from raci.tui.panes.text import Line
    from raci.tui.screen.editor import Editor


_STILL_CHECKING = Text("The first check is still under way.")


def _no_findings(editor: Editor) -> Text | None:
    if len(editor.findings):
        return None
    return Text("There are no findings.") if editor.checking.done_once else _STILL_CHECKING


def _step_finding(editor: Editor, step: int) -> None:
    findings, current = editor.findings, editor.at.left_from()
    if current is None:
        place = 0 if step > 0 else len(findings) - 1
    elif step > 0:
        place = findings.place_after(current)
    else:
        place = findings.place_before(current)
    editor.lead_to(findings[place % len(findings)])


@command(
    "to-finding",
    "Go to the cell",
    "From a list or a view back into the matrix.",
    Section.FINDINGS,
    keys=("enter",),
    where=Where.LIST,
)
def _to_finding(editor: Editor) -> None:
    finding, item = editor.at.current(), editor.panes.view_pane.item
    leads = item if editor.panes.view else None
    editor.show_view(0)
    if finding:
        editor.lead_to(finding)
    elif leads and leads.row:
        editor.go_to(leads.row, leads.role or editor.aim.role())


_ALIKE = "alike"


@command(
    "fix",
    "Quick fix",
    "Offers the changes that would fix the finding; none is made by itself.",
    Section.FINDINGS,
    also="repair, mend, solve, proposal",
    keys=("full_stop",),
    hint="Fix",
    rank=26,
    unless=no_fix,
)
async def _fix(editor: Editor) -> None:
    from raci.check.fixes import Look

    finding = editor.at.current()
    if finding is None:
        return
    words = editor.words
    fixes = offered(finding, editor.organisation, editor.workspace.today)
    message = words.say(finding.message)
    if not fixes:
        editor.show_message(
            Text("Only a person can decide this: {message}", {"message": finding.message})
        )
        return
    ordered = sorted(fixes, key=_deletes)
    entries = [_entry(editor, place, one) for place, one in enumerate(ordered)]
    found = len(same_rule(finding.code, editor.findings))
    if found > 1:
        entries.append(Entry(_ALIKE, words("All {n} findings of this rule alike …", n=found)))
    answer = await choose(editor, words("Quick fix"), entries, hint=message, typing=False)
    if answer is None:
        return
    if answer[0] == _ALIKE:
        await fix_alike(editor)
        return
    chosen = ordered[int(answer[0])]
    if isinstance(chosen, Look):
        _look(editor, chosen.at)
    else:
        apply_and_tell(editor, chosen.edit)


def _deletes(offer: Fix | Look) -> bool:
    edit = edit_of(offer)
    return edit is not None and deletes(edit)


def _entry(editor: Editor, place: int, offer: Fix | Look) -> Entry:
    """Return an offer with all that it changes, before and after."""
    words, edit = editor.words, edit_of(offer)
    below = words.say(described(edit, editor.workspace.document)) if edit else ""
    return Entry(str(place), words.say(offer.title), below=below)


def _look(editor: Editor, at: Sequence[Subject]) -> None:
    """Show the rows alone, or put the cursor into the column, where a person can decide."""
    channels = frozenset(one.id for one in at if one.kind == "channel")
    roles = [one.id for one in at if one.kind == "role"]
    editor.show_view(0)
    if channels:
        names = tuple(editor.organisation.channels[one].name for one in channels)
        show_only(editor, Filter("look", Text("{names}", {"names": names}), _among(channels)))
    row = editor.cursor.row
    if row.channel is None or channels:
        row = next((key for key in editor.grid.row_keys if key.kind == "channel"), row)
    editor.go_to(row, roles[0] if roles else None)


def _among(channels: Container[str]) -> Callable[[Channel], bool]:
    return lambda channel: channel.id in channels


@command(
    "next-finding",
    "Next finding",
    "Leads to where it can be fixed: its cell, else who is accountable, else a leader; "
    "the worst first.",
    Section.FINDINGS,
    keys=("f8",),
    hint="Next",
    rank=28,
    unless=_no_findings,
)
def _next_finding(editor: Editor) -> None:
    _step_finding(editor, step=1)


@command(
    "previous-finding",
    "Previous finding",
    "The one before in the list.",
    Section.FINDINGS,
    keys=("f7",),
    unless=_no_findings,
)
def _previous_finding(editor: Editor) -> None:
    _step_finding(editor, step=-1)


@command(
    "fix-alike",
    "Fix all alike",
    "The first fix for every finding of the same rule: shown first, one step to undo.",
    Section.FINDINGS,
    also="repair, mend, all, batch",
    keys=("colon",),
    unless=no_fix,
)
async def fix_alike(editor: Editor) -> None:
    """Offer the first fix of every finding of the current one's rule."""
    current = editor.at.current()
    if current is None:
        return
    found = same_rule(current.code, editor.findings)
    chosen = alike(found, editor.organisation, editor.workspace.today)
    if not chosen:
        editor.show_message(
            Text("Only a person can decide this: {message}", {"message": current.message})
        )
        return
    title = f"{current.code} {current.name}"
    if await preview(editor, title, lambda width: _told(editor, chosen, len(found), width)):
        named = {"rule": current.name, "n": len(chosen)}
        apply_and_tell(editor, as_one(chosen, Text("Fix {n} findings of {rule}", named)))


def _told(
    editor: Editor, chosen: Sequence[tuple[Finding, Fix]], found: int, width: int
) -> list[Line]:
    from raci.tui.panes.text import wrapped

    words = editor.words
    lines: list[Line] = []
    for finding, fix in chosen:
        lines += [((line, ""),) for line in wrapped(words.say(finding.message), width)]
        sign = f"  {editor.glyphs.arrow} "
        first, *rest = wrapped(words.say(fix.title), width - len(sign)) or [""]
        lines += [((sign, "muted"), (first, "strong"))]
        lines += [((" " * len(sign) + part, "strong"),) for part in rest]
        what = words.say(described(fix.edit, editor.workspace.document))
        lines += [((" " * len(sign) + part, ""),) for part in wrapped(what, width - len(sign))]
    if left := found - len(chosen):
        text = Text(
            "{n} more is left to look at by itself.",
            {"n": left},
            "{n} more are left to look at by themselves.",
        )
        lines += [(), *(((line, "muted"),) for line in wrapped(words.say(text), width))]
    return lines


def _no_review(editor: Editor) -> Text | None:
    if not editor.modes.review and not in_turn(editor.organisation, editor.workspace.today):
        return Text("Every channel was looked at.")
    return unwritable(editor)


@command(
    "review",
    "Review round",
    "From the channel looked at longest ago on; Enter says “still true”, Esc ends.",
    Section.FINDINGS,
    also="still true, check, date, due, overdue",
    keys=("f9",),
    unless=_no_review,
)
async def _review(editor: Editor) -> None:
    if editor.modes.review:
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
        editor.modes.review = ReviewRound(channels, answer[0] or None)
        _show_reviewed(editor)


def _go_on(editor: Editor) -> None:
    if editor.modes.review:
        editor.modes.review.place += 1
        _show_reviewed(editor)


def _show_reviewed(editor: Editor) -> None:
    round_ = editor.modes.review
    if round_ is None:
        return
    channel = round_.channel
    if channel is not None and channel in editor.organisation.channels:
        editor.go_to(RowKey("channel", channel), editor.aim.role())
    elif channel is None:
        editor.modes.review = None
        editor.show_message(Text("Every channel was looked at."))
        editor.follow()
    else:
        _go_on(editor)


def note_still_true(editor: Editor) -> None:
    """Note that the channel of the review round is as the file says, and go on."""
    round_ = editor.modes.review
    if round_ and round_.channel:
        if round_.channel in editor.organisation.channels:
            channel = editor.organisation.channels[round_.channel]
            editor.apply(still_true(channel, editor.workspace.today, round_.by))
        _go_on(editor)
