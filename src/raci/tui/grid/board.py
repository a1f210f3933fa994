"""What the grid shows: rows under headings, columns in groups, letters and marks in the cells.

The grid knows nothing of what the rows and columns are: a board tells it. A row can be unfolded
into its duties, each of which is a row of its own.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from raci.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

RowKind = Literal["head", "portfolio", "group", "channel", "duty"]


class RowKey(NamedTuple):
    """What a row is; a named tuple, since ten thousand of them are made at once.

    Attributes:
        kind: The head; the first row above all headings; a heading; a channel; one of its duties.
        id: The channel's id for channels and duties; for a heading its id; else empty.
        duty: Which duty of the channel; None for every other kind.
    """

    kind: RowKind
    id: str = ""
    duty: Any = None

    @property
    def channel(self) -> str | None:
        """The id of the channel that the row belongs to."""
        return self.id if self.kind in {"channel", "duty"} else None


HEAD = RowKey("head")
PORTFOLIO = RowKey("portfolio")


@frozen
class Heading:
    """A row above some channels.

    Attributes:
        by: What the channels have in common: ``group``, ``kind`` or ``status``.
        value: The group's name, the kind or the status; None for the channels without.
        title: What it is called, fit for a terminal.
        members: Ids of its channels, those that a filter hides left out.
    """

    by: Literal["group", "kind", "status"]
    value: str | None
    title: str
    members: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of its row; no two headings share one."""
        return self.by if self.value is None else f"{self.by}:{self.value}"


#: A heading and the ids below it; without a heading the ids alone.
Section = tuple[Heading | None, tuple[str, ...]]


@frozen
class Column:
    """A column as its head shows it.

    Attributes:
        id: Its id.
        head: Its short name, fit for a terminal.
        leader: Whether it is tinted and its head starred.
        muted: Whether its head is of less weight.
        external: Whether its head leans.
        alternate: Whether its cells are shaded, as every other one of its group.
        opens: Whether a group of columns begins here, so that a bar stands before it.
    """

    id: str
    head: str
    leader: bool
    muted: bool
    external: bool
    alternate: bool
    opens: bool

    @property
    def misplaced(self) -> bool:
        """Whether an accountable letter in this column is a cause for alarm."""
        return self.muted or self.external


@frozen
class Span:
    """The columns of one group: ``start`` to ``stop`` (exclusive)."""

    name: str
    start: int
    stop: int


class Cell(Protocol):
    """Letters with what is noted about them."""

    @property
    def letters(self) -> str:
        """The letters."""

    @property
    def why(self) -> str | None:
        """The reason; None for none."""

    @property
    def until(self) -> object:
        """The last day on which they count; None for no end."""


class Lead(NamedTuple):
    """How far a row is from a leader.

    Attributes:
        steps: 0 where a leader answers personally; None where none is reached.
        within: Whether that is near enough.
    """

    steps: int | None
    within: bool


class Row(NamedTuple):
    """What stands in a row; two equal ones look alike.

    Attributes:
        letters: Its own cells by column.
        shown: The same with what it takes over from another row.
        folds: Whether it has duties to be unfolded.
        below: Cells of its duties, which are hinted at while they are folded.
        dim: Whether it is of less weight.
        alarms: Whether accountable letters in misplaced columns are a cause for alarm.
        mark: The heaviest finding: ``error``, ``warning`` or ``info``; None for none.
        lead: What stands at the end of the stub; None for nothing.
        subject: Whatever else makes it look different; compared.
    """

    letters: Mapping[str, Cell]
    shown: Mapping[str, Cell]
    folds: bool = False
    below: Mapping[str, Cell] = MappingProxyType({})
    dim: bool = False
    alarms: bool = True
    mark: str | None = None
    lead: Lead | None = None
    subject: object = None


