"""Family 1: who is in charge of a row."""

from __future__ import annotations

import pytest

from raci.frozen import replace
from raci.model.organisation import CheckSettings, RuleSettings
from raci.model.scheme import SCHEMES, Letter, Part, PerRow, Scheme
from support.matrices import codes, found, matrix, said, subjects

#: Accountable, responsible, consulted and informed in schemes whose letters differ.
SCHEME_LETTERS = [
    ("RACI", "A", "R", "C", "I"),
    ("RASCI", "A", "R", "C", "I"),
    ("DACI", "A", "D", "C", "I"),
    ("PACSI", "A", "P", "S", "I"),
    ("CAIRO", "A", "R", "C", "I"),
]
SEVEN = "a b c d e f g"


def limited(code: str, **limits: float) -> CheckSettings:
    """Return settings of a file that sets a rule's limits."""
    return CheckSettings(rules={f"RACI{code}": RuleSettings(limits=limits)})


def test_unowned_channel() -> None:
    """A channel without any letter is unowned; its place is its header."""
    (finding,) = found(matrix("boss it\nwebsite - -"), "101")
    assert subjects(finding) == ["channel:website"]
    assert finding.place == ("channels", "website")
    assert said(finding) == "Website: nobody has a letter here"
    assert said(finding, "de") == "Website: hier ist niemand eingetragen"


@pytest.mark.parametrize("letters", ["I", "C", "A", "R"])
def test_one_letter_is_no_unowned_channel(letters: str) -> None:
    """Any letter counts, in a duty too."""
    assert not found(matrix(f"boss\nwebsite {letters}"), "101")
    assert not found(matrix(f"boss\nwebsite -\nwebsite.content {letters}"), "101")


def test_omitted_is_no_letter() -> None:
    """A row of nothing but omissions is unowned."""
    assert found(matrix("boss\nwebsite O", scheme="CAIRO"), "101")


def test_unowned_is_silent_without_roles() -> None:
    """A file that has no roles yet has no unowned channels."""
    organisation = matrix("boss\nwebsite -")
    assert found(organisation, "101")
    assert not found(replace(organisation, roles={}), "101")


@pytest.mark.parametrize("status", ["planned", "declined", "retired"])
def test_only_active_channels_are_looked_at(status: str) -> None:
    """A channel that is not active is left alone."""
    organisation = matrix("boss\nwebsite -", channels={"website": {"status": status}})
    assert not found(organisation, "101")


@pytest.mark.parametrize(("scheme", "a", "r", "c", "i"), SCHEME_LETTERS)
def test_no_accountable(scheme: str, a: str, r: str, c: str, i: str) -> None:
    """Somebody responsible and nobody accountable is an error in every scheme."""
    (finding,) = found(matrix(f"x y\nweb {r} {c}", scheme=scheme), "102")
    assert finding.place == ("channels", "web")
    assert not found(matrix(f"x y\nweb {r} {a}", scheme=scheme), "102")
    assert not found(matrix(f"x y\nweb {c} {i}", scheme=scheme), "102")


def test_no_accountable_of_a_duty() -> None:
    """Each effective row needs its own; the duties that lack it are named, the channel once."""
    organisation = matrix(
        """
                     boss office it
        web          -    R      -
        web.content  A    -      -
        """
    )
    (finding,) = found(organisation, "102")
    assert said(finding).endswith("accountable for direction, combination, implementation")
    assert not found(matrix("x y\nweb A -\nweb.content - R"), "102")


def test_several_accountable() -> None:
    """Two where the scheme allows one; the place is the first cell."""
    (finding,) = found(matrix("x y z\nweb R A A"), "103")
    assert finding.place == ("channels", "web", "raci", "y")
    assert said(finding) == "Web: 2 roles are accountable at once (Y, Z)"
    assert not found(matrix("x y z\nweb R A R"), "103")


def test_several_accountable_counts_within_one_effective_row() -> None:
    """A duty's accountable role replaces the channel's; it is not a second one."""
    assert not found(matrix("x y z\nweb A R -\nweb.content - - A"), "103")
    (finding,) = found(matrix("x y z\nweb - R -\nweb.content A - A"), "103")
    assert finding.place == ("channels", "web", "duties", "content", "x")
    assert said(finding).startswith("Web (content): ")


