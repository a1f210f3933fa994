"""The model: schemes, effective rows, names, texts."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.model.day import read_day
from raci.model.finding import ORGANISATION, Finding, Severity, Subject
from raci.model.naming import make_id, short_names
from raci.model.organisation import (
    Cell,
    Channel,
    Department,
    Discipline,
    Duty,
    Organisation,
    Role,
    Size,
    effective_rows,
)
from raci.model.rule import Limit, RuleInfo, RuleNames
from raci.model.scheme import SCHEMES, Part, PerRow
from raci.model.text import Text, json_text, printable
from raci.toml_edit.patch import Patch
from raci.toml_edit.path import dotted, key

RACI = SCHEMES["RACI"]


@pytest.mark.parametrize("name", sorted(SCHEMES))
def test_named_schemes_have_an_accountable_and_a_responsible_letter(name: str) -> None:
    """Every named scheme has exactly one accountable letter and at least one responsible one."""
    scheme = SCHEMES[name]
    assert len(scheme.chars(Part.ACCOUNTABLE)) == 1
    assert scheme.chars(Part.RESPONSIBLE)
    assert scheme.limit(Part.ACCOUNTABLE) is PerRow.EXACTLY_ONE
    assert scheme.limit(Part.RESPONSIBLE) is PerRow.AT_LEAST_ONE


@pytest.mark.parametrize(
    ("name", "letter", "part"),
    [
        ("RAPID", "D", Part.ACCOUNTABLE),
        ("RAPID", "R", Part.SUPPORT),
        ("RATSI", "R", Part.ACCOUNTABLE),
        ("RATSI", "A", Part.SIGN_OFF),
        ("PACSI", "S", Part.CONSULTED),
        ("CLAM", "M", Part.INFORMED),
        ("CAIRO", "O", Part.OMITTED),
        ("RACI-VS", "S", Part.SIGN_OFF),
    ],
)
def test_a_letter_means_what_its_scheme_says(name: str, letter: str, part: Part) -> None:
    """The same letter plays different parts in different schemes."""
    assert SCHEMES[name].parts(letter) == {part}


def test_typing_replaces_joins_and_takes_out() -> None:
    """A letter replaces, joins where accountable and responsible meet, and toggles itself out."""
    assert RACI.typed("", "R") == "R"
    assert RACI.typed("R", "A") == "AR"
    assert RACI.typed("A", "R") == "AR"
    assert RACI.typed("AR", "A") == "R"
    assert RACI.typed("C", "I") == "I"
    assert RACI.typed("AC", "R") == "AR"
    assert RACI.typed("C", "I", add=True) == "CI"
    assert RACI.typed("AR", "C") == "C"


def test_spelled_puts_the_accountable_part_first() -> None:
    """A cell is written with the accountable part first, whatever the scheme's order."""
    assert RACI.spelled("RA") == "AR"
    assert SCHEMES["DACI"].spelled("DA") == "AD"
    assert SCHEMES["RAPID"].spelled("RD") == "DR"


def test_a_channel_without_duties_is_its_own_row() -> None:
    """Without letters in any duty a channel is judged as one row."""
    channel = Channel("w", "Website", raci={"a": Cell("A")}, duties={Duty.CONTENT: {}})
    (row,) = effective_rows(channel, RACI)
    assert row.duty is None
    assert row.of(Part.ACCOUNTABLE) == ("a",)


def test_a_duty_replaces_owners_and_adds_the_others() -> None:
    """In a duty its accountable and responsible replace the channel's; all others add to it."""
    channel = Channel(
        "w",
        "Website",
        raci={"boss": Cell("A"), "office": Cell("R"), "sales": Cell("C")},
        duties={Duty.IMPLEMENTATION: {"it": Cell("R"), "legal": Cell("C")}},
    )
    rows = {row.duty: row for row in effective_rows(channel, RACI)}
    assert set(rows) == set(Duty)
    technical = rows[Duty.IMPLEMENTATION]
    assert technical.of(Part.ACCOUNTABLE) == ("boss",)
    assert technical.of(Part.RESPONSIBLE) == ("it",)
    assert technical.of(Part.CONSULTED) == ("sales", "legal")
    assert rows[Duty.CONTENT].of(Part.RESPONSIBLE) == ("office",)


