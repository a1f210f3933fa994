"""Each edit changes the lines it must and no others, in the spelling it finds."""

from __future__ import annotations

import datetime as dt
import difflib
import re

import pytest

from raci.document import Document
from raci.model.edit import (
    AddItem,
    AddWaiver,
    Compound,
    DeleteItem,
    DeleteWaiver,
    Edit,
    Move,
    RenameId,
    ReplaceText,
    SetCell,
    SetField,
    Touched,
)
from raci.model.error import EditError
from raci.model.organisation import Cell, Duty, Review
from raci.toml_edit.patch import Patch
from raci.words import words_in
from support.edits import check_edit
from support.rules import RULES

DAY = dt.date(2026, 9, 1)
FILE = """\
# by hand
format = 1

[organisation] # head
name = "Gasthof"
size = 'small'

# --- roles ---------------------------------
[departments.edv]
name = "EDV"

[roles.chef]
name = "Chefin"
leadership = true   # Chefsache!

[roles.buero]
name = "Büro"
reports_to = ["chef"]

[roles.it]
name = "IT"
department = "edv"
deputy = "buero"
reports_to = [
  "chef", # boss
  # and
  "buero",
]

# --- channels ------------------------------
# The website first
[channels.website]
name = "Website"
[channels.website.raci]
chef = "A"  # since March
it = { letters = "C", why = "x", odd = 1 }   # runs out

# about the newsletter
[channels.newsletter]
name = "Newsletter"
raci = { chef = "A", it = "R" } # in a line
combines_with = ["website"]

[channels."tel. x"]
name = "Telefon"
raci.chef = "A"   # dotted
  raci.it="R"

# free

[[waivers]]
rule = "it-only"
channels = ["website"]
reason = "so"
until = 2026-09-01

[[waivers]]
rule = "RACI109"
roles = ["it", "chef"]
reason = "so"
until = 2026-09-01
# the end
"""


def changed(edit: Edit, text: str = FILE) -> list[str]:
    """Return the lines that an edit takes out and puts in; the laws of edits hold."""
    document = Document.parse(text, RULES)
    applied = document.apply(edit)
    check_edit(document, edit, applied)
    lines = difflib.ndiff(text.splitlines(), applied.document.text.splitlines())
    return sorted(line[0] + line[2:] for line in lines if line[0] in "+-")


CELLS = [
    (
        SetCell("website", "chef", Cell("R")),
        ['-chef = "A"  # since March', '+chef = "R"  # since March'],
    ),
    (SetCell("website", "chef", Cell("A")), []),
    (SetCell("website", "chef", None), ['-chef = "A"  # since March', "+# since March"]),
    (SetCell("website", "buero", None), []),
    (SetCell("website", "buero", Cell("I")), ['+buero = "I"']),
    (SetCell("website", "buero", Cell("RA")), ['+buero = "AR"']),
    (
        SetCell("website", "it", Cell("R")),
        [
            '-it = { letters = "C", why = "x", odd = 1 }   # runs out',
            '+it = { letters = "R", odd = 1 }   # runs out',
        ],
    ),
    (
        SetCell("website", "it", Cell("C", "x", DAY)),
        [
            '-it = { letters = "C", why = "x", odd = 1 }   # runs out',
            '+it = { letters = "C", why = "x", until = 2026-09-01, odd = 1 }   # runs out',
        ],
    ),
    (
        SetCell("newsletter", "buero", Cell("I")),
        [
            '-raci = { chef = "A", it = "R" } # in a line',
            '+raci = { chef = "A", buero = "I", it = "R" } # in a line',
        ],
    ),
    (
        SetCell("newsletter", "chef", None),
        [
            '-raci = { chef = "A", it = "R" } # in a line',
            '+raci = { it = "R" } # in a line',
        ],
    ),
    (SetCell("tel. x", "buero", Cell("I")), ['+raci.buero = "I"']),
    (SetCell("tel. x", "it", None), ['-  raci.it="R"']),
    (
        SetCell("newsletter", "it", Cell("C"), Duty.CONTENT),
        ["+", "+[channels.newsletter.duties.content]", '+it = "C"'],
    ),
    (SetCell(None, "chef", Cell("A")), ["+[portfolio.raci]", '+chef = "A"', "+"]),
]


