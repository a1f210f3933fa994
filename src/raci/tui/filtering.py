"""Which rows are shown: only those with findings, without an owner, of a kind, a phase, a role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci.model import vocabulary
from raci.model.organisation import Kind, Phase
from raci.model.text import Text
from raci.tui.grid.rows import owned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from raci.model.organisation import Channel
    from raci.tui.screen.board import LiveBoard


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice of rows.

    Attributes:
        key: Its name in the list to choose from.
        title: What the rows have in common, after "only".
        keep: Tells which channels are shown.
    """

    key: str
    title: Text
    keep: Callable[[Channel], bool]


def filters(board: LiveBoard, role: str | None) -> Iterator[Filter]:
    """Yield what rows can be chosen by; the role under the cursor is one of them."""
    organisation = board.organisation
    scheme = organisation.scheme
    yield Filter(
        "findings", Text("rows with findings"), lambda one: board.worst(one.id) is not None
    )
    yield Filter("unowned", Text("rows without an owner"), lambda one: not owned(one, scheme))
    for kind in Kind:
        title = Text("rows of the kind: {kind}", {"kind": vocabulary.KINDS[kind]})
        yield Filter(f"kind {kind}", title, lambda one, kind=kind: one.kind is kind)  # type: ignore[misc]
    for phase in Phase:
        title = Text("rows that serve {phase}", {"phase": vocabulary.PHASES[phase]})
        yield Filter(f"phase {phase}", title, lambda one, phase=phase: phase in one.phases)  # type: ignore[misc]
    if role is not None and role in organisation.roles:
        name = organisation.roles[role].name
        yield Filter(
            "role",
            Text("rows on which {role} has letters", {"role": name}),
            lambda one: any(role in row for _, row in one.assignments()),
        )
