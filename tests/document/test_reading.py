"""Every fault of a file is reported, each at its line and column, and the rest is still read."""

from __future__ import annotations

import datetime as dt

import pytest

from raci.document import Document
from raci.model.finding import Severity
from raci.model.organisation import (
    Cell,
    Discipline,
    Duty,
    Kind,
    Phase,
    Review,
    Role,
    Size,
    Status,
    Waiver,
)
from raci.words import words_in
from support.rules import RULES

HEAD = """\
format = 1
[organisation]
name = "Org"
[departments.d]
name = "D"
discipline = "it"
[roles.r]
name = "R"
[roles.s]
name = "S"
[channels.c]
name = "C"
"""
LINES = HEAD.count("\n")


def parse(text: str) -> Document:
    """Read a text."""
    return Document.parse(text, RULES)


def reported(document: Document) -> list[str]:
    """Return all faults as people read them: line, columns, code, sentence."""
    words = words_in("en")
    found = []
    for finding in document.problems:
        place = document.place_of(finding)
        where = f"{place.line}:{place.column}-{place.end_line}:{place.end_column}"
        found.append(f"{where} {finding.code[4:]} {words.say(finding.message)}")
    return found


def test_sound_file_has_no_problems() -> None:
    """A file without faults reports none."""
    assert reported(parse(HEAD)) == []


def test_everything_is_read() -> None:
    """Each key of the format reaches the model."""
    organisation = parse(
        """\
format = 1
[organisation]
name = "Gasthof"
language = "de"
size = "small"
scheme = "RASCI"
row_name = "Kanal"
note = "n"
[departments.edv]
name = "EDV"
discipline = "it"
note = "d"
[roles.chef]
name = "Chefin"
short = "CH"
department = "edv"
note = "r"
leadership = true
holder = ["A. Huber", "B. Huber"]
deputy = "buero"
discipline = "management"
external = true
reports_to = ["buero", "chef"]
fields = { url = "u" }
[roles.buero]
name = "Büro"
holder = "C"
[portfolio.raci]
chef = "A"
[channels.web]
name = "Web"
group = "G"
kind = "third-party"
phases = ["before", "after"]
combines_with = ["web"]
critical = true
status = "declined"
reviewed = { on = 2026-09-01, by = "chef" }
note = "c"
raci = { chef = "RA", buero = { letters = "C", why = "w", until = 2027-01-31 } }
duties.content.buero = "S"
[channels.web.fields]
id = 7
[channels.fax]
name = "Fax"
reviewed = 2026-01-01
[[waivers]]
rule = "it-only"
channels = ["web"]
roles = ["chef"]
reason = "so"
until = 2027-03-01
by = "chef"
[check]
select = ["RACI3"]
extend-select = ["104"]
ignore = ["nobody-listens"]
[check.rules.overloaded-accountable]
severity = "info"
share = 0.6
[check.rules.RACI601]
rows = 9
"""
    )
    assert organisation.problems == ()
    found = organisation.organisation
    assert (found.name, found.language, found.size) == ("Gasthof", "de", Size.SMALL)
    assert (found.scheme.name, found.row_name, found.note) == ("RASCI", "Kanal", "n")
    assert found.departments["edv"].discipline is Discipline.IT
    assert found.departments["edv"].note == "d"
    assert found.roles["chef"] == Role(
        "chef",
        "Chefin",
        short="CH",
        department="edv",
        note="r",
        leadership=True,
        holders=("A. Huber", "B. Huber"),
        deputies=("buero",),
        discipline=Discipline.MANAGEMENT,
        external=True,
        reports_to=("buero", "chef"),
        fields={"url": "u"},
    )
    assert found.roles["buero"].holders == ("C",)
    assert found.portfolio == {"chef": Cell("A")}
    web = found.channels["web"]
    assert (web.group, web.kind, web.critical) == ("G", Kind.THIRD_PARTY, True)
    assert (web.phases, web.combines_with) == ((Phase.BEFORE, Phase.AFTER), ("web",))
    assert (web.status, web.note, web.fields) == (Status.DECLINED, "c", {"id": 7})
    assert web.review == Review(dt.date(2026, 9, 1), "chef")
    assert web.raci == {"chef": Cell("AR"), "buero": Cell("C", "w", dt.date(2027, 1, 31))}
    assert web.duties == {Duty.CONTENT: {"buero": Cell("S")}}
    assert found.channels["fax"].review == Review(dt.date(2026, 1, 1))
    assert found.waivers == (
        Waiver(0, "RACI301", "so", dt.date(2027, 3, 1), ("web",), ("chef",), "chef"),
    )
    assert found.check.select == ("RACI3",)
    assert found.check.extend_select == ("104",)
    assert found.check.ignore == ("nobody-listens",)
    settings = found.check.rules["RACI601"]
    assert (settings.severity, settings.limits) == ("info", {"share": 0.6, "rows": 9})


