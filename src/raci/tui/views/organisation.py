"""The reporting tree: who reports to whom, holders, deputies, and what each one answers for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.scheme import Part
from raci.tui.grid.board import HEAD
from raci.tui.model.rows import loads, parts_of
from raci.tui.panes.text import Item, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raci.model.organisation import Role
    from raci.tui.panes.text import Line, Span
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
        self._answers: dict[str, list[str]] = {}
        for channel in scene.active:
            for role_id, parts in parts_of(channel, scene.organisation.scheme).items():
                if Part.ACCOUNTABLE in parts:
                    self._answers.setdefault(role_id, []).append(channel.name)

    def branch(self, role: Role, lead: str, lead_below: str) -> Iterator[Item]:
        """Yield a role and those below it; ``lead`` draws the lines of the tree before them."""
        if role.id in self.shown:
            return
        self.shown.add(role.id)
        below = [one for one in self._below.get(role.id, ()) if one.id not in self.shown]
        yield Item(self._described(role, "  " + lead), HEAD, role.id)
        rest = "  " + lead_below + ("│ " if below else "  ")
        for line in self._answers_for(role, rest):
            yield Item(line, goes_on=True)
        for place, one in enumerate(below):
            last = place == len(below) - 1
            yield from self.branch(
                one, lead_below + ("└ " if last else "├ "), lead_below + ("  " if last else "│ ")
            )

    def _described(self, role: Role, lead: str) -> Line:
        """Return who it is, with deputies where there is room, and at the right what it carries."""
        carried = tuple(self._carried(self._loads[role.id]))
        told = [(lead, "muted"), *self._holders(role)]
        room = self._scene.width - width_of(carried) - 1
        for more in (self._deputies(role), self._superiors(role)):
            if more and width_of((*told, more)) <= room:
                told.append(more)
        return (*told, (" " * max(room - width_of(tuple(told)), 0), ""), *carried)

    def _holders(self, role: Role) -> Iterator[Span]:
        leader = self._scene.organisation.is_leader(role)
        yield f"{self._scene.glyphs.star} " if leader else "", "leader"
        yield role.name, "leader" if leader else "strong"
        holders = ", ".join(role.holders) or self._scene.words("nobody")
        yield f"  {holders}", "" if role.holders else "error"

    def _deputies(self, role: Role) -> Span | None:
        names = self._names(role.deputies)
        return (f"  {self._scene.words('deputy')}: {names}", "muted") if names else None

    def _superiors(self, role: Role) -> Span | None:
        names = self._names(role.reports_to[1:])
        return (f"  {self._scene.words('also reports to')}: {names}", "muted") if names else None

    def _names(self, roles: tuple[str, ...]) -> str:
        known = self._scene.organisation.roles
        return ", ".join(known[one].name for one in roles if one in known)

    def _carried(self, load: Mapping[Part, int]) -> Iterator[Span]:
        scheme = self._scene.organisation.scheme
        for part in (Part.ACCOUNTABLE, Part.RESPONSIBLE):
            number = load.get(part)
            text = f"{scheme.first(part)} {number:>2}" if number else "    "
            yield f"  {text}", part.value

    def _answers_for(self, role: Role, lead: str) -> Iterator[Line]:
        """Yield the channels that the role answers for, below its name."""
        named = self._answers.get(role.id)
        if not named:
            return
        letter = self._scene.organisation.scheme.first(Part.ACCOUNTABLE)
        width = max(self._scene.width - len(lead) - 4, 1)
        for place, part in enumerate(wrapped(", ".join(named), width)):
            mark = f"{letter} " if place == 0 else "  "
            yield (lead, "muted"), (mark, "accountable"), (part, "muted")
