"""Runs rules over a matrix: picks those in force, applies severities, mutes and waivers."""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from raci.check.findings import EMPTY, Bucket
from raci.check.waivers import EXPIRED, UNUSED, Waivers
from raci.model.finding import ORDERED, ORGANISATION, Finding
from raci.model.organisation import Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from raci.check.matrix.matrix import Matrix
    from raci.check.matrix.row import Row
    from raci.check.rule.fault import Fault
    from raci.check.rule.rule import RoleCheck, RowCheck, Rule, WholeCheck
    from raci.check.selection import Options
    from raci.model.finding import Severity, Subject
    from raci.model.rule import Limits, RuleInfo

Check = TypeVar("Check")

if TYPE_CHECKING:
    #: The rules of a scope: each with its generator for it, and whether its findings are shown.
    Scope = tuple[tuple[Rule, Check, bool], ...]


_NONE: Limits = {}


class _Running(NamedTuple, Generic[Check]):
    """A rule that is run: the generator for one scope, its limits, whether findings are shown."""

    rule: Rule
    check: Check
    limits: Limits
    shown: bool


@lru_cache(maxsize=16)
def _scopes(
    rules: tuple[Rule, ...], shown: frozenset[str]
) -> tuple[Scope[RowCheck], Scope[RoleCheck], Scope[WholeCheck]]:
    """Return the rules that are shown, or mute one of those, by what they look at.

    Files of a folder mostly ask for the same rules.
    """
    muting = frozenset[str]().union(*(rule.unless for rule in rules if rule.code in shown))
    picked = [rule for rule in rules if rule.code in shown or rule.name in muting]
    return (
        tuple((one, one.row, one.code in shown) for one in picked if one.row),
        tuple((one, one.role, one.code in shown) for one in picked if one.role),
        tuple((one, one.organisation, one.code in shown) for one in picked if one.organisation),
    )


