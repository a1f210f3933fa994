"""Family 4: do traditional and new channels work together?"""

from __future__ import annotations

from typing import Any

import pytest

from support.matrices import codes, found, matrix, said, subjects

HEAD = "boss press sales"
ROLES: dict[str, dict[str, Any]] = {
    "boss": {"leadership": True},
    "press": {"discipline": "communication"},
    "sales": {"discipline": "sales"},
}


def rows(*drawn: str, **channels: dict[str, Any]) -> Any:  # noqa: ANN401 - an organisation
    """Return channels of these three roles; keyword arguments are the channels' fields."""
    return matrix("\n".join([HEAD, *drawn]), roles=ROLES, channels=channels)


def test_isolated_channel() -> None:
    """Where links are used, a channel without one is told; a link counts for both ends."""
    organisation = rows("web A R -", "blog A R -", "fax A R -", web={"combines_with": ("blog",)})
    (finding,) = found(organisation, "401")
    assert subjects(finding) == ["channel:fax"]
    assert finding.place == ("channels", "fax", "combines_with")
    assert not found(rows("web A R -", "blog A R -"), "401")


@pytest.mark.parametrize("status", ["planned", "declined", "retired"])
def test_links_to_other_channels_dont_count(status: str) -> None:
    """A link to a channel that is not active joins nothing, nor does one to itself."""
    organisation = rows(
        "web A R -",
        "blog A R -",
        "fax A R -",
        web={"combines_with": ("blog", "web")},
        blog={"status": status},
    )
    assert not found(organisation, "401")


def test_an_unowned_channel_may_be_isolated_too() -> None:
    """101 silences most rules on its row, but not 401."""
    organisation = rows("web A R -", "blog A R -", "fax - - -", web={"combines_with": ("blog",)})
    assert {"101", "401"} <= codes(organisation)


def kinds(*names: str) -> dict[str, dict[str, str]]:
    """Return fields of channels c0, c1 … of these kinds."""
    return {f"c{number}": {"kind": kind} for number, kind in enumerate(names)}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["traditional"] * 2, False),
        (["traditional"] * 3, True),
        (["new"] * 3, True),
        (["new", "new", "third-party"], True),
        (["traditional", "new", "new"], False),
        (["traditional", "traditional", "third-party"], False),
    ],
)
def test_unmixed_portfolio(names: list[str], expected: bool) -> None:  # noqa: FBT001 - a parameter
    """Three owned channels of a kind, all traditional or none of them."""
    drawn = [f"c{number} A R -" for number in range(len(names))]
    assert bool(found(rows(*drawn, **kinds(*names)), "402")) is expected


def test_only_owned_channels_make_the_mix() -> None:
    """A new channel that nobody owns mixes nothing; nor does a third one make a portfolio."""
    fields = kinds("traditional", "traditional", "traditional", "new")
    assert found(rows("c0 A R -", "c1 A R -", "c2 A R -", "c3 C - -", **fields), "402")
    assert not found(rows("c0 A R -", "c1 A R -", "c2 C - -", "c3 C - -", **fields), "402")


def test_split_portfolio() -> None:
    """Both kinds, links, and none joins them."""
    fields = kinds("traditional", "traditional", "new", "new")
    drawn = [f"c{number} A R -" for number in range(4)]
    fields["c0"]["combines_with"] = ("c1",)  # type: ignore[assignment]
    assert found(rows(*drawn, **fields), "403")
    fields["c2"]["combines_with"] = ("c0",)  # type: ignore[assignment]
    assert not found(rows(*drawn, **fields), "403")
    assert not found(rows(*drawn, **kinds("traditional", "new", "new", "new")), "403")


def test_uncoordinated_combination() -> None:
    """No single role has a letter on both; the place is the line that names the other."""
    organisation = rows("web A R -", "fax - - AR", fax={"combines_with": ("web",)})
    (finding,) = found(organisation, "404")
    assert subjects(finding) == ["channel:web", "channel:fax"]
    assert finding.place == ("channels", "fax", "combines_with")
    assert said(finding) == "Fax: combined with Web, but no role has a letter on both"
    assert not found(rows("web A R I", "fax - - AR", fax={"combines_with": ("web",)}), "404")


def test_a_letter_in_a_duty_coordinates() -> None:
    """Any letter counts, in a duty too."""
    drawn = ["web A R -", "web.content - - C", "fax - - AR"]
    assert not found(rows(*drawn, fax={"combines_with": ("web",)}), "404")