def test_leaders_are_neither_it_nor_external() -> None:
    """A head of IT leads, but is no leader in the sense of the rules; nor is an outsider."""
    boss = Role("boss", "Boss", leadership=True)
    head = Role("head", "Head of IT", department="edv", leadership=True)
    agency = Role("agency", "Agency", leadership=True, external=True)
    organisation = Organisation(
        departments={"edv": Department("edv", "EDV", Discipline.IT)},
        roles={role.id: role for role in (boss, head, agency)},
    )
    assert [organisation.is_leader(role) for role in (boss, head, agency)] == [True, False, False]


def test_a_roles_discipline_overrides_its_departments() -> None:
    """A role's own discipline comes before its department's, and ``other`` is the last resort."""
    organisation = Organisation(
        departments={"edv": Department("edv", "EDV", Discipline.IT)},
    )
    assert organisation.discipline(Role("a", "A", department="edv")) is Discipline.IT
    own = Role("b", "B", department="edv", discipline=Discipline.MARKETING)
    assert organisation.discipline(own) is Discipline.MARKETING
    assert organisation.discipline(Role("c", "C", department="nowhere")) is Discipline.OTHER


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Küche", "kueche"),
        ("Ku\u0308che", "kueche"),
        ("Straße & Öl", "strasse_oel"),
        ("Shared mailbox (info@)", "shared_mailbox_info"),
        ("Москва", "moskva"),
        ("!!!", "id"),
    ],
)
def test_ids_are_made_from_names(name: str, made: str) -> None:
    """German letters are written out, other scripts transliterated, the rest dropped."""
    assert make_id(name) == made


@given(st.text(), st.sets(st.sampled_from(["id", "id_2", "a", "a_2"])))
def test_made_ids_are_bare_keys_and_free(name: str, taken: set[str]) -> None:
    """Whatever the name, the id is a bare TOML key and not taken."""
    made = make_id(name, taken)
    assert key(made) == made
    assert made not in taken


@given(st.lists(st.text(max_size=8), max_size=30))
def test_column_heads_are_unique(names: list[str]) -> None:
    """No two roles get the same made head, whatever they are called."""
    roles = [Role(str(number), name) for number, name in enumerate(names)]
    heads = short_names(roles)
    assert len(set(heads.values())) == len(names)


def test_column_heads_prefer_the_files_own() -> None:
    """A head given in the file stands, and made ones keep clear of it."""
    roles = [Role("a", "Marketing"), Role("b", "Mandate", short="MAR"), Role("c", "Field Sales")]
    assert short_names(roles) == {"a": "MAK", "b": "MAR", "c": "FS"}


def test_paths_are_written_as_toml_writes_them() -> None:
    """Keys are quoted where they must be, list positions stand in brackets."""
    assert dotted(("waivers", 0, "until")) == "waivers[0].until"
    assert dotted(("channels", "tel. zentrale", "raci")) == 'channels."tel. zentrale".raci'
    assert key('a"b\\c\n') == '"a\\"b\\\\c\\n"'
    assert key("") == '""'


def test_fingerprints_ignore_lines_messages_and_the_order_of_subjects() -> None:
    """A fingerprint is the code and the set of subjects."""
    one, two = Subject("channel", "b"), Subject("channel", "a")
    first = Finding("RACI404", "x", Severity.WARNING, (one, two), Text("m"), ("channels", "b"))
    second = Finding("RACI404", "x", Severity.ERROR, (two, one), Text("n"), ("channels", "a"))
    assert first.fingerprint == second.fingerprint == "RACI404\x1fchannel\x1fa\x1fchannel\x1fb"
    assert first.waive().fingerprint == first.fingerprint
    assert first.ids("channel") == ("b", "a")
    assert ORGANISATION.kind == "organisation"


