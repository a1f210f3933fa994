"""The board's page: what stands on it, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from raci.frozen import replace
from raci.model.finding import Severity
from raci.model.organisation import Channel, Organisation
from raci.model.text import Text
from raci.reports.pages.blocks import Bar, Bars, Cards, Lines, Tone
from raci.reports.pages.board import board_page
from raci.reports.pages.facts import Since
from raci.reports.pages.gauge import leadership
from raci.words import words_in
from reports.pages.conftest import TODAY, finding

if TYPE_CHECKING:
    from raci.reports.pages.blocks import Page, Section
    from raci.reports.pages.facts import Facts

Kind = TypeVar("Kind", Bar, Bars, Cards, Lines)


def section(page: Page, name: str) -> Section:
    """Return the section of that id."""
    return next(one for one in page.sections if one.id == name)


def block(page: Page, name: str, kind: type[Kind]) -> Kind:
    """Return the block of a section."""
    found = section(page, name).block
    assert isinstance(found, kind)
    return found


def test_the_gauge_counts_what_leadership_answers_for(facts: Facts) -> None:
    """The figure is the gauge of the check; the shares add up to the active channels."""
    gauge = block(board_page(facts), "leadership", Bar)
    assert gauge.figure == "3 of 5"
    assert [(one.label, one.count, one.names) for one in gauge.shares] == [
        ("leadership answers itself", 3, ("Website", "Telephone", "Brochure")),
        ("delegated too far", 1, ("Mailbox",)),
        ("nobody", 1, ("kununu",)),
    ]
    assert gauge.total == 5


def test_many_names_are_told_by_their_number(facts: Facts) -> None:
    """A big firm's page is no longer than a small one's."""
    channels = {f"c{n}": Channel(f"c{n}", f"Channel {n}") for n in range(100)}
    many = replace(facts, organisation=replace(facts.organisation, channels=channels))
    (nobody,) = block(board_page(many), "leadership", Bar).shares
    assert nobody.names == ("Channel 0", "Channel 1", "Channel 2", "Channel 3", "96 more")


def test_without_leaders_the_gauge_asks_whether_anybody_answers(facts: Facts) -> None:
    """A plain matrix has no matter for the boss; its rows have somebody or nobody."""
    roles = {role.id: replace(role, leadership=False) for role in facts.organisation.roles.values()}
    plain = replace(facts, organisation=replace(facts.organisation, roles=roles))
    gauge = block(board_page(plain), "leadership", Bar)
    assert (gauge.figure, gauge.caption) == (
        "4 of 5",
        "channels have somebody who answers for them",
    )


def test_the_kinds_stand_side_by_side(facts: Facts) -> None:
    """Each kind with its channels, and how many work together with one of another kind."""
    kinds = block(board_page(facts), "kinds", Bars)
    assert [(bar.figure, bar.caption) for bar in kinds.bars] == [
        ("Traditional: 2", "1 combined with another kind"),
        ("New: 2", "1 combined with another kind"),
        ("Third parties: 1", "0 combined with another kind"),
    ]
    assert kinds.note == (
        "1 of 1 combination joins a traditional and a new channel. 3 channels stand alone."
    )


def test_a_matrix_without_kinds_has_no_such_section(facts: Facts) -> None:
    """A plain RACI of a project says nothing of kinds."""
    channels = {
        one.id: replace(one, kind=None, combines_with=())
        for one in facts.organisation.channels.values()
    }
    page = board_page(replace(facts, organisation=replace(facts.organisation, channels=channels)))
    assert "kinds" not in {one.id for one in page.sections}


def test_the_weightiest_come_first_and_each_rule_once(facts: Facts) -> None:
    """Errors before warnings; of equal weight, what touches critical channels; why and remedy."""
    cards = block(board_page(facts), "weightiest", Cards).cards
    assert [(card.mark, card.heading) for card in cards] == [
        ("✕", "kununu: nobody has a letter here"),
        ("▲", "Title of RACI701 (2): Brochure, Website"),
        ("▲", "RACI202 of mail"),
    ]
    assert (cards[0].why, cards[0].remedy) == ("Why RACI101.", "Remedy of RACI101.")


def test_no_more_than_five_findings(facts: Facts) -> None:
    """What does not fit is counted, with the way to it."""
    many = [finding(f"RACI10{n}", Severity.INFO, "mail") for n in range(1, 9)]
    found = block(board_page(replace(facts, findings=many)), "weightiest", Cards)
    assert len(found.cards) == 5
    assert found.more == "3 more findings: raci check"


def test_nothing_to_mend_is_a_sentence(facts: Facts) -> None:
    """An empty section says what is good about it."""
    page = board_page(replace(facts, findings=[]))
    found = section(page, "weightiest")
    assert (found.block, found.empty) == (None, "The rules find nothing to fix.")
    assert page.facts == ()


def test_what_changed_since(facts: Facts) -> None:
    """Differences in words, then what came and what went."""
    came = (finding("RACI101", Severity.ERROR, "kununu", "kununu is new"),)
    since = Since("HEAD~3", (Text("Website: Owner A → R"),), came, (Text("Fax is gone"),))
    page = board_page(replace(facts, since=since))
    assert section(page, "changes").heading == "Changed since HEAD~3"
    changes = block(page, "changes", Lines)
    assert [line.text for line in changes.lines] == ["Website: Owner A → R"]
    findings = block(page, "findings", Lines)
    assert [(line.mark, line.text) for line in findings.lines] == [
        ("+", "kununu is new"),
        ("✓", "Fax is gone"),
    ]


def test_a_baseline_knows_findings_alone(facts: Facts) -> None:
    """Without an earlier file there are no changes to tell; the findings take the whole width."""
    page = board_page(replace(facts, since=Since("b.json", None, (), ())))
    assert "changes" not in {one.id for one in page.sections}
    found = section(page, "findings")
    assert (found.half, found.empty) == (False, "None came, none went.")


def test_reviews_are_due_by_their_days(facts: Facts) -> None:
    """Those never done first, then by day; late ones stand out; whose turn it is stands there."""
    lines = block(board_page(facts), "reviews", Lines).lines
    assert [(line.mark, line.text, line.tone) for line in lines] == [
        ("never", "Mailbox: Berta Maier", Tone.ALARM),
        ("never", "kununu: nobody", Tone.ALARM),
        ("2026-01-01", "Brochure: Anna Huber", Tone.ALARM),
        ("2026-11-28", "Website: Anna Huber", Tone.NONE),
    ]


def test_open_decisions(facts: Facts) -> None:
    """Waivers that end soon, and what was declined without a reason."""
    lines = block(board_page(facts), "decisions", Lines).lines
    assert [(line.mark, line.text) for line in lines] == [
        ("2026-12-31", "exception ends: nobody looks there yet"),
        ("?", "Fax: declined, the reason is missing"),
    ]


def test_german(facts: Facts) -> None:
    """The page speaks the organisation's language throughout."""
    page = board_page(replace(facts, words=words_in("de")))
    assert page.kind == "Wer verantwortet was: Bericht an die Leitung"
    assert page.date == "28.11.2026"
    assert block(page, "leadership", Bar).figure == "3 von 5"
    assert page.facts == ("1 Fehler · 3 Warnungen",)


def test_nothing_at_all_is_a_page(facts: Facts) -> None:
    """An organisation with nothing but a name has a page as well."""
    empty = replace(facts, organisation=Organisation(name="-"), standings={}, findings=[], within=0)
    page = board_page(empty)
    assert page.title == "-"
    assert block(page, "leadership", Bar).shares == ()
    assert facts.today == TODAY


def test_rows_that_are_no_channels_are_not_called_so(facts: Facts) -> None:
    """A plan of tasks has no channels; a file that is begun has nothing to count."""
    plan = replace(facts, organisation=replace(facts.organisation, row_name="Task"))
    assert "channels" not in leadership(plan).caption
    empty = replace(facts, organisation=replace(facts.organisation, channels={}), standings={})
    assert (leadership(empty).figure, leadership(empty).caption) == ("–", "nothing is in use yet")