FAULTS = [
    ("x = 1", "{0}:1-{0}:2 806 channels.c.x is unknown here and left as it is"),
    (
        "kinds = 1",
        "{0}:1-{0}:6 806 channels.c.kinds is unknown here and left as it is; did you mean “kind”?",
    ),
    ("kind = 3", "{0}:1-{0}:9 802 channels.c.kind should be a text, but is a whole number"),
    (
        'kind = "neu"',
        (
            "{0}:1-{0}:13 802 channels.c.kind: “neu” is none of traditional, new, third-party; "
            "did you mean “new”?"
        ),
    ),
    (
        'phases = ["before", "x", 5]',
        "{0}:21-{0}:24 802 channels.c.phases[1]: “x” is none of before, during, after",
    ),
    (
        'phases = ["before", 5]',
        "{0}:21-{0}:22 802 channels.c.phases[1] should be a text, but is a whole number",
    ),
    (
        'phases = "before"',
        "{0}:1-{0}:18 802 channels.c.phases should be a list of texts, but is a text",
    ),
    (
        "critical = 1",
        "{0}:1-{0}:13 802 channels.c.critical should be true or false, but is a whole number",
    ),
    (
        "reviewed = 2026-01-01T10:00:00",
        (
            "{0}:1-{0}:31 802 channels.c.reviewed should be a date or a table with a date, "
            "but is a "
            "date with a time"
        ),
    ),
    ('reviewed = { by = "r" }', "{0}:1-{0}:24 802 channels.c.reviewed.on is missing"),
    (
        "reviewed = { on = 2026-01-01, raci = { r = 1 } }",
        ("{0}:40-{0}:45 802 channels.c.reviewed.raci.r should be a text, but is a whole number"),
    ),
    (
        'reviewed = { on = 2026-01-01, duties = "R" }',
        "{0}:31-{0}:43 802 channels.c.reviewed.duties should be a table, but is a text",
    ),
    (
        'reviewed = { on = 2026-01-01, duties = { text = { r = "R" } } }',
        "{0}:42-{0}:46 806 channels.c.reviewed.duties.text is unknown here and left as it is",
    ),
    (
        'combines_with = ["cc"]',
        (
            "{0}:18-{0}:22 803 channels.c.combines_with[0]: there is no channel “cc”; "
            "did you mean “c”?"
        ),
    ),
    (
        "combines_with = 5",
        (
            "{0}:1-{0}:18 802 channels.c.combines_with should be a list of texts, but is a "
            "whole number"
        ),
    ),
    ("fields = 5", "{0}:1-{0}:11 802 channels.c.fields should be a table, but is a whole number"),
    ("raci = 5", "{0}:1-{0}:9 802 channels.c.raci should be a table, but is a whole number"),
    ("duties = 5", "{0}:1-{0}:11 802 channels.c.duties should be a table, but is a whole number"),
    (
        "duties.contents.r = 'A'",
        (
            "{0}:1-{0}:18 806 channels.c.duties.contents is unknown here and left as it is; "
            "did you mean “content”?"
        ),
    ),
    ("raci.q = 'A'", "{0}:1-{0}:13 803 channels.c.raci.q: there is no role “q”"),
    (
        "raci.r = 5",
        (
            "{0}:1-{0}:11 802 channels.c.raci.r should be letters or a table with letters, "
            "but is a "
            "whole number"
        ),
    ),
    ("raci.r = {}", "{0}:1-{0}:12 802 channels.c.raci.r.letters is missing"),
    (
        "raci.r = { letters = 'A', why = 1 }",
        "{0}:27-{0}:34 802 channels.c.raci.r.why should be a text, but is a whole number",
    ),
    ("[roles.t]", "{0}:1-{0}:10 802 roles.t.name is missing"),
    ("[roles.t]\nname = ' '", "{1}:1-{1}:11 802 roles.t.name is empty"),
    ("[roles.'']\nname = 'x'", '{0}:1-{0}:11 802 roles."": an id must not be empty'),
    (
        '[roles."a\\u0007"]\nname = "x"',
        '{0}:1-{0}:18 802 roles."a\\u0007": an id must not hold control characters',
    ),
    ("[roles]\nt = 5", "{1}:1-{1}:6 802 roles.t should be a table, but is a whole number"),
    (
        "[roles.t]\nname = 'T'\ndepartment = 'e'\ndeputy = ['r', 5, 'q']",
        "{2}:1-{2}:17 803 roles.t.department: there is no department “e”",
    ),
    (
        "[roles.t]\nname = 'T'\ndeputy = ['r', 5]",
        "{2}:16-{2}:17 802 roles.t.deputy[1] should be a text, but is a whole number",
    ),
    (
        "[roles.t]\nname = 'T'\nreports_to = 5",
        (
            "{2}:1-{2}:15 802 roles.t.reports_to should be a text or a list of texts, but "
            "is a whole "
            "number"
        ),
    ),
    ("[roles.t]\nname = 'T'\nholder = ''", "{2}:1-{2}:12 802 roles.t.holder is empty"),
    (
        "[[waivers]]\nreason = 'x'\nuntil = 2026-01-01",
        "{0}:1-{0}:12 802 waivers[0].rule is missing",
    ),
    (
        "[[waivers]]\nrule = 'itonly'\nreason = 'x'\nuntil = 2026-01-01",
        "{1}:1-{1}:16 802 waivers[0].rule: there is no rule “itonly”; did you mean “it-only”?",
    ),
    (
        "[[waivers]]\nrule = 5\nreason = 'x'\nuntil = 2026-01-01",
        "{1}:1-{1}:9 802 waivers[0].rule should be a text, but is a whole number",
    ),
    (
        "[[waivers]]\nrule = 'it-only'\nreason = 'x'\nuntil = 'x'",
        "{3}:1-{3}:12 802 waivers[0].until should be a date (2026-12-31), but is a text",
    ),
    (
        "[waivers]",
        "{0}:1-{0}:10 802 waivers should be a list of tables ([[waivers]]), but is a table",
    ),
    (
        "[portfolio]\nraci = 5",
        "{1}:1-{1}:9 802 portfolio.raci should be a table, but is a whole number",
    ),
    (
        "[check]\nignore = ['RACI9']",
        "{1}:11-{1}:18 802 check.ignore[0]: there is no rule “RACI9”; did you mean “RACI109”?",
    ),
    (
        "[check]\nignore = [5]",
        "{1}:11-{1}:12 802 check.ignore[0] should be a text, but is a whole number",
    ),
    (
        "[check]\nselect = 5",
        "{1}:1-{1}:11 802 check.select should be a list of texts, but is a whole number",
    ),
    (
        "[check.rules.it-ony]",
        "{0}:1-{0}:21 802 check.rules.it-ony: there is no rule “it-ony”; did you mean “it-only”?",
    ),
    (
        "[check.rules]\nit-only = 5",
        "{1}:1-{1}:12 802 check.rules.it-only should be a table, but is a whole number",
    ),
    ("[check]\nrules = 5", "{1}:1-{1}:10 802 check.rules should be a table, but is a whole number"),
    (
        "[check.rules.RACI601]\nshares = 1",
        (
            "{1}:1-{1}:7 806 check.rules.RACI601.shares is unknown here and left as it is; "
            "did you mean “share”?"
        ),
    ),
    (
        "[check.rules.RACI601]\nshare = 1.5",
        "{1}:1-{1}:12 802 check.rules.RACI601.share: 1.5 is not between 0 and 1",
    ),
    (
        "[check.rules.RACI601]\nshare = nan",
        "{1}:1-{1}:12 802 check.rules.RACI601.share: nan is not between 0 and 1",
    ),
    (
        "[check.rules.RACI601]\nrows = 0",
        "{1}:1-{1}:9 802 check.rules.RACI601.rows: 0 is less than 1",
    ),
    (
        "[check.rules.RACI601]\nrows = true",
        "{1}:1-{1}:12 802 check.rules.RACI601.rows should be a whole number, but is a truth value",
    ),
    (
        "[check.rules.RACI104]\naccountable-also-does = 1",
        (
            "{1}:1-{1}:26 802 check.rules.RACI104.accountable-also-does should be true or "
            "false, but "
            "is a whole number"
        ),
    ),
    (
        "[check.rules.it-only]\nseverity = 'fatal'",
        "{1}:1-{1}:19 802 check.rules.it-only.severity: “fatal” is none of error, warning, info",
    ),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_fault_is_reported_with_its_place(text: str, expected: str) -> None:
    """A fault has its code, its place, its sentence and the nearest valid word."""
    found = reported(parse(HEAD + text + "\n"))
    lines = range(LINES + 1, LINES + 9)
    assert expected.format(*lines) in found
    assert len(found) <= 3


ROOT_FAULTS = [
    ("", ["1:1-1:1 802 format is missing", "1:1-1:1 802 organisation.name is missing"]),
    (
        "format = true\norganisation.name = 'x'\n",
        ["1:1-1:14 802 format should be a whole number, but is a truth value"],
    ),
    (
        "format = 0\norganisation.name = 'x'\n",
        ["1:1-1:11 802 format: 0 is no version of the format"],
    ),
    (
        "format = 1\norganisation = 5\n",
        ["2:1-2:17 802 organisation should be a table, but is a whole number"],
    ),
    (
        "format = 1\norganisation.name = 'x'\nchanels = 5\nroles = 5\n",
        [
            "3:1-3:8 806 chanels is unknown here and left as it is; did you mean “channels”?",
            "4:1-4:10 802 roles should be a table, but is a whole number",
        ],
    ),
    (
        "format = 1\norganisation = { name = 'x', language = 'fr', size = 'huge' }\n",
        [
            "2:30-2:45 802 organisation.language: “fr” is none of de, en",
            "2:47-2:60 802 organisation.size: “huge” is none of small, medium, large",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROOT_FAULTS)
def test_fault_at_the_root_is_reported(text: str, expected: list[str]) -> None:
    """Faults of the format and the organisation are reported like any other."""
    assert reported(parse(text)) == expected


BROKEN = [
    ("a = " + "1" * 5000, "1:1-1:1 801 no valid TOML: a number is too large"),
    ("a = \n", "1:5-1:6 801 no valid TOML: this is no value; texts need quotes"),
    ("a = 1\nb 2\n", "2:3-2:4 801 no valid TOML: behind the key, “=” is missing"),
    ("\ufeffa = 1\na = 2\n", "2:1-2:2 801 no valid TOML: a has a value already, first in line 1"),
    (
        "[a]\n[a]\n",
        "2:2-2:3 801 no valid TOML: the table [a] is there already, first in line 1",
    ),
    ("a = [1,\n2", "2:2-2:3 801 no valid TOML: the closing bracket of a list is missing"),
    ("a = '\x07'\n", "1:6-1:7 801 no valid TOML: this character must not stand here"),
    (
        "a = " + "[" * 200 + "]" * 200,
        "1:1-1:1 801 no valid TOML: lists and tables stand too deep in each other",
    ),
    (
        "a = " + "[" * 5000 + "]" * 5000,
        "1:1-1:1 801 no valid TOML: lists and tables stand too deep in each other",
    ),
]


QUOTE = 'is no quotation mark here: texts stand between " and "'
SLIPS = [
    ("[roles.chefü]", "8-13", '“chefü” needs quotes as a key: write "chefü", or chefue'),
    ("küche = 1", "1-6", '“küche” needs quotes as a key: write "küche", or kueche'),
    ("[roles.a b]", "8-11", '“a b” needs quotes as a key: write "a b", or a_b'),
    ("a = True", "5-9", "“True” is no value: write true, in small letters"),
    ("a = [FALSE, true]", "6-11", "“FALSE” is no value: write false, in small letters"),
    ("a = ja # oder", "5-7", "“ja” is no value: write true, in small letters"),
    ("a = null", "5-9", "TOML has no “null”: leave the whole line out"),
    ("a = Chef", "5-9", 'this is no value; texts need quotes: "Chef"'),
    ("a = „Chef“", "5-6", f"„ {QUOTE}"),
    ("a = ['x', “y”]", "11-12", f"“ {QUOTE}"),
    ('a = "Chef”', "10-11", f"” {QUOTE}"),
    ('a = "so', "5-8", "the closing quote of a text is missing"),
    ("“a” = 1", "1-2", f"“ {QUOTE}"),
    ("a = 24.12.2026", "5-15", "dates are written as year-month-day: 2026-12-24, not 24.12.2026"),
    (
        "a = { on = 1.1.2027 }",
        "12-20",
        "dates are written as year-month-day: 2027-01-01, not 1.1.2027",
    ),
    ("a = 24.12.", "5-11", "dates are written as year-month-day: 2026-12-31, not 24.12."),
    ("a = 12/31/2026", "5-15", "dates are written as year-month-day: 2026-12-31, not 12/31/2026"),
    ("a = 2026-2-30", "5-14", "there is no such day: 2026-2-30"),
    ("a = 31.11.2026", "5-15", "there is no such day: 31.11.2026"),
    ("a = 'x',", "8-9", "a line ends without “,”: take it out"),
    ("a = 'x' // so", "9-11", "comments begin with “#”, not with “//”"),
    ("// so", "1-3", "comments begin with “#”, not with “//”"),
    ("a = 1 -- so", "7-9", "comments begin with “#”, not with “--”"),
    ("a = ['x' 'y']", "10-11", "between two values of a list stands “,”"),
    ("a = ['x' 1]", "10-11", "between two values of a list stands “,”"),
    ("a = 1; # x", "6-7", "a line ends without “;”: take it out"),
    ("a: 1", "2-3", "behind the key stands “=”, not “:”"),
    ("a = 12,5", "5-9", "decimals have a point: 12.5, not 12,5"),
    ("a = 'so' 'so'", "10-11", "nothing more may stand in the line here"),
]


@pytest.mark.parametrize(("line", "columns", "expected"), SLIPS)
@pytest.mark.parametrize("before", ["", "[x]\nb = 1\n"], ids=["first", "later"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_beginners_slip_is_told_as_such(
    before: str, line: str, columns: str, expected: str, newline: str
) -> None:
    """What is said is what was meant and how it is written, at the very stretch of the line."""
    document = parse(f"{before}{line}\n".replace("\n", newline))
    number = before.count("\n") + 1
    start, end = columns.split("-")
    place = f"{number}:{start}-{number}:{end}"
    assert reported(document) == [f"{place} 801 no valid TOML: {expected}"]


TWICE = [
    ("[channels.a]\nname = 1\n\n[channels.a]\n", "[channels.a]", 1, "4:2-4:12"),
    ("# x\n[[waivers]]\n[waivers]\n", "[waivers]", 2, "3:2-3:9"),
    ("[a]\nb.c = 1\n[a.b]\n", "[a.b]", 2, "3:2-3:5"),
    ("a.b = 1\nc = 2\na.b = 3\n", "a.b", 1, "3:1-3:4"),
    ("[x]\na = 1\nb = 2\n'a' = 3\n", "x.a", 2, "4:1-4:4"),
]


@pytest.mark.parametrize(("text", "named", "first", "place"), TWICE)
def test_what_stands_twice_names_the_first(text: str, named: str, first: int, place: str) -> None:
    """A table or a key that is there already says in which line."""
    (problem,) = reported(parse(text))
    assert problem.startswith(f"{place} 801 ")
    assert named in problem
    assert problem.endswith(f"first in line {first}")


@pytest.mark.parametrize(
    "name", ["channel", "role", "Roles", "waiver", "department", "organization"]
)
@pytest.mark.parametrize("brackets", ["[{}]\nname = 'x'\n", "[{}.x]\n", "[[{}]]\nrule = 'x'\n"])
def test_nearly_a_table_of_ours_is_an_error(name: str, brackets: str) -> None:
    """What stands in it would count for nothing, so it is more than an unknown key."""
    document = parse(HEAD + brackets.format(name))
    (problem,) = [one for one in document.problems if one.code == "RACI806"]
    assert problem.severity is Severity.ERROR
    assert "what stands in it does not count" in problem.message.template


@pytest.mark.parametrize("text", ["[budget]\nx = 1\n", "[people.x]\n", "role = 'x'\n"])
def test_a_table_of_a_newer_program_is_a_warning(text: str) -> None:
    """A file of a newer program is opened by an older one."""
    document = parse(text + HEAD if "=" in text.split("\n", maxsplit=1)[0] else HEAD + text)
    (problem,) = [one for one in document.problems if one.code == "RACI806"]
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize(("text", "expected"), BROKEN, ids=range(len(BROKEN)))
def test_broken_toml_is_the_only_report(text: str, expected: str) -> None:
    """What is no TOML is reported at the place tomllib names, and nothing else is."""
    document = parse(text)
    assert reported(document) == [expected]
    assert not document.readable
    assert document.organisation.channels == {}


def test_newer_format_is_read_only() -> None:
    """A newer format is one finding, and nothing else is looked at."""
    document = parse("format = 2\nnonsense = 5\n")
    assert reported(document) == [
        (
            "1:1-1:11 805 the file has format 2, this program knows formats up to 1: it is opened "
            "read-only; a newer raci can edit it"
        )
    ]
    assert not document.readable
    assert document.problems[0].ids("organisation") == ("organisation",)


def test_subjects_of_faults() -> None:
    """Keys are subjects as TOML writes them; letters have their channel, duty and role."""
    document = parse(
        HEAD
        + """raci.r = "x"
duties.content.s = "y"
kind = 5
[portfolio.raci]
r = "z"
"""
    )
    found = [
        (finding.code, [(subject.kind, subject.id) for subject in finding.subjects])
        for finding in document.problems
    ]
    assert ("RACI804", [("channel", "c"), ("role", "r")]) in found
    assert ("RACI804", [("channel", "c"), ("duty", "c.content"), ("role", "s")]) in found
    assert ("RACI804", [("role", "r")]) in found
    assert ("RACI802", [("key", "channels.c.kind")]) in found
    assert document.faulty_rows == {"c", None}


def test_severities() -> None:
    """An unknown key is a warning, all other faults are errors."""
    document = parse(HEAD + "x = 1\nkind = 5\nraci.q = 'Q'\n")
    assert {finding.code: finding.severity for finding in document.problems} == {
        "RACI806": Severity.WARNING,
        "RACI802": Severity.ERROR,
        "RACI803": Severity.ERROR,
        "RACI804": Severity.ERROR,
    }


def test_faulty_values_count_as_absent_and_the_rest_is_read() -> None:
    """Beside a faulty value, everything else of the item is there; of a faulty cell nothing is."""
    found = parse(
        HEAD
        + """kind = "neu"
phases = ["before", "x"]
group = "G"
[channels.c.raci]
r = { letters = "A", until = "soon" }
s = { letters = "C", colour = 5 }
[roles.t]
deputy = ["r", "q"]
"""
    ).organisation
    channel = found.channels["c"]
    assert (channel.kind, channel.phases, channel.group) == (None, (Phase.BEFORE,), "G")
    assert channel.raci == {"s": Cell("C")}
    assert found.roles["t"].deputies == ("r",)
    assert found.roles["t"].name == "t"


def test_waiver_with_a_fault_covers_nothing() -> None:
    """A faulty waiver is kept as unsound; unknown keys alone do it no harm."""
    waivers = parse(
        HEAD
        + """[[waivers]]
rule = "it-only"
reason = "x"
until = 2026-01-01
colour = 5
[[waivers]]
rule = "nope"
"""
    ).organisation.waivers
    assert [waiver.sound for waiver in waivers] == [True, False]
    assert (waivers[1].rule, waivers[1].until) == ("", None)


def test_older_word_for_a_discipline() -> None:
    """``leadership`` is read as the discipline ``management``."""
    document = parse(HEAD.replace('"it"', '"leadership"'))
    assert document.problems == ()
    assert document.organisation.departments["d"].discipline is Discipline.MANAGEMENT


def test_nearest_id_among_thousands() -> None:
    """Among many ids the nearest is found without comparing all of them."""
    many = "".join(f"[roles.role_{n}]\nname = 'x'\n" for n in range(300))
    document = parse(HEAD + "raci.role_29x = 'A'\n" + many)
    assert reported(document) == [
        (
            f"{LINES + 1}:1-{LINES + 1}:20 803 channels.c.raci.role_29x: there is no role "
            "“role_29x”; did you mean “role_29”?"
        )
    ]


def test_messages_are_german_too() -> None:
    """Each fault is told in German where German is spoken."""
    document = parse(HEAD + "kind = 'neu'\n")
    assert words_in("de").say(document.problems[0].message) == (
        "channels.c.kind: „neu“ ist keines von traditional, new, third-party; ist „new“ gemeint?"
    )
