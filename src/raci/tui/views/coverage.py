"""Phases by kinds: what serves before, during and after the sale, and who owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model import vocabulary
from raci.model.organisation import Channel, Phase, Status
from raci.model.scheme import Part
from raci.tui.grid.board import RowKey
from raci.tui.panes.text import Item
from raci.tui.views.loads import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.model.organisation import Kind
    from raci.tui.panes.text import Span
    from raci.tui.views.scene import Scene


def coverage(scene: Scene) -> list[Item]:
    """Return the channels under their phases and kinds, those without a phase last."""
    active = [
        channel
        for channel in scene.organisation.channels.values()
        if channel.status is Status.ACTIVE
    ]
    items: list[Item] = []
    for phase in Phase:
        title = scene.words.say(vocabulary.PHASES[phase])
        items += _phase(scene, title, [one for one in active if phase in one.phases])
    without = [channel for channel in active if not channel.phases]
    if without:
        items += _phase(scene, scene.words("without a phase"), without)
    return items[1:]


def _phase(scene: Scene, title: str, channels: list[Channel]) -> Iterator[Item]:
    yield Item(())
    yield Item(((" ", ""), (title, "title"), (f"  {len(channels)}", "muted")))
    if not channels:
        yield Item(((f"   {scene.words('no channel serves here')}", "error"),))
    for kind in (*vocabulary.KINDS, None):
        of_kind = [channel for channel in channels if channel.kind == kind]
        if of_kind:
            yield from _kind(scene, kind, of_kind)


def _kind(scene: Scene, kind: Kind | None, channels: Iterable[Channel]) -> Iterator[Item]:
    words = scene.words
    title = words.say(vocabulary.KINDS[kind]) if kind else words("without a kind")
    yield Item(((f"   {title}", "strong"),))
    for channel in channels:
        name: Span = (f"     {channel.name}  ", "")
        yield Item((name, *_owners(scene, channel)), RowKey("channel", channel.id))


def _owners(scene: Scene, channel: Channel) -> Iterator[Span]:
    organisation = scene.organisation
    played = parts_of(channel, organisation.scheme)
    owned = False
    for part in (Part.ACCOUNTABLE, Part.RESPONSIBLE):
        for role_id, parts in played.items():
            role = organisation.roles.get(role_id)
            if part in parts and role is not None:
                owned = True
                star = scene.glyphs.star if organisation.is_leader(role) else ""
                yield f"{organisation.scheme.first(part)} {role.name}{star}  ", part.value
    if not owned:
        yield scene.words("nobody"), "error"
