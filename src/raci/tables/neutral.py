"""From an organisation to the neutral table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from raci.model.naming import short_names
from raci.model.order import columns, row_groups
from raci.model.organisation import Duty, Kind, Status
from raci.model.scheme import Part
from raci.model.text import Text
from raci.model.vocabulary import DUTY_ROWS
from raci.tables.table import Column, Group, LegendEntry, Row, Span, Table, TableCell

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from raci.model.finding import Standing
    from raci.model.order import RowGroup
    from raci.model.organisation import Assignments, Channel, Department, Organisation, Role
    from raci.words import Words

#: What rows are called that stand together, as they have no groups.
KINDS = {
    Kind.TRADITIONAL: Text("Traditional channels"),
    Kind.NEW: Text("New channels"),
    Kind.THIRD_PARTY: Text("Third-party channels"),
}
STATUS_GROUPS = {
    Status.PLANNED: Text("Planned"),
    Status.DECLINED: Text("Declined on purpose"),
    Status.RETIRED: Text("Retired"),
}


def from_organisation(
    organisation: Organisation,
    words: Words,
    today: dt.date,
    standings: Mapping[str, Standing],
    *,
    findings: Sequence[str] = (),
) -> Table:
    """Return the table of an organisation.

    Args:
        organisation: What to show.
        words: The language of all that is not the file's own text.
        today: The date that the table bears.
        standings: How leadership stands to each active channel, by channel id.
        findings: Rendered lines to hand out with the table.
    """
    maker = _Maker(organisation, words, standings)
    spans = columns(organisation)
    return Table(
        title=words(
            "{scheme} matrix: {name}", scheme=_scheme(organisation), name=organisation.name
        ),
        organisation=organisation.name,
        date=today,
        words=words,
        row_name=organisation.row_name or words("Channel"),
        scheme=organisation.scheme.name,
        own_scheme=organisation.scheme.own,
        columns=maker.columns([role for _, roles in spans for role in roles]),
        departments=tuple(_span(department, roles) for department, roles in spans),
        groups=maker.groups(),
        portfolio=maker.portfolio(),
        legend=maker.legend(),
        note=organisation.note,
        findings=tuple(findings),
    )


def _scheme(organisation: Organisation) -> str:
    return organisation.scheme.name or "RACI"


def _span(department: Department | None, roles: Sequence[Role]) -> Span:
    if department is None:
        return Span(None, "", len(roles))
    return Span(department.id, department.name, len(roles))


class _Maker:
    """Makes columns and rows; cells that say nothing but letters are shared."""

    def __init__(
        self, organisation: Organisation, words: Words, standings: Mapping[str, Standing]
    ) -> None:
        self._organisation = organisation
        self._words = words
        self._standings = standings
        roles = organisation.roles.values()
        self._leaders = {role.id for role in roles if organisation.is_leader(role)}
        self._alarming = {role.id for role in roles if role.external or organisation.is_it(role)}
        self._cells: dict[tuple[str, bool, bool], TableCell] = {}

    def columns(self, roles: Sequence[Role]) -> tuple[Column, ...]:
        """Return a column for each role."""
        heads = short_names(self._organisation.roles.values())
        labels = _labels(roles, heads)
        return tuple(self._column(role, heads[role.id], labels[role.id]) for role in roles)

    def _column(self, role: Role, head: str, label: str) -> Column:
        return Column(
            id=role.id,
            head=head,
            name=role.name,
            label=label,
            department=role.department,
            leader=role.id in self._leaders,
            leadership=role.leadership,
            it=self._organisation.is_it(role),
            external=role.external,
            holders=role.holders,
            deputies=role.deputies,
            reports_to=role.reports_to,
            note=role.note,
            fields=role.fields,
        )

    def groups(self) -> tuple[Group, ...]:
        """Return the rows by group; those of no group have a title where others stand above."""
        groups = row_groups(self._organisation.channels.values())
        return tuple(
            Group(
                self._title(group) if group.value or place else "",
                tuple(row for one in group.channels for row in self.rows(one)),
            )
            for place, group in enumerate(groups)
        )

    def _title(self, group: RowGroup) -> str:
        if group.value is None:
            nameless = {"group": self._words("Without a group"), "kind": self._words("Of no kind")}
            return nameless[group.by]
        if group.by == "kind":
            return self._words.say(KINDS[Kind(group.value)])
        if group.by == "status":
            return self._words.say(STATUS_GROUPS[Status(group.value)])
        return group.value

    def legend(self) -> tuple[LegendEntry, ...]:
        """Return the letters of the scheme."""
        scheme = self._organisation.scheme
        return tuple(
            LegendEntry(
                char=letter.char,
                part=letter.part,
                label=letter.label if scheme.own else self._words(letter.label),
                per_row=letter.per_row,
            )
            for letter in scheme.letters.values()
        )

    def portfolio(self) -> Row | None:
        """Return the row about the choice and mix of channels; None where there is none."""
        assignments = self._organisation.portfolio
        if assignments is None:
            return None
        name = self._words("Choice and mix of channels")
        return Row(None, name, name, self._row_cells(assignments))

    def rows(self, channel: Channel) -> list[Row]:
        """Return a channel's own row, then one for each of its duties."""
        rows = [
            Row(
                id=channel.id,
                label=channel.name,
                channel=channel.name,
                cells=self._row_cells(channel.raci),
                group=channel.group,
                kind=channel.kind,
                status=channel.status,
                phases=channel.phases,
                combines_with=channel.combines_with,
                critical=channel.critical,
                review=channel.review,
                note=channel.note,
                standing=self._standings.get(channel.id),
                fields=channel.fields,
            )
        ]
        for duty in Duty:
            if channel.duties.get(duty):
                label = self._words.say(DUTY_ROWS[duty])
                cells = self._row_cells(channel.duties[duty])
                rows.append(
                    Row(
                        id=channel.id,
                        label=label,
                        channel=channel.name,
                        cells=cells,
                        duty=duty,
                        group=channel.group,
                        kind=channel.kind,
                        status=channel.status,
                    )
                )
        return rows

    def _row_cells(self, assignments: Assignments) -> dict[str, TableCell]:
        return {
            role: self._cell(cell.letters, role)
            if cell.why is None and cell.until is None
            else self._annotated(role, cell.letters, cell.why, cell.until)
            for role, cell in assignments.items()
            if cell.letters or cell.why or cell.until
        }

    def _cell(self, letters: str, role: str) -> TableCell:
        key = (letters, role in self._leaders, role in self._alarming)
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = self._annotated(role, letters, None, None)
        return cell

    def _annotated(
        self, role: str, letters: str, why: str | None, until: dt.date | None
    ) -> TableCell:
        parts = self._organisation.scheme.parts(letters)
        accountable = Part.ACCOUNTABLE in parts
        leads, alarm = role in self._leaders, role in self._alarming
        return TableCell(letters, parts, accountable and leads, accountable and alarm, why, until)


def _labels(roles: Sequence[Role], heads: Mapping[str, str]) -> dict[str, str]:
    """Return the roles' names, with the head in brackets where a name is there twice."""
    seen = Counter(role.name for role in roles)
    labels: dict[str, str] = {}
    taken: set[str] = set(seen)
    for role in roles:
        label = role.name
        if seen[label] > 1:
            label = f"{role.name} ({heads[role.id]})"
            while label in taken:
                label += "*"
            taken.add(label)
        labels[role.id] = label
    return labels
