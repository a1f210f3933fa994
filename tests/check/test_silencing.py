"""One cause, one finding: the whole table of what silences what."""

from __future__ import annotations

from typing import Any

import pytest

from support.matrices import codes, found, matrix

HEAD = "boss head it agency"
ROLES: dict[str, dict[str, Any]] = {
    "boss": {"leadership": True},
    "head": {"reports_to": "boss"},
    "it": {"discipline": "it", "reports_to": "head"},
    "agency": {"external": True},
    "loner": {},
}
NEW = {"web": {"kind": "new", "critical": True}}
PORTAL = {"web": {"kind": "third-party"}}


def row(letters: str, *more: str, channels: Any = NEW) -> Any:  # noqa: ANN401 - fields, an organisation
    """Return a critical new channel with these letters, beside a sound one."""
    return matrix(
        "\n".join([HEAD, f"web {letters}", *more, "fax A R - -"]), roles=ROLES, channels=channels
    )


#: By the silencing rule: a row on which it speaks, and codes that its page says it silences there.
ROWS = {
    "101": (row("- - - -"), {"105", "306", "702", "708"}),
    "105": (row("C - I -"), {"102", "104", "109", "113", "201", "202", "301", "305", "306"}),
    "301": (row("- - R -", "web.content - - A -"), {"102", "104", "201", "202", "302", "303"}),
    "304": (row("- - R A"), {"201", "202", "302"}),
    "302": (row("- R A -"), {"202"}),
}


@pytest.mark.parametrize("code", ROWS)
@pytest.mark.parametrize("how", [{}, {"shown": False}])
def test_on_a_row(code: str, how: dict[str, bool]) -> None:
    """What a rule silences stays silent on its row, whether the rule is shown or not."""
    organisation, silenced = ROWS[code]
    lists = {"extend_select": ["RACI"]} if how.get("shown", True) else {"ignore": [code]}
    spoken = {
        one
        for one in codes(organisation, **lists)
        if any(f.ids("channel") == ("web",) for f in found(organisation, one, **lists))
    }
    assert (code in spoken) is how.get("shown", True)
    assert spoken.isdisjoint(silenced)


def test_bystanders_silence_the_watch() -> None:
    """A third-party channel of bystanders is told as that."""
    organisation = row("C - - -", channels=PORTAL)
    assert "407" not in codes(organisation)
    assert "407" in codes(row("C - A -", channels=PORTAL))


def test_it_decides_silences_for_its_duty_only() -> None:
    """303 silences 302 for the duties that it names, not for others."""
    own = row("A R - -", "web.content - - A -")
    assert codes(own) & {"302", "303"} == {"303"}
    both = row("- R A -", "web.content - - A -")
    assert codes(both) & {"302", "303"} == {"302", "303"}


def test_expired_and_unreviewed_beside_unowned() -> None:
    """401, 405, 701 and 706 have their own causes on an unowned row."""
    channels = {
        "web": {"kind": "new", "phases": ["after"], "name": "fax"},
        "fax": {"combines_with": ("tel",), "phases": ["before", "during"]},
    }
    organisation = row("- - - -", "tel A R - -", channels=channels)
    assert {"101", "401", "405", "706"} <= codes(organisation)


def test_family_two_without_leadership() -> None:
    """203 silences 201, 202 and 206 everywhere."""
    nobody = {role: {**fields, "leadership": False} for role, fields in ROLES.items()}
    organisation = matrix(f"{HEAD}\nweb A R - -\nfax R A - -", roles=nobody, channels=NEW)
    assert codes(organisation) & {"201", "202", "203", "206"} == {"203"}
    assert codes(organisation, ignore=["203"]).isdisjoint({"201", "202", "206"})


def test_a_faulty_row_silences_nothing_by_what_it_lacks() -> None:
    """101 and 105 don't silence on a row with a faulty cell: what is there is still judged."""
    assert "306" not in codes(row("C - - -"), extend_select=["306"])
    assert "306" in codes(row("C - - -"), extend_select=["306"], faulty=["web"])
