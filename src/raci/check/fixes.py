"""What a person could do about a finding: edits to choose from, none made by itself.

Who answers, works, is asked or told is a person's decision: ``fixes`` only offers. What needs no
decision, because no letter's meaning changes, ``safe_fixes`` makes for ``raci fix``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.rule.case import Case, Fix, Look
from raci.check.rule_names import NAMES
from raci.check.rulebook import RULES
from raci.check.rules.combination import single_links
from raci.check.rules.file import look_alike
from raci.check.rules.upkeep import waiver_index, without_waiver

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from raci.check.rule.rule import Rule
    from raci.model.finding import Finding
    from raci.model.organisation import Organisation, Waiver

__all__ = ["Fix", "Look", "fixes", "safe_fixes"]

# Rules without any ask for more than a choice: a new channel, a new colleague, other habits.
_OFFERS = {rule.code: rule.offer for rule in RULES if rule.offer}


def fixes(
    finding: Finding, organisation: Organisation, today: dt.date, own: Iterable[Rule] = ()
) -> tuple[Fix | Look, ...]:
    """Return what a person may choose from, the likeliest first.

    Args:
        finding: As the check reported it; a stale one, about what is gone, has none.
        organisation: As it stands now.
        today: For reviews and new ends.
        own: Rules of one's own that were checked, too.
    """
    added = {rule.code: rule.offer for rule in own if rule.offer}
    offer = (_OFFERS | added if added else _OFFERS).get(finding.code)
    case = Case(finding, organisation, today)
    if offer is None or not (finding.code.startswith("RACI8") or case.known):
        return ()
    return tuple(offer(case))


def safe_fixes(findings: Iterable[Finding], organisation: Organisation) -> tuple[Fix, ...]:
    """Return the fixes that need nobody's decision, to be applied one after another.

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
            yield single_links(organisation, str(channel))


def _without_waivers(known: Sequence[Finding], organisation: Organisation) -> Iterator[Fix]:
    """Yield the deletions of unused waivers, from the end of the file.

    Waivers that say the same of the same are one finding; unless they ended sooner, they go too.
    While the file has a fault none goes: on a row with a faulty cell rules are silent, and the
    waiver that seems unused may be needed when the fault is gone.
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
