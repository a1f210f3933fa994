"""The mends that findings offer: each does what its title says, and mends the finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tomli_w
from hypothesis import given, settings

from raci.check.fixes import Fix, Look, fixes
from raci.check.rule_names import NAMES
from raci.document.document import Document
from raci.model.edit import DeleteItem
from raci.model.finding import Severity
from raci.model.organisation import Cell, Duty
from raci.words import words_in
from raci.words.rule_pages import load_page
from support import examples
from support.fixes import FILES, SAMPLES, TODAY, document, found, mended, offers, the

if TYPE_CHECKING:
    from pathlib import Path

    from raci.model.rule import RuleInfo

#: Rules whose finding takes more than a choice: a new channel, a new colleague, other habits. Of
#: 109 it is the example that offers none, as nobody leads or stands in there.
BEYOND_A_CHOICE = {
    "RACI109",
    *("RACI402", "RACI405", "RACI406"),
    *("RACI501", "RACI502", "RACI503", "RACI504", "RACI505", "RACI506"),
    *("RACI507", "RACI509", "RACI510"),
    *("RACI601", "RACI602", "RACI603", "RACI605", "RACI611", "RACI612", "RACI707"),
    *("RACI801", "RACI805"),
}


@pytest.mark.parametrize("rule", tuple(NAMES), ids=lambda rule: rule.code)
def test_each_fix_of_an_example_mends_it(rule: RuleInfo) -> None:
    """Whatever a person chooses, the finding is gone and no other error has come instead.

    Only a line that is cut out of a loop (205) may show that it ends before leadership (201).
    """
    doc = Document.parse(load_page(rule.code, "en").example, NAMES)
    before = found(doc)
    errors = {one.fingerprint for one in before if one.severity is Severity.ERROR}
    for finding in before:
        if finding.code != rule.code:
            continue
        offered = fixes(finding, doc.organisation, TODAY)
        assert bool(offered) == (rule.code not in BEYOND_A_CHOICE)
        for fix in offered:
            if isinstance(fix, Look):
                continue
            after = found(mended(doc, fix))
            title = words_in("en").say(fix.title)
            assert finding.fingerprint not in {one.fingerprint for one in after}, title
            new = [one for one in after if one.severity is Severity.ERROR]
            laid_bare = {"RACI205": "RACI201"}.get(rule.code)
            assert {one.code for one in new if one.fingerprint not in errors} <= {laid_bare}, title


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_fix_of_the_samples_can_be_applied(path: Path) -> None:
    """Every offer fits the file it is made for, has two titles, and changes something."""
    doc = Document.parse(path.read_text(encoding="utf-8"), NAMES, path=path)
    for finding in found(doc):
        for fix in fixes(finding, doc.organisation, TODAY):
            if isinstance(fix, Fix):
                assert doc.apply(fix.edit).document.text != doc.text
            assert words_in("de").say(fix.title) != words_in("en").say(fix.title)


#: Of these one fix may be a first step: several cells, rows, loops or waivers make one finding.
STEP_BY_STEP = {
    *("RACI103", "RACI106", "RACI107", "RACI112", "RACI201", "RACI202", "RACI204"),
    *(
        "RACI205",
        "RACI206",
        "RACI307",
        "RACI410",
        "RACI706",
        "RACI608",
        "RACI609",
        "RACI704",
        "RACI705",
    ),
}


@settings(max_examples=examples(40))
@given(FILES)
def test_whatever_the_file_each_fix_fits_and_mends(values: dict[str, object]) -> None:
    """Each offer can be applied, changes the text, keeps it sound, and its finding is gone."""
    doc = Document.parse(tomli_w.dumps(values), NAMES)
    for finding in found(doc):
        for fix in fixes(finding, doc.organisation, TODAY):
            if isinstance(fix, Look):
                continue
            after = doc.apply(fix.edit).document
            after.verify()
            assert after.text != doc.text
            if finding.code not in STEP_BY_STEP:
                assert finding.fingerprint not in {one.fingerprint for one in found(after)}


@settings(max_examples=examples(40))
@given(FILES)
def test_deleting_is_never_the_first_offer(values: dict[str, object]) -> None:
    """Nor the only one: whoever takes the first offers blindly loses no channel and no role."""
    doc = Document.parse(tomli_w.dumps(values), NAMES)
    for finding in found(doc):
        for fix in fixes(finding, doc.organisation, TODAY)[:1]:
            if isinstance(fix, Look):
                assert fix.at == finding.subjects
            else:
                assert not isinstance(fix.edit, DeleteItem)


def test_titles_of_one_finding_differ() -> None:
    """A person can tell the offers apart."""
    for path in SAMPLES:
        doc = Document.parse(path.read_text(encoding="utf-8"), NAMES, path=path)
        for finding in found(doc):
            titles = [fix.title for fix in fixes(finding, doc.organisation, TODAY)]
            said = [words_in("en").say(title) for title in titles]
            assert len(set(said)) == len(said)


def test_what_is_gone_has_no_fixes() -> None:
    """A finding that an edit has overtaken offers nothing, and breaks nothing."""
    doc = document('[channels.website]\nname = "Website"\nraci = { marketing = "R" }')
    finding = the(doc, "RACI102")
    assert fixes(finding, document("").organisation, TODAY) == ()


def test_what_was_mended_meanwhile_has_no_fixes() -> None:
    """A finding that the letters no longer bear out offers nothing."""
    row = '[channels.website]\nname = "Website"\nraci = {}\n'
    outranked = document(row.replace("{}", '{ ceo = "R", head = "A" }'))
    ended = document(row.replace("{}", '{ ceo = { letters = "AR", until = 2026-01-01 } }'))
    mended_since = document(row.replace("{}", '{ ceo = "AR" }')).organisation
    for doc, code in ((outranked, "RACI204"), (ended, "RACI703")):
        assert fixes(the(doc, code), mended_since, TODAY) == ()


# Accountability


def test_the_nearest_leader_is_offered_first() -> None:
    """Of several leaders the one nearest above those who do the work comes first."""
    roles = """
    [roles]
    board = { name = "Board", leadership = true }
    head = { name = "Head", leadership = true, reports_to = "board" }
    clerk = { name = "Clerk", reports_to = "head" }
    """
    doc = document('[channels.website]\nname = "Website"\nraci = { clerk = "R" }', roles=roles)
    assert list(offers(doc, "RACI102")) == [
        "Head answers for it",
        "Board answers for it",
        "Clerk answers for it",
    ]


def test_without_leaders_those_who_usually_answer_are_offered() -> None:
    """In a plain matrix nobody leads: who answers for most rows may answer for this one."""
    rows = """
    [channels]
    a = { name = "One thing", raci = { lead = "A", dev = "R" } }
    b = { name = "Another", raci = { lead = "A", dev = "R" } }
    c = { name = "A third", raci = { dev = "R" } }
    """
    roles = '[roles]\ndev = { name = "Dev" }\nlead = { name = "Lead" }\n'
    doc = document(rows, roles=roles)
    assert list(offers(doc, "RACI102")) == ["Lead answers for it", "Dev answers for it"]


def test_only_here_leaves_the_others_their_work() -> None:
    """The others lose the accountable letter alone; whoever has no other is taken out."""
    rows = '[channels.website]\nname = "Website"\nraci = { ceo = "A", head = "AR", service = "A" }'
    doc = document(rows)
    fix = offers(doc, "RACI103")["CEO alone answers for it"]
    row = mended(doc, fix).organisation.channels["website"].raci
    assert {role: cell.letters for role, cell in row.items()} == {"ceo": "A", "head": "R"}


def test_only_here_keeps_the_note_of_an_emptied_cell() -> None:
    """A note is never lost: the cell stays, without letters."""
    rows = """
    [channels.website]
    name = "Website"
    raci = { ceo = "A", head = "R", service = { letters = "A", why = "while Anna is away" } }
    """
    doc = document(rows)
    fix = offers(doc, "RACI103")["CEO alone answers for it"]
    row = mended(doc, fix).organisation.channels["website"].raci
    assert row["service"] == Cell("", "while Anna is away")


def test_only_here_counts_within_the_duty() -> None:
    """Where two answer for a duty, the channel's own letters stay as they are."""
    rows = """
    [channels.website]
    name = "Website"
    raci = { ceo = "A", marketing = "R" }
    duties.content = { head = "A", service = "A" }
    """
    doc = document(rows)
    fixed = mended(doc, offers(doc, "RACI103")["Head alone answers for it"])
    channel = fixed.organisation.channels["website"]
    assert channel.duties[Duty.CONTENT] == {"head": Cell("A")}
    assert channel.raci == {"ceo": Cell("A"), "marketing": Cell("R")}


