"""What a person could do about a finding: edits to choose from, none made by itself.

Who answers, works, is asked or told is a person's decision: ``fixes`` only offers. What needs no
decision, because no letter's meaning changes, ``safe_fixes`` makes for ``raci fix``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.mends import combination, leadership, ownership, roles, spelling, upkeep
from raci.check.mends.case import Case, Fix
from raci.check.mends.spelling import look_alike
from raci.check.mends.upkeep import waiver_index, without_waiver
from raci.check.rulebook import NAMES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from raci.check.mends.case import Mend
    from raci.model.finding import Finding
    from raci.model.organisation import Organisation, Waiver

__all__ = ["Fix", "fixes", "safe_fixes"]

# By code; the rules that are missing ask for more than a choice: a new channel, a new colleague,
# other habits.
_MENDS: Mapping[str, Mend] = {
    "RACI101": ownership.unowned,
    "RACI102": ownership.no_accountable,
    "RACI103": ownership.several_accountable,
    "RACI104": ownership.no_responsible,
    "RACI105": ownership.bystanders_only,
    "RACI106": ownership.too_many_responsible,
    "RACI107": ownership.too_many_consulted,
    "RACI108": ownership.too_many_informed,
    "RACI109": ownership.nobody_listens,
    "RACI110": ownership.contradictory_letters,
    "RACI111": ownership.four_eyes,
    "RACI112": ownership.shared_responsible,
    "RACI113": ownership.duty_without_owner,
    "RACI201": leadership.out_of_reach,
    "RACI202": leadership.too_far,
    "RACI203": leadership.no_leadership,
    "RACI204": leadership.outranked,
    "RACI205": leadership.reporting_loop,
    "RACI206": leadership.clinging_to_tradition,
    "RACI207": leadership.mix,
    "RACI208": leadership.mix,
    "RACI301": leadership.left_to_it,
    "RACI302": leadership.left_to_it,
    "RACI303": leadership.it_decides_content,
    "RACI304": leadership.outsider_accountable,
    "RACI305": leadership.outsiders_work,
    "RACI306": leadership.nobody_implements,
    "RACI401": combination.isolated,
    "RACI403": combination.split,
    "RACI404": combination.uncoordinated,
    "RACI407": combination.unwatched,
    "RACI408": combination.redundant_link,
    "RACI604": roles.idle,
    "RACI606": roles.vacant,
    "RACI607": roles.no_deputy,
    "RACI608": roles.deputy_loop,
    "RACI609": roles.same_person,
    "RACI610": roles.no_deputy,
    "RACI701": upkeep.overdue,
    "RACI702": upkeep.in_future,
    "RACI703": upkeep.expired,
    "RACI704": upkeep.waiver_expired,
    "RACI705": upkeep.waiver_unused,
    "RACI706": upkeep.entered_twice,
    "RACI708": upkeep.not_looking,
    "RACI709": upkeep.spelt_twice,
    "RACI710": upkeep.changed,
    "RACI802": spelling.misspelt_value,
    "RACI803": spelling.unknown_reference,
    "RACI804": spelling.misspelt_letters,
    "RACI806": spelling.unknown_key,
}


def fixes(finding: Finding, organisation: Organisation, today: dt.date) -> tuple[Fix, ...]:
    """Return the edits that a person may choose from, the likeliest first.

    Args:
        finding: As the check reported it; a stale one, about what is gone, has no mends.
        organisation: As it stands now.
        today: For reviews and new ends.
    """
    mend = _MENDS.get(finding.code)
    case = Case(finding, organisation, today)
    if mend is None or not (finding.code.startswith("RACI8") or case.known):
        return ()
    return tuple(mend(case))


def safe_fixes(findings: Iterable[Finding], organisation: Organisation) -> tuple[Fix, ...]:
    """Return the mends that need nobody's decision, to be applied one after another.

    Unused waivers (705), doubled links (408) and look-alike letters (804); never who answers.
    Waivers come last and from the end of the file, so that none of them moves before its turn.
    """
    known = [finding for finding in findings if not finding.waived]
    return (
        *_single_links(known, organisation),
        *(fix for finding in known for fix in look_alike(finding)),
        *_without_waivers(known, organisation),
    )


def _single_links(known: Sequence[Finding], organisation: Organisation) -> Iterator[Fix]:
    """Yield one fix for each channel with doubled links.

    A channel whose links hold a fault is left to a person: the organisation does not know the
    faulty one, and writing the list anew would lose it.
    """
    faulty = {finding.place[:3] for finding in known if finding.code.startswith("RACI8")}
    doubled = {finding.place[1]: finding for finding in known if finding.code == "RACI408"}
    for channel in doubled:
        if ("channels", channel, "combines_with") not in faulty:
            yield combination.single_links(organisation, str(channel))


def _without_waivers(known: Sequence[Finding], organisation: Organisation) -> Iterator[Fix]:
    """Yield the deletions of unused waivers, from the end of the file.

    Waivers that say the same of the same are one finding; unless they ended sooner, they go too.
    While the file has a fault none goes: on a row with a faulty cell rules are silent, and the
    waiver that seems unused may be needed when the fault is mended.
    """
    if any(NAMES.by_code[finding.code].fixed for finding in known):
        return iter(())
    waivers = organisation.waivers
    places = [waiver_index(finding.place) for finding in known if finding.code == "RACI705"]
    unused = [waiver for waiver in waivers if waiver.index in places]
    twins = {
        twin.index
        for waiver in unused
        for twin in waivers
        if _covers(twin) == _covers(waiver) and _ends_no_sooner(twin, waiver)
    }
    return map(without_waiver, sorted(twins, reverse=True))


def _covers(waiver: Waiver) -> object:
    return waiver.rule, waiver.sound, frozenset(waiver.channels), frozenset(waiver.roles)


def _ends_no_sooner(one: Waiver, other: Waiver) -> bool:
    return one.until is not None and other.until is not None and one.until >= other.until