@pytest.mark.parametrize(
    ("per_row", "expected"),
    [
        (PerRow.EXACTLY_ONE, True),
        (PerRow.AT_MOST_ONE, True),
        (PerRow.AT_LEAST_ONE, False),
        (PerRow.ANY, False),
    ],
)
def test_several_accountable_follows_the_scheme(per_row: PerRow, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """A scheme of one's own may allow several."""
    letters = {
        "A": Letter("A", Part.ACCOUNTABLE, "Answers", per_row),
        "R": Letter("R", Part.RESPONSIBLE, "Does"),
    }
    organisation = matrix("x y\nweb A AR", scheme=Scheme("OWN", letters, own=True))
    assert bool(found(organisation, "103")) is expected


def test_two_accountable_letters_allow_one_each() -> None:
    """Where two letters mean accountable and each may stand once, two roles are fine, three not."""
    letters = {
        "A": Letter("A", Part.ACCOUNTABLE, "Answers", PerRow.EXACTLY_ONE),
        "B": Letter("B", Part.ACCOUNTABLE, "Backs", PerRow.AT_MOST_ONE),
        "R": Letter("R", Part.RESPONSIBLE, "Does"),
    }
    scheme = Scheme("OWN", letters, own=True)
    assert not found(matrix("x y z\nweb A B R", scheme=scheme), "103")
    assert found(matrix("x y z\nweb A B AR", scheme=scheme), "103")


def test_no_responsible() -> None:
    """Somebody accountable and nobody responsible in the whole channel."""
    assert found(matrix("x y\nweb A C"), "104")
    assert not found(matrix("x y\nweb AR C"), "104")
    assert not found(matrix("x y\nweb A C\nweb.content - R"), "104")


def test_accountable_also_does() -> None:
    """A file can say that the accountable role does it too, for 104 and 113."""
    settings = limited("104", **{"accountable-also-does": True})
    assert not found(matrix("x y\nweb A C", check=settings), "104")
    drawing = "x y\nweb A -\nweb.content - R"
    assert found(matrix(drawing), "113")
    assert not found(matrix(drawing, check=settings), "113")


def test_bystanders_only() -> None:
    """Letters, but none of an owner."""
    assert found(matrix("x y\nweb C I"), "105")
    assert found(matrix("x y\nweb S V", scheme="RACI-VS"), "105")
    assert not found(matrix("x y\nweb C R"), "105")
    assert not found(matrix("x y\nweb C I\nweb.content A -"), "105")


@pytest.mark.parametrize(("responsible", "expected"), [(2, 0), (3, 0), (4, 1)])
def test_too_many_responsible(responsible: int, expected: int) -> None:
    """More than three in one effective row."""
    row = " ".join("R" * responsible + "A" * (7 - responsible))
    assert len(found(matrix(f"{SEVEN}\nweb {row}"), "106")) == expected


def test_too_many_responsible_by_duty() -> None:
    """Three for the channel and three others for a duty are three each, not six."""
    drawing = f"{SEVEN}\nweb R R R - - - A\nweb.content - - - R R R -"
    assert not found(matrix(drawing), "106")
    drawing = f"{SEVEN}\nweb A - - - - - -\nweb.content - R R R R - -"
    (finding,) = found(matrix(drawing), "106")
    assert finding.place == ("channels", "web", "duties", "content", "b")


def test_too_many_responsible_for_the_scheme() -> None:
    """A scheme that allows one is stricter than the limit; a file's limit may be stricter still."""
    letters = {
        **SCHEMES["RACI"].letters,
        "R": Letter("R", Part.RESPONSIBLE, "Does", PerRow.AT_MOST_ONE),
    }
    assert found(matrix("x y z\nweb A R R", scheme=Scheme("OWN", letters, own=True)), "106")
    assert found(matrix("x y z\nweb A R R", check=limited("106", max=1)), "106")
    assert not found(matrix("x y z\nweb A R R", check=limited("106", max=2)), "106")


@pytest.mark.parametrize(("consulted", "expected"), [(3, 0), (4, 0), (5, 1)])
@pytest.mark.parametrize(("scheme", "a", "c"), [("RACI", "A", "C"), ("RAPID", "D", "I")])
def test_too_many_consulted(scheme: str, a: str, c: str, consulted: int, expected: int) -> None:
    """More than four in one effective row, whatever the letter is called."""
    row = " ".join(c * consulted + a * (7 - consulted))
    assert len(found(matrix(f"{SEVEN}\nweb {row}", scheme=scheme), "107")) == expected


def test_consulted_add_up_with_a_duty() -> None:
    """Those whom a duty consults come to those of the channel."""
    drawing = f"{SEVEN}\nweb C C C - - - AR\nweb.content - - - {{}} C - -"
    assert not found(matrix(drawing.format("-")), "107")
    assert found(matrix(drawing.format("C")), "107")


@pytest.mark.parametrize(
    ("informed", "roles", "expected"), [(6, 8, 0), (7, 8, 1), (7, 11, 1), (7, 12, 0), (9, 15, 0)]
)
def test_too_many_informed(informed: int, roles: int, expected: int) -> None:
    """More than six, and more than 60 % of all roles: nine of fifteen are just 60 %."""
    head = " ".join(f"r{number}" for number in range(roles))
    row = " ".join("I" * informed + "A" * (roles - informed))
    assert len(found(matrix(f"{head}\nweb {row}"), "108")) == expected


def test_nobody_listens() -> None:
    """Nobody consulted or informed, where the matrix does so elsewhere."""
    (finding,) = found(matrix("x y\nweb A R\nblog A I"), "109")
    assert subjects(finding) == ["channel:web"]
    assert not found(matrix("x y\nweb A R\nblog A R"), "109")
    assert not found(matrix("x y z\nweb A R -\nweb.content - - I\nblog A I -"), "109")


def test_contradictory_letters() -> None:
    """Any pair but accountable and responsible; once for channel and role."""
    (finding,) = found(matrix("x y\nweb AR RC\nweb.content - CI"), "110")
    assert subjects(finding) == ["channel:web", "role:y"]
    assert finding.place == ("channels", "web", "raci", "y")
    assert found(matrix("x\nweb ARI"), "110")
    assert not found(matrix("x\nweb AR"), "110")
    assert not found(matrix("x\nweb DP", scheme="RAPID"), "110")
    assert not found(matrix("x\nweb AO", scheme="CAIRO"), "110")


def test_four_eyes_is_off() -> None:
    """Doing and answering in one hand is no finding unless asked for."""
    assert "111" not in codes(matrix("x y\nweb AR I"))


def test_four_eyes() -> None:
    """One role has both in one effective row, whichever cells it has them from."""
    (finding,) = found(matrix("x y\nweb AR I"), "111")
    assert subjects(finding) == ["channel:web", "role:x"]
    assert found(matrix("x y\nweb A R\nweb.content R -"), "111")
    assert not found(matrix("x y\nweb A R"), "111")


def test_shared_responsible() -> None:
    """More than one responsible in one effective row; off unless asked for."""
    organisation = matrix("x y z\nweb A R R")
    assert found(organisation, "112")
    assert "112" not in codes(organisation)
    assert not found(matrix("x y z\nweb A R -\nweb.content - - R"), "112")


def test_duty_without_owner() -> None:
    """Somebody is responsible for a duty, nobody for others; one finding names them all."""
    (finding,) = found(matrix("x y\nweb A I\nweb.content - R\nweb.direction - R"), "113")
    assert subjects(finding) == [
        "channel:web",
        "duty:web.combination",
        "duty:web.implementation",
    ]
    assert finding.place == ("channels", "web")


@pytest.mark.parametrize(
    "drawing",
    [
        "x y\nweb A R\nweb.content - R",
        "x y\nweb A I\nweb.content - I",
        "x y\nweb A I",
    ],
)
def test_every_duty_has_an_owner(drawing: str) -> None:
    """The channel's responsible role does what no other is named for; nobody at all is 104."""
    assert not found(matrix(drawing), "113")


@pytest.mark.parametrize(
    "drawing", ["x y\nweb - -", "x y\nweb R -", "x y\nweb A A", "x y\nweb A -", "x y\nweb C I"]
)
def test_a_faulty_cell_hides_what_is_missing(drawing: str) -> None:
    """On a row with a faulty cell nobody can tell who is missing: 101 to 105 and 109 are silent."""
    organisation = matrix(drawing + "\nblog A R\nfax AR I\ntel AR I")
    expected = codes(organisation, faulty=["web"])
    assert expected.isdisjoint({"101", "102", "103", "104", "105", "113"})
    (finding,) = found(organisation, "109", faulty=["web"])
    assert subjects(finding) == ["channel:blog"]
