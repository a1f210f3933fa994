"""Which rules run, and how much they weigh."""

from __future__ import annotations

from typing import Any

import pytest

from raci.check.rule_names import NAMES
from raci.check.rulebook import RULES
from raci.check.selection import Selection
from raci.model.error import RaciError
from raci.model.finding import Severity
from raci.model.organisation import CheckSettings, RuleSettings, Size
from raci.words import words_in

FIXED = {"RACI801", "RACI802", "RACI803", "RACI804", "RACI805"}
OFF = {"RACI111", "RACI112", "RACI306", "RACI711"}
ALL = set(NAMES.by_code)


def chosen(settings: CheckSettings | None = None, **lists: Any) -> set[str]:  # noqa: ANN401 - lists of words
    """Return the codes that run."""
    return set(Selection.of(settings or CheckSettings(), **lists).codes)


def family(number: int) -> set[str]:
    """Return the codes of a family that run by default."""
    return {code for code in ALL if code.startswith(f"RACI{number}")} - OFF


def test_by_default() -> None:
    """All run but the four that are off."""
    assert chosen() == ALL - OFF


@pytest.mark.parametrize("word", ["RACI301", "301", "it-only"])
def test_select_one(word: str) -> None:
    """A rule is named by code, short code or name; the faults of the file always run."""
    assert chosen(select=[word]) == {"RACI301"} | FIXED


@pytest.mark.parametrize("word", ["RACI3", "3"])
def test_select_a_family(word: str) -> None:
    """A prefix stands for the rules that are on."""
    assert chosen(select=[word]) == family(3) | FIXED
    assert chosen(select=["RACI30"]) == family(3) | FIXED


def test_select_names_rules_that_are_off_in_full() -> None:
    """By code or name in full, not by prefix."""
    assert chosen(select=["RACI306"]) == {"RACI306"} | FIXED
    assert chosen(select=["four-eyes", "RACI2"]) == {"RACI111"} | family(2) | FIXED
    assert chosen(select=["RACI"]) == ALL - OFF


def test_extend_select_adds_by_prefix_too() -> None:
    """Rules that are off as well."""
    assert chosen(extend_select=["RACI1"]) == ALL - {"RACI306", "RACI711"}
    assert chosen(extend_select=["nobody-implements"]) == ALL - OFF | {"RACI306"}
    assert (
        chosen(select=["RACI2"], extend_select=["RACI3"])
        == family(2) | family(3) | {"RACI306"} | FIXED
    )


def test_ignore_takes_away() -> None:
    """After select and extend-select; never the faults of the file."""
    assert chosen(ignore=["RACI3"]) == ALL - OFF - family(3)
    assert chosen(select=["RACI3"], ignore=["it-only"]) == family(3) - {"RACI301"} | FIXED
    assert chosen(ignore=["RACI8"]) == ALL - OFF - {"RACI806"}


def test_the_command_line_comes_after_the_file() -> None:
    """Its select replaces what the file chose; its other lists add to it and take from it."""
    file = CheckSettings(select=("RACI1",), extend_select=("RACI2",), ignore=("RACI109",))
    assert chosen(file) == (family(1) - {"RACI109"}) | family(2) | FIXED
    assert chosen(file, extend_select=["RACI301"]) == chosen(file) | {"RACI301"}
    assert chosen(file, ignore=["RACI2"]) == chosen(file) - family(2)
    assert chosen(file, select=["RACI109"]) == {"RACI109"} | FIXED


def test_a_severity_turns_a_rule_on() -> None:
    """With that severity; a selection in full brings it as info."""
    file = CheckSettings(rules={"RACI111": RuleSettings(severity="warning")})
    selection = Selection.of(file)
    assert "RACI111" in selection.codes
    assert selection.severity(NAMES.by_code["RACI111"]) is Severity.WARNING
    assert "RACI111" in chosen(file, select=["RACI1"])
    assert "RACI111" not in chosen(file, ignore=["four-eyes"])
    asked = Selection.of(CheckSettings(), select=["RACI111"])
    assert asked.severity(NAMES.by_code["RACI111"]) is Severity.INFO


def test_words_of_the_file_that_name_no_rule() -> None:
    """The document has told of them; here they mean nothing."""
    file = CheckSettings(
        select=("RACI1", "nonsense"), rules={"RACI999": RuleSettings(severity="info")}
    )
    assert chosen(file) == family(1) | FIXED


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("it-onyl", "“it-only”"),
        ("RACI31", "“RACI"),
        ("raci301", "“RACI301”"),
        ("zzz", "“raci rule”"),
        ("", "“raci rule”"),
    ],
)
@pytest.mark.parametrize("option", ["select", "extend_select", "ignore"])
def test_unknown_words_of_the_command_line(option: str, word: str, near: str) -> None:
    """An unknown word is refused, with the nearest one that exists."""
    with pytest.raises(RaciError) as caught:
        Selection.of(CheckSettings(), **{option: [word]})
    assert near in words_in("en").say(caught.value.text)


def test_limits() -> None:
    """Those of the size, unless the file sets its own."""
    selection = Selection.of(CheckSettings())
    assert selection.limits("RACI202", Size.SMALL) == {"distance": 0}
    assert selection.limits("RACI202", Size.LARGE) == {"distance": 2}
    assert selection.limits("RACI601", Size.MEDIUM) == {"share": 0.5, "rows": 6}
    file = CheckSettings(rules={"RACI601": RuleSettings(limits={"rows": 2})})
    assert Selection.of(file).limits("RACI601", Size.SMALL) == {"share": 0.8, "rows": 2}


def test_what_is_fixed_keeps_its_severity() -> None:
    """A file's own faults, 801 to 805, weigh what they weigh; an unknown key may weigh less."""
    lowered = RuleSettings(severity="info")
    selection = Selection.of(CheckSettings(rules={"RACI804": lowered, "RACI806": lowered}))
    assert selection.severity(NAMES.by_code["RACI804"]) is Severity.ERROR
    assert selection.severity(NAMES.by_code["RACI806"]) is Severity.INFO


def test_the_rulebook_is_in_order() -> None:
    """Codes rise, names are unique, and each rule but the document's looks at something."""
    listed = [rule.code for rule in RULES]
    assert listed == sorted(listed)
    assert len(NAMES.by_name) == len(NAMES.by_code) == len(RULES)
    told_elsewhere = {"RACI704", "RACI705"} | {code for code in ALL if code.startswith("RACI8")}
    for rule in RULES:
        looks = bool(rule.row or rule.role or rule.organisation)
        assert looks is not (rule.code in told_elsewhere), rule.code
    assert {rule.code for rule in RULES if not rule.info.on} == OFF
    assert {rule.code for rule in RULES if rule.info.fixed} == FIXED


def test_mutes_name_rules() -> None:
    """What mutes a rule exists, and is not itself."""
    for rule in RULES:
        assert rule.unless <= NAMES.by_name.keys() - {rule.name}