@pytest.mark.parametrize(("edit", "expected"), CELLS)
def test_cell_is_set_where_it_is_or_belongs(edit: Edit, expected: list[str]) -> None:
    """A cell keeps its spelling; a new one stands at its column's place in the row."""
    assert changed(edit) == sorted(expected)


def test_letter_stands_at_its_columns_place() -> None:
    """A new letter comes behind those of the columns before it."""
    document = Document.parse(FILE, RULES).apply(SetCell("website", "buero", Cell("I"))).document
    assert list(document.organisation.channels["website"].raci) == ["chef", "buero", "it"]
    assert '# since March\nbuero = "I"\nit =' in document.text


FIELDS = [
    (("organisation", "size"), "large", ["-size = 'small'", "+size = 'large'"]),
    (("organisation", "language"), "de", ['+language = "de"']),
    (("organisation", "note"), "a\nb", ['+note = "a\\nb"']),
    (("channels", "website", "kind"), "new", ['+kind = "new"']),
    (
        ("channels", "website", "reviewed"),
        {"on": DAY, "by": "chef"},
        ['+reviewed = { on = 2026-09-01, by = "chef" }'],
    ),
    (("channels", "newsletter", "combines_with"), None, ['-combines_with = ["website"]']),
    (
        ("channels", "newsletter", "combines_with"),
        ["website", "tel. x"],
        ['-combines_with = ["website"]', '+combines_with = ["website", "tel. x"]'],
    ),
    (("roles", "it", "reports_to"), ["buero"], ['-  "chef", # boss']),
    (("roles", "it", "reports_to"), ["buero", "chef"], ['-  "chef", # boss', '+  "chef", # boss']),
    (("roles", "it", "reports_to"), ["chef", "buero", "it"], ['+  "it",']),
    (
        ("roles", "chef", "leadership"),
        False,
        ["-leadership = true   # Chefsache!", "+leadership = false   # Chefsache!"],
    ),
    (("roles", "chef", "fields", "url"), "u", ["+[roles.chef.fields]", '+url = "u"', "+"]),
    (
        ("check", "rules", "it-only", "severity"),
        "info",
        ["+", "+[check.rules.it-only]", '+severity = "info"'],
    ),
    (("channels", "tel. x", "raci", "it", "why"), 1, None),
]


@pytest.mark.parametrize(("path", "value", "expected"), FIELDS)
def test_field_is_set_where_it_is_or_belongs(
    path: tuple[str, ...], value: object, expected: list[str] | None
) -> None:
    """A field keeps spelling and comments; a new one stands where the format page has it."""
    edit = SetField(path, value)
    if expected is None:
        with pytest.raises(EditError):
            changed(edit)
    else:
        assert changed(edit) == sorted(expected)


def test_new_item_stands_before_its_neighbours_comments() -> None:
    """A channel is added above the comments of the one it comes before, in its style."""
    edit = AddItem("channels", "fax", {"name": "Fax", "raci": {"it": "A"}}, "newsletter")
    assert changed(edit) == sorted(
        ["+[channels.fax]", '+name = "Fax"', '+raci = { it = "A" }', "+"]
    )
    text = Document.parse(FILE, RULES).apply(edit).document.text
    assert (
        '\n\n[channels.fax]\nname = "Fax"\nraci = { it = "A" }\n\n# about the newsletter\n' in text
    )


def test_new_item_at_the_end_stands_behind_the_last() -> None:
    """At the end of its table, above comments that stand free."""
    edit = AddItem("roles", "neu", {"name": "Neu"})
    text = Document.parse(FILE, RULES).apply(edit).document.text
    assert '  "buero",\n]\n\n[roles.neu]\nname = "Neu"\n\n# --- channels' in text


def test_first_item_of_a_table_gets_its_place() -> None:
    """Where a table has no item yet, the first one stands in the order of the format page."""
    text = 'format = 1\n\n[organisation]\nname = "O"\n\n[channels.c]\nname = "C"\n'
    edit = AddItem("roles", "r", {"name": "R"})
    after = Document.parse(text, RULES).apply(edit).document.text
    assert after == (
        'format = 1\n\n[organisation]\nname = "O"\n\n[roles.r]\nname = "R"\n\n'
        '[channels.c]\nname = "C"\n'
    )