class Board(Protocol):
    """The data behind the grid; read on every paint, so each answer is a plain look-up."""

    @property
    def letters(self) -> Container[str]:
        """The letters that can be typed."""

    @property
    def has_first_row(self) -> bool:
        """Whether there is a row above all headings."""

    @property
    def duties(self) -> Sequence[str]:
        """What each channel can be unfolded into."""

    def columns(self) -> tuple[Sequence[Column], Sequence[Span]]:
        """Return the columns in their order and the groups that they stand in."""

    def sections(self, keep: Callable[[Any], bool] | None) -> Sequence[Section]:
        """Return the channels under their headings; ``keep`` tells which are shown, None all."""

    def names(self) -> Iterator[str]:
        """Yield the names of all channels, for the width of the stub."""

    def name(self, key: RowKey) -> str:
        """Return what a row other than a heading is called, fit for a terminal."""

    def row(self, key: RowKey) -> Row:
        """Return what stands in a row; of a heading or the head nothing."""

    def is_owned(self, channel: str) -> bool:
        """Tell whether a channel counts as owned in its heading; one that is gone does."""

    def worst(self, channel_id: str | None) -> str | None:
        """Return the heaviest finding about a row; None as the id means the first row."""

    def worst_of_role(self, role_id: str) -> str | None:
        """Return the heaviest finding about a column alone."""

    def part(self, char: str) -> str | None:
        """Return the part that a letter plays, the name of its colour; None for an unknown one."""

    def accountable(self, letters: str) -> bool:
        """Tell whether one of the letters makes accountable."""


class EmptyBoard:
    """A board of nothing, for a grid that has none yet."""

    letters: Container[str] = ()
    has_first_row = False
    duties: Sequence[str] = ()

    def columns(self) -> tuple[Sequence[Column], Sequence[Span]]:
        """Return no columns."""
        return (), ()

    def sections(self, _keep: Callable[[Any], bool] | None) -> Sequence[Section]:
        """Return no channels."""
        return ()

    def names(self) -> Iterator[str]:
        """Yield no names."""
        return iter(())

    def name(self, key: RowKey) -> str:
        """Return the id."""
        return key.id

    def row(self, _key: RowKey) -> Row:
        """Return an empty row."""
        return Row({}, {})

    def is_owned(self, _channel: str) -> bool:
        """Count every channel as owned."""
        return True

    def worst(self, _channel_id: str | None) -> str | None:
        """Return no mark."""
        return None

    def worst_of_role(self, _role_id: str) -> str | None:
        """Return no mark."""
        return None

    def part(self, _char: str) -> str | None:
        """Know no letter."""
        return None

    def accountable(self, _letters: str) -> bool:
        """Know no letter."""
        return False


class Rows:
    """The rows in the order of the screen, as folded and filtered; never changed."""

    def __init__(
        self,
        board: Board,
        folded: Container[str] = (),
        unfolded: Container[str] = (),
        keep: Callable[[Any], bool] | None = None,
    ) -> None:
        """Put the rows in order.

        Args:
            board: What is to be shown.
            folded: Ids of headings whose channels are not shown.
            unfolded: Ids of channels whose duties are shown.
            keep: Tells which channels are shown; None shows all.
        """
        sections = board.sections(keep)
        self.headings = {heading.id: heading for heading, _ in sections if heading is not None}
        self.heading_of = {
            channel: heading for heading in self.headings.values() for channel in heading.members
        }
        self.keys: tuple[RowKey, ...] = tuple(_keys(board, sections, folded, unfolded))
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


def _keys(
    board: Board, sections: Sequence[Section], folded: Container[str], unfolded: Container[str]
) -> Iterator[RowKey]:
    if board.has_first_row:
        yield PORTFOLIO
    for heading, members in sections:
        if heading is not None:
            yield RowKey("group", heading.id)
            if heading.id in folded:
                continue
        for id_ in members:
            yield RowKey("channel", id_)
            if id_ in unfolded:
                yield from (RowKey("duty", id_, duty) for duty in board.duties)


class Tally:
    """How many channels of a heading are owned, counted when first asked for."""

    def __init__(self, board: Board) -> None:
        """Start with nothing counted."""
        self._board = board
        self._unowned: dict[str, set[str]] = {}

    def owned(self, heading: Heading) -> int:
        """Return how many of the heading's channels are owned."""
        unowned = self._unowned.get(heading.id)
        if unowned is None:
            is_owned = self._board.is_owned
            unowned = {id_ for id_ in heading.members if not is_owned(id_)}
            self._unowned[heading.id] = unowned
        return len(heading.members) - len(unowned)

    def update(self, heading: Heading, channel: str) -> None:
        """Count one channel again."""
        unowned = self._unowned.get(heading.id)
        if unowned is None:
            return
        if self._board.is_owned(channel):
            unowned.discard(channel)
        else:
            unowned.add(channel)
