"""Mending all findings of a rule at once: what would be done is shown first, and is one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import Text, mark
from raci.tui.command import Command, Section
from raci.tui.commands.conditions import no_fix
from raci.tui.model.fixes import alike, as_one, same_rule
from raci.tui.screen.dialogs import preview

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.check.fixes import Fix
    from raci.model.finding import Finding
    from raci.tui.panes.lines import Line
    from raci.tui.screen.editor import Editor


async def fix_alike(editor: Editor) -> None:
    """Offer the first fix of every finding of the current one's rule."""
    current = editor.current_finding()
    if current is None:
        return
    found = same_rule(current.code, editor.findings)
    chosen = alike(found, editor.organisation, editor.workspace.today)
    if not chosen:
        editor.tell(Text("Only a person can decide this: {message}", {"message": current.message}))
        return
    title = f"{current.code} {current.name}"
    if await preview(editor, title, lambda width: _told(editor, chosen, len(found), width)):
        named = {"rule": current.name, "n": len(chosen)}
        editor.apply(as_one(chosen, Text("Mend {n} findings of {rule}", named)))


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


COMMANDS = (
    Command(
        "fix-alike",
        mark("Mend all alike"),
        mark("The first fix for every finding of the same rule: shown first, one step to undo."),
        Section.FINDINGS,
        fix_alike,
        ("colon",),
        why_not=no_fix,
    ),
)