def test_deleted_item_takes_its_own_comments_and_no_others() -> None:
    """A section's heading, free comments and those of the neighbours stay."""
    assert changed(DeleteItem("channels", "website")) == sorted(
        [
            "-# The website first",
            "-[channels.website]",
            '-name = "Website"',
            "-[channels.website.raci]",
            '-chef = "A"  # since March',
            '-it = { letters = "C", why = "x", odd = 1 }   # runs out',
            "-",
            '-combines_with = ["website"]',
            "-[[waivers]]",
            '-rule = "it-only"',
            '-channels = ["website"]',
            '-reason = "so"',
            "-until = 2026-09-01",
        ]
    )


def test_deleted_role_takes_its_references() -> None:
    """Letters, deputies, reporting lines and waivers forget a role that is deleted."""
    document = Document.parse(FILE, RULES).apply(DeleteItem("roles", "chef")).document
    assert "chef" not in document.text
    assert document.problems == Document.parse(FILE, RULES).problems
    assert document.organisation.roles["it"].reports_to == ("buero",)
    assert document.organisation.waivers[1].roles == ("it",)
    assert "# boss" not in document.text
    assert "# and" in document.text


def test_deleted_department_is_forgotten_by_its_roles() -> None:
    """A role of a deleted department has none."""
    assert changed(DeleteItem("departments", "edv")) == sorted(
        [
            "-[departments.edv]",
            '-name = "EDV"',
            "-",
            '-department = "edv"',
        ]
    )


def test_move_takes_tables_and_comments_along() -> None:
    """An item moves with its sub-tables and the comments above it."""
    text = Document.parse(FILE, RULES).apply(Move("channels", "website", None)).document.text
    assert "# --- channels ------------------------------\n\n# about the newsletter\n" in text
    assert (
        '  raci.it="R"\n\n# The website first\n[channels.website]\nname = "Website"\n'
        '[channels.website.raci]\nchef = "A"  # since March\n'
        'it = { letters = "C", why = "x", odd = 1 }   # runs out\n\n# free\n\n[[waivers]]'
    ) in text


def test_what_was_touched_is_told() -> None:
    """Items that came, went or changed are named; an order concerns the whole file."""
    document = Document.parse(FILE, RULES)

    def touched(edit: Edit) -> Touched:
        return document.apply(edit).touched

    website, none = frozenset({"website"}), frozenset[str]()
    assert touched(SetCell("website", "chef", Cell("R"))) == Touched(website)
    assert touched(SetField(("roles", "it", "holder"), "X")) == Touched(none, frozenset({"it"}))
    assert touched(AddItem("channels", "neu", {"name": "N"})).channels >= {"neu"}
    assert touched(RenameId("channels", "website", "web")).channels >= {"website", "web"}
    assert touched(Move("channels", "website", None)) == Touched(website, none, whole=True)
    assert touched(SetField(("organisation", "size"), "large")) == Touched(whole=True)


def test_move_before_itself_changes_nothing() -> None:
    """Moving an item to where it is leaves the text alone."""
    assert changed(Move("channels", "website", "website")) == []
    assert changed(Move("channels", "tel. x", None)) == []


def test_renamed_id_is_renamed_wherever_it_stands() -> None:
    """Headers, letters, lists and waivers name the new id; quotes come and go as needed."""
    assert changed(RenameId("roles", "it", "d v")) == sorted(
        [
            "-[roles.it]",
            '+[roles."d v"]',
            '-it = { letters = "C", why = "x", odd = 1 }   # runs out',
            '+"d v" = { letters = "C", why = "x", odd = 1 }   # runs out',
            '-raci = { chef = "A", it = "R" } # in a line',
            '+raci = { chef = "A", "d v" = "R" } # in a line',
            '-  raci.it="R"',
            '+  raci."d v"="R"',
            '-roles = ["it", "chef"]',
            '+roles = ["d v", "chef"]',
        ]
    )
    assert changed(RenameId("channels", "tel. x", "tel")) == sorted(
        [
            '-[channels."tel. x"]',
            "+[channels.tel]",
        ]
    )


def test_reviewers_and_signatures_follow_a_renamed_role() -> None:
    """``by`` follows where it names the role by its id."""
    text = FILE.replace(
        "combines_with", 'reviewed = { on = 2026-01-01, by = "chef" }\ncombines_with'
    )
    document = Document.parse(text, RULES).apply(RenameId("roles", "chef", "boss")).document
    review = document.organisation.channels["newsletter"].review
    assert review is not None
    assert review.by == "boss"


