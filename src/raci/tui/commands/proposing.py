"""What the names of roles suggest and the file does not say: who leads, who is IT, who is outside.

After an import nothing of it is in the file. Each proposal is taken over by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.edit import Compound
from raci.model.text import Text, mark
from raci.tui.command import Command, Section
from raci.tui.commands.conditions import unwritable
from raci.tui.dialogs.entry import Entry
from raci.tui.screen.dialogs import choose

if TYPE_CHECKING:
    from raci.tables.ingest import Proposal
    from raci.tui.screen.editor import Editor

_ALL = "all"


def _proposals(editor: Editor) -> tuple[Proposal, ...]:
    from raci.tables.ingest import proposals

    return proposals(editor.organisation)


async def _propose(editor: Editor) -> None:
    """Show the list again after each one, until it is empty or left."""
    words = editor.words
    if not _proposals(editor):
        editor.tell(Text("The names of the roles suggest nothing that the file does not say."))
    while found := _proposals(editor):
        entries = [
            Entry(str(place), words.say(one.title), words.say(one.reason))
            for place, one in enumerate(found)
        ]
        if len(found) > 1:
            entries.append(Entry(_ALL, words("All of these")))
        hint = words("Enter takes one over; Esc leaves the rest.")
        answer = await choose(editor, words("Proposals"), entries, hint=hint, typing=False)
        if not answer:
            return
        if answer[0] == _ALL:
            title = Text("Take over {n} proposals", {"n": len(found)})
            editor.apply(Compound(tuple(one.edit for one in found), title))
        else:
            editor.apply(found[int(answer[0])].edit)


COMMANDS = (
    Command(
        "propose",
        mark("Proposals from the names of the roles"),
        mark("After an import: who may be leadership, IT or external; taken over one by one."),
        Section.STRUCTURE,
        _propose,
        why_not=unwritable,
    ),
)