def test_in_another_scheme_its_own_letters_are_written() -> None:
    """Mends speak of parts: in DACI the approver is A and the driver D."""
    text = """
    format = 1
    organisation = { name = "Alpenblick", scheme = "DACI" }
    roles = { lead = { name = "Lead" }, dev = { name = "Dev" } }
    channels.app = { name = "App", raci = { lead = "A" } }
    """
    doc = Document.parse(text, NAMES)
    fixed = mended(doc, offers(doc, "RACI104")["Lead does the work"])
    assert fixed.organisation.channels["app"].raci == {"lead": Cell("AD")}


def test_an_unowned_channel_can_be_declined() -> None:
    """Not to want a channel is a decision too."""
    doc = document('[channels.fax]\nname = "Fax"')
    fixed = mended(doc, offers(doc, "RACI101")["Decline the channel on purpose"])
    assert fixed.organisation.channels["fax"].status.value == "declined"


def test_somebody_near_hears_of_a_lonely_channel() -> None:
    """Who stands in for the accountable role comes first, then leaders; nobody twice on a row."""
    roles = """
    [roles]
    ceo = { name = "CEO", leadership = true }
    head = { name = "Head", reports_to = "ceo", deputy = "aide" }
    aide = { name = "Aide", reports_to = "head" }
    """
    rows = """
    [channels]
    fax = { name = "Fax", raci = { head = "AR" } }
    hotline = { name = "Hotline", raci = { head = "A", aide = "R", ceo = "I" } }
    """
    doc = document(rows, roles=roles)
    assert list(offers(doc, "RACI109")) == ["Aide is informed", "CEO is informed"]


