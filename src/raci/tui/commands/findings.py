"""Finding one's way: search, findings, their fixes and pages, the review round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tui.command import Section, Where, command
from raci.tui.commands.conditions import no_fix
from raci.tui.model.descriptions import deletes, described, letters_told
from raci.tui.model.fields import Entry
from raci.tui.model.fixes import alike, as_one, offered, same_rule
from raci.tui.screen.dialogs import choose, preview

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.check.fixes import Fix
    from raci.model.edit import Edit
    from raci.model.finding import Finding
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


_ALIKE, _LETTERS = "alike", "letters"


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
    entries = _fix_entries(editor, finding, fixes)
    answer = await choose(editor, words("Quick fix"), entries, hint=message, typing=False)
    if answer and answer[0] == _ALIKE:
        await fix_alike(editor)
    elif answer and answer[0] == _LETTERS:
        editor.show_view(0)
        editor.lead_to(finding)
    elif answer:
        apply_and_tell(editor, fixes[int(answer[0])].edit)


def _fix_entries(editor: Editor, finding: Finding, fixes: Sequence[Fix]) -> list[Entry]:
    """Return what can be done, with the letters before and after; what deletes stands last.

    Where nothing but deleting was offered, giving letters is the first offer.
    """
    words, organisation = editor.words, editor.organisation
    places = sorted(range(len(fixes)), key=lambda place: deletes(fixes[place].edit))
    entries = [
        Entry(
            str(place),
            words.say(fixes[place].title),
            words.say(letters_told(fixes[place].edit, organisation)),
        )
        for place in places
    ]
    if all(deletes(fix.edit) for fix in fixes):
        entries.insert(0, Entry(_LETTERS, words("Give it letters"), words("in the matrix")))
    found = len(same_rule(finding.code, editor.findings))
    if found > 1:
        entries.append(Entry(_ALIKE, words("All {n} findings of this rule alike …", n=found)))
    return entries


def apply_and_tell(editor: Editor, edit: Edit) -> None:
    """Do an edit and tell what it did, as part of it may be out of sight."""
    before = editor.organisation
    if editor.apply(edit):
        editor.show_message(Text("Done: {what}", {"what": described(edit, before)}))


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
        editor.apply(as_one(chosen, Text("Fix {n} findings of {rule}", named)))


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
    if left := found - len(chosen):
        text = Text(
            "{n} more is left to look at by itself.",
            {"n": left},
            "{n} more are left to look at by themselves.",
        )
        lines += [(), *(((line, "muted"),) for line in wrapped(words.say(text), width))]
    return lines
