"""What a view waits for: facts that the file does not state yet, and how they come into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.organisation import Discipline
from raci.model.text import Text
from raci.tui.panes.text import Item, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.model.organisation import Organisation
    from raci.tui.views.scene import Scene

#: Facts, as they stand after "not in the file yet".
LEADERSHIP = Text("who leads")
IT = Text("which role is IT")
DISCIPLINES = Text("which disciplines the roles or their departments have")
PHASES = Text("which phases channels serve: before, during, after the sale")
KINDS = Text("of which kind channels are: traditional, new, third parties")


def missing(organisation: Organisation) -> list[Text]:
    """Return the facts about roles that the file does not state."""
    roles = organisation.roles.values()
    crafts = {organisation.discipline(role) for role in roles} - {Discipline.OTHER}
    found = [] if any(role.leadership for role in roles) else [LEADERSHIP]
    if not crafts:
        return [*found, IT, DISCIPLINES]
    return found if Discipline.IT in crafts else [*found, IT]


def waiting(scene: Scene, facts: Iterable[Text]) -> Iterator[Item]:
    """Yield lines that name the facts and the ways to state them; none where none is missing."""
    words = scene.words
    said = [words.say(fact) for fact in facts]
    if not said:
        return
    yield Item(((f" {words('This view waits for what the file does not say yet:')}", "strong"),))
    for fact in said:
        for part in wrapped(fact, scene.width - 5):
            yield Item(((f"   {part}", ""),))
    way = words("ctrl+p, “proposals”: what names suggest; F2 on a channel or a role: by hand")
    for part in wrapped(way, scene.width - 2):
        yield Item(((f" {part}", "muted"),))
    yield Item(())
