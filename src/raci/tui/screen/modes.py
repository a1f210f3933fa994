"""What is unusual about keys and rows: something is carried, a review round, filters, vim keys."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model import vocabulary
from raci.model.finding import Severity
from raci.model.organisation import Kind, Phase
from raci.model.text import Text
from raci.storage.state_folder import HomelessError, folder
from raci.tui.model.findings import channel_of
from raci.tui.model.rows import owned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from raci.model.finding import Finding
    from raci.model.organisation import Channel, Organisation
    from raci.tui.screen.board import LiveBoard


class Carried:
    """What is being moved.

    Attributes:
        table: ``channels`` or ``roles``.
        id: Which one.
        steps: How many moves were made, so that they can be taken back.
    """

    __slots__ = ("id", "steps", "table")

    def __init__(self, table: str, id: str) -> None:  # noqa: A002 - as items call it
        """Take something up."""
        self.table = table
        self.id = id
        self.steps = 0


class ReviewRound:
    """A round under way.

    Attributes:
        channels: Ids in the order of the round.
        by: Who reviews, as the file is to say; None for nobody named.
        place: Which one is looked at.
    """

    __slots__ = ("by", "channels", "place")

    def __init__(self, channels: tuple[str, ...], by: str | None) -> None:
        """Begin a round."""
        self.channels = channels
        self.by = by
        self.place = 0

    @property
    def channel(self) -> str | None:
        """The channel that is looked at; None at the end of the round."""
        return self.channels[self.place] if self.place < len(self.channels) else None

    @property
    def told(self) -> Text:
        """What the header says."""
        return Text(
            "review {n}/{all}: Enter still true, F9 later, Esc ends",
            {"n": self.place + 1, "all": len(self.channels)},
        )


@frozen
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


_SEVERITIES: Mapping[Severity, Text] = {
    Severity.ERROR: Text("errors"),
    Severity.WARNING: Text("warnings"),
    Severity.INFO: Text("infos"),
}
#: By the first digit of their codes.
_FAMILIES: Mapping[str, Text] = {
    "RACI1": Text("RACI1: who answers, works, is asked and told"),
    "RACI2": Text("RACI2: a matter for the boss"),
    "RACI3": Text("RACI3: not left to IT or outsiders"),
    "RACI4": Text("RACI4: channels joined up"),
    "RACI5": Text("RACI5: disciplines work together"),
    "RACI6": Text("RACI6: load, vacancies, deputies"),
    "RACI7": Text("RACI7: kept up to date"),
    "RACI8": Text("RACI8: faults in the file"),
}


@frozen
class FindingFilter:
    """A choice of findings.

    Attributes:
        key: Its name in the list to choose from.
        title: What the findings have in common, after "only".
        keep: Tells which are shown.
    """

    key: str
    title: Text
    keep: Callable[[Finding], bool]


def finding_filters(
    organisation: Organisation, channel: str | None, role: str | None
) -> Iterator[FindingFilter]:
    """Yield what findings can be chosen by; the row and the role under the cursor among them."""
    for severity, title in _SEVERITIES.items():
        yield FindingFilter(severity, title, lambda one, sort=severity: one.severity is sort)  # type: ignore[misc]
    if channel is not None and channel in organisation.channels:
        name = organisation.channels[channel].name
        about = Text("findings about {name}", {"name": name})
        yield FindingFilter("channel", about, lambda one: channel_of(one) == channel)
    if role is not None and role in organisation.roles:
        about = Text("findings about {name}", {"name": organisation.roles[role].name})
        yield FindingFilter("role", about, lambda one: role in one.ids("role"))
    for family, title in _FAMILIES.items():
        yield FindingFilter(family, title, lambda one, begun=family: one.code.startswith(begun))  # type: ignore[misc]


class Modes:
    """The state of keys and rows.

    Attributes:
        vim: Whether the vim keys are on, with which letters are keys until ``i`` is pressed.
        typing: Whether letters act on cells; without the vim keys they always do.
        carried: What is being moved with the arrow keys.
        review: The review round that is under way.
        filter: Which rows are shown; None for all.
        finding_filter: Which findings their view shows; None for all.
        newcomer: Whether no letter was typed yet, ever: the footer says how.
    """

    __slots__ = ("carried", "filter", "finding_filter", "newcomer", "review", "typing", "vim")

    def __init__(self, *, vim: bool = False, typing: bool = True, newcomer: bool = False) -> None:
        """Begin as the settings want it; nothing is carried, reviewed or filtered."""
        self.vim = vim
        self.typing = typing
        self.newcomer = newcomer
        self.carried: Carried | None = None
        self.review: ReviewRound | None = None
        self.filter: Filter | None = None
        self.finding_filter: FindingFilter | None = None

    def told(self, *, read_only: bool) -> Text:
        """Return what is unusual now, for the header; an empty text for nothing."""
        if self.carried:
            return Text("moving: arrows carry, Enter drops, Esc puts back")
        if self.review:
            return self.review.told
        if read_only:
            return Text("read-only")
        if self.filter:
            return Text("only {what}", {"what": self.filter.title})
        if self.vim:
            return Text("letters") if self.typing else Text("keys")
        return Text("")


_LETTERS_TYPED = "letters-typed"


def is_newcomer() -> bool:
    """Tell whether this user never typed a letter; False where nothing can be remembered."""
    try:
        return not (Path(folder()).parent / _LETTERS_TYPED).exists()
    except (HomelessError, OSError):
        return False


def remember_letters() -> None:
    """Remember that this user has typed a letter."""
    with contextlib.suppress(HomelessError, OSError):
        place = Path(folder()).parent
        place.mkdir(parents=True, exist_ok=True)
        (place / _LETTERS_TYPED).touch()
