"""How a rule is declared: its name and limits, what it reads, what it silences, what it looks at.

A rule is a generator of faults. It looks at one row, at one role or at the whole; the few that
look at two of these (an expired assignment stands on a channel or in the portfolio row) have a
function for each.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Flag, auto
from typing import TYPE_CHECKING, NamedTuple

from raci.model.rule import RuleInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from raci.check.matrix import Matrix
    from raci.check.row import Row
    from raci.model.finding import Severity, Subject
    from raci.model.organisation import Role
    from raci.model.path import Path
    from raci.model.rule import Limit, LimitValue
    from raci.model.text import Text

    Limits = Mapping[str, LimitValue]
    RowCheck = Callable[[Row, Matrix, Limits], "Iterator[Fault]"]
    RoleCheck = Callable[[Role, Matrix, Limits], "Iterator[Fault]"]
    WholeCheck = Callable[[Matrix, Limits], "Iterator[Fault]"]

_OF_CHANNELS = frozenset("2345")


class Fault(NamedTuple):
    """What a rule found, before severity and waivers are known.

    Of several with the same code and subjects the first is told, so that rules need not keep count.

    Attributes:
        subjects: Whom it is about, in the order of the file.
        place: Path of what a person would mend.
        severity: Where this one weighs otherwise than its rule; a file's severity still wins.
    """

    subjects: tuple[Subject, ...]
    message: Text
    place: Path
    severity: Severity | None = None


class Aspect(Flag):
    """What of the rows a rule about the whole reads; all of them read the roles.

    An edit that leaves the aspect alone leaves the findings alone.
    """

    #: Which role has which part where.
    LETTERS = auto()
    #: Which role has any letter where: the shape of the graph.
    SHAPE = auto()
    #: Names, kinds, phases, links, statuses and reviews of the channels.
    FEATURES = auto()


NOTHING = Aspect(0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the checker runs it.

    Attributes:
        row: What it finds on an active channel (and, with ``declined``, on a declined one).
        role: What it finds about one role.
        whole: What it finds about the organisation.
        facts: The fields of ``Facts`` that ``row`` and ``role`` read: a change of one has all
            rows and roles looked at again.
        aspects: What ``whole`` reads of the rows.
        silences: Codes of the rules that have nothing to add on the same row or role.
        needs: Traits without any of which a row has nothing for ``row`` to find.
        sound_only: Whether it neither speaks nor silences on a row with a faulty cell.
        in_plain: Whether it speaks in a plain matrix, one that says nothing about channels.
        declined: Whether it looks at declined channels of a third party too.
    """

    info: RuleInfo
    row: RowCheck | None = None
    role: RoleCheck | None = None
    whole: WholeCheck | None = None
    facts: frozenset[str] = frozenset()
    aspects: Aspect = NOTHING
    silences: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    sound_only: bool = False
    in_plain: bool = True
    declined: bool = False

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.info.code

    def for_row(self, check: RowCheck) -> Rule:
        """Return the rule with what it finds on a row added."""
        return replace(self, row=check)

    def for_role(self, check: RoleCheck) -> Rule:
        """Return the rule with what it finds about a role added."""
        return replace(self, role=check)

    def for_whole(self, check: WholeCheck) -> Rule:
        """Return the rule with what it finds about the organisation added."""
        return replace(self, whole=check)


def rule(  # noqa: PLR0913 - the columns of the rules' table; all but the first three have a default
    code: str,
    name: str,
    severity: Severity,
    *limits: Limit,
    on: bool = True,
    fixed: bool = False,
    facts: tuple[str, ...] = (),
    aspects: Aspect = NOTHING,
    silences: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    sound_only: bool = False,
    in_plain: bool = False,
    declined: bool = False,
) -> Rule:
    """Declare a rule; what it looks at is added by ``for_row``, ``for_role`` and ``for_whole``.

    Args:
        code: Its number behind ``RACI``.
        name: Kebab-case.
        severity: Unless a file sets another.
        limits: What a file can set.
        on: Whether it runs unless deselected.
        fixed: Whether it always runs, unwaived and at its own severity.
        facts: See ``Rule``, as are the following.
        aspects: What ``for_whole`` reads of the rows.
        silences: Numbers behind ``RACI``.
        needs: See ``Rule``.
        sound_only: See ``Rule``.
        in_plain: Families 2 to 5 are silent in plain matrices unless this says otherwise.
        declined: See ``Rule``.
    """
    info = RuleInfo(f"RACI{code}", name, severity, limits, on, fixed)
    return Rule(
        info,
        facts=frozenset(facts),
        aspects=aspects,
        silences=frozenset(f"RACI{silenced}" for silenced in silences),
        needs=frozenset(needs),
        sound_only=sound_only,
        in_plain=in_plain or code[0] not in _OF_CHANNELS,
        declined=declined,
    )
