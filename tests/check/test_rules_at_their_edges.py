"""What rules say at the edges of their conditions, where a slip in one of them would show."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from raci.check.matrix.row import Row
from raci.check.rule.fault import listed
from raci.frozen import replace
from raci.model.organisation import Cell, CheckSettings, Duty, Organisation, Review, RuleSettings
from raci.model.scheme import SCHEMES, Letter, Part, PerRow, Scheme
from raci.model.text import Text
from raci.words import words_in
from support.matrices import TODAY, codes, found, matrix, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

YESTERDAY = TODAY - dt.timedelta(1)
ROLES: dict[str, dict[str, Any]] = {
    "boss": {"leadership": True},
    "press": {"reports_to": "boss"},
    "it": {"discipline": "it", "reports_to": "boss"},
    "ops": {"discipline": "it", "reports_to": "boss"},
    "agency": {"external": True},
}
HEAD = "boss press it ops agency"
NEW = {"web": {"kind": "new"}}


def row(*drawn: str, channels: Mapping[str, Any] = NEW, **more: Any) -> Organisation:  # noqa: ANN401 - fields
    """Return a new channel with these letters; the first line is its own."""
    first, *duties = drawn
    drawing = "\n".join((HEAD, f"web {first}", *(f"web.{duty}" for duty in duties)))
    return matrix(drawing, roles=ROLES, channels=dict(channels), **more)


def own_scheme(**letters: tuple[Part, PerRow]) -> Scheme:
    """Return RACI with more letters, or other ones."""
    made = {char: Letter(char, part, char, per_row) for char, (part, per_row) in letters.items()}
    return Scheme("OWN", {**SCHEMES["RACI"].letters, **made}, own=True)


@pytest.mark.parametrize(
    ("code", "drawn", "place"),
    [
        ("103", ("A R - - -", "content A A - - -"), ("duties", "content", "boss")),
        ("304", ("- R - - A", "content - - - - A", "direction A - - - -"), ("raci", "agency")),
        (
            "304",
            ("- R - - A", "content - - - - A", "direction A - - - -", "combination A - - - -"),
            ("duties", "content", "agency"),
        ),
        ("106", ("A R - - -", "content R R R R -"), ("duties", "content", "boss")),
        ("112", ("A R - - -", "content - R - - R"), ("duties", "content", "press")),
        ("111", ("AR - - - -", "content A - - - -"), ("duties", "content", "boss")),
        ("107", ("C - - - AR", "content - C C C C"), ("raci", "boss")),
    ],
)
def test_a_cell_that_a_duty_replaces_is_not_the_cause(
    code: str, drawn: tuple[str, ...], place: tuple[str, ...]
) -> None:
    """The place is the first cell that counts for the row of the finding: who is asked adds up."""
    assert found(row(*drawn), code)[0].place == ("channels", "web", *place)


def test_nobody_is_accountable_for_any_duty() -> None:
    """Where all duties lack the same, the channel does, and none of them is named."""
    (finding,) = found(row("- R - - -", "content - - - - C"), "102")
    assert said(finding) == "Web: nobody is accountable"


def test_a_duty_of_empty_cells_is_none() -> None:
    """The channel is judged as itself, and called so."""
    organisation = row("A A R - -")
    content = {Duty.CONTENT: {"press": Cell("")}}
    web = replace(organisation.channels["web"], duties=content)
    (finding,) = found(replace(organisation, channels={"web": web}), "103")
    assert said(finding) == "Web: 2 roles are accountable at once (Boss, Press)"


def test_five_are_asked_and_nobody_answers() -> None:
    """107 and 108 count on a row of bystanders as on any other."""
    assert codes(row("C C C C C")) >= {"105", "107"}
    seven = "a b c d e f g"
    assert "108" in codes(matrix(f"{seven}\nweb I I I I I I I"))


def test_the_lower_of_limit_and_scheme_counts() -> None:
    """A file's limit may be stricter than a scheme that allows two, and the scheme than it."""
    two = {"R": (Part.RESPONSIBLE, PerRow.AT_MOST_ONE), "D": (Part.RESPONSIBLE, PerRow.AT_MOST_ONE)}
    scheme = own_scheme(**two)
    strict = CheckSettings(rules={"RACI106": RuleSettings(limits={"max": 1})})
    assert not found(row("A R - D -", scheme=scheme), "106")
    assert found(row("A R - D -", scheme=scheme, check=strict), "106")
    assert found(row("A R D R -", scheme=scheme), "106")


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        *(("AC", True), ("AI", True), ("AS", True), ("RC", True), ("RI", True), ("RS", True)),
        *(("CI", True), ("SI", True), ("ARI", True), ("RIV", True)),
        *(("AR", False), ("CS", False), ("AV", False), ("RX", False), ("IV", False), ("VX", False)),
        *(("ABR", False), ("RO", False), ("C", False)),
    ],
)
def test_which_letters_say_nothing_beside_others(letters: str, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """Who answers or works knows; verify and sign-off are a second task; omitted is 114."""
    scheme = own_scheme(
        B=(Part.ACCOUNTABLE, PerRow.ANY),
        S=(Part.SUPPORT, PerRow.ANY),
        V=(Part.VERIFY, PerRow.ANY),
        X=(Part.SIGN_OFF, PerRow.ANY),
        O=(Part.OMITTED, PerRow.ANY),
    )
    organisation = row(f"{letters} - - - -", scheme=scheme)
    assert bool(found(organisation, "110")) is expected
    assert bool(found(organisation, "114")) is (letters == "RO")


def test_a_contradiction_is_told_once_for_a_role() -> None:
    """Also where it stands in the channel and in its duties: at the first of the cells."""
    (finding,) = found(row("A RC - - -", "content - RC - - -", "direction - CI - - -"), "110")
    assert finding.place == ("channels", "web", "raci", "press")
    assert len(found(row("AR - - - -", "content - - - - C"), "111")) == 1


def test_an_unowned_row_does_not_use_the_letters_of_listening() -> None:
    """109 speaks where somebody is consulted or informed elsewhere, not where a row is empty."""
    assert "109" not in codes(matrix("a b\nweb A R\nfax - -"))
    assert "109" in codes(matrix("a b\nweb A R\nfax AR I"))


def test_a_faulty_cell_may_be_the_duty_s_owner() -> None:
    """113 waits until it can be read."""
    organisation = row("A - - - -", "content - R - - -")
    assert found(organisation, "113")
    assert not found(organisation, "113", faulty=["web"])


def test_an_unowned_row_says_only_that() -> None:
    """Neither an omission that has ended nor a doubled link is news of it."""
    roles = {"boss": {"leadership": True}}
    organisation = matrix(
        "boss\nweb -\nfax AR",
        roles=roles,
        channels={"web": {"combines_with": ("web", "fax")}},
        scheme="CAIRO",
    )
    web = replace(organisation.channels["web"], raci={"boss": Cell("O", until=YESTERDAY)})
    unowned = replace(organisation, channels={**organisation.channels, "web": web})
    assert codes(unowned) & {"101", "408", "703"} == {"101"}
    owned = replace(web, raci={"boss": Cell("A", until=YESTERDAY)})
    spoken = codes(replace(organisation, channels={**organisation.channels, "web": owned}))
    assert spoken & {"101", "408", "703"} == {"408", "703"}


def test_an_empty_cell_has_nothing_that_could_end() -> None:
    """An end that was left behind beside no letters is no assignment."""
    organisation = row("A R - - -")
    web = organisation.channels["web"]
    cells = {**web.raci, "agency": Cell("", until=YESTERDAY)}
    assert not found(replace(organisation, channels={"web": replace(web, raci=cells)}), "703")


def test_a_flag_is_enough_to_look_at_rows_without_kinds() -> None:
    """Where only IT is flagged as leadership, somebody is: 301 looks at every row."""
    roles = {"it": {"discipline": "it", "leadership": True}, "press": {}}
    assert found(matrix("it press\nweb AR C", roles=roles), "301")
    assert not found(matrix("it press\nweb AR C", roles={"it": {"discipline": "it"}}), "301")


def test_it_among_itself_is_no_matter_of_others() -> None:
    """302 is silent of a duty in which IT alone answers and IT alone works."""
    assert not found(row("- - A R -", "direction A R - - -"), "302")
    assert found(row("- R A - -", "direction A R - - -"), "302")


def test_a_doubled_link_does_not_name_the_channel_itself() -> None:
    """Combined with itself and twice with another: the other is named."""
    channels: dict[str, dict[str, Any]] = {
        "web": {"combines_with": ("web", "fax")},
        "fax": {"combines_with": ("web",)},
        "tel": {"combines_with": ("tel", "fax", "fax")},
    }
    organisation = matrix(
        "boss\nweb AR\nfax AR\ntel AR", roles={"boss": {"leadership": True}}, channels=channels
    )
    assert [said(one) for one in found(organisation, "408")] == [
        "Web: combined with itself",
        "Fax: the combination with Web is named already",
        "Tel: the combination with Fax is named already",
    ]


@pytest.mark.parametrize("status", ["planned", "declined", "retired"])
def test_links_of_channels_that_are_not_active_dont_count(status: str) -> None:
    """Whoever names the pair: one end that is not active combines with nobody."""
    organisation = matrix(
        "boss press\nweb AR -\nfax - AR\ntel AR -\nold AR -",
        roles={"boss": {"leadership": True}},
        channels={
            "web": {"combines_with": ("tel",)},
            "old": {"combines_with": ("fax",), "status": status},
        },
    )
    assert [one.ids("channel") for one in found(organisation, "401")] == [("fax",)]
    assert not found(organisation, "404")


def test_the_limit_of_a_critical_channel_is_not_below_zero() -> None:
    """In a small organisation a leader's own critical channel is near enough."""
    critical = {"web": {"kind": "new", "critical": True}}
    assert not found(row("A R - - -", channels=critical, size="small"), "202")
    assert found(row("R A - - -", channels=critical, size="small"), "202")


def test_whose_flag_leads_is_no_lone_bridge() -> None:
    """505 means the flag, which a head of IT may have."""
    roles: dict[str, dict[str, Any]] = {
        "a": {"department": "one"},
        "b": {"department": "two"},
        "it": {"discipline": "it"},
        "boss": {"leadership": True},
    }
    departments = {"one": "sales", "two": "service"}
    drawing = "a b it boss\nweb AR - C -\nfax - AR C -"
    assert found(matrix(drawing, roles=roles, departments=departments), "505")
    roles["it"]["leadership"] = True
    assert not found(matrix(drawing, roles=roles, departments=departments), "505")


@pytest.mark.parametrize(
    ("fields", "expected"), [({}, 1), ({"kind": "new"}, 0), ({"group": "x"}, 0)]
)
def test_one_heading_makes_a_long_list_handy(fields: dict[str, str], expected: int) -> None:
    """707 is silent as soon as one row has a group, or a kind alone."""
    rows = "\n".join(f"c{rank} A" for rank in range(26))
    assert len(found(matrix(f"boss\n{rows}", channels={"c3": fields}), "707")) == expected


@pytest.mark.parametrize(("flag", "expected"), [(True, 0), (False, 1)])
def test_who_has_the_flag_watches(flag: bool, expected: int) -> None:  # noqa: FBT001 - a parameter
    """407 asks for the flag, and a head of IT who has it is somebody who reads along."""
    roles = {**ROLES, "it": {"discipline": "it", "leadership": flag}}
    channels = {"web": {"kind": "third-party"}}
    organisation = matrix("boss press it agency\nweb - A I R", roles=roles, channels=channels)
    assert len(found(organisation, "407")) == expected


def test_a_head_of_it_is_no_leader_who_looks() -> None:
    """708 asks for a leader, not for the flag."""
    roles = {**ROLES, "it": {"discipline": "it", "leadership": True}}
    for by, expected in (("it", 1), ("boss", 0)):
        channels: dict[str, dict[str, Any]] = {
            "web": {"kind": "new", "critical": True, "review": Review(YESTERDAY, by)}
        }
        organisation = matrix(f"{HEAD}\nweb A R - - -", roles=roles, channels=channels)
        assert len(found(organisation, "708")) == expected


@pytest.mark.parametrize("code", ["111", "304"])
def test_a_row_of_many_culprits_is_read_once(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the outsiders, or the roles that do both, take twice the looks at its cells."""
    looks = 0
    cells = Row.cells

    def counted(row: Row) -> Iterator[tuple[Duty | None, str, str]]:
        nonlocal looks
        for cell in cells(row):
            looks += 1
            yield cell

    monkeypatch.setattr(Row, "cells", counted)
    taken = []
    for number in (40, 80):
        ids = [f"r{rank}" for rank in range(number)]
        outsiders: dict[str, dict[str, Any]] = {id_: {"external": True} for id_ in ids}
        outsiders["r0"] = {"external": True, "leadership": True}
        drawing = f"{' '.join(ids)}\nweb {' '.join(['AR'] * number)}"
        looks = 0
        assert len(found(matrix(drawing, roles=outsiders), code)) == number
        taken.append(looks)
    assert taken[1] < 3 * taken[0]


def test_five_names_are_all_told() -> None:
    """To count one that is left would take no less room than to name it."""
    names = [str(number) for number in range(6)]
    assert listed(names[:5]) == tuple(names[:5])
    assert listed(names)[:-1] == tuple(names[:4])
    assert words_in("en").say(Text("{them}", {"them": listed(names)})) == "0, 1, 2, 3, 2 more"
