"""The neutral table: what a matrix looks like to those who read it, in no format yet.

Each format is a function from a ``Table``. All texts stand in the table's language and are plain:
whoever writes them escapes them as the format demands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.frozen import field, frozen
from raci.model.scheme import Part, PerRow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from raci.model.finding import Standing
    from raci.model.organisation import Duty, Kind, Phase, Review, Status
    from raci.words import Words


@frozen
class Column:
    """A role.

    Attributes:
        head: The short name that stands over narrow columns.
        label: The name, made unique by the head where two roles share it.
        department: Its department's id; None without one.
        leader: Whether it answers as leadership: leads, inside the firm, not IT.
        leadership: The flag as the file has it.
        deputies: Ids of the roles that stand in for it.
        reports_to: Ids of the roles it reports to.
    """

    id: str
    head: str
    name: str
    label: str
    department: str | None = None
    leader: bool = False
    leadership: bool = False
    it: bool = False
    external: bool = False
    holders: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    reports_to: tuple[str, ...] = ()
    note: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


@frozen
class TableCell:
    """The letters of one role on one row.

    Attributes:
        leads: A leader is accountable here.
        alarm: IT or an outsider is accountable here.
    """

    letters: str
    parts: frozenset[Part]
    leads: bool = False
    alarm: bool = False
    why: str | None = None
    until: dt.date | None = None

    @property
    def first(self) -> Part | None:
        """The weightiest part in the cell, which gives it its colour."""
        return next((part for part in Part if part in self.parts), None)


@frozen
class Row:
    """A channel, one duty of a channel, or the portfolio row.

    Attributes:
        id: The channel's id; None for the portfolio row.
        label: What the row is called: the channel's name, or the duty's.
        channel: The channel's name, for a duty too.
        cells: By role id; roles without letters are missing.
        group: The group that the file names, whatever heading the row stands under.
        duty: None for the channel's own letters.
        combines_with: Ids of other channels.
    """

    id: str | None
    label: str
    channel: str
    cells: Mapping[str, TableCell]
    duty: Duty | None = None
    group: str | None = None
    kind: Kind | None = None
    status: Status | None = None
    phases: tuple[Phase, ...] = ()
    combines_with: tuple[str, ...] = ()
    critical: bool = False
    review: Review | None = None
    note: str | None = None
    standing: Standing | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """``★`` where a leader answers personally, ``★n`` after n steps, ``☆`` never."""
        if self.standing is None:
            return ""
        distance = self.standing.distance
        return "☆" if distance is None else f"★{distance or ''}"


@frozen
class Group:
    """Rows under one heading; an empty title is no heading."""

    title: str
    rows: tuple[Row, ...]


@frozen
class LegendEntry:
    """A letter, its part, its label in the table's language, how many roles may hold it."""

    char: str
    part: Part
    label: str
    per_row: PerRow = PerRow.ANY


@frozen
class Span:
    """A department over so many columns; an empty name is no department."""

    id: str | None
    name: str
    width: int


@frozen
class Table:
    """A matrix as people read it.

    Attributes:
        words: The table's language.
        scheme: The scheme's name.
        own_scheme: Whether the file defines the scheme itself.
        portfolio: The row about the choice and mix of channels; None where the file has none.
        findings: Rendered lines; empty unless somebody asked for them.
        file: The plain values of the file it was made from; see ``raci.tables.carried``.
    """

    title: str
    organisation: str
    date: dt.date
    words: Words
    row_name: str
    scheme: str
    own_scheme: bool
    columns: tuple[Column, ...]
    departments: tuple[Span, ...]
    groups: tuple[Group, ...]
    portfolio: Row | None
    legend: tuple[LegendEntry, ...]
    note: str | None = None
    findings: tuple[str, ...] = ()
    file: Mapping[str, Any] = field(default_factory=dict)

    @property
    def has_leadership(self) -> bool:
        """Whether some role answers as leadership, so that rows have a mark."""
        return any(column.leader for column in self.columns)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Yield all rows with the title of their group, the portfolio row first."""
        if self.portfolio is not None:
            yield "", self.portfolio
        for group in self.groups:
            for row in group.rows:
                yield group.title, row

    def column(self, role: str) -> Column | None:
        """Return the column of that role id."""
        return next((column for column in self.columns if column.id == role), None)
