"""The forms of cells and channels: their fields, and what the answers change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.document.fields import CELL, CHANNEL, REVIEW
from raci.frozen import replace
from raci.model import vocabulary
from raci.model.organisation import Kind, Phase, Status
from raci.model.review import reviewed, written
from raci.model.text import Text
from raci.tui.model import edits
from raci.tui.model.fields import Field, explained
from raci.tui.model.item_forms import (
    changes,
    choices,
    day,
    free_edits,
    free_fields,
    ids,
    member,
    names,
    required,
)
from raci.tui.model.search import folded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from raci.model.edit import AddItem, Edit
    from raci.model.organisation import Channel, Organisation, Review
    from raci.tui.model.edits import Target
    from raci.tui.model.fields import Answers, Value
    from raci.words import Words


def cell_fields(organisation: Organisation, target: Target, words: Words) -> tuple[Field, ...]:
    """Return the fields of a cell."""
    cell = edits.cell_at(organisation, target)
    until = words.date(cell.until) if cell.until else ""
    fields = (
        Field(
            "letters", words("Letters"), cell.letters, hint=" ".join(organisation.scheme.letters)
        ),
        Field("why", words("Why"), cell.why or "", hint=words("a reason, for those who wonder")),
        Field("until", words("Until"), until, hint=words("last valid day, as 2027-01-31")),
    )
    return explained(fields, CELL, words)


def cell_edit(
    organisation: Organisation, target: Target, answers: Answers, today: dt.date
) -> Edit | None:
    """Return what the answers of ``cell_fields``, given on that day, change.

    Raises:
        EditError: A letter is not in the scheme, or the day is no date.
    """
    letters = edits.read_letters(organisation, str(answers["letters"]))
    why, until = str(answers["why"]) or None, day(answers["until"], today)
    made = edits.annotated(organisation, target, letters, why, until)
    return None if made == _as_it_is(organisation, target) else made


def _as_it_is(organisation: Organisation, target: Target) -> Edit:
    cell = edits.cell_at(organisation, target)
    return edits.annotated(organisation, target, cell.letters, cell.why, cell.until)


def channel_fields(organisation: Organisation, channel: Channel, words: Words) -> tuple[Field, ...]:
    """Return the fields of a channel."""
    others = {one.id: one.name for one in organisation.channels.values() if one.id != channel.id}
    groups = dict.fromkeys(one.group for one in organisation.channels.values() if one.group)
    review = channel.review
    fields = (
        Field("name", words("Name"), channel.name),
        Field("group", words("Group"), channel.group or "", known=tuple(groups)),
        Field("kind", words("Kind"), channel.kind or "", choices(vocabulary.KINDS, words)),
        Field("phases", words("Phases"), tuple(channel.phases), choices(_PHASES, words)),
        Field("critical", words("Critical"), channel.critical),
        Field("status", words("Status"), channel.status, choices(_STATUSES, words)),
        Field(
            "combines_with",
            words("Combined with"),
            names(others, channel.combines_with),
            known=tuple(others.values()),
            hint=words("other channels, separated by commas"),
        ),
        Field(
            "reviewed",
            words("Reviewed on"),
            words.date(review.on) if review else "",
            hint=words("as 2026-09-01"),
        ),
        Field(
            "by",
            words("Reviewed by"),
            _reviewer(organisation, review),
            known=tuple(role.name for role in organisation.roles.values()),
            hint=words("a role or a person"),
        ),
        Field("note", words("Note"), channel.note or ""),
        *free_fields(channel.fields, words),
    )
    return explained(fields, {**CHANNEL, "by": REVIEW["by"]}, words)


_STATUSES: Mapping[Status, Text] = {
    **vocabulary.STATUSES,
    Status.DECLINED: Text("declined: decided against"),
}
#: Read one after another: the last one says of what.
_PHASES: Mapping[Phase, Text] = {
    Phase.BEFORE: Text("before"),
    Phase.DURING: Text("during"),
    Phase.AFTER: Text("after the sale"),
}


def channel_edit(
    organisation: Organisation, channel: Channel, answers: Answers, today: dt.date
) -> Edit | None:
    """Return what the answers of ``channel_fields``, given on that day, change.

    Raises:
        EditError: The name is empty, another channel unknown, the day none.
    """
    path = ("channels", channel.id)
    others = {one.id: one.name for one in organisation.channels.values()}
    review = channel.review
    old = {
        "name": channel.name,
        "group": channel.group,
        "kind": channel.kind,
        "phases": list(channel.phases) or None,
        "critical": channel.critical or None,
        "status": channel.status if channel.status is not Status.ACTIVE else None,
        "combines_with": list(channel.combines_with) or None,
        "reviewed": written(review) if review else None,
        "note": channel.note,
    }
    status = answers["status"]
    new = {
        "name": required(answers["name"]),
        "group": answers["group"] or None,
        "kind": member(Kind, answers["kind"]),
        "phases": list(_tuple(answers["phases"])) or None,
        "critical": answers["critical"] or None,
        "status": status if status not in ("", Status.ACTIVE) else None,
        "combines_with": ids(others, answers["combines_with"]) or None,
        "reviewed": _reviewed(
            channel, day(answers["reviewed"], today), _by(organisation, review, answers)
        ),
        "note": answers["note"] or None,
    }
    return changes(path, old, new, free_edits(path, channel.fields, answers, today))


def _tuple(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _reviewer(organisation: Organisation, review: Review | None) -> str:
    """Return who reviewed, a role by its name."""
    by = (review.by or "") if review else ""
    known = {role.id: role.name for role in organisation.roles.values()}
    unique = list(known.values()).count(known.get(by, "")) == 1
    return known[by] if unique else by


def _by(organisation: Organisation, review: Review | None, answers: Answers) -> str | None:
    """Return who reviewed as the file says it: a role by its id; what stays is not rewritten."""
    answer = str(answers["by"])
    if review and answer == _reviewer(organisation, review).strip():
        return review.by
    by_name: dict[str, list[str]] = {}
    for role in organisation.roles.values():
        by_name.setdefault(folded(role.name), []).append(role.id)
    found = by_name.get(folded(answer), [])
    return found[0] if len(found) == 1 else answer or None


def _reviewed(channel: Channel, on: dt.date | None, by: str | None) -> Any:  # noqa: ANN401 - a plain TOML value
    """Return a new review, which saw the letters of now; or the last one, by somebody else."""
    if on is None:
        return None
    last = channel.review
    if last is None or last.on != on:
        return reviewed(channel, on, by)
    return written(replace(last, by=by))


def new_channel_fields(
    organisation: Organisation, below: str | None, words: Words
) -> tuple[Field, ...]:
    """Return the fields of a channel that is added below another one, whose kind comes first."""
    from raci.words.catalogue import covered, entries

    neighbour = organisation.channels.get(below or "")
    kind = neighbour.kind.value if neighbour and neighbour.kind else ""
    listed = covered(channel.name for channel in organisation.channels.values())
    known = tuple(
        one.names[organisation.language or words.language]
        for one in entries()
        if one.id not in listed
    )
    hint = words("as people in the firm call it")
    fields = (
        Field("name", words("Name"), known=known, hint=hint),
        Field("kind", words("Kind"), kind, choices(vocabulary.KINDS, words)),
        Field("phases", words("Phases"), (), choices(_PHASES, words)),
    )
    return explained(fields, CHANNEL, words)


def usual_values(answers: Answers) -> Mapping[str, Value]:
    """Return the kind and the phases that a channel of the typed name usually has."""
    from raci.words.catalogue import find

    usual = find(str(answers["name"]))
    if usual is None:
        return {}
    return {"kind": usual.kind.value, "phases": tuple(phase.value for phase in usual.phases)}


def new_channel(organisation: Organisation, answers: Answers, below: str | None) -> AddItem:
    """Return the edit that adds the channel of the answers below another one, in its group.

    Raises:
        EditError: The name is empty.
    """
    values = {"kind": answers["kind"], "phases": list(_tuple(answers["phases"]))}
    return edits.new_channel(organisation, required(answers["name"]), below, values)