def test_what_a_review_saw_follows_a_renamed_role_and_outlives_a_deleted_one() -> None:
    """A new id is no change of letters, a role that went is one; an older bearer of the id goes."""
    saw = '{ on = 2026-01-01, raci = { chef = "A", boss = "C" }, duties.content = { chef = "R" } }'
    text = FILE.replace("combines_with", f"reviewed = {saw}\ncombines_with")
    document = Document.parse(text, RULES)
    renamed = document.apply(RenameId("roles", "chef", "boss")).document
    review = renamed.organisation.channels["newsletter"].review
    seen = {Duty.CONTENT: {"boss": "R"}}
    assert review == Review(dt.date(2026, 1, 1), None, {"boss": "A"}, seen)
    gone = document.apply(DeleteItem("roles", "chef")).document
    assert f"reviewed = {saw}\n" in gone.text


def test_waiver_stands_beside_those_of_its_rule() -> None:
    """A new waiver comes behind the last of the same rule, else at the end."""
    values = {"rule": "it-only", "reason": "r", "until": DAY}
    text = Document.parse(FILE, RULES).apply(AddWaiver(values)).document.text
    assert text.index('reason = "r"') < text.index('"RACI109"')
    text = Document.parse(FILE, RULES).apply(AddWaiver(values | {"rule": "RACI301"})).document.text
    assert text.index('reason = "r"') > text.index('"RACI109"')


def test_waiver_of_a_list_in_one_line() -> None:
    """Waivers that are written as a list stay one."""
    text = "format = 1\nwaivers = []\n"
    values = {"rule": "it-only", "reason": "r", "until": DAY}
    assert changed(AddWaiver(values), text) == sorted(
        [
            "-waivers = []",
            '+waivers = [{ rule = "it-only", reason = "r", until = 2026-09-01 }]',
        ]
    )


def test_deleted_waiver_takes_its_lines() -> None:
    """The waiver's lines go; the others are counted anew."""
    assert changed(DeleteWaiver(0)) == sorted(
        [
            "-[[waivers]]",
            '-rule = "it-only"',
            '-channels = ["website"]',
            '-reason = "so"',
            "-until = 2026-09-01",
            "-",
        ]
    )


def test_compound_is_one_patch() -> None:
    """Several edits make one patch that can be taken back."""
    edit = Compound(
        (SetCell("website", "chef", Cell("R")), SetField(("organisation", "size"), "large"))
    )
    document = Document.parse(FILE, RULES)
    applied = document.apply(edit)
    assert applied.patch.reverse.apply(applied.document.text) == FILE
    assert applied.touched == Touched(frozenset({"website"}), frozenset(), whole=True)


def test_patch_is_the_smallest() -> None:
    """Only the characters that differ are in the patch."""
    patch = Document.parse(FILE, RULES).apply(SetCell("website", "chef", Cell("R"))).patch
    assert patch == Patch(FILE.index('"A"  # since') + 1, "A", "R")


def test_whole_text_is_one_patch() -> None:
    """A reload is an edit like any other, even from and to a text that cannot be read."""
    document = Document.parse(FILE, RULES)
    applied = document.apply(ReplaceText("x"))
    assert not applied.document.readable
    back = applied.document.apply(ReplaceText(FILE))
    assert back.document.organisation == document.organisation
    assert back.touched.whole


REFUSED = [
    (SetCell("nope", "chef", Cell("A")), "there is no channel “nope”"),
    (SetCell("website", "nope", Cell("A")), "there is no role “nope”"),
    (SetCell("website", "chef", Cell("X")), "“X” is no letter of RACI (R, A, C, I)"),
    (SetField(("roles", "nope", "name"), "x"), "there is no role “nope”"),
    (SetField(("roles", "chef", "name", "x"), 1), "roles.chef.name holds no x"),
    (
        SetField(("roles", "chef", "name"), "\ud800"),
        "“'\\ud800'” holds characters that no text file can hold",
    ),
    (SetField(("roles", "chef", "name"), object), None),
    (SetField((), 1), "a whole file is replaced by its text, not as a value"),
    (AddItem("roles", "chef", {}), "the id roles.chef is in use"),
    (AddItem("roles", "", {}), "“” cannot be an id"),
    (AddItem("roles", "a\n", {}), "“a\n” cannot be an id"),
    (AddItem("people", "x", {}), "there is no table “people” of items"),
    (AddItem("roles", "x", {}, "nope"), "there is no role “nope”"),
    (DeleteItem("departments", "x"), "there is no department “x”"),
    (Move("channels", "website", "x"), "there is no channel “x”"),
    (RenameId("roles", "chef", "it"), "the id roles.it is in use"),
    (DeleteWaiver(7), "there is no waiver 7"),
    (Compound((ReplaceText("x"),)), "a whole text is replaced alone, not as a part of other edits"),
]


