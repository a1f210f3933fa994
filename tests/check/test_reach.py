"""How leadership stands to each channel."""

from __future__ import annotations

from typing import Any

import pytest

from raci.check.matrix.reach import reaches
from raci.model.finding import Leadership, Reach
from support.matrices import matrix, report

HEAD = "boss head clerk loner"
ROLES: dict[str, dict[str, Any]] = {
    "boss": {"leadership": True},
    "head": {"reports_to": "boss"},
    "clerk": {"reports_to": "head"},
    "loner": {},
}
DRAWING = f"""
{HEAD}
web          A - R -
blog         R A - -
fax          R - A -
tel          R - - A
mail         R C - -
desk         A R - -
desk.content - - A -
shop         A R - -
shop.implementation - - - A
stand        R - A A
"""


@pytest.mark.parametrize(
    ("channel", "reach", "distance", "line"),
    [
        ("web", Reach.PERSONAL, 0, ("boss",)),
        ("blog", Reach.DELEGATED, 1, ("head", "boss")),
        ("fax", Reach.DELEGATED, 2, ("clerk", "head", "boss")),
        ("tel", Reach.OUT_OF_REACH, None, ("loner",)),
        ("mail", Reach.UNOWNED, None, ()),
        ("desk", Reach.DELEGATED, 2, ("clerk", "head", "boss")),
        ("shop", Reach.PERSONAL, 0, ("boss",)),
        ("stand", Reach.DELEGATED, 2, ("clerk", "head", "boss")),
    ],
)
def test_reach(channel: str, reach: Reach, distance: int | None, line: tuple[str, ...]) -> None:
    """The nearest accountable of a row, the farthest of the duties but the implementation."""
    standing = report(matrix(DRAWING, roles=ROLES)).standings[channel]
    assert (standing.reach, standing.distance, standing.line) == (reach, distance, line)


def test_leadership_adds_up() -> None:
    """The four numbers add up to the active channels; the gauge counts those within the limit."""
    organisation = matrix(DRAWING, roles=ROLES, channels={"web": {"status": "planned"}})
    found = report(organisation)
    expected = Leadership(personal=1, delegated=4, out_of_reach=1, unowned=1, channels=7, within=2)
    assert found.leadership == expected
    assert found.leadership.gauge == (2, 7)
    assert "web" not in found.standings


def test_without_running_a_rule() -> None:
    """The standings alone are those of a check, in the order of the file."""
    organisation = matrix(DRAWING, roles=ROLES)
    alone = reaches(organisation, 1)
    assert dict(alone.by_channel) == dict(report(organisation).standings)
    assert list(alone.by_channel) == list(organisation.channels)
    assert alone.leadership == report(organisation).leadership


def test_a_line_that_runs_in_circles_ends() -> None:
    """Out of reach, the line goes as far as it goes without coming back to a role."""
    roles: dict[str, dict[str, Any]] = {
        "a": {"reports_to": "b"},
        "b": {"reports_to": "a"},
        "c": {"leadership": True},
    }
    standing = report(matrix("a b c\nweb A R C", roles=roles)).standings["web"]
    assert standing.line == ("a", "b")
