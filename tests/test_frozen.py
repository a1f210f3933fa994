"""Frozen classes keep what ``dataclasses`` promises of frozen ones."""

from __future__ import annotations

import pickle
from typing import ClassVar

import pytest

from raci.frozen import as_dict, field, frozen, names_of, replace


@frozen
class Point:
    """A point with a memory that is nobody else's business."""

    x: int
    y: int = 0
    seen: list[str] = field(default_factory=list)
    memory: dict[str, int] = field(default_factory=dict, compare=False)
    ORIGIN: ClassVar[str] = "0/0"

    @property
    def sum(self) -> int:
        """Return the sum of both."""
        return self.x + self.y


@frozen
class Named(Point):
    """A point with a name."""

    name: str = "p"


def test_values_are_made_by_position_by_name_and_by_default() -> None:
    """Fields take their values in order or by name; a default that is made is made each time."""
    point = Point(1, seen=["a"])
    assert (point.x, point.y, point.seen, point.sum) == (1, 0, ["a"], 1)
    assert Point(1).seen is not Point(1).seen
    assert names_of(point) == ("x", "y", "seen", "memory")
    assert Point.ORIGIN == "0/0"


@pytest.mark.parametrize("wrong", [(), (1, 2, [], {}, 5)], ids=["too few", "too many"])
def test_the_number_of_values_must_fit(wrong: tuple[object, ...]) -> None:
    """Missing and further values are refused, the first time and later."""
    for _ in range(2):
        with pytest.raises(TypeError):
            Point(*wrong)  # type: ignore[arg-type]


def test_values_never_change() -> None:
    """No field can be set or deleted, and no other attribute added."""
    point = Point(1)
    for name in ("x", "other"):
        with pytest.raises(AttributeError, match="never changes"):
            setattr(point, name, 2)
    with pytest.raises(AttributeError):
        del point.x
    assert not hasattr(point, "__dict__")


def test_equality_is_that_of_the_compared_fields() -> None:
    """Values of one class are equal by their fields; what is only remembered does not count."""
    assert Point(1, 2, memory={"a": 1}) == Point(1, 2)
    assert Point(1, 2) != Point(1, 3)
    assert Point(1) != Named(1)
    assert repr(Point(1, 2, memory={"a": 1})) == "Point(x=1, y=2, seen=[])"


def test_equal_values_have_equal_hashes() -> None:
    """Values of hashable fields serve as keys."""

    @frozen
    class Key:
        one: str
        other: tuple[int, ...] = ()

    assert len({Key("a"), Key("a"), Key("a", (1,))}) == 2


def test_a_class_inherits_fields() -> None:
    """The fields of the class above come first, with their defaults."""
    named = Named(1, 2, name="q")
    assert names_of(named) == ("x", "y", "seen", "memory", "name")
    assert named.sum == 3
    assert isinstance(named, Point)


def test_replacing_leaves_the_rest() -> None:
    """A changed value shares what did not change; an unknown field is refused."""
    point = Point(1, seen=["a"])
    changed = replace(point, y=5)
    assert changed == Point(1, 5, ["a"])
    assert changed.seen is point.seen
    with pytest.raises(TypeError):
        replace(point, z=1)


def test_values_travel_and_match() -> None:
    """Values come back from another process as they were, and fit patterns by position."""
    point = Point(1, 2, ["a"])
    assert pickle.loads(pickle.dumps(point)) == point  # noqa: S301 - our own bytes
    match point:
        case Point(x, y):
            assert (x, y) == (1, 2)


def test_values_become_dicts() -> None:
    """Values in fields, tuples and lists become dicts, too."""

    @frozen
    class Line:
        ends: tuple[Point, ...]

    assert as_dict(Line((Point(1),))) == {"ends": ({"x": 1, "y": 0, "seen": [], "memory": {}},)}
