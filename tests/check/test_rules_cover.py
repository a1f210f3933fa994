"""Family 6, cover: who stands in?"""

from __future__ import annotations

from typing import Any

import pytest

from support.matrices import codes, found, matrix, said, subjects

CRITICAL = {"web": {"critical": True}}


def test_no_deputy() -> None:
    """Accountable for a critical channel without a deputy, at the line that would name one."""
    (finding,) = found(matrix("one two\nweb A R", channels=CRITICAL), "607")
    assert subjects(finding) == ["role:one"]
    assert finding.place == ("roles", "one", "deputy")
    assert said(finding) == "One: no deputy, but accountable for critical channels (Web)"
    assert not found(matrix("one two\nweb A R"), "607")
    with_deputy = matrix("one two\nweb A R", channels=CRITICAL, roles={"one": {"deputies": "two"}})
    assert not found(with_deputy, "607")


def test_many_critical_channels() -> None:
    """The message has one line: of many channels it names the first."""
    names = [f"c{number}" for number in range(9)]
    organisation = matrix(
        "\n".join(["one two", *(f"{name} A R" for name in names)]),
        channels={name: {"critical": True} for name in names},
    )
    (finding,) = found(organisation, "607")
    assert said(finding).endswith("(C0, C1, C2, C3, 5 more)")
    assert said(finding, "de").endswith("(C0, C1, C2, C3, 5 weitere)")


def deputies(**named: str | tuple[str, ...]) -> Any:  # noqa: ANN401 - an organisation
    """Return four roles with these deputies."""
    roles = {role: {"deputies": deputy} for role, deputy in named.items()}
    return matrix("a b c d\nweb A R C I", roles=roles)


def test_deputy_loop() -> None:
    """A ring of three is told once, with all its roles."""
    (finding,) = found(deputies(a="b", b="c", c="a"), "608")
    assert subjects(finding) == ["role:a", "role:b", "role:c"]
    assert finding.place == ("roles", "a", "deputy")
    assert said(finding) == "Deputies stand in for each other in a ring: A → B → C → A"


def test_ones_own_deputy() -> None:
    """The smallest ring has one role."""
    (finding,) = found(deputies(b="b"), "608")
    assert said(finding) == "B: its own deputy"


@pytest.mark.parametrize(
    "named",
    [
        {"a": "b", "b": "a"},
        {"a": "b", "b": ("a", "c"), "c": "b"},
        {"a": ("b", "c", "d"), "b": "a", "c": "a", "d": "a"},
        {"a": "b", "b": "c", "c": "d"},
    ],
)
def test_standing_in_for_each_other_is_healthy(named: dict[str, Any]) -> None:
    """Pairs, also several in a row, are no ring."""
    assert not found(deputies(**named), "608")


def test_a_ring_among_pairs() -> None:
    """Three in both directions are a ring, and so is a component that holds one."""
    (finding,) = found(deputies(a=("b", "c"), b=("a", "c"), c=("a", "b")), "608")
    assert len(finding.subjects) == 3
    (wider,) = found(deputies(a=("b", "d"), b="c", c="a", d="a"), "608")
    assert subjects(wider) == ["role:a", "role:b", "role:c", "role:d"]
    assert said(wider).endswith("A → B → C → A")


def holders(**named: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Return fields of roles with these holders."""
    return {role: {"holders": names} for role, names in named.items()}


def test_same_person_deputy() -> None:
    """One person holds both the role and its deputy, however spelt."""
    roles = holders(a=("A. Huber", "B. Moser"), b=("C. Wolf", "a.  HUBER"))
    roles["a"]["deputies"] = "b"
    (finding,) = found(matrix("a b\nweb A R", roles=roles), "609")
    assert subjects(finding) == ["role:a"]
    assert finding.place == ("roles", "a", "deputy")
    assert said(finding) == "A: A. Huber is also its deputy (B)"
    roles["b"]["holders"] = ("C. Wolf",)
    assert not found(matrix("a b\nweb A R", roles=roles), "609")


def test_a_ring_silences_the_same_person() -> None:
    """Where the ring is told, the person in it is not."""
    roles = holders(a=("A. Huber",))
    roles["a"]["deputies"] = "a"
    assert codes(matrix("a b\nweb A R", roles=roles)) >= {"608"}
    assert "609" not in codes(matrix("a b\nweb A R", roles=roles))


def covered(*accountable: str, **named: tuple[tuple[str, ...], tuple[str, ...]]) -> Any:  # noqa: ANN401 - an organisation
    """Return roles with (deputies, holders), of which some are accountable for a channel each."""
    roles = {role: {"deputies": who, "holders": held} for role, (who, held) in named.items()}
    head = list(named)
    rows = [
        " ".join([f"c{number}", *("A" if role == one else "-" for role in head)])
        for number, one in enumerate(accountable)
    ]
    return matrix("\n".join([" ".join(head), *rows]), roles=roles)


def test_cover_impossible() -> None:
    """Two roles with one deputy cannot both be stood in for; either may be left out."""
    organisation = covered("a", "b", a=(("c",), ()), b=(("c",), ()), c=((), ()))
    (finding,) = found(organisation, "611")
    assert subjects(finding) == ["role:a", "role:b"]
    assert finding.place == ("roles", "a", "deputy")


def test_cover_by_several_holders() -> None:
    """A deputy role with two holders stands in for two."""
    assert not found(
        covered("a", "b", a=(("c",), ()), b=(("c",), ()), c=((), ("A. Huber", "B. Moser"))), "611"
    )
    one_person = covered(
        "a", "b", a=(("c",), ()), b=(("d",), ()), c=((), ("A. Huber",)), d=((), ("a. huber",))
    )
    assert found(one_person, "611")


def test_only_whom_some_largest_matching_leaves_out() -> None:
    """A role whose stand-in nobody else needs is always covered, hence no subject."""
    organisation = covered(
        "a",
        "b",
        "e",
        a=(("c",), ()),
        b=(("c",), ()),
        c=((), ()),
        d=((), ()),
        e=(("d",), ()),
    )
    (finding,) = found(organisation, "611")
    assert subjects(finding) == ["role:a", "role:b"]


def test_swapping_along_a_chain_leaves_out_any() -> None:
    """A role that has a free choice can still be the one left out."""
    organisation = covered(
        "a", "b", "c", a=(("x",), ()), b=(("x", "y"), ()), c=(("y",), ()), x=((), ()), y=((), ())
    )
    (finding,) = found(organisation, "611")
    assert subjects(finding) == ["role:a", "role:b", "role:c"]


def test_only_accountable_roles_with_deputies_want_cover() -> None:
    """Who answers for nothing, or has no deputy, is not counted here."""
    assert not found(covered("a", a=(("c",), ()), b=(("c",), ()), c=((), ())), "611")
    assert not found(covered("a", "b", a=(("c",), ()), b=((), ()), c=((), ())), "611")


def test_nobody_stands_in_for_himself() -> None:
    """A role that is its own deputy has nobody; two that stand in for each other have."""
    assert found(covered("a", a=(("a",), ()), b=((), ())), "611")
    assert not found(covered("a", "b", a=(("b",), ()), b=(("a",), ())), "611")
