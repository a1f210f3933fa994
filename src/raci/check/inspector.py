"""Runs rules over a matrix: picks those in force, applies severities, silences and waivers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from raci.check.ledger import EMPTY, Bucket
from raci.check.rulebook import NAMES, RULES
from raci.check.waivers import EXPIRED, UNUSED, Waivers
from raci.model.finding import Finding
from raci.model.organisation import Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from raci.check.checker import Options
    from raci.check.matrix import Matrix
    from raci.check.row import Row, Traits
    from raci.check.rule import Aspect, Fault, Limits, RowCheck, Rule
    from raci.model.finding import Severity
    from raci.model.rule import RuleInfo

Check = TypeVar("Check")


class _Running(NamedTuple, Generic[Check]):
    """A rule that is run: the function for one scope, its limits, whether findings are shown."""

    rule: Rule
    check: Check
    limits: Limits
    shown: bool


class Inspector:
    """The rules in force, ready to look at rows, roles and the whole of one matrix."""

    def __init__(self, matrix: Matrix, options: Options) -> None:
        """Pick the rules.

        Args:
            matrix: What they look at.
            options: What is selected, and whether waivers count.
        """
        self._matrix = matrix
        self._selection = options.selection
        self.waivers = Waivers(matrix.organisation, options.today) if options.waivers else None
        self.pick()

    def pick(self) -> None:
        """Pick the rules that are shown or silence others; fewer in plain files."""
        rules = [rule for rule in RULES if rule.in_plain or not self._matrix.facts.plain]
        self._row_rules = [self._run(rule, rule.row) for rule in rules if rule.row]
        self._row_rules = [one for one in self._row_rules if one.shown or one.rule.silences]
        self._fitting: dict[tuple[bool, bool, Traits], list[_Running[RowCheck]]] = {}
        self._role_rules = [self._run(rule, rule.role) for rule in rules if rule.role]
        self._role_rules = [one for one in self._role_rules if one.shown or one.rule.silences]
        whole = [self._run(rule, rule.whole) for rule in rules if rule.whole]
        self._whole_rules = {one.rule.code: one for one in whole if one.shown}

    def _run(self, rule: Rule, check: Check) -> _Running[Check]:
        shown = rule.code in self._selection.codes
        return _Running(rule, check, self._matrix.limits[rule.code], shown)

    @property
    def row_facts(self) -> frozenset[str]:
        """The facts that the rules on rows read."""
        return frozenset[str]().union(*(one.rule.facts for one in self._row_rules))

    @property
    def role_facts(self) -> frozenset[str]:
        """The facts that the rules on roles read."""
        return frozenset[str]().union(*(one.rule.facts for one in self._role_rules))

    def reading(self, aspects: Aspect) -> Iterator[str]:
        """Yield the codes of the rules about the whole that read one of these aspects."""
        for code, one in self._whole_rules.items():
            if one.rule.aspects & aspects:
                yield code

    def row(self, channel: str) -> Bucket:
        """Look at one row."""
        row = self._matrix.rows[channel]
        if row.active:
            self._matrix.stand(row)
        elif row.channel.status is not Status.DECLINED:
            return EMPTY
        kind = (row.active, row.faulty, row.traits)
        rules = self._fitting.get(kind)
        if rules is None:
            rules = self._fitting[kind] = self._fit(row)
        found = []
        for one in rules:
            faults = [*one.check(row, self._matrix, one.limits)]
            if faults:
                found.append((one, faults))
        return self._bucket(found)

    def _fit(self, row: Row) -> list[_Running[RowCheck]]:
        """Return the rules that can have something to say on rows like this one."""
        return [
            one
            for one in self._row_rules
            if all(getattr(row.traits, trait) for trait in one.rule.needs)
            and not (row.faulty and one.rule.sound_only)
            and (row.active or one.rule.declined)
        ]

    def role(self, role_id: str) -> Bucket:
        """Look at one role."""
        role = self._matrix.organisation.roles[role_id]
        found = []
        for one in self._role_rules:
            faults = [*one.check(role, self._matrix, one.limits)]
            if faults:
                found.append((one, faults))
        return self._bucket(found)

    def whole(self, code: str) -> Bucket:
        """Run one rule about the whole."""
        one = self._whole_rules.get(code)
        return self._bucket([(one, [*one.check(self._matrix, one.limits)])] if one else ())

    def file(self, problems: Iterable[Finding]) -> Bucket:
        """Apply selection, severities and waivers to the document's own findings."""
        shown = []
        for problem in problems:
            info = NAMES.by_code[problem.code]
            if info.fixed:
                shown.append(problem)
            elif problem.code in self._selection.codes:
                severity = self._selection.severity(info)
                shown.append(_finding(info, severity, problem))
        return self._waived(shown)

    def _bucket(self, found: Collection[tuple[_Running[Check], list[Fault]]]) -> Bucket:
        """Make findings of faults, those of silenced rules and of hidden ones left out."""
        if not found:
            return EMPTY
        silenced = frozenset[str]().union(*(one.rule.silences for one, _ in found))
        return self._waived(
            [
                finding
                for one, faults in found
                if one.shown and one.rule.code not in silenced
                for finding in self._findings(one.rule.info, faults)
            ]
        )

    def _findings(self, info: RuleInfo, faults: Iterable[Fault]) -> Iterator[Finding]:
        """Yield one finding for each set of subjects."""
        told = set()
        for fault in faults:
            subjects = frozenset(fault.subjects)
            if subjects not in told:
                told.add(subjects)
                yield _finding(info, self._selection.severity(info, fault.severity), fault)

    def _waived(self, findings: list[Finding]) -> Bucket:
        if self.waivers is None or not self.waivers.valid:
            return Bucket(tuple(findings))
        marked: list[Finding] = []
        covering: list[int] = []
        for finding in findings:
            by = () if NAMES.by_code[finding.code].fixed else self.waivers.covering(finding)
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
        return [*self._findings(NAMES.by_code[code], faults)]


def _finding(info: RuleInfo, severity: Severity, told: Fault | Finding) -> Finding:
    return Finding(info.code, info.name, severity, told.subjects, told.message, told.place)