@pytest.mark.parametrize(("edit", "expected"), REFUSED)
def test_what_does_not_fit_is_refused(edit: Edit, expected: str | None) -> None:
    """An edit that does not fit says why, and changes nothing."""
    document = Document.parse(FILE, RULES)
    with pytest.raises(EditError) as caught:
        document.apply(edit)
    if expected is not None:
        assert words_in("en").say(caught.value.text) == expected
    assert document.text == FILE


def test_unreadable_files_are_not_edited() -> None:
    """Cells of a file that cannot be read cannot be set."""
    with pytest.raises(EditError):
        Document.parse("x", RULES).apply(SetCell("c", "r", None))


def test_verify_sees_a_text_that_says_something_else() -> None:
    """A document whose text and meaning differ must not be saved."""
    document = Document.parse(FILE, RULES)
    document.verify()
    document.text = FILE.replace("Gasthof", "Gasthaus")
    with pytest.raises(EditError):
        document.verify()
    document.text = FILE + "x"
    with pytest.raises(EditError):
        document.verify()


def test_faults_are_cured_by_what_they_miss() -> None:
    """A reference to a role that is added afterwards is no fault any more."""
    text = FILE + "[channels.x]\nname = 'X'\nraci.neu = 'A'\n"
    document = Document.parse(text, RULES)
    assert [finding.code for finding in document.problems] == ["RACI806", "RACI803"]
    applied = document.apply(AddItem("roles", "neu", {"name": "Neu"}))
    assert [finding.code for finding in applied.document.problems] == ["RACI806"]
    assert "x" in applied.touched.channels
    assert applied.document.faulty_rows == frozenset()


def test_another_scheme_is_another_meaning() -> None:
    """With another scheme, all letters are read again."""
    applied = Document.parse(FILE, RULES).apply(SetField(("organisation", "scheme"), "DACI"))
    assert applied.touched.whole
    assert {finding.code for finding in applied.document.problems} == {"RACI804", "RACI806"}


def test_edits_share_what_they_do_not_touch() -> None:
    """Items that were not touched are the same objects after an edit."""
    document = Document.parse(FILE, RULES)
    after = document.apply(SetCell("website", "chef", Cell("R"))).document
    before, now = document.organisation.channels, after.organisation.channels
    assert now["newsletter"] is before["newsletter"]
    assert now["website"] is not before["website"]
    assert after.organisation.roles is document.organisation.roles


EXPANDED = """\
format = 1
[channels]
a = { name = "A" } # about a
# above b
b.name = "B" # about b
b.raci = {}
[channels.c]
name = "C"
"""


def test_lines_get_a_header_where_they_must_follow_one() -> None:
    """An item in a line that moves behind one with a header is written under one, comments too."""
    text = Document.parse(EXPANDED, RULES).apply(Move("channels", "b", None)).document.text
    for kept in ("# about a", "# above b", "# about b"):
        assert kept in text
    assert text.index("[channels.c]") < text.index("# above b\n[channels.b]\n")
    check_edit(
        Document.parse(EXPANDED, RULES),
        Move("channels", "c", "a"),
        Document.parse(EXPANDED, RULES).apply(Move("channels", "c", "a")),
    )


def test_nothing_is_added_to_what_is_no_table() -> None:
    """Where ``channels`` is a number there is no place for a channel, and the edit says so."""
    document = Document.parse("format = 1\nchannels = 3\n", RULES)
    with pytest.raises(EditError, match="no table"):
        document.apply(AddItem("channels", "fax", {"name": "Fax"}))


