"""The reporting tree: who reports to whom, holders, deputies, and what each one carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.scheme import Part
from raci.tui.grid.board import HEAD
from raci.tui.panes.text import Item
from raci.tui.views.loads import loads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raci.model.organisation import Role
    from raci.tui.panes.text import Span
    from raci.tui.views.scene import Scene


def reporting(scene: Scene) -> list[Item]:
    """Return the roles as a tree; those in a loop, or below one, under a heading of their own."""
    tree = _Tree(scene)
    known = scene.organisation.roles
    roots = [role for role in known.values() if not set(role.reports_to) & known.keys()]
    items = [item for role in roots for item in tree.branch(role, "", "")]
    left = [role for role in known.values() if role.id not in tree.shown]
    if left:
        title = scene.words("Nobody stands above these: their reporting lines form a loop")
        items += [Item(()), Item(((f" {title}", "error"),))]
        items += [item for role in left for item in tree.branch(role, "", "")]
    return items


class _Tree:
    """Draws branches, each role once."""

    def __init__(self, scene: Scene) -> None:
        self.shown: set[str] = set()
        self._scene = scene
        self._loads = loads(scene.organisation)
        self._below: dict[str, list[Role]] = {}
        for role in scene.organisation.roles.values():
            for superior in role.reports_to[:1]:
                self._below.setdefault(superior, []).append(role)

    def branch(self, role: Role, lead: str, lead_below: str) -> Iterator[Item]:
        if role.id in self.shown:
            return
        self.shown.add(role.id)
        yield Item((("  " + lead, "muted"), *self._described(role)), HEAD, role.id)
        below = [one for one in self._below.get(role.id, ()) if one.id not in self.shown]
        for place, one in enumerate(below):
            last = place == len(below) - 1
            yield from self.branch(
                one, lead_below + ("└ " if last else "├ "), lead_below + ("  " if last else "│ ")
            )

    def _described(self, role: Role) -> Iterator[Span]:
        scene = self._scene
        organisation, words = scene.organisation, scene.words
        leader = organisation.is_leader(role)
        yield f"{scene.glyphs.star} " if leader else "", "leader"
        yield role.name, "leader" if leader else "strong"
        holders = ", ".join(role.holders) or words("nobody")
        yield f"  {holders}", "" if role.holders else "error"
        names = [organisation.roles[one].name for one in role.deputies if one in organisation.roles]
        if names:
            yield f"  {words('deputy')}: {', '.join(names)}", "muted"
        if len(role.reports_to) > 1:
            others = role.reports_to[1:]
            also = [organisation.roles[one].name for one in others if one in organisation.roles]
            yield f"  {words('also reports to')}: {', '.join(also)}", "muted"
        yield from self._carried(self._loads[role.id])

    def _carried(self, load: Mapping[Part, int]) -> Iterator[Span]:
        scheme = self._scene.organisation.scheme
        for part in (Part.ACCOUNTABLE, Part.RESPONSIBLE):
            if load.get(part):
                yield f"  {scheme.first(part)} {load[part]}", part.value
