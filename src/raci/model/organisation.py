"""An organisation: departments, roles, channels, and who has which letter on what.

All values are frozen; an edit makes a new organisation that shares what it did not touch. Dicts
stand in the order of the file, which is the order on the screen.
"""

from __future__ import annotations

from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from raci.frozen import field, frozen
from raci.model.scheme import SCHEMES, Part, Pattern, Scheme

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

#: Keys and list positions from the file's root, as in ``("waivers", 0, "until")``.
Path = tuple[str | int, ...]


class Size(StrEnum):
    """How large the firm is; some limits depend on it."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Industry(StrEnum):
    """What the firm does for a living; it says which channels are usual."""

    HOTEL = "hotel"
    TRADE = "trade"
    SHOP = "shop"
    MANUFACTURER = "manufacturer"
    PRACTICE = "practice"
    MUNICIPALITY = "municipality"
    ASSOCIATION = "association"
    SOFTWARE = "software"
    BANK = "bank"
    SCHOOL = "school"


class Discipline(StrEnum):
    """The craft of a department or a role."""

    MANAGEMENT = "management"
    MARKETING = "marketing"
    COMMUNICATION = "communication"
    SALES = "sales"
    SERVICE = "service"
    IT = "it"
    LEGAL = "legal"
    OTHER = "other"


class Kind(StrEnum):
    """What sort of channel it is."""

    TRADITIONAL = "traditional"
    NEW = "new"
    THIRD_PARTY = "third-party"


class Phase(StrEnum):
    """When a channel serves: before, during or after the sale."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Status(StrEnum):
    """Whether a channel is in use; rules look at active ones."""

    PLANNED = "planned"
    ACTIVE = "active"
    DECLINED = "declined"
    RETIRED = "retired"


class Duty(StrEnum):
    """The four duties into which a channel can be split."""

    CONTENT = "content"
    DIRECTION = "direction"
    COMBINATION = "combination"
    IMPLEMENTATION = "implementation"


@frozen
class Cell:
    """The letters of one role on one row.

    Attributes:
        letters: In the order of a cell (``"AR"``); empty where nobody decided anything.
        why: A note on the assignment.
        until: Its last valid day.
    """

    letters: str
    why: str | None = None
    until: dt.date | None = None


#: Role id to cell, in file order.
Assignments = dict[str, Cell]


@frozen
class Department:
    """A group of columns."""

    id: str
    name: str
    discipline: Discipline = Discipline.OTHER
    note: str | None = None


@frozen
class Learned:
    """When a role last learned about channels, and what."""

    on: dt.date
    what: str | None = None


@frozen
class Role:
    """A column.

    Attributes:
        short: The column head as the file gives it; see ``raci.model.short_names`` for the rest.
        holders: The persons who hold it.
        deputies: Ids of the roles that stand in for it.
        discipline: Its own; None takes the department's.
        reports_to: Ids of the roles it reports to.
        learned: When it last learned about channels; None where nobody wrote that down.
        fields: Free texts, never checked.
    """

    id: str
    name: str
    short: str | None = None
    department: str | None = None
    note: str | None = None
    leadership: bool = False
    holders: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    discipline: Discipline | None = None
    external: bool = False
    reports_to: tuple[str, ...] = ()
    learned: Learned | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


@frozen
class Review:
    """When a channel was last looked at, and what was seen; see ``raci.model.review``.

    Attributes:
        by: Who looked: free text, or a role's id.
        raci: The channel's own letters then, by role id; None where they were not noted.
        duties: Those of its duties; None where none had any, or they were not noted.
    """

    on: dt.date
    by: str | None = None
    raci: Mapping[str, str] | None = None
    duties: Mapping[Duty, Mapping[str, str]] | None = None

    @property
    def complete(self) -> bool:
        """Whether it says which letters were there."""
        return self.raci is not None or self.duties is not None


@frozen
class Channel:
    """A row.

    Attributes:
        raci: The channel's own letters by role id.
        duties: Letters of the duties that differ; only duties named in the file.
    """

    id: str
    name: str
    group: str | None = None
    kind: Kind | None = None
    phases: tuple[Phase, ...] = ()
    combines_with: tuple[str, ...] = ()
    critical: bool = False
    status: Status = Status.ACTIVE
    review: Review | None = None
    note: str | None = None
    raci: Assignments = field(default_factory=dict)
    duties: Mapping[Duty, Assignments] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)

    def assignments(self) -> Iterator[tuple[Duty | None, Assignments]]:
        """Yield the channel's own letters (None) and then those of each duty."""
        yield None, self.raci
        yield from self.duties.items()


