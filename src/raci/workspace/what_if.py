"""What if a person or a role leaves, or a reporting line moves: the consequences, before the fact.

Nothing is changed: the edits are tried on a copy that shares everything with the document, and the
findings of both are compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.matrix.role_index import person_key
from raci.frozen import frozen
from raci.model.edit import Compound, DeleteItem, Edit, SetCell, SetField
from raci.model.error import EditError
from raci.model.finding import ORGANISATION
from raci.model.organisation import Cell
from raci.model.scheme import Part
from raci.model.text import Text, mark
from raci.versions import came_and_went

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.check.checker import Options, Report
    from raci.document import Document
    from raci.model.finding import Finding, Standing
    from raci.model.organisation import Assignments, Duty, Organisation, Role


_LEAVES = mark("{name} leaves: name somebody else to take over")


@frozen
class Consequences:
    """What would come of it.

    Attributes:
        edit: What would be done; take it over by applying it.
        document: The document as it would be.
        came: Findings that would be new.
        gone: Findings that would be mended.
        silent: Findings that would only no longer be told: their rule has nothing to say any more,
            as where nobody leads it cannot be told who is out of leadership's reach.
        moved: Ids of the channels that leadership would be nearer to, or farther from.
        before: The report on the document as it is.
        after: The report on the document as it would be.
    """

    edit: Edit
    document: Document
    came: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    silent: tuple[Finding, ...]
    moved: tuple[str, ...]
    before: Report
    after: Report


def consequences(document: Document, edit: Edit, options: Options) -> Consequences:
    """Return what would come of an edit.

    Raises:
        EditError: The edit does not fit.
    """
    changed = document.apply(edit).document
    before, after = _report(document, options), _report(changed, options)
    came, left = came_and_went(before.findings, after.findings)
    plain = changed.organisation.plain and not document.organisation.plain
    silent = tuple(one for one in left if (plain and one.code[4] in "2345") or _muted(one, after))
    gone = tuple(one for one in left if one not in silent)
    moved = tuple(
        id_
        for id_, standing in after.standings.items()
        if id_ in before.standings and not _same_distance(standing, before.standings[id_])
    )
    return Consequences(edit, changed, tuple(came), gone, silent, moved, before, after)


def remarks(found: Consequences, organisation: Organisation) -> Iterator[Text]:
    """Yield what a person wants to know beside the findings: whether it makes a difference.

    Args:
        found: What would come of it.
        organisation: As it is now, for names.
    """
    if found.silent:
        number = len(found.silent)
        yield Text(
            "{n} finding is no longer told, though nothing is mended: its rule has lost its ground",
            {"n": number},
            "{n} findings are no longer told, though nothing is mended: their rules have lost "
            "their ground",
        )
    if found.moved:
        number = len(found.moved)
        yield Text(
            "leadership is nearer to or farther from {n} channel",
            {"n": number},
            "leadership is nearer to or farther from {n} channels",
        )
    elif not (found.came or found.gone or found.silent):
        yield _no_difference(found.edit, organisation)


def _no_difference(edit: Edit, organisation: Organisation) -> Text:
    """Return the sentence for a change of which no channel and no rule takes notice."""
    parts = edit.edits if isinstance(edit, Compound) else (edit,)
    lines = [one.path[1] for one in parts if isinstance(one, SetField)]
    if len(lines) == len(parts):
        roles = [organisation.roles[str(id_)].name for id_ in dict.fromkeys(lines)]
        return Text(
            "where {roles} reports to makes no difference to any channel", {"roles": tuple(roles)}
        )
    return Text("this makes no difference to any channel, and to no rule")


def _same_distance(one: Standing, other: Standing) -> bool:
    return (one.reach, one.distance) == (other.reach, other.distance)


def _muted(finding: Finding, report: Report) -> bool:
    """Tell whether another finding of the report keeps a finding from being told."""
    from raci.check.rulebook import RULES

    unless = next(rule.unless for rule in RULES if rule.info.code == finding.code)
    return any(
        other.name in unless
        and (ORGANISATION in other.subjects or not set(other.subjects).isdisjoint(finding.subjects))
        for other in report.findings
    )


def _report(document: Document, options: Options) -> Report:
    from raci.check.checker import check

    return check(document.organisation, document.problems, document.faulty_rows, options)


def leaving(organisation: Organisation, name: str, replaced_by: str | None = None) -> Edit:
    """Return the edit by which a role or a person leaves.

    A role goes with its letters, or hands them, its reports and those it stands in for to another
    role. A person leaves the roles that name them; where nobody else is left, the replacement
    takes over: a person, or those who hold a role.

    Args:
        organisation: Where they leave.
        name: A role's id or name, else a person's name.
        replaced_by: A role's id or name, else a person's name, who holds one role if a role leaves.

    Raises:
        EditError: Nobody is called so, a person holds several roles, or who leaves takes over.
    """
    heir = _role(organisation, replaced_by) if replaced_by else None
    role = _role(organisation, name)
    if role:
        if replaced_by and not heir:
            heir = _other_role_of(organisation, replaced_by, role)
        if heir and heir.id == role.id:
            raise EditError(Text(_LEAVES, {"name": role.name}))
        return Compound(tuple(_role_leaves(organisation, role, heir)))
    heirs: Sequence[str] = heir.holders if heir else ()
    if replaced_by and not heir:
        if person_key(replaced_by) == person_key(name):
            raise EditError(Text(_LEAVES, {"name": name}))
        heirs = (_person(organisation, replaced_by),)
    edits = tuple(_person_leaves(organisation, name, heirs))
    if not edits:
        raise _nobody(name)
    return Compound(edits)


def _nobody(name: str) -> EditError:
    return EditError(Text("There is no role and no person called {name} here.", {"name": name}))


def _person(organisation: Organisation, name: str) -> str:
    """Return a person's name as the file writes it.

    Raises:
        EditError: Nobody is called so.
    """
    wanted = person_key(name)
    for role in organisation.roles.values():
        for holder in role.holders:
            if person_key(holder) == wanted:
                return holder
    raise _nobody(name)


def _other_role_of(organisation: Organisation, name: str, role: Role) -> Role:
    """Return the one role that a person holds beside ``role``.

    Raises:
        EditError: Nobody is called so, or this person holds no other role, or several.
    """
    person = _person(organisation, name)
    wanted = person_key(person)
    held = [
        one
        for one in organisation.roles.values()
        if one.id != role.id and wanted in {person_key(holder) for holder in one.holders}
    ]
    if not held:
        raise EditError(Text(_LEAVES, {"name": role.name}))
    if len(held) > 1:
        values = {"word": person, "roles": tuple(one.name for one in held)}
        raise EditError(Text("{word} holds several roles; name one of them: {roles}", values))
    return held[0]


def reporting(organisation: Organisation, role: str, superior: str | None) -> Edit:
    """Return the edit by which a role reports to another one, or (None) to nobody.

    Raises:
        EditError: There is no such role.
    """
    moved = role_named(organisation, role)
    value = role_named(organisation, superior).id if superior else None
    return SetField(("roles", moved.id, "reports_to"), value)


def role_named(organisation: Organisation, name: str) -> Role:
    """Return the role of that id or name.

    Raises:
        EditError: There is no such role.
    """
    role = _role(organisation, name)
    if role is None:
        raise EditError(Text("There is no role called {name} here.", {"name": name}))
    return role


def _role(organisation: Organisation, name: str) -> Role | None:
    known = organisation.roles
    folded = name.casefold()
    return known.get(name) or next(
        (role for role in known.values() if role.name.casefold() == folded), None
    )


def _role_leaves(organisation: Organisation, role: Role, heir: Role | None) -> Iterator[Edit]:
    if heir:
        for channel, duty, row in _rows(organisation):
            if role.id in row:
                cell = _joined(organisation, row[role.id], row.get(heir.id))
                yield SetCell(channel, heir.id, cell, duty)
        for other in organisation.roles.values():
            if other.id != role.id:
                yield from _handed_over("reports_to", other, other.reports_to, role, heir)
                yield from _handed_over("deputy", other, other.deputies, role, heir)
    yield DeleteItem("roles", role.id)


def _rows(organisation: Organisation) -> Iterator[tuple[str | None, Duty | None, Assignments]]:
    yield None, None, organisation.portfolio or {}
    for channel in organisation.channels.values():
        for duty, row in channel.assignments():
            yield channel.id, duty, row


def _joined(organisation: Organisation, leaving_cell: Cell, own: Cell | None) -> Cell:
    """Return both roles' letters in one cell; a decision to be left out gives way to any other."""
    scheme = organisation.scheme
    letters = leaving_cell.letters + (own.letters if own else "")
    involved = "".join(char for char in letters if Part.OMITTED not in scheme.parts(char))
    return Cell(scheme.spelled(involved or letters), own.why if own else leaving_cell.why)


def _handed_over(
    key: str, other: Role, named: Sequence[str], role: Role, heir: Role
) -> Iterator[Edit]:
    if role.id not in named:
        return
    handed = (heir.id if one == role.id else one for one in named)
    kept = [one for one in dict.fromkeys(handed) if one != other.id]
    value = kept[0] if len(kept) == 1 else kept or None
    yield SetField(("roles", other.id, key), value)


def _person_leaves(organisation: Organisation, name: str, heirs: Sequence[str]) -> Iterator[Edit]:
    person = person_key(name)
    for role in organisation.roles.values():
        stay = [holder for holder in role.holders if person_key(holder) != person]
        if len(stay) == len(role.holders):
            continue
        stay = stay or [holder for holder in heirs if person_key(holder) != person]
        yield SetField(("roles", role.id, "holder"), stay[0] if len(stay) == 1 else stay or None)
