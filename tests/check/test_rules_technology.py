"""Family 3: is it left to IT, or to outsiders?"""

from __future__ import annotations

from typing import Any

import pytest

from raci.model.finding import Severity
from raci.model.organisation import CheckSettings, RuleSettings
from support.matrices import codes, found, matrix, said, subjects

ROLES: dict[str, dict[str, Any]] = {
    "boss": {"leadership": True},
    "press": {"reports_to": "boss"},
    "it": {"discipline": "it", "reports_to": "boss"},
    "vendor": {"discipline": "it", "external": True, "name": "IT-Dienstleister"},
    "agency": {"external": True},
}
HEAD = "boss press it vendor agency"


def row(letters: str, *more: str, kind: str | None = "new", **fields: Any) -> Any:  # noqa: ANN401 - an organisation
    """Return one channel of that kind with these letters, and more rows."""
    drawing = "\n".join([HEAD, f"web {letters}", *more])
    channels = {"web": {"kind": kind, "name": "Website", **fields}}
    return matrix(drawing, roles=ROLES, channels=channels)


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("- - AR - -", True),
        ("- - A R -", True),
        ("C I - AR -", True),
        ("- - R - -", True),
        ("R - A - -", False),
        ("A - R - -", False),
        ("- C C - -", False),
    ],
)
def test_it_only(letters: str, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """All who are accountable or responsible are IT, in-house or hired."""
    assert bool(found(row(letters), "301")) is expected


def test_it_only_names_whom() -> None:
    """The message names the roles; the place is the first of their cells."""
    (finding,) = found(row("C - - AR -"), "301")
    assert said(finding) == "Website: only IT answers for it (IT-Dienstleister)"
    assert said(finding, "de") == "Website: nur die IT ist zuständig (IT-Dienstleister)"
    assert finding.place == ("channels", "web", "raci", "vendor")
    assert subjects(finding) == ["channel:web"]


def test_it_may_implement() -> None:
    """The implementation duty is aside: IT alone there is what it is for."""
    assert not found(row("A R - - -", "web.implementation - - AR - -"), "301")
    assert found(row("- - AR - -", "web.implementation A R - - -"), "301")


def test_it_only_looks_at_all_duties_together() -> None:
    """One duty in other hands is enough."""
    assert not found(row("- - AR - -", "web.content A R - - -"), "301")


def test_rows_without_a_kind() -> None:
    """Where kinds are used, a row without one is another matter; where none is, leadership is."""
    assert not found(row("- - AR - -", "fax A R - - -", kind=None), "304")
    both = matrix(
        f"{HEAD}\nweb - - AR - -\nfax A R - - -", roles=ROLES, channels={"fax": {"kind": "new"}}
    )
    assert not found(both, "301")
    assert found(row("- - AR - -", kind=None), "301")
    nobody_leads = {**ROLES, "boss": {}}
    assert not found(matrix(f"{HEAD}\nweb - - AR - -", roles=nobody_leads), "301")


def test_it_only_silences() -> None:
    """102, 104, 201, 202 and 302 to 305 have nothing to add on a row left to IT."""
    assert codes(row("- - - R -")) & {"102", "201", "305"} == set()
    assert codes(row("- - - A -")) & {"104", "201", "304"} == set()
    assert codes(row("- - A - -", "web.content - - A - -")) & {"104", "202", "302", "303"} == set()


def test_it_accountable() -> None:
    """All accountable roles of an effective row are IT, and some responsible one is not."""
    (finding,) = found(row("- R A - -"), "302")
    assert finding.place == ("channels", "web", "raci", "it")
    assert not found(row("A R A - -"), "302")
    assert not found(row("- A R - -"), "302")
    assert not found(row("A R - - -", "web.implementation - R A - -"), "302")


def test_it_accountable_silences_the_distance() -> None:
    """202 would only say the same; also where 303 has said it of the duty."""
    critical = row("- R A - -", critical=True)
    assert "302" in codes(critical)
    assert "202" not in codes(critical)
    duty = row("A R - - -", "web.content - - A - -", critical=True)
    assert codes(duty) & {"202", "302", "303"} == {"303"}


def test_it_accountable_shown_or_not_silences() -> None:
    """A rule silences by its condition, also where it is ignored."""
    assert "202" not in codes(row("- R A - -", critical=True), ignore=["302"])


@pytest.mark.parametrize("duty", ["content", "direction", "combination"])
def test_it_decides_content(duty: str) -> None:
    """IT is accountable for a duty by the duty's own letters."""
    (finding,) = found(row("A R - - -", f"web.{duty} - - A - -"), "303")
    assert subjects(finding) == ["channel:web", f"duty:web.{duty}"]
    assert finding.place == ("channels", "web", "duties", duty, "it")


def test_it_decides_several_duties() -> None:
    """One finding names all of the duties."""
    (finding,) = found(row("A R - - -", "web.content - - A - -", "web.direction - - A - -"), "303")
    assert subjects(finding) == ["channel:web", "duty:web.content", "duty:web.direction"]
    assert said(finding) == "Website: IT decides on content, direction (It)"


def test_it_decides_nothing() -> None:
    """Implementation is IT's; the channel's own letters are not the duty's."""
    assert not found(row("A R - - -", "web.implementation - - A - -"), "303")
    assert not found(row("- - A - -", "web.content - R - - -"), "303")
    assert not found(row("A R - - -", "web.content - - R - -"), "303")


def test_outsider_accountable() -> None:
    """Each external accountable role is told, at its cell."""
    first, second = found(row("R - - A A", kind=None), "304")
    assert subjects(first) == ["channel:web", "role:vendor"]
    assert subjects(second) == ["channel:web", "role:agency"]
    assert second.place == ("channels", "web", "raci", "agency")


def test_outsider_accountable_for_the_implementation() -> None:
    """Implementation is aside; other duties are not."""
    assert not found(row("A R - - -", "web.implementation - - - - A"), "304")
    (finding,) = found(row("A R - - -", "web.content - - - - A"), "304")
    assert finding.place == ("channels", "web", "duties", "content", "agency")


def test_outsider_accountable_silences() -> None:
    """201, 202 and 302 are consequences of an accountable outsider."""
    assert codes(row("- R - A -")) & {"201", "202", "302", "304"} == {"304"}


@pytest.mark.parametrize(("critical", "weight"), [(False, Severity.INFO), (True, Severity.WARNING)])
def test_outsider_only_responsible(critical: bool, weight: Severity) -> None:  # noqa: FBT001 - a parameter
    """Every responsible role is external; on critical channels that is a warning."""
    (finding,) = found(row("A - - - R", critical=critical), "305")
    assert finding.severity is weight
    assert finding.place == ("channels", "web", "raci", "agency")


def test_a_severity_of_the_file_holds_for_critical_channels_too() -> None:
    """What the file says is what it weighs."""
    settings = CheckSettings(rules={"RACI305": RuleSettings(severity="error")})
    organisation = matrix(
        f"{HEAD}\nweb A - - - R",
        roles=ROLES,
        channels={"web": {"kind": "new", "critical": True}},
        check=settings,
    )
    (finding,) = found(organisation, "305")
    assert finding.severity is Severity.ERROR


def test_not_only_outsiders() -> None:
    """One responsible role inside is enough, in any duty but the implementation."""
    assert not found(row("A R - - R"), "305")
    assert not found(row("A - - - R", "web.content - R - - -"), "305")
    assert found(row("A - - - R", "web.implementation - R - - -"), "305")
    assert not found(row("A - - - -"), "305")


def test_nobody_implements() -> None:
    """A new channel without any letter of IT, an omission included; off unless asked for."""
    organisation = row("A R - - -")
    assert found(organisation, "306")
    assert "306" not in codes(organisation)
    assert not found(row("A R - I -"), "306")
    assert not found(row("A R - - -", "web.implementation - - R - -"), "306")
    assert not found(row("A R - - -", kind="traditional"), "306")


def test_leaving_it_out_is_a_decision() -> None:
    """An O of an IT role says that nobody forgot it."""
    channels = {"web": {"kind": "new"}}
    for letters, expected in (("A R O", 0), ("A R -", 1)):
        organisation = matrix(
            f"boss press it\nweb {letters}", roles={k: ROLES[k] for k in ("boss", "press", "it")},
            channels=channels, scheme="CAIRO",
        )  # fmt: skip
        assert len(found(organisation, "306")) == expected


def test_without_it_nobody_can_implement() -> None:
    """An organisation without IT roles is not asked for one."""
    organisation = matrix(
        "boss press\nweb A R",
        roles={"boss": {"leadership": True}},
        channels={"web": {"kind": "new"}},
    )
    assert not found(organisation, "306")
