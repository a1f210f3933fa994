"""A person's page: what somebody answers for and carries out, whom to ask, who stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raci.model.organisation import Status
from raci.model.scheme import Part
from raci.model.vocabulary import DUTY_ROWS
from raci.reports.pages.blocks import Grid, Line, Lines, Page, Section, Tone
from raci.reports.pages.gauge import first_names
from raci.reports.pages.upkeep import endings, people, reviews, same_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from raci.model.organisation import Assignments, Cell, Channel, Duty, Organisation, Role
    from raci.reports.pages.upkeep import Setting
    from raci.words import Words


class _Row(NamedTuple):
    """A row on which somebody has letters: what it is called, all its letters, and theirs."""

    name: str
    channel: Channel | None
    cells: Mapping[str, frozenset[Part]]
    own: frozenset[Part]


#: So many names stand in a cell; of more, how many they are.
_NAMES = 10


def roles_of(organisation: Organisation, name: str) -> tuple[Role, ...]:
    """Return the roles that a person holds; names are compared as the file's are."""
    wanted = same_person(name)
    return tuple(
        role
        for role in organisation.roles.values()
        if any(same_person(holder) == wanted for holder in role.holders)
    )


def person_page(
    organisation: Organisation, name: str, roles: Sequence[Role], setting: Setting
) -> Page:
    """Return the page of a person or a role.

    Args:
        organisation: The whole matrix.
        name: Of the person, or of the role.
        roles: What the person holds, or the role alone.
        setting: The page's language, its date, and when reviews come due.
    """
    words = setting.words
    maker = _Maker(organisation, {role.id for role in roles}, setting)
    sections = (
        maker.answers(),
        maker.carries_out(),
        maker.hears(),
        maker.stood_in_for(roles),
        maker.stands_in(),
        maker.notes(),
        maker.reviews(),
    )
    return Page(
        language=words.language,
        kind=organisation.name,
        title=name,
        date=words.date(setting.today),
        facts=tuple(_facts(organisation, name, roles, words)),
        sections=tuple(section for section in sections if section is not None),
    )


def index_page(organisation: Organisation, pages: Sequence[Page], setting: Setting) -> Page:
    """Return the page that leads to those of persons or roles, with how much is on each.

    Args:
        organisation: The whole matrix.
        pages: Of ``person_page``; the rows of the table, in their order.
        setting: As theirs.
    """
    words = setting.words
    heads = (words("Name"), "", words("answers for"), words("carries out"), words("reviews due"))
    rows = [(page.title, page.facts[0] if page.facts else "", *_figures(page)) for page in pages]
    sections = [Section("pages", words("Pages"), _grid(heads, rows))]
    nobody = [role.name for role in organisation.roles.values() if not role.holders]
    if nobody:
        lines = Lines(tuple(map(Line, nobody)))
        sections.append(Section("nobody", words("Roles that nobody holds"), lines))
    return Page(
        language=words.language,
        kind=words("Who answers for what"),
        title=organisation.name,
        date=words.date(setting.today),
        facts=(),
        sections=tuple(sections),
    )


def _figures(page: Page) -> tuple[str, str, str]:
    """Return on how many rows somebody is accountable and responsible, and what is overdue."""
    blocks = {section.id: section.block for section in page.sections}
    rows = [blocks.get(name) for name in ("answers", "carries_out")]
    counts = [len(block.rows) if isinstance(block, Grid) else 0 for block in rows]
    due = blocks.get("reviews")
    late = [one for one in due.lines if one.tone is Tone.ALARM] if isinstance(due, Lines) else []
    return str(counts[0] or ""), str(counts[1] or ""), str(len(late) or "")


def _facts(
    organisation: Organisation, name: str, roles: Sequence[Role], words: Words
) -> Iterator[str]:
    names = [role.name for role in roles]
    if names != [name]:
        yield ", ".join(names)
    elif roles[0].holders:
        yield words("held by {names}", names=roles[0].holders)
    known = (one for role in roles for one in role.reports_to if one in organisation.roles)
    above = people(organisation, known)
    if above:
        yield words("reports to {names}", names=first_names(above, words, _NAMES))


