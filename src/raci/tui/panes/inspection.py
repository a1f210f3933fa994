"""What the inspector says of a channel, a cell, a role or the whole: lines without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model import vocabulary
from raci.model.finding import Reach
from raci.model.organisation import Status
from raci.model.text import Text
from raci.tui.model.edits import row_of
from raci.tui.model.rows import loads
from raci.tui.panes.text import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.model.finding import Finding, Standing
    from raci.model.organisation import Assignments, Cell, Channel, Duty, Organisation, Role
    from raci.model.scheme import Letter
    from raci.tui.grid.palette import Glyphs
    from raci.tui.panes.text import Line, Span
    from raci.words import Words

BLANK: Line = ()
_INDENT = "   "
_PART_STYLES = {"accountable", "responsible", "consulted", "informed"}


@frozen
class Inspector:
    """Writes lines of some width about one organisation.

    Attributes:
        width: In cells of the terminal.
    """

    organisation: Organisation
    words: Words
    glyphs: Glyphs
    width: int

    def channel(
        self,
        channel: Channel,
        duty: Duty | None,
        role: Role | None,
        standing: Standing | None,
        findings: Iterable[Finding],
    ) -> list[Line]:
        """Describe a row, and the cell under the cursor where it is on one."""
        lines = self._title(channel.name)
        if duty:
            lines += self._text(self.words.say(vocabulary.DUTY_ROWS[duty]), "strong")
        lines += self._text(" · ".join(self._traits(channel)), "muted")
        if role:
            lines += self._cell(role, row_of(self.organisation, channel.id, duty))
            for told in () if duty else self._of_duties(channel, role):
                lines += self._text(told, "muted", _INDENT)
        lines += [BLANK, *self._letters(row_of(self.organisation, channel.id, duty))]
        lines += self._line_of(standing)
        lines += self._particulars(channel)
        return lines + self._findings(findings)

    def brief(self, role: Role | None, cell: Cell | None, channel: Channel | None = None) -> Line:
        """Describe a cell or a role in one line; where there is none, what the letters mean.

        Args:
            role: Whose column it is.
            cell: What stands there.
            channel: Whose duties are folded away below; None for none.
        """
        letters = self.organisation.scheme.letters
        if role is None:
            legend = [(letter.char, self.label(letter)) for letter in letters.values()]
            spans = [
                ((f" {char}", _style(letters[char])), (f" {said} ", "")) for char, said in legend
            ]
            return tuple(span for pair in spans for span in pair)
        held = [letters[char] for char in (cell.letters if cell else "") if char in letters]
        said = " + ".join(self.label(letter) for letter in held)
        said = f": {said}" if said else ""
        told: list[Span] = [(f" {self.person(role)}", ""), (said, "strong")]
        if cell and cell.why:
            told.append((f" · {self.words('because {why}', why=cell.why)}", ""))
        if cell and cell.until:
            told.append((f" · {self.words('until {day}', day=cell.until)}", ""))
        if channel:
            told += [(f" · {said}", "muted") for said in self._of_duties(channel, role)]
        return tuple(told)

    def _of_duties(self, channel: Channel, role: Role) -> Iterator[str]:
        """Yield the letters that the role has in the channel's duties."""
        for duty, row in channel.duties.items():
            cell = row.get(role.id)
            if cell and cell.letters:
                yield f"{self.words.say(vocabulary.DUTY_ROWS[duty])}: {cell.letters}"

    def portfolio(self, role: Role | None) -> list[Line]:
        """Describe the row on the choice and mix of channels."""
        row = self.organisation.portfolio or {}
        lines = self._title(self.words("Choice and mix"))
        lines += self._text(self.words("Who chooses the channels and their mix."), "muted")
        lines += self._cell(role, row) if role else []
        return [*lines, BLANK, *self._letters(row)]

    def role(self, role: Role, findings: Iterable[Finding]) -> list[Line]:
        """Describe a column."""
        organisation, words = self.organisation, self.words
        lines = self._title(role.name)
        department = organisation.departments.get(role.department or "")
        traits = [department.name] if department else []
        craft = words.say(vocabulary.DISCIPLINES[organisation.discipline(role)])
        traits += [craft] if craft not in traits else []
        traits += [words("part of leadership")] if role.leadership else []
        traits += [words("external")] if role.external else []
        lines += [*self._text(" · ".join(traits), "muted"), BLANK]
        lines += self._entry(words("Held by"), role.holders)
        lines += self._entry(words("Deputy"), self._names(role.deputies))
        lines += self._entry(words("Reports to"), self._names(role.reports_to))
        lines += [BLANK, *self._load(role), *self._note(role.note), *self._fields(role.fields)]
        return lines + self._findings(findings)

    def overview(self) -> list[Line]:
        """Describe the organisation."""
        organisation, words = self.organisation, self.words
        lines = self._title(organisation.name)
        size = words.say(vocabulary.SIZES[organisation.size])
        lines += self._text(f"{size} · {organisation.scheme.name}", "muted")
        lines += [BLANK]
        lines += self._entry(words("Channels"), (str(len(organisation.channels)),))
        lines += self._entry(words("Roles"), (str(len(organisation.roles)),))
        lines += [BLANK, *self._legend(), *self._note(organisation.note)]
        return lines

    def group(self, title: str, members: Iterable[str]) -> list[Line]:
        """Describe a heading and its channels."""
        names = [self.organisation.channels[one].name for one in members]
        lines = self._title(title)
        lines += self._text(self.words.say(_channels(len(names))), "muted")
        return [*lines, BLANK, *(line for name in names for line in self._text(name))]

    def finding(self, finding: Finding, fix: str = "") -> list[Line]:
        """Describe a finding and the rule behind it; ``fix`` says what the quick fix would do."""
        from raci.words.rule_pages import load_page, title

        words = self.words
        page = load_page(finding.code, words.language)
        mark = self.glyphs.severity(finding.severity)
        lines = self._title(title(finding.code, words.language))
        lines += self._text(f"{mark} {words.say(finding.message)}", finding.severity.value)
        if fix:
            first, *rest = wrapped(fix, self.width - 2) or [""]
            lines += [((". ", "key"), (first, "")), *((("  " + part, ""),) for part in rest)]
        for heading, text in (
            (words("What to do"), page.remedy),
            (words("Why"), page.why),
            (words("What the rule looks for"), page.what),
        ):
            lines += [BLANK, ((heading, "strong"),), *self._prose(text)]
        lines += [BLANK, *self._text(words("Source: {source}", source=page.source), "muted")]
        return [*lines, *self._text(f"{finding.code} {finding.name}", "muted")]

    def _prose(self, text: str) -> Iterator[Line]:
        """Yield a paragraph of a page; what stands in backticks there has a style of its own."""
        quoted = False
        for line in wrapped(text, self.width):
            spans: list[Span] = []
            for piece in line.split("`"):
                spans.append((piece, "strong" if quoted else ""))
                quoted = not quoted
            quoted = not quoted
            yield tuple(spans)

    def _title(self, text: str) -> list[Line]:
        return self._text(text, "title")

    def _text(self, text: str, style: str = "", indent: str = "") -> list[Line]:
        return [((indent + part, style),) for part in wrapped(text, self.width - len(indent))]

    def _entry(self, label: str, values: Iterable[str]) -> list[Line]:
        said = ", ".join(values) or "–"
        first, *rest = wrapped(f"{label}: {said}", self.width) or [""]
        head = min(len(label) + 1, len(first))
        return [
            ((first[:head], "muted"), (first[head:], "")),
            *(((_INDENT + line, ""),) for part in rest for line in wrapped(part, self.width - 3)),
        ]

    def _traits(self, channel: Channel) -> list[str]:
        say = self.words.say
        traits = [say(vocabulary.KINDS[channel.kind])] if channel.kind else []
        traits += [say(vocabulary.PHASES[phase]) for phase in channel.phases]
        traits += [self.words("critical")] if channel.critical else []
        if channel.status is not Status.ACTIVE:
            traits.append(say(vocabulary.STATUSES[channel.status]))
        return traits

    def _cell(self, role: Role, row: Assignments) -> list[Line]:
        cell = row.get(role.id)
        letters = cell.letters if cell and cell.letters else "–"
        lines: list[Line] = [BLANK, *self._text(f"{letters}  {self.person(role)}", "strong")]
        if cell and cell.why:
            lines += self._text(self.words("because {why}", why=cell.why), indent=_INDENT)
        if cell and cell.until:
            lines += self._text(self.words("until {day}", day=cell.until), indent=_INDENT)
        return lines

    def person(self, role: Role) -> str:
        """Return a role's name with who holds it, and whether it is an outsider."""
        said = [*role.holders, *([self.words("external")] if role.external else [])]
        return f"{role.name} ({', '.join(said)})" if said else role.name

    def _letters(self, row: Assignments) -> Iterator[Line]:
        for letter in self.organisation.scheme.letters.values():
            roles = [
                self.organisation.roles[role]
                for role, cell in row.items()
                if letter.char in cell.letters and role in self.organisation.roles
            ]
            yield (letter.char, _style(letter)), (f" {self.label(letter)}", "muted")
            if not roles:
                yield ((f"{_INDENT}–", "muted"),)
            for role in roles:
                star = f"{self.glyphs.star} " if self.organisation.is_leader(role) else ""
                yield from self._text(f"{star}{self.person(role)}", indent=_INDENT)

    def label(self, letter: Letter) -> str:
        """Return what a letter means, in the words of the file where it defines its own."""
        return letter.label if self.organisation.scheme.own else self.words(letter.label)

    def _legend(self) -> Iterator[Line]:
        for letter in self.organisation.scheme.letters.values():
            yield (letter.char, _style(letter)), (f"  {self.label(letter)}", "")

    def _line_of(self, standing: Standing | None) -> list[Line]:
        if standing is None:
            return []
        names = self._names(standing.line)
        way = f" {self.glyphs.arrow} ".join(names)
        style = "leader" if standing.within else "error"
        said = self.words.say(_reach(standing))
        lines: list[Line] = [BLANK, ((self.words("Line of accountability"), "strong"),)]
        lines += self._text(said, style, _INDENT)
        return lines + (self._text(way, "", _INDENT) if names else [])

    def _particulars(self, channel: Channel) -> list[Line]:
        words = self.words
        lines: list[Line] = [BLANK]
        if channel.review:
            by = self._named(channel.review.by)
            day = words.date(channel.review.on)
            lines += self._entry(words("Reviewed"), [f"{day}, {by}" if by else day])
        else:
            lines += self._entry(words("Reviewed"), [words("never")])
        if channel.combines_with:
            others = self.organisation.channels
            names = [others[one].name if one in others else one for one in channel.combines_with]
            lines += self._entry(words("Combined with"), names)
        return lines + self._note(channel.note) + self._fields(channel.fields)

    def _note(self, note: str | None) -> list[Line]:
        return [BLANK, *self._text(note)] if note else []

    def _fields(self, fields: object) -> list[Line]:
        assert hasattr(fields, "items")  # noqa: S101 - a mapping of free texts
        return [line for key, value in fields.items() for line in self._entry(key, [str(value)])]

    def _load(self, role: Role) -> Iterator[Line]:
        load = loads(self.organisation)[role.id]
        for letter in self.organisation.scheme.letters.values():
            number = f"{load[letter.part]:>4}"
            yield (letter.char, _style(letter)), (f" {number}  {self.label(letter)}", "")

    def _findings(self, findings: Iterable[Finding]) -> list[Line]:
        lines: list[Line] = []
        for finding in findings:
            first, *rest = wrapped(self.words.say(finding.message), self.width - 2) or [""]
            mark = (f"{self.glyphs.severity(finding.severity)} ", finding.severity.value)
            lines += [(mark, (first, "")), *((("  " + part, ""),) for part in rest)]
        return [BLANK, ((self.words("Findings"), "strong"),), *lines] if lines else []

    def _names(self, roles: Iterable[str]) -> list[str]:
        known = self.organisation.roles
        return [known[role].name if role in known else role for role in roles]

    def _named(self, by: str | None) -> str:
        role = self.organisation.roles.get(by or "")
        return role.name if role else by or ""


def _style(letter: Letter) -> str:
    return letter.part.value if letter.part.value in _PART_STYLES else "strong"


def _reach(standing: Standing) -> Text:
    if standing.reach is Reach.DELEGATED and not standing.within:
        steps = standing.distance or 0
        return Text(
            "delegated too far: leadership is {n} step away",
            {"n": steps},
            "delegated too far: leadership is {n} steps away",
        )
    return _REACHES[standing.reach]


_REACHES = {
    Reach.PERSONAL: Text("a leader answers personally"),
    Reach.DELEGATED: Text("delegated, and leadership is reached"),
    Reach.OUT_OF_REACH: Text("leadership is never reached"),
    Reach.UNOWNED: Text("nobody is accountable"),
}


def _channels(number: int) -> Text:
    return Text("{n} channel", {"n": number}, "{n} channels")
