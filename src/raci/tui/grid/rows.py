"""The rows in the order of the screen: headings, channels, duties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from raci.model.organisation import Cell, Channel, Duty, Kind, Status
from raci.model.scheme import Part
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from raci.model.organisation import Assignments, Organisation
    from raci.model.scheme import Scheme

RowKind = Literal["head", "portfolio", "group", "channel", "duty"]


class RowKey(NamedTuple):
    """What a row is; a named tuple, since ten thousand of them are made at once.

    Attributes:
        id: The channel's id for channels and duties; for a group ``group:NAME``, ``kind:new`` or
            ``status:planned``, as in ``Heading.id``; else empty.
    """

    kind: RowKind
    id: str = ""
    duty: Duty | None = None

    @property
    def channel(self) -> str | None:
        """The id of the channel that the row belongs to."""
        return self.id if self.kind in {"channel", "duty"} else None


HEAD = RowKey("head")
PORTFOLIO = RowKey("portfolio")

PORTFOLIO_NAME = Text("Choice and mix")

_KIND_NAMES = {
    Kind.TRADITIONAL: Text("Traditional"),
    Kind.NEW: Text("New"),
    Kind.THIRD_PARTY: Text("Third parties"),
    None: Text("Without a kind"),
}
_STATUS_NAMES = {
    Status.PLANNED: Text("Planned"),
    Status.DECLINED: Text("Declined"),
    Status.RETIRED: Text("Retired"),
}
_UNGROUPED = Text("Without a group")


@dataclass(frozen=True)
class Heading:
    """A row above the channels of one group, kind or status.

    Attributes:
        by: ``group``, ``kind`` or ``status``.
        value: The group's name, the kind or the status; None for the channels without.
        title: A text of ours, or the group's name as the file has it.
        members: Ids of its channels, those that a filter hides left out.
    """

    by: Literal["group", "kind", "status"]
    value: str | None
    title: Text | str
    members: tuple[str, ...]

    @cached_property
    def id(self) -> str:
        """The id of its row; no two headings share one."""
        return self.by if self.value is None else f"{self.by}:{self.value}"


class Rows:
    """The rows of an organisation, as folded and filtered; a value that is never changed."""

    def __init__(
        self,
        organisation: Organisation,
        folded: Container[str] = (),
        unfolded: Container[str] = (),
        keep: Callable[[Channel], bool] | None = None,
    ) -> None:
        """Put the rows in order.

        Args:
            organisation: What is to be shown.
            folded: Ids of headings whose channels are not shown.
            unfolded: Ids of channels whose duties are shown.
            keep: Tells which channels are shown; None shows all.
        """
        sections = _sections(organisation, keep)
        self.headings = {heading.id: heading for heading, _ in sections if heading is not None}
        self.heading_of = {
            channel: heading for heading in self.headings.values() for channel in heading.members
        }
        self.keys: tuple[RowKey, ...] = tuple(_keys(organisation, sections, folded, unfolded))
        self.index = {key: number for number, key in enumerate(self.keys)}

    def __len__(self) -> int:
        """Return the number of rows, the head not among them."""
        return len(self.keys)

    def nearest(self, key: RowKey) -> RowKey | None:
        """Return ``key`` if it is shown, else what stands for it: its channel or its heading."""
        if key in self.index:
            return key
        channel = RowKey("channel", key.id)
        if channel in self.index:
            return channel
        heading = self.heading_of.get(key.id)
        return RowKey("group", heading.id) if heading else None


#: A heading and its channels; without a heading the ids alone.
_Sections = list[tuple["Heading | None", tuple[str, ...]]]


def _sections(organisation: Organisation, keep: Callable[[Channel], bool] | None) -> _Sections:
    shown = [c for c in organisation.channels.values() if keep is None or keep(c)]
    active = [c for c in shown if c.status is Status.ACTIVE]
    apart = [c for c in shown if c.status is not Status.ACTIVE]
    every = organisation.channels.values()
    if any(c.group is not None for c in every):
        sections = _grouped(active)
    elif any(c.kind is not None for c in every):
        sections = _by_kind(active)
    else:
        sections = [(None, tuple(c.id for c in active))]
    for status, title in _STATUS_NAMES.items():
        members = tuple(c.id for c in apart if c.status is status)
        if members:
            sections.append((Heading("status", status, title, members), members))
    return sections


def _grouped(channels: Iterable[Channel]) -> _Sections:
    members: dict[str | None, list[str]] = {}
    for channel in channels:
        members.setdefault(channel.group, []).append(channel.id)
    headings = (
        Heading("group", group, _UNGROUPED if group is None else group, tuple(ids))
        for group, ids in members.items()
    )
    return [(heading, heading.members) for heading in headings]


def _by_kind(channels: Iterable[Channel]) -> _Sections:
    members: dict[Kind | None, list[str]] = {kind: [] for kind in _KIND_NAMES}
    for channel in channels:
        members[channel.kind].append(channel.id)
    headings = (
        Heading("kind", kind, _KIND_NAMES[kind], tuple(ids)) for kind, ids in members.items() if ids
    )
    return [(heading, heading.members) for heading in headings]


def _keys(
    organisation: Organisation,
    sections: _Sections,
    folded: Container[str],
    unfolded: Container[str],
) -> Iterator[RowKey]:
    if organisation.portfolio is not None:
        yield PORTFOLIO
    for heading, members in sections:
        if heading is not None:
            yield RowKey("group", heading.id)
            if heading.id in folded:
                continue
        for id_ in members:
            yield RowKey("channel", id_)
            if id_ in unfolded:
                yield from (RowKey("duty", id_, duty) for duty in Duty)


def assignments(organisation: Organisation, key: RowKey) -> Assignments:
    """Return the letters that stand in a row; a heading and the head have none."""
    if key.kind == "portfolio":
        return organisation.portfolio or {}
    channel = organisation.channels.get(key.channel or "")
    if channel is None:
        return {}
    return channel.raci if key.duty is None else channel.duties.get(key.duty, {})


_OWNERS = frozenset({Part.ACCOUNTABLE, Part.RESPONSIBLE})


def inherited(channel: Channel, duty: Duty, scheme: Scheme) -> Assignments:
    """Return what a duty takes over from its channel: all but the owners that it names itself."""
    letters = "".join(cell.letters for cell in channel.duties.get(duty, {}).values())
    named = scheme.parts(letters) & _OWNERS
    kept = {
        role: "".join(c for c in cell.letters if scheme.parts(c).isdisjoint(named))
        for role, cell in channel.raci.items()
    }
    return {role: Cell(letters) for role, letters in kept.items() if letters}


def owned(channel: Channel, scheme: Scheme) -> bool:
    """Tell whether somebody is accountable or responsible anywhere in the channel."""
    parts = scheme.parts
    return any(
        not _OWNERS.isdisjoint(parts(cell.letters))
        for _, row in channel.assignments()
        for cell in row.values()
    )


class Tally:
    """How many channels of a heading are owned, counted when first asked for."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self._unowned: dict[str, set[str]] = {}

    def owned(self, heading: Heading, organisation: Organisation) -> int:
        """Return how many of the heading's channels are owned."""
        unowned = self._unowned.get(heading.id)
        if unowned is None:
            channels, scheme = organisation.channels, organisation.scheme
            unowned = self._unowned[heading.id] = {
                id_
                for id_ in heading.members
                if id_ in channels and not owned(channels[id_], scheme)
            }
        return len(heading.members) - len(unowned)

    def update(self, heading: Heading, channel: Channel, scheme: Scheme) -> None:
        """Count one channel again."""
        unowned = self._unowned.get(heading.id)
        if unowned is None:
            return
        if owned(channel, scheme):
            unowned.discard(channel.id)
        else:
            unowned.add(channel.id)