@frozen
class Waiver:
    """A finding that is accepted, with a reason and an end.

    Attributes:
        index: Its place in the file's ``waivers``, so that findings about it can say where.
        rule: The rule's code, whatever the file wrote.
        sound: False where a part of it is faulty; it then covers nothing.
    """

    index: int
    rule: str
    reason: str
    until: dt.date | None
    channels: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    by: str | None = None
    sound: bool = True


@frozen
class RuleSettings:
    """What a file says of one rule: a severity (``error`` …) and limits by name."""

    severity: str | None = None
    limits: Mapping[str, Any] = field(default_factory=dict)


@frozen
class CheckSettings:
    """The file's defaults of ``raci check``, those of the files it extends included.

    Attributes:
        select: Codes, prefixes or names; None where the file selects nothing.
        exclude: Patterns of paths, from the file's folder, that a check of a folder leaves out.
        rules: By rule code.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    rules: Mapping[str, RuleSettings] = field(default_factory=dict)


@frozen
class Organisation:
    """One file's meaning.

    Attributes:
        language: ``de`` or ``en``; None leaves it to the reader's locale.
        row_name: What a row is called; None leaves it to the language.
        industry: Which channels are usual for it; None where the file doesn't say.
        portfolio: Letters of the first row (who chooses the channels); None where it is absent.
    """

    name: str = ""
    language: str | None = None
    size: Size = Size.MEDIUM
    scheme: Scheme = SCHEMES["RACI"]
    row_name: str | None = None
    industry: Industry | None = None
    note: str | None = None
    departments: Mapping[str, Department] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    portfolio: Assignments | None = None
    channels: Mapping[str, Channel] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    check: CheckSettings = field(default_factory=CheckSettings)

    @property
    def plain(self) -> bool:
        """Whether the matrix says nothing about channels: it may be one of tasks.

        No channel has kind, phases or links, and no role has a discipline (``other`` is none),
        reports to somebody or leads.
        """
        described = any(
            channel.kind or channel.phases or channel.combines_with
            for channel in self.channels.values()
        )
        return not described and not any(
            role.leadership or role.reports_to or self.discipline(role) is not Discipline.OTHER
            for role in self.roles.values()
        )

    def discipline(self, role: Role) -> Discipline:
        """Return the role's own discipline, else its department's, else ``other``."""
        if role.discipline is not None:
            return role.discipline
        department = self.departments.get(role.department or "")
        return department.discipline if department else Discipline.OTHER

    def is_it(self, role: Role) -> bool:
        """Tell whether the role is IT, in-house or hired."""
        return self.discipline(role) is Discipline.IT

    def is_leader(self, role: Role) -> bool:
        """Tell whether a channel of this role is a matter for the boss: leads, inside, not IT."""
        return role.leadership and not role.external and not self.is_it(role)


#: Parts and the ids of the roles that have them, in file order; parts nobody has are missing.
Holders = dict[Part, tuple[str, ...]]


@frozen
class EffectiveRow:
    """What is judged: a channel without duties, or one of the four duties after refinement."""

    duty: Duty | None
    holders: Holders

    def of(self, part: Part) -> tuple[str, ...]:
        """Return the ids of the roles that have ``part`` in this row."""
        return self.holders.get(part, ())


_LETTERS = attrgetter("letters")


def holders(assignments: Assignments, scheme: Scheme) -> Holders:
    """Group the roles of a row by the parts of their letters."""
    return pattern(assignments, scheme).holders(tuple(assignments))


def pattern(assignments: Assignments, scheme: Scheme) -> Pattern:
    """Return what the letters of a row come to."""
    return scheme.pattern(tuple(map(_LETTERS, assignments.values())))


_REPLACED = (Part.ACCOUNTABLE, Part.RESPONSIBLE)


def effective_rows(channel: Channel, scheme: Scheme) -> tuple[EffectiveRow, ...]:
    """Return the channel's effective rows: itself, or its four duties after refinement.

    For a duty, the accountable named there replace the channel's, and so do the responsible;
    all others add to it (format page, "Rows and duties").
    """
    own = holders(channel.raci, scheme)
    if not any(cell.letters for duty in channel.duties.values() for cell in duty.values()):
        return (EffectiveRow(None, own),)
    return tuple(
        EffectiveRow(duty, _refined(own, holders(channel.duties.get(duty, {}), scheme)))
        for duty in Duty
    )


def _refined(own: Holders, named: Holders) -> Holders:
    refined = dict(own)
    for part, roles in named.items():
        if part in _REPLACED:
            refined[part] = roles
        else:
            refined[part] = tuple(dict.fromkeys((*own.get(part, ()), *roles)))
    return refined
