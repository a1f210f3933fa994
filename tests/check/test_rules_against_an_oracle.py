"""Counting rules against a second reading of their sentences, on drawn organisations."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from raci.model.organisation import (
    Cell,
    Channel,
    Discipline,
    Kind,
    Organisation,
    Phase,
    Role,
    Size,
)
from support.matrices import codes, found

if TYPE_CHECKING:
    from collections.abc import Iterator

ROLES = ("chief", "market", "press", "sales", "tech")
CRAFTS = {
    "market": Discipline.MARKETING,
    "press": Discipline.COMMUNICATION,
    "sales": Discipline.SALES,
    "tech": Discipline.IT,
}
LETTERS = st.sampled_from(["A", "R", "AR", "C", "I", "", "", ""])
ROW = st.tuples(*(LETTERS for _ in ROLES))


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    """Draw a firm of five crafts without duties."""
    rows = draw(st.lists(ROW, min_size=1, max_size=12))
    size = draw(st.sampled_from(list(Size)))
    deputies = draw(st.sampled_from([(), ("chief",)]))
    return Organisation(
        name="Drawn",
        size=size,
        roles={
            role: Role(
                role,
                role.title(),
                leadership=role == "chief",
                discipline=CRAFTS.get(role),
                deputies=deputies if role == "tech" else (),
            )
            for role in ROLES
        },
        channels={
            f"c{number}": Channel(
                f"c{number}",
                f"Channel {number}",
                kind=draw(st.sampled_from([None, *Kind, Kind.NEW, Kind.TRADITIONAL])),
                phases=(draw(st.sampled_from(list(Phase))),),
                combines_with=draw(st.sampled_from([(), (), (), ("c0",)])),
                raci={role: Cell(cell) for role, cell in zip(ROLES, row, strict=True) if cell},
            )
            for number, row in enumerate(rows)
        },
    )


def having(channel: Channel, letter: str) -> set[str]:
    """Return who has a letter on a channel."""
    return {role for role, cell in channel.raci.items() if letter in cell.letters}


def of_kind(organisation: Organisation, kind: Kind) -> list[Channel]:
    """Return the channels of a kind."""
    return [one for one in organisation.channels.values() if one.kind is kind]


def expected(organisation: Organisation) -> Iterator[str]:  # noqa: C901 - sentence by sentence
    """Yield the codes that should speak."""
    channels = list(organisation.channels.values())
    small = organisation.size is Size.SMALL
    led = {
        kind: [one for one in of_kind(organisation, kind) if "chief" in having(one, "A")]
        for kind in Kind
    }
    old, new = (of_kind(organisation, kind) for kind in (Kind.TRADITIONAL, Kind.NEW))
    if min(len(old), len(new)) >= (2 if small else 3):
        of_old = Fraction(len(led[Kind.TRADITIONAL]), len(old))
        of_new = Fraction(len(led[Kind.NEW]), len(new))
        if of_old > Fraction(1, 2) and of_new <= of_old / 2:
            yield "206"
    owned = [[c for c in some if having(c, "A") or having(c, "R")] for some in (old, new)]
    linked = any("c0" in one.combines_with and one.id != "c0" for one in channels)
    if not linked and min(map(len, owned)) >= (1 if small else 2):
        yield "409"
    left_to_it = [one for one in new if having(one, "A") | having(one, "R") == {"tech"}]
    worked = [one for one in new if having(one, "R") and one not in left_to_it]
    carried = [one for one in worked if having(one, "R") == {"tech"}]
    if len(carried) >= 3 and 2 * len(carried) > len(worked):
        yield "307"
    crafts = [
        role for role in ("market", "press", "sales") if any(role in c.raci for c in channels)
    ]
    for one in crafts:
        for other in crafts:
            run = [channel for channel in channels if other in having(channel, "R")]
            known = [channel for channel in run if one in channel.raci]
            meet = any(one in channel.raci and other in channel.raci for channel in channels)
            if (
                one != other
                and meet
                and len(run) >= (3 if small else 5)
                and 5 * len(known) < len(run)
            ):
                yield "509"
    cells = sum(len(channel.raci) for channel in channels)
    if len(channels) >= 6 and 10 * cells >= 9 * len(channels) * len(ROLES):
        yield "612"
    lonely = [one for one in channels if having(one, "A") and not having(one, "R")]
    told = [one for one in lonely if one.kind is None or having(one, "A") != {"tech"}]
    if not any(one.kind for one in channels):
        told = [one for one in lonely if having(one, "A") != {"tech"}]
    rows = [one for one in channels if having(one, "A") or having(one, "R")]
    if told:
        yield "104"
        habit = len(told) >= 5 and 3 * len(told) > len(rows)
        yield "104 as a habit" if habit else "104 row by row"


COUNTING = {"104", "206", "307", "409", "509", "612"}


@given(organisations())
def test_rules_that_count_say_what_their_sentences_say(organisation: Organisation) -> None:
    """Exactly where the shares and numbers of the rules' page are reached."""
    told = {code for code in codes(organisation) if code in COUNTING}
    wanted = set(expected(organisation))
    assert told == {code for code in wanted if " " not in code}
    if "104" in told:
        about = {finding.ids("channel") for finding in found(organisation, "104")}
        assert (about == {()}) is ("104 as a habit" in wanted)


@given(organisations())
def test_plain_files_hear_of_letters_and_load_alone(organisation: Organisation) -> None:
    """Without kinds, phases, links, crafts and leaders families 2 to 5 are silent but for 504."""
    plain = Organisation(
        name="Plain",
        roles={role: Role(role, role.title(), external=role == "tech") for role in ROLES},
        channels={
            id_: Channel(id_, one.name, raci=one.raci) for id_, one in organisation.channels.items()
        },
    )
    spoken = codes(plain, extend_select=["RACI"])
    assert {code for code in spoken if code[0] in "2345"} <= {"504"}
    assert not spoken & {"605", "711"}
