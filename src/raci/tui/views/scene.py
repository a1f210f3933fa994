"""What a view is, what views look at, and what they wait for: facts that the file lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.organisation import Discipline, Status
from raci.model.text import Text
from raci.tui.panes.text import Item, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from raci.model.finding import Finding, Standing
    from raci.model.organisation import Channel, Organisation
    from raci.tui.grid.palette import Glyphs
    from raci.words import Words


@frozen
class Scene:
    """What views look at.

    Attributes:
        findings: In the order of the list.
        standings: By channel; empty before the first check.
        width: In cells of the terminal.
        only: What the findings have in common; None where they are all.
    """

    organisation: Organisation
    findings: Sequence[Finding]
    standings: Mapping[str, Standing]
    words: Words
    glyphs: Glyphs
    width: int
    only: Text | None = None

    @property
    def active(self) -> Iterator[Channel]:
        """The channels in use, in the order of the file."""
        channels = self.organisation.channels.values()
        return (channel for channel in channels if channel.status is Status.ACTIVE)


@frozen
class View:
    """A view.

    Attributes:
        id: Its name in the ids of commands.
        title: English, marked for translation.
        items: Makes its lines; None for the matrix, which draws itself.
    """

    id: str
    title: str
    items: Callable[[Scene], list[Item]] | None


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
