"""Edits: every change to a file, as a value that says what should be different."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.frozen import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raci.model.organisation import Cell, Duty, Path
    from raci.model.text import Text

#: The tables whose entries have ids: ``departments``, ``roles``, ``channels``.
Table = str

#: Which keys of which tables hold ids, one or a list, and of which table: renamed with what they
#: name, and gone with it. Letters name roles beside these, by their keys.
REFERENCES: Mapping[str, Mapping[str, Table]] = {
    "departments": {},
    "roles": {"department": "departments", "deputy": "roles", "reports_to": "roles"},
    "channels": {"combines_with": "channels"},
    "waivers": {"channels": "channels", "roles": "roles"},
}


@frozen
class SetCell:
    """Give a role other letters on a row.

    Attributes:
        channel: The row's id; None for the portfolio row.
        cell: The new cell; None takes the assignment out of the file.
        duty: The duty whose letters change; None for the channel's own.
    """

    channel: str | None
    role: str
    cell: Cell | None
    duty: Duty | None = None


@frozen
class SetField:
    """Give a key another value (plain TOML value: str, int, float, bool, date, list, dict).

    Attributes:
        path: Where: ``("channels", "website", "kind")``, ``("organisation", "name")``,
            ``("check", "rules", "it-only", "severity")``, ``("roles", "x", "fields", "url")``.
            Missing tables on the way are made. A list's element goes by its position:
            ``("roles", "x", "deputy", 1)``.
        value: The new value; None takes the key, or the element, out.
    """

    path: Path
    value: Any


@frozen
class RenameKey:
    """Spell a key otherwise and keep its value: a misspelt field, or a role's id in a row.

    Unlike ``RenameId`` it changes the one key alone. A key of that name beside it is an error.
    """

    path: Path
    new: str


@frozen
class AddItem:
    """Add a department, role or channel.

    Attributes:
        values: Its keys as TOML has them, ``raci`` and ``duties`` included.
        before: Id of the entry it comes before; None for the end.
    """

    table: Table
    id: str
    values: Mapping[str, Any]
    before: str | None = None


@frozen
class DeleteItem:
    """Delete a department, role or channel and every reference to it."""

    table: Table
    id: str


@frozen
class Move:
    """Move a department, role or channel before another one, or to the end (None)."""

    table: Table
    id: str
    before: str | None


@frozen
class RenameId:
    """Give a department, role or channel another id, taking along all that refers to it."""

    table: Table
    id: str
    new: str


@frozen
class AddWaiver:
    """Add a waiver, beside the others of its rule; ``values`` as TOML has them."""

    values: Mapping[str, Any]


@frozen
class DeleteWaiver:
    """Delete the waiver at that place in the list."""

    index: int


@frozen
class ReplaceText:
    """Replace the whole text, as a reload or a merge does."""

    text: str


@frozen
class Compound:
    """Several edits that are done and undone as one; ``title`` names them in the history."""

    edits: tuple[Edit, ...]
    title: Text | None = None


Edit = (
    SetCell
    | SetField
    | RenameKey
    | AddItem
    | DeleteItem
    | Move
    | RenameId
    | AddWaiver
    | DeleteWaiver
    | ReplaceText
    | Compound
)


def single_edits(edit: Edit) -> Iterator[Edit]:
    """Yield the edits that an edit is made of; of one that is no compound, itself."""
    if isinstance(edit, Compound):
        for part in edit.edits:
            yield from single_edits(part)
    else:
        yield edit


@frozen
class Touched:
    """What an edit changed, for those who keep something up to date.

    Attributes:
        channels: Ids of channels that changed, came or went.
        roles: Ids of roles that changed (not merely their letters), came or went.
        whole: Whether anything else changed (the organisation, its departments, scheme,
            settings, waivers, the portfolio row, an order), so that all must be looked at again.
    """

    channels: frozenset[str] = field(default_factory=frozenset)
    roles: frozenset[str] = field(default_factory=frozenset)
    whole: bool = False

    def __or__(self, other: Touched) -> Touched:
        """Return what either touched."""
        return Touched(
            self.channels | other.channels, self.roles | other.roles, self.whole or other.whole
        )
