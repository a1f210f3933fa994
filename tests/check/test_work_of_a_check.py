"""What a check does not do: rows that a rule cannot speak of are not shown to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from raci.check.checker import Options, check
from raci.check.matrix.row import Row
from raci.check.rule.fault import Fault
from raci.check.rule.rule import Rule, Trait, rule
from raci.check.rulebook import BOOK, RULES
from raci.check.selection import Selection
from raci.model.finding import Severity, Subject
from raci.model.text import Text
from support.matrices import TODAY, matrix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix.matrix import Matrix
    from raci.model.organisation import Organisation
    from raci.model.rule import Limits

DRAWN = """
                 boss  it   office
    website      A     R    C
    joined       AR    -    C
    divided      A     R    -
    divided.content  A  R    -
"""


def _checked(organisation: Organisation, *own: Rule) -> tuple[str, ...]:
    """Return the codes that a check finds, further rules among them."""
    selection = Selection.of(organisation.check, BOOK.joined(own))
    report = check(organisation, (), frozenset(), Options(TODAY, selection))
    return tuple(finding.code for finding in report.findings)


@pytest.mark.parametrize("trait", ["joined", "divided", None])
def test_a_rule_is_asked_of_rows_with_its_trait_alone(trait: Trait | None) -> None:
    """A rule that needs cells of several letters, or duties, is shown no other row."""
    asked: list[str] = []

    @rule("OWN1", "own", Severity.INFO, only=trait).rows
    def own(row: Row, _matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
        asked.append(row.channel.id)
        yield Fault((Subject("channel", row.channel.id),), Text("own"), ())

    found = _checked(matrix(DRAWN), own)
    assert asked == ([trait] if trait else ["website", "joined", "divided"])
    assert found.count("OWN1") == len(asked)


def test_traits_are_those_of_rows() -> None:
    """Each trait that a rule may ask for is known of a row, and some rule asks for it."""
    assert set(get_args(Trait)) <= set(Row.__slots__)
    assert {one.only for one in RULES} == {*get_args(Trait), None}