CLEARED = [
    ('[channels.c.raci]\na = "A" # why\nb = "R"\n', '[channels.c.raci]\n# why\nb = "R"\n'),
    (
        '[channels.c.raci]\nb = "R"\n  a = "A"# why\n[channels.d]\nname = "D"\n',
        '[channels.c.raci]\nb = "R"\n  # why\n\n[channels.d]\nname = "D"\n',
    ),
    ('[channels.c.raci]\nb = "R"\na = "A" # why', '[channels.c.raci]\nb = "R"\n# why'),
    ('[channels.c]\nname="C"\nraci.a = "A" # why\n', '[channels.c]\nname="C"\n# why\n'),
    ('[channels]\nc.raci.a = "A" # why\nd.name = "D"\n', '[channels]\n# why\n\nd.name = "D"\n'),
]


@pytest.mark.parametrize(("before", "after"), CLEARED)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_cleared_letter_leaves_its_comment(before: str, after: str, newline: str) -> None:
    """The comment behind it gets a line of its own, apart from what is another item's."""
    head = '[roles.a]\nname = "A"\n[roles.b]\nname = "B"\n'
    old, new = ((head + text).replace("\n", newline) for text in (before, after))
    document = Document.parse(old, RULES)
    applied = document.apply(SetCell("c", "a", None))
    assert applied.document.text == new
    check_edit(document, SetCell("c", "a", None), applied)
    path = ("channels", "c", "raci", "a")
    assert document.apply(SetField(path, None)).document.text == new


LINED = """\
format = 1
[organisation]
name = "O"
[roles.a]
name = "A"
[roles.b]
name = "B"
[channels.c]
name = "C"
raci = { # all
  a = "A", # boss
  # works
  b = "R" # so
}
"""
IN_LINES = [
    (SetCell("c", "a", None), '{ # all\n  # boss\n  # works\n  b = "R" # so\n}'),
    (SetCell("c", "b", None), '{ # all\n  a = "A", # boss\n  # works\n  # so\n}'),
    (DeleteItem("roles", "a"), '{ # all\n  # works\n  b = "R" # so\n}'),
    (SetCell("c", "b", Cell("AR")), '{ # all\n  a = "A", # boss\n  # works\n  b = "AR" # so\n}'),
    (
        Compound((SetCell("c", "a", None), SetCell("c", "a", Cell("I")))),
        '{ # all\n  a = "I",\n  # boss\n  # works\n  b = "R" # so\n}',
    ),
    (
        Compound((SetCell("c", "a", None), SetCell("c", "b", None), SetCell("c", "b", Cell("C")))),
        '{b = "C" # all\n  # boss\n  # works\n  # so\n}',
    ),
]


@pytest.mark.parametrize(("edit", "expected"), IN_LINES)
def test_a_table_in_braces_on_several_lines_keeps_its_comments(edit: Edit, expected: str) -> None:
    """As TOML 1.1 allows it: what is set, cleared or added there takes no comment along."""
    document = Document.parse(LINED, RULES)
    applied = document.apply(edit)
    check_edit(document, edit, applied)
    assert applied.document.text.partition("raci = ")[2] == expected + "\n"


_OVER_LINES = """\
format = 1
channels = {
  # the first
  c = { name = "C" }, # of c
  # the second
  d = { name = "D" }, # of d

  # the third
  e = {
    # inside
    name = "E", # a name
  } # of e
  # at the end
}
[organisation]
name = "F"
"""


@pytest.mark.parametrize("before", ["c", "d", "e", None])
@pytest.mark.parametrize("moved", ["c", "d", "e"])
def test_comments_move_with_an_entry_of_an_inline_table(moved: str, before: str | None) -> None:
    """In a table on several lines (TOML 1.1) each entry keeps what stands above and behind it."""
    if moved == before:
        return
    document = Document.parse(_OVER_LINES, RULES)
    applied = document.apply(Move("channels", moved, before)).document
    applied.verify()
    rest = [name for name in "cde" if name != moved]
    rest.insert(rest.index(before) if before else len(rest), moved)
    assert list(applied.organisation.channels) == rest
    assert sorted(re.findall("#.*", applied.text)) == sorted(re.findall("#.*", _OVER_LINES))
    stretches = applied.text.split("# the ")[1:]
    for stretch in stretches:
        name = {"f": "c", "s": "d", "t": "e"}[stretch[0]]
        assert f"{name} = {{" in stretch
        assert f"# of {name}\n" in stretch
    assert applied.text.index("# at the end") > applied.text.rindex("# of ")
