"""What pages are made from: a matrix, what the rules say of it, what came of an earlier version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import frozen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from raci.model.finding import Finding, Standing
    from raci.model.organisation import Organisation
    from raci.model.text import Text
    from raci.reports.pages.upkeep import ReviewDays
    from raci.words import Words


@frozen
class Advice:
    """What a rule says beside its message, in the page's language.

    Attributes:
        title: What it finds, in a few words.
        why: Why that matters, in a sentence.
        remedy: What to do about it, in a sentence.
    """

    title: str
    why: str
    remedy: str


@frozen
class Since:
    """What came of an earlier version.

    Attributes:
        name: What the earlier version is called: a revision, a file, a day.
        changes: What differs, as people read it; None where only findings can be compared.
        came: Findings that are new.
        gone: What the findings said that are gone.
    """

    name: str
    changes: tuple[Text, ...] | None
    came: tuple[Finding, ...]
    gone: tuple[Text, ...]


@frozen
class Facts:
    """What the board's page is made from.

    Attributes:
        days: When reviews come due.
        standings: How leadership stands to each active channel, by its id.
        within: Channels that leadership answers for within the limit.
        findings: Those that no waiver covers.
        advice: Returns what the rule of a code advises.
    """

    organisation: Organisation
    words: Words
    today: dt.date
    standings: Mapping[str, Standing]
    within: int
    findings: Sequence[Finding]
    advice: Callable[[str], Advice]
    days: ReviewDays
    since: Since | None = None
