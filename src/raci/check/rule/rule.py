"""How a rule is declared: one block with its name and limits, what it finds, and its fixes.

::

    @rule("RACI112", "shared-responsible", Severity.INFO, Limit("max", 1), unless=("it-only",)).rows
    def shared_responsible(row: Row, matrix: Matrix, limits: Limits) -> Iterator[Fault]: ...


    @shared_responsible.fixes
    def fix_shared_responsible(case: Case) -> Iterator[Fix]: ...

A rule is a generator of faults. It looks at one row, at one role or at the whole; the few that
look at two of these (an expired assignment stands on a channel or in the portfolio row) have a
generator for each. It reads what it likes of the matrix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from raci.model.rule import RuleInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from raci.check.matrix.matrix import Matrix
    from raci.check.matrix.row import Row
    from raci.check.rule.case import Case, Fix, Look
    from raci.check.rule.fault import Fault
    from raci.model.finding import Severity
    from raci.model.organisation import Role
    from raci.model.rule import Limit, Limits

    RowCheck = Callable[[Row, Matrix, Limits], "Iterator[Fault]"]
    RoleCheck = Callable[[Role, Matrix, Limits], "Iterator[Fault]"]
    WholeCheck = Callable[[Matrix, Limits], "Iterator[Fault]"]
    Offer = Callable[[Case], Iterator[Fix] | Iterator[Fix | Look]]

    OfferT = TypeVar("OfferT", bound=Offer)


#: What a row must have for a rule to look at it: an attribute of ``Row``.
Trait = Literal["dated", "divided", "joined", "linked", "reviewed"]


class Rule:
    """A rule: what it is called, what it finds, what could be done about it.

    Attributes:
        info: Names, severity and limits.
        code: The rule's code.
        name: The rule's name.
        unless: Names of the rules that mute it: where one of them speaks of the same row or role,
            of all the subjects of a fault, or of the organisation, this one has nothing to add.
        declined: Whether it looks at declined channels too.
        only: What rows it looks at; None for all.
        row: What it finds on a row.
        role: What it finds about one role.
        organisation: What it finds about the whole.
        offer: What a person may choose from, the likeliest first: edits, or what to look at.
    """

    __slots__ = (
        "code",
        "declined",
        "info",
        "name",
        "offer",
        "only",
        "organisation",
        "role",
        "row",
        "unless",
    )

    def __init__(
        self, info: RuleInfo, unless: tuple[str, ...], *, declined: bool, only: Trait | None
    ) -> None:
        """Declare a rule that finds nothing yet."""
        self.info = info
        self.code = info.code
        self.name = info.name
        self.unless = frozenset(unless)
        self.declined = declined
        self.only = only
        self.row: RowCheck | None = None
        self.role: RoleCheck | None = None
        self.organisation: WholeCheck | None = None
        self.offer: Offer | None = None

    def rows(self, check: RowCheck) -> Rule:
        """Let the rule look at rows: active channels, one at a time."""
        self.row = check
        return self

    def roles(self, check: RoleCheck) -> Rule:
        """Let the rule look at roles, one at a time."""
        self.role = check
        return self

    def whole(self, check: WholeCheck) -> Rule:
        """Let the rule look at the organisation as a whole."""
        self.organisation = check
        return self

    def fixes(self, offer: OfferT) -> OfferT:
        """Let the rule offer fixes for its findings; one function may serve several rules."""
        self.offer = offer
        return offer


def rule(  # noqa: PLR0913 - the columns of the rules' table; all but the first three have a default
    code: str,
    name: str,
    severity: Severity,
    *limits: Limit,
    on: bool = True,
    fixed: bool = False,
    declined: bool = False,
    only: Trait | None = None,
    unless: tuple[str, ...] = (),
) -> Rule:
    """Declare a rule; ``rows``, ``roles``, ``whole`` and ``fixes`` of it decorate what it does.

    Args:
        code: ``RACI301``; never reused.
        name: Kebab-case.
        severity: Unless a file sets another.
        limits: What a file can set.
        on: Whether it runs unless deselected.
        fixed: Whether it always runs, unwaived and at its own severity.
        declined: Whether it looks at declined channels too.
        only: What a row must have for the rule to look at it: thousands that have it not are not
            even asked about.
        unless: Names of the rules that mute it, see ``Rule``.
    """
    info = RuleInfo(code, name, severity, limits, on, fixed)
    return Rule(info, unless, declined=declined, only=only)