def test_superfluous_letters_go_at_once() -> None:
    """What says nothing beside another letter is dropped, on the whole row."""
    rows = '[channels.fax]\nname = "Fax"\nraci = { ceo = "ARI", head = "CI", it = "I" }'
    doc = document(rows + '\n[channels.fax.duties.content]\nhead = "RC"')
    (fix,) = offers(doc, "RACI110").values()
    fax = mended(doc, fix).organisation.channels["fax"]
    assert [cell.letters for cell in fax.raci.values()] == ["AR", "C", "I"]
    assert [cell.letters for cells in fax.duties.values() for cell in cells.values()] == ["R"]


# Leadership, IT, outsiders


def test_a_leader_takes_over_and_the_former_goes_on_working() -> None:
    """Out of reach: report to a leader, or let one answer; nobody is thrown off the row."""
    roles = '[roles]\nceo = { name = "CEO", leadership = true }\nclerk = { name = "Clerk" }\n'
    doc = document('[channels.website]\nname = "Website"\nraci = { clerk = "A" }', roles=roles)
    offered = offers(doc, "RACI201")
    assert list(offered) == ["Clerk reports to CEO", "CEO answers for it"]
    row = mended(doc, offered["CEO answers for it"]).organisation.channels["website"].raci
    assert {role: cell.letters for role, cell in row.items()} == {"ceo": "A", "clerk": "R"}


def test_on_the_way_to_leadership_everybody_may_answer() -> None:
    """Too far: the leader comes first, then those between."""
    doc = document('[channels.website]\nname = "Website"\nraci = { marketing = "AR" }')
    assert list(offers(doc, "RACI202")) == ["CEO answers for it", "Head answers for it"]


def test_it_keeps_the_work_when_a_leader_answers() -> None:
    """IT alone: the nearest leader becomes accountable, IT goes on implementing."""
    doc = document('[channels.website]\nname = "Website"\nraci = { it = "AR" }')
    fixed = mended(doc, offers(doc, "RACI301")["CEO answers for it"])
    row = fixed.organisation.channels["website"].raci
    assert {role: cell.letters for role, cell in row.items()} == {"ceo": "A", "it": "R"}


def test_the_implementation_is_left_to_it() -> None:
    """IT's accountability for the implementation stays when the rest is handed over."""
    rows = """
    [channels.website]
    name = "Website"
    raci = { it = "A", marketing = "R" }
    duties.implementation = { it = "AR" }
    """
    doc = document(rows)
    fixed = mended(doc, offers(doc, "RACI302")["CEO answers for it"])
    channel = fixed.organisation.channels["website"]
    assert channel.duties[Duty.IMPLEMENTATION] == {"it": Cell("AR")}
    assert channel.raci["it"] == Cell("C")


def test_an_outsiders_superior_answers() -> None:
    """Whom the agency reports to comes before any leader."""
    doc = document('[channels.ads]\nname = "Ads"\nraci = { agency = "AR" }')
    assert next(iter(offers(doc, "RACI304"))) == "Marketing answers for it"


def test_each_line_of_a_loop_may_go() -> None:
    """Which line of a loop is the wrong one, only a person knows."""
    roles = """
    [roles]
    ceo = { name = "CEO", leadership = true }
    a = { name = "Ann", reports_to = ["b", "ceo"] }
    b = { name = "Ben", reports_to = "a" }
    """
    doc = document("", roles=roles)
    offered = offers(doc, "RACI205")
    assert list(offered) == [
        "Ann reports to CEO instead of Ben",
        "Ben reports to CEO instead of Ann",
        "Ann no longer reports to Ben",
        "Ben no longer reports to Ann",
    ]
    fixed = mended(doc, offered["Ann no longer reports to Ben"])
    assert fixed.organisation.roles["a"].reports_to == ("ceo",)


def test_who_manages_or_stands_at_the_top_may_lead() -> None:
    """Without leaders, managing roles and those to whom others report are offered, never IT."""
    roles = """
    [roles]
    clerk = { name = "Clerk", reports_to = ["head", "cto"] }
    head = { name = "Head" }
    cto = { name = "CTO", discipline = "it" }
    owner = { name = "Owner", discipline = "management" }
    """
    doc = document("", roles=roles)
    assert list(offers(doc, "RACI203")) == ["Owner leads", "Head leads"]


def test_a_mix_gets_a_leader_and_loses_nobody() -> None:
    """Who decided about the mix before is consulted from then on."""
    doc = document('[portfolio.raci]\nmarketing = "A"')
    fixed = mended(doc, offers(doc, "RACI207")["CEO decides about the channels and their mix"])
    assert fixed.organisation.portfolio == {"ceo": Cell("A"), "marketing": Cell("C")}