RULES = RuleNames.of(
    (
        RuleInfo("RACI101", "unowned-channel", Severity.ERROR),
        RuleInfo("RACI102", "no-accountable", Severity.ERROR),
        RuleInfo("RACI301", "it-only", Severity.ERROR),
    )
)


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("RACI1", ["RACI101", "RACI102"]),
        ("1", ["RACI101", "RACI102"]),
        ("RACI", ["RACI101", "RACI102", "RACI301"]),
        ("it-only", ["RACI301"]),
        ("301", ["RACI301"]),
        ("it", []),
        ("9", []),
        ("", []),
        ("raci301", []),
    ],
)
def test_rules_are_named_by_code_prefix_or_name(word: str, codes: list[str]) -> None:
    """A word stands for the rules whose code begins with it or whose name it is."""
    assert [rule.code for rule in RULES.matching(word)] == codes


def test_a_rule_is_found_by_code_or_name() -> None:
    """One rule is found by its whole code, with or without prefix, and by its name."""
    assert RULES.find("it-only") is RULES.find("RACI301") is RULES.find("301")
    assert RULES.find("30") is None


def test_limits_depend_on_size() -> None:
    """A limit has a default and other defaults for some sizes."""
    limit = Limit("share", 0.5, {Size.SMALL: 0.8})
    assert (limit.value(Size.SMALL), limit.value(Size.LARGE)) == (0.8, 0.5)


@given(st.text())
def test_printable_text_cannot_steer_a_terminal(text: str) -> None:
    """No control character, line break or direction override is left, and nothing else changes."""
    shown = printable(text)
    assert len(shown) == len(text)
    assert not any(char < " " or "\x7f" <= char <= "\x9f" or char == "\u202e" for char in shown)


@pytest.mark.parametrize("char", "\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u2028\u2029\x85\ud800")
def test_no_line_reads_otherwise_than_it_is_stored(char: str) -> None:
    """Marks of direction, separators of lines, lone surrogates: holes here, escapes in JSON."""
    assert printable(f"a{char}b") == "a\ufffdb"
    written = json_text([f"a{char}b"])
    assert written.isascii()
    assert json.loads(written) == [f"a{char}b"]


def test_patches_apply_where_they_fit_and_reverse() -> None:
    """A patch changes just its stretch, its reverse brings the text back, a misfit is refused."""
    patch = Patch(4, "A", "AR")
    assert patch.apply("x = A;") == "x = AR;"
    assert patch.reverse.apply("x = AR;") == "x = A;"
    with pytest.raises(ValueError, match="not what the patch expects"):
        patch.apply("x = R;")


def test_cells_compare_by_value() -> None:
    """Two cells with the same letters, reason and end are the same."""
    day = dt.date(2026, 12, 1)
    assert Cell("A", "why", day) == Cell("A", "why", day)


DAYS = [
    ("2027-03-31", dt.date(2027, 3, 31)),
    ("2027-3-1", dt.date(2027, 3, 1)),
    ("31.3.2027", dt.date(2027, 3, 31)),
    (" 31. 3. 2027 ", dt.date(2027, 3, 31)),
    ("31.3.27", dt.date(2027, 3, 31)),
    ("31.3.", dt.date(2027, 3, 31)),
    ("28.11.", dt.date(2026, 11, 28)),
    ("27.11.", dt.date(2027, 11, 27)),
    ("29.2.", dt.date(2028, 2, 29)),
    ("heute", dt.date(2026, 11, 28)),
    ("Today", dt.date(2026, 11, 28)),
    ("31.2.2027", None),
    ("30.2.", None),
    ("31.3", None),
    ("3/31/2027", None),
    ("20270331", None),
    ("", None),
    ("bald", None),
]


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_days_are_read_as_people_write_them(text: str, expected: dt.date | None) -> None:
    """With or without the year, the century or zeros; without a year it is the next such day."""
    assert read_day(text, dt.date(2026, 11, 28)) == expected