class _Maker:
    """Makes the sections of one page."""

    def __init__(self, organisation: Organisation, roles: set[str], setting: Setting) -> None:
        self._organisation = organisation
        self._roles = roles
        self._words = setting.words
        self._setting = setting
        self._rows = list(self._own_rows())

    def _own_rows(self) -> Iterator[_Row]:
        """Yield the rows of the channels in use on which these roles have letters."""
        organisation, words = self._organisation, self._words
        if organisation.portfolio:
            title = words("Choice and mix of channels")
            yield from self._row(title, None, organisation.portfolio, {})
        for channel in organisation.channels.values():
            if channel.status not in {Status.ACTIVE, Status.PLANNED}:
                continue
            for duty, cells in channel.assignments():
                label = f"{channel.name}: {words.say(DUTY_ROWS[duty])}" if duty else channel.name
                around = channel.raci if duty else {}
                yield from self._row(label, channel, cells, around)

    def _row(
        self, name: str, channel: Channel | None, cells: Assignments, around: Assignments
    ) -> Iterator[_Row]:
        """Yield the row if the roles have letters in it; ``around`` adds whom it tells."""
        parts = self._organisation.scheme.parts
        own = frozenset().union(
            *(parts(cell.letters) for role, cell in cells.items() if role in self._roles)
        )
        if own - {Part.OMITTED}:
            merged = {role: parts(cell.letters) for role, cell in (around | cells).items()}
            yield _Row(name, channel, merged, own)

    def answers(self) -> Section:
        """Return the rows for which somebody is accountable."""
        words = self._words
        rows = [row for row in self._rows if Part.ACCOUNTABLE in row.own]
        named = self._organisation.row_name or words("Channel")
        heads = (named, words("carried out by"), words("I ask"), words("I inform"))
        texts = [
            (
                row.name,
                self._with(row, Part.RESPONSIBLE, own=True),
                self._with(row, Part.CONSULTED),
                self._with(row, Part.INFORMED),
            )
            for row in rows
        ]
        empty = words("Nothing.")
        return Section("answers", words("I answer for"), _grid(heads, texts), empty=empty)

    def carries_out(self) -> Section:
        """Return the rows that somebody carries out for others."""
        words = self._words
        rows = [
            row
            for row in self._rows
            if row.own & {Part.RESPONSIBLE, Part.SUPPORT} and Part.ACCOUNTABLE not in row.own
        ]
        named = self._organisation.row_name or words("Channel")
        heads = (named, words("answered for by"), words("I ask"), words("I inform"))
        texts = [
            (
                row.name,
                self._with(row, Part.ACCOUNTABLE),
                self._with(row, Part.CONSULTED),
                self._with(row, Part.INFORMED),
            )
            for row in rows
        ]
        empty = words("Nothing.")
        return Section("carries_out", words("I carry out"), _grid(heads, texts), empty=empty)

    def hears(self) -> Section | None:
        """Return where somebody is asked, told, or has the last word."""
        words = self._words
        sorts = {
            Part.CONSULTED: words("I am asked"),
            Part.INFORMED: words("I am told"),
            Part.VERIFY: words("I verify"),
            Part.SIGN_OFF: words("I sign off"),
        }
        lines = []
        for part, label in sorts.items():
            names = [row.name for row in self._rows if part in row.own]
            if names:
                lines.append(Line(", ".join(names), label))
        return Section("hears", words("Where I take part"), Lines(tuple(lines))) if lines else None

    def _with(self, row: _Row, part: Part, *, own: bool = False) -> str:
        """Return who has a part in a row; the page's own person is “I”, or left out."""
        found: dict[str, None] = {}
        for role, parts in row.cells.items():
            if part in parts and role not in self._roles:
                found |= dict.fromkeys(people(self._organisation, [role]))
            elif part in parts and own:
                found[self._words("I")] = None
        return ", ".join(first_names(tuple(found), self._words, _NAMES))

    def stood_in_for(self, roles: Iterable[Role]) -> Section:
        """Return who stands in for the person."""
        words = self._words
        several = len(self._roles) > 1
        lines = [
            Line(self._called(deputy), role.name if several else "")
            for role in roles
            for deputy in role.deputies
        ]
        block = Lines(tuple(lines)) if lines else None
        empty = words("Nobody stands in for me.")
        return Section("deputies", words("Stands in for me"), block, half=True, empty=empty)

    def stands_in(self) -> Section:
        """Return for whom the person stands in."""
        words = self._words
        lines = tuple(
            Line(self._called(role.id))
            for role in self._organisation.roles.values()
            if self._roles.intersection(role.deputies) and role.id not in self._roles
        )
        block = Lines(lines) if lines else None
        empty = words("I stand in for nobody.")
        return Section("stands_in", words("I stand in for"), block, half=True, empty=empty)

    def _called(self, role: str) -> str:
        """Return a role's name with the persons who hold it."""
        known = self._organisation.roles.get(role)
        if known is None:
            return role
        return f"{known.name} ({', '.join(known.holders)})" if known.holders else known.name

    def notes(self) -> Section | None:
        """Return the notes and last days on the person's cells."""
        words = self._words
        noted: list[Line] = []
        until = {
            (one.channel.id if one.channel else None, one.duty, one.role): one.until
            for one in endings(self._organisation)
        }
        for name, channel, duty, role, cell in self._own_cells():
            day = until.get((channel, duty, role))
            late = day is not None and day < self._setting.today
            if cell.why or day:
                mark = words("until {day}", day=day) if day else ""
                text = f"{name} ({cell.letters})" + (f": {cell.why}" if cell.why else "")
                noted.append(Line(text, mark, Tone.ALARM if late else Tone.NONE))
        if not noted:
            return None
        return Section("notes", words("Notes and dates"), Lines(tuple(noted)), half=True)

    def _own_cells(self) -> Iterator[tuple[str, str | None, Duty | None, str, Cell]]:
        words, organisation = self._words, self._organisation
        for role, cell in (organisation.portfolio or {}).items():
            if role in self._roles:
                yield words("Choice and mix of channels"), None, None, role, cell
        for channel in organisation.channels.values():
            for duty, cells in channel.assignments():
                label = f"{channel.name}: {words.say(DUTY_ROWS[duty])}" if duty else channel.name
                for role, cell in cells.items():
                    if role in self._roles:
                        yield label, channel.id, duty, role, cell

    def reviews(self) -> Section | None:
        """Return the reviews whose turn is the person's, by their day."""
        words = self._words
        lines = []
        for one in reviews(self._organisation, self._setting.days):
            if self._roles.intersection(one.roles):
                late = one.due is None or one.due < self._setting.today
                mark = words.date(one.due) if one.due else words("never")
                lines.append(Line(one.channel.name, mark, Tone.ALARM if late else Tone.NONE))
        if not lines:
            return None
        return Section("reviews", words("My reviews"), Lines(tuple(lines)), half=True)


def _grid(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Grid | None:
    """Return a table without the columns that are empty throughout; None without rows."""
    kept = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    if not kept:
        return None
    return Grid(
        tuple(heads[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
    )