def test_an_unowned_end_says_it_already() -> None:
    """404 is silent if either end is unowned, but not if only bystanders are there."""
    link = {"combines_with": ("web",)}
    assert not found(rows("web A R -", "fax - - -", fax=link), "404")
    assert found(rows("web A R -", "fax - - I", fax=link), "404")
    assert found(rows("web A R -", "fax - - -", fax=link), "404", faulty=["fax"])


@pytest.mark.parametrize("phase", ["before", "during", "after"])
def test_phase_not_covered(phase: str) -> None:
    """Phases are used, and one has no owned channel; one finding for each."""
    others = [other for other in ("before", "during", "after") if other != phase]
    (finding,) = found(
        rows("web A R -", "fax C - -", web={"phases": others}, fax={"phases": [phase]}), "405"
    )
    assert subjects(finding) == [f"phase:{phase}"]
    assert finding.place == ("organisation",)
    assert not found(
        rows("web A R -", "fax - - R", web={"phases": others}, fax={"phases": [phase]}), "405"
    )


def test_phases_are_not_used() -> None:
    """Where no active channel has a phase, none is missing."""
    assert not found(rows("web A R -"), "405")
    assert not found(rows("web A R -", web={"phases": ["before"], "status": "planned"}), "405")
    assert len(found(rows("web - - -", web={"phases": ["before"]}), "405")) == 3


def test_third_party_blind_spot() -> None:
    """Kinds are used, and no third-party channel is listed; a declined one counts."""
    assert found(rows("web A R -", web={"kind": "new"}), "406")
    assert not found(rows("web A R -"), "406")
    for status, expected in (("active", 0), ("declined", 0), ("planned", 1), ("retired", 1)):
        portal = {"kind": "third-party", "status": status}
        organisation = rows("web A R -", "portal A - -", web={"kind": "new"}, portal=portal)
        assert len(found(organisation, "406")) == expected


@pytest.mark.parametrize("status", ["active", "declined"])
@pytest.mark.parametrize(
    ("letters", "watched"),
    [("- I A", True), ("- R A", True), ("I - A", True), ("- C A", False), ("C - A", False)],
)
def test_unwatched_third_party(status: str, letters: str, watched: bool) -> None:  # noqa: FBT001 - a parameter
    """Somebody of these crafts or of leadership must do, answer, or be informed."""
    portal = {"kind": "third-party", "status": status}
    assert bool(found(rows(f"portal {letters}", portal=portal), "407")) is not watched


@pytest.mark.parametrize("craft", ["marketing", "service", "management", "communication"])
def test_who_watches(craft: str) -> None:
    """Each of these disciplines is fit to watch, by the department's too."""
    organisation = matrix(
        "one\nportal AR",
        roles={"one": {"department": "house"}},
        departments={"house": craft},
        channels={"portal": {"kind": "third-party"}},
    )
    assert not found(organisation, "407")


def test_nobody_can_tell_who_watches() -> None:
    """Silent where no role has a discipline or leads, and on other kinds and statuses."""
    portal = {"portal": {"kind": "third-party"}}
    assert not found(matrix("a b\nportal A R", channels=portal), "407")
    other = {"a": {"discipline": "other"}}
    assert not found(matrix("a b\nportal A R", channels=portal, roles=other), "407")
    assert found(
        matrix("a b\nportal A R", channels=portal, roles={"a": {"discipline": "it"}}), "407"
    )
    assert not found(rows("web - - A", web={"kind": "new"}), "407")
    planned = {"kind": "third-party", "status": "planned"}
    assert not found(rows("portal - - A", portal=planned), "407")


def test_unwatched_is_no_news_of_an_unowned_channel() -> None:
    """101 and 105 say it already, but they look at active channels only."""
    for letters in ("- - -", "- - I"):
        assert not found(rows(f"portal {letters}", portal={"kind": "third-party"}), "407")
        declined = {"kind": "third-party", "status": "declined"}
        assert found(rows(f"portal {letters}", portal=declined), "407")


@pytest.mark.parametrize(
    ("web", "blog", "expected"),
    [
        (("web",), (), ["web"]),
        (("blog", "blog"), (), ["web"]),
        (("blog",), ("web",), ["blog"]),
        (("blog",), (), []),
    ],
)
def test_redundant_link(web: tuple[str, ...], blog: tuple[str, ...], expected: list[str]) -> None:
    """A channel that names itself, or a pair that is named already."""
    organisation = rows(
        "web A R -", "blog A R -", web={"combines_with": web}, blog={"combines_with": blog}
    )
    findings = found(organisation, "408")
    assert [one.ids("channel")[0] for one in findings] == expected
    assert all(one.place == ("channels", *expected, "combines_with") for one in findings)
