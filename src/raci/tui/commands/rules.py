"""The waivers of the file: a list of all of them, each to be edited or deleted."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from raci.check.rule_names import NAMES
from raci.model.edit import DeleteWaiver
from raci.model.text import Text
from raci.tui.command import Section, command
from raci.tui.model import setting_forms
from raci.tui.model.fields import Entry
from raci.tui.screen.actions import (
    apply_and_tell,
    no_finding_here,
    no_fix,
    unwritable,
)
from raci.tui.screen.dialogs import choose, decide, fill_in, preview, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.model.edit import Edit
    from raci.model.finding import Finding
    from raci.model.organisation import Organisation, Waiver
    from raci.tui.model.fields import Answers
    from raci.tui.panes.text import Line
    from raci.tui.screen.editor import Editor
    from raci.words import Words
    from raci.workspace.what_if import Consequences


def _no_waivers(editor: Editor) -> Text | None:
    if not editor.organisation.waivers:
        return Text("The file has no waivers.")
    return unwritable(editor)


@command(
    "waivers",
    "Waivers",
    "All waivers of the file: each can be edited or deleted.",
    Section.FINDINGS,
    also="ignored, accepted, exceptions",
    unless=_no_waivers,
)
async def _waivers(editor: Editor) -> None:
    words = editor.words
    entries = [_entry(editor, waiver) for waiver in editor.organisation.waivers]
    hint = words("part of a rule's, a channel's or a role's name")
    answer = await choose(editor, words("Waivers"), entries, hint=hint)
    if answer:
        place = int(answer[0])
        await _one(editor, next(one for one in editor.organisation.waivers if one.index == place))


def _entry(editor: Editor, waiver: Waiver) -> Entry:
    told = _end(editor, waiver)
    named = ", ".join(_names(editor.organisation, waiver))
    title = " · ".join(part for part in (_named_rule(waiver), named) if part)
    return Entry(
        str(waiver.index), title, " · ".join(part for part in (told, waiver.reason) if part)
    )


def _end(editor: Editor, waiver: Waiver) -> str:
    if waiver.until is None:
        return ""
    if waiver.until < editor.workspace.today:
        return editor.words("ended {day}", day=waiver.until)
    return editor.words("until {day}", day=waiver.until)


def _named_rule(waiver: Waiver) -> str:
    rule = NAMES.by_code.get(waiver.rule)
    return f"{rule.code} {rule.name}" if rule else waiver.rule


def _names(organisation: Organisation, waiver: Waiver) -> Iterator[str]:
    for one in waiver.channels:
        channel = organisation.channels.get(one)
        yield channel.name if channel else one
    for one in waiver.roles:
        role = organisation.roles.get(one)
        yield role.name if role else one


async def _one(editor: Editor, waiver: Waiver) -> None:
    words = editor.words
    choices = [("edit", words("Edit")), ("delete", words("Delete")), ("stay", words("Keep"))]
    text = _entry(editor, waiver)
    answer = await decide(editor, words("Waiver"), f"{text.text}\n{text.note}", choices)
    if answer == "edit":
        await _edit(editor, waiver)
    elif answer == "delete":
        apply_and_tell(editor, DeleteWaiver(waiver.index))


async def _edit(editor: Editor, waiver: Waiver) -> None:
    def edit(answers: Answers) -> Edit | None:
        return setting_forms.changed_waiver(waiver, answers, editor.workspace.today)

    fields = setting_forms.fields_of_waiver(waiver, editor.words)
    answers = await fill_in(editor, _named_rule(waiver), fields, edit)
    if answers:
        apply_and_tell(editor, edit(answers))


@command(
    "rule",
    "Rule of the finding",
    "What the rule says, why, and an example with its fix.",
    Section.FINDINGS,
    also="why, explanation, example",
    keys=("f4",),
    hint="Rule",
    rank=40,
    unless=no_finding_here,
)
async def _rule(editor: Editor) -> None:
    finding = editor.at.current()
    if finding:
        title = f"{finding.code} {finding.name}"
        await read(editor, title, rule_markdown(finding.code, editor.words))


def _no_waiver(editor: Editor) -> Text | None:
    finding = editor.at.current()
    if finding and NAMES.by_code[finding.code].fixed:
        return Text("A fault in the file cannot be waived: it has to be fixed.")
    return no_fix(editor)


@command(
    "rule-settings",
    "Severity and limits of the rule",
    "How much the finding's rule weighs in this file, and from when it speaks.",
    Section.FINDINGS,
    also="limit, threshold, turn off",
    unless=_no_waiver,
)
async def _rule_settings(editor: Editor) -> None:
    finding = editor.at.current()
    if finding is None:
        return
    organisation, rule = editor.organisation, NAMES.by_code[finding.code]

    def edit(answers: Answers) -> Edit | None:
        return setting_forms.rule_edit(organisation, rule, answers, editor.words)

    fields = setting_forms.rule_fields(organisation, rule, editor.words)
    answers = await fill_in(editor, f"{rule.code} {rule.name}", fields, edit)
    if answers:
        apply_and_tell(editor, edit(answers))


@command(
    "waive",
    "Waive the finding",
    "Accepts it for a reason and until a day; both are written into the file.",
    Section.FINDINGS,
    also="ignore, accept, exception, suppress",
    keys=("ctrl+w",),
    unless=_no_waiver,
)
async def _waive(editor: Editor) -> None:
    finding = editor.at.current()
    if finding is None:
        return
    organisation, words = editor.organisation, editor.words
    fields = setting_forms.waiver_fields(editor.workspace.today, words)

    def edit(answers: Answers) -> Edit:
        return setting_forms.waiver_edit(organisation, finding, answers, editor.workspace.today)

    title = f"{words('Waive')}: {words.say(finding.message)}"
    answers = await fill_in(editor, title, fields, edit)
    if answers:
        apply_and_tell(editor, edit(answers))


def rule_markdown(code: str, words: Words) -> str:
    """Return the page of a rule as Markdown, in the language of ``words``."""
    from raci.words.rule_pages import load_page

    page = load_page(code, words.language)
    return "\n\n".join(
        (
            page.what,
            page.why,
            page.remedy,
            f"## {words('Example')}",
            f"```toml\n{page.example}\n```",
            f"## {words('Mended')}",
            f"```diff\n{page.change}\n```",
            f"{words('Source')}: {page.source}",
        )
    )


def _roles(editor: Editor, none: str) -> list[Entry]:
    roles = editor.organisation.roles.values()
    entries = [Entry(role.id, role.name, ", ".join(role.holders)) for role in roles]
    return [Entry("", none), *entries]


def _leavers(editor: Editor) -> list[Entry]:
    words, roles = editor.words, editor.organisation.roles.values()
    here = editor.aim.role()
    named = sorted(roles, key=lambda role: role.id != here)
    persons = dict.fromkeys(holder for role in roles for holder in role.holders)
    return [
        *(Entry(role.id, role.name, words("role")) for role in named),
        *(Entry(person, person, words("person")) for person in persons),
    ]


@command(
    "what-if-leaving",
    "What if somebody leaves?",
    "Shows which findings would come and go if a role or a person left.",
    Section.FINDINGS,
    also="resign, holiday, illness, deputy",
    unless=unwritable,
)
async def _leaving(editor: Editor) -> None:
    from raci.workspace.what_if import leaving

    words = editor.words
    hint = words("part of a name")
    who = await choose(editor, words("Who leaves?"), _leavers(editor), hint=hint)
    if not who:
        return
    heirs = [entry for entry in _roles(editor, words("nobody")) if entry.key != who[0]]
    heir = await choose(editor, words("Who takes over?"), heirs, hint=hint)
    if heir:
        named = editor.organisation.roles.get(who[0])
        title = words("What if {name} leaves?", name=named.name if named else who[0])
        await _try(editor, title, leaving(editor.organisation, who[0], heir[0] or None))


def _no_role(editor: Editor) -> Text | None:
    if _chosen_role(editor) is None:
        return Text("The cursor is on no role.")
    return unwritable(editor)


@command(
    "what-if-reporting",
    "What if the role reported to somebody else?",
    "Shows which findings would come and go if the reporting line moved.",
    Section.FINDINGS,
    also="boss, reorganise, superior",
    unless=_no_role,
)
async def _reporting(editor: Editor) -> None:
    from raci.workspace.what_if import reporting

    words = editor.words
    one = _chosen_role(editor)
    if one is None:
        return
    name = editor.organisation.roles[one].name
    title = words("To whom does {name} report?", name=name)
    others = [entry for entry in _roles(editor, words("nobody")) if entry.key != one]
    answer = await choose(editor, title, others, hint=words("part of a name"))
    if answer:
        above = editor.organisation.roles.get(answer[0])
        boss = above.name if above else words("nobody")
        title = words("What if {name} reported to {boss}?", name=name, boss=boss)
        await _try(editor, title, reporting(editor.organisation, one, answer[0] or None))


def _chosen_role(editor: Editor) -> str | None:
    item = editor.panes.view_pane.item if editor.panes.view else None
    role = item.role if item else editor.aim.role()
    return role if role in editor.organisation.roles else None


async def _try(editor: Editor, title: str, edit: Edit) -> None:
    from raci.workspace.what_if import consequences

    workspace = editor.workspace
    tried = await asyncio.to_thread(consequences, workspace.document, edit, workspace.options)
    if await preview(editor, title, lambda width: told(editor, tried, width)):
        apply_and_tell(editor, edit)


def told(editor: Editor, tried: Consequences, width: int) -> list[Line]:
    """Return the findings that would come and go, and how leadership would stand."""
    from raci.tui.panes.text import wrapped
    from raci.workspace.what_if import remarks

    words = editor.words
    before, after = tried.before.leadership.gauge, tried.after.leadership.gauge
    led = words("{led} of {channels}", led=before[0], channels=before[1])
    then = words("{led} of {channels}", led=after[0], channels=after[1])
    head = f"{words('Matter for the boss')}: {led} {editor.glyphs.arrow} {then}"
    lines: list[Line] = [((head, "strong"),)]
    for title, findings in (
        (words("New findings"), tried.came),
        (words("Findings that would go"), tried.gone),
    ):
        lines += [(), *_listed(editor, title, findings, width)] if findings else []
    for sentence in remarks(tried, editor.organisation):
        lines += [(), *(((part, ""),) for part in wrapped(words.say(sentence), width))]
    return lines


def _listed(editor: Editor, title: str, findings: Iterable[Finding], width: int) -> list[Line]:
    from raci.tui.panes.text import wrapped

    lines: list[Line] = [((title, "title"),)]
    for finding in sorted(findings, key=lambda one: one.severity.rank):
        sign = f"{editor.glyphs.severity(finding.severity)} "
        first, *rest = wrapped(editor.words.say(finding.message), width - 2) or [""]
        lines += [((sign, finding.severity.value), (first, ""))]
        lines += [((f"  {part}", ""),) for part in rest]
    return lines