class Runner:
    """The rules in force, ready to look at rows, roles and the whole of one matrix."""

    def __init__(self, matrix: Matrix, options: Options) -> None:
        """Pick the rules that are shown, or that mute one of those.

        Args:
            matrix: What they look at.
            options: What is selected, and whether waivers count.
        """
        self._matrix = matrix
        self._selection = options.selection
        self._rules, self._names = options.selection.book
        self.waivers = Waivers(matrix.organisation, options.today) if options.waivers else None
        self._pick()

    def _pick(self) -> None:
        self._plain = self._matrix.plain
        rows, roles, wholes = _scopes(self._rules, self._selection.codes)
        self._row_rules = self._run(rows)
        # What rules look at in a row, and which are asked about rows like it.
        self._traits = attrgetter(
            "active", *sorted({one.rule.only for one in self._row_rules if one.rule.only})
        )
        self._asked: dict[object, list[tuple[_Running[RowCheck], RowCheck, Limits]]] = {}
        self._role_rules = self._run(roles)
        self._whole_rules = {one.rule.name: one for one in self._run(wholes)}
        self._muting_rows = self._elsewhere(self._row_rules)
        self._muting_roles = self._elsewhere(self._role_rules)
        self._told: dict[str, list[Fault]] = {}

    def _run(self, rules: Iterable[tuple[Rule, Check, bool]]) -> list[_Running[Check]]:
        limits = self._matrix.limits
        return [
            _Running(rule, check, limits(rule.code) if rule.info.limits else _NONE, shown)
            for rule, check, shown in rules
        ]

    def _elsewhere(self, rules: Iterable[_Running[Check]]) -> list[str]:
        """Return the names of the rules about the whole that mute some of these."""
        unless = frozenset[str]().union(*(one.rule.unless for one in rules))
        return [name for name in self._whole_rules if name in unless]

    def begin(self) -> None:
        """Begin anew, as the matrix has changed: what was said of the whole is forgotten."""
        self._told.clear()
        if self._plain != self._matrix.plain:  # some limits are others then
            self._pick()

    @property
    def whole_rules(self) -> Sequence[str]:
        """The names of the rules about the whole, in the order in which they are told."""
        return list(self._whole_rules)

    def row(self, channel: str) -> Bucket:
        """Look at one row."""
        matrix = self._matrix
        row = matrix.rows[channel]
        if row.active:
            matrix.measure(row)
        elif row.channel.status is not Status.DECLINED:
            return EMPTY
        traits = self._traits(row)
        asked = self._asked.get(traits)
        if asked is None:
            asked = self._asked[traits] = self._asking(row)
        found = []
        for one, check, limits in asked:
            faults = [*check(row, matrix, limits)]
            if faults:
                found.append((one, faults))
        return self._bucket(found, self._muting_rows, None) if found else EMPTY

    def _asking(self, row: Row) -> list[tuple[_Running[RowCheck], RowCheck, Limits]]:
        """Return the rules that look at rows like this one, what they need taken out of them."""
        return [
            (one, one.check, one.limits)
            for one in self._row_rules
            if (row.active or one.rule.declined)
            and (one.rule.only is None or getattr(row, one.rule.only))
        ]

    def role(self, role_id: str) -> Bucket:
        """Look at one role."""
        matrix = self._matrix
        role = matrix.organisation.roles[role_id]
        found = []
        for one in self._role_rules:
            faults = [*one.check(role, matrix, one.limits)]
            if faults:
                found.append((one, faults))
        return self._bucket(found, self._muting_roles, role_id) if found else EMPTY

    def whole(self, name: str) -> Bucket:
        """Run one rule about the whole."""
        one = self._whole_rules[name]
        if not one.shown:
            return EMPTY
        others = [set(fault.subjects) for by in one.rule.unless for fault in self._tell(by)]
        faults = [
            fault
            for fault in self._tell(name)
            if not any(_covers(subjects, fault.subjects) for subjects in others)
        ]
        return self._waived([*self._findings(one.rule.info, faults)])

    def _tell(self, name: str) -> list[Fault]:
        """Return what a rule about the whole has to say, run once for all who ask."""
        if name not in self._told:
            one = self._whole_rules.get(name)
            self._told[name] = [*one.check(self._matrix, one.limits)] if one else []
        return self._told[name]

    def _bucket(
        self,
        found: Collection[tuple[_Running[Check], list[Fault]]],
        elsewhere: Iterable[str],
        role: str | None,
    ) -> Bucket:
        """Make findings of faults, those of muted rules and of hidden ones left out."""
        speaking = {one.rule.name for one, _ in found}
        speaking.update(name for name in elsewhere if self._concerns(name, role))
        return self._waived(
            [
                finding
                for one, faults in found
                if one.shown and one.rule.unless.isdisjoint(speaking)
                for finding in self._findings(one.rule.info, faults)
            ]
        )

    def _concerns(self, name: str, role: str | None) -> bool:
        """Tell whether a rule about the whole speaks of the organisation, or of this role."""
        subjects = (subject for fault in self._tell(name) for subject in fault.subjects)
        return any(one == ORGANISATION or one.id == role for one in subjects)

    def file(self, problems: Iterable[Finding]) -> Bucket:
        """Apply selection, severities and waivers to the document's own findings."""
        shown = []
        for problem in problems:
            info = self._names.by_code[problem.code]
            if info.fixed:
                shown.append(problem)
            elif problem.code in self._selection.codes:
                severity = self._selection.severity(info, problem.severity)
                shown.append(_finding(info, severity, problem))
        return self._waived(shown)

    def _findings(self, info: RuleInfo, faults: Iterable[Fault]) -> Iterator[Finding]:
        """Yield one finding for each set of subjects."""
        told: set[object] = set()
        for fault in faults:
            ordered = info.code in ORDERED
            subjects = fault.subjects if ordered else frozenset(fault.subjects)
            if subjects not in told:
                told.add(subjects)
                yield _finding(info, self._selection.severity(info, fault.severity), fault)

    def _waived(self, findings: list[Finding]) -> Bucket:
        if self.waivers is None or not self.waivers.valid:
            return Bucket(tuple(findings))
        marked: list[Finding] = []
        covering: list[int] = []
        for finding in findings:
            by = () if self._names.by_code[finding.code].fixed else self.waivers.covering(finding)
            covering += by
            marked.append(finding.waive() if by else finding)
        return Bucket(tuple(marked), tuple(covering))

    def about_waivers(self, covering: Collection[int]) -> Bucket:
        """Say which waivers have run out (704) and which cover nothing (705).

        Args:
            covering: Places in the file of the waivers that cover any other finding.
        """
        if self.waivers is None:
            return EMPTY
        codes = self._selection.codes
        expired = self._waived(self._about(EXPIRED, self.waivers.expired_faults()))
        used = {*covering, *expired.covering}
        unused = self._about(UNUSED, self.waivers.unused_faults(used, codes - {UNUSED}))
        others = self._waived(unused)
        used.update(others.covering)
        # What is left are waivers of 705 itself; none of them excuses its own uselessness.
        idle = self._about(UNUSED, self.waivers.unused_faults(used, codes & {UNUSED}))
        return Bucket((*expired.findings, *others.findings, *idle))

    def _about(self, code: str, faults: Iterable[Fault]) -> list[Finding]:
        if code not in self._selection.codes:
            return []
        return [*self._findings(self._names.by_code[code], faults)]


def _covers(subjects: set[Subject], others: tuple[Subject, ...]) -> bool:
    return ORGANISATION in subjects or subjects.issuperset(others)


def _finding(info: RuleInfo, severity: Severity, told: Fault | Finding) -> Finding:
    return Finding(info.code, info.name, severity, told.subjects, told.message, told.place)
