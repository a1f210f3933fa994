"""Waivers: findings that are accepted, for a reason and until a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.rule.fault import Fault
from raci.model.finding import Subject
from raci.model.text import Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from raci.model.finding import Finding
    from raci.model.organisation import Organisation, Waiver

#: Stands for the subject of waivers that name none; no id is empty.
_NOBODY = ""

EXPIRED, UNUSED = "RACI704", "RACI705"


class Waivers:
    """The waivers of a file, as of a day.

    Attributes:
        expired: Those whose last valid day is past; they cover nothing any more.
        valid: Those that can cover something.
    """

    def __init__(self, organisation: Organisation, today: dt.date) -> None:
        """Sort the waivers of an organisation."""
        self.expired: list[Waiver] = []
        self.valid: list[Waiver] = []
        for waiver in organisation.waivers:
            if waiver.until and waiver.until < today:
                self.expired.append(waiver)
            elif waiver.until and waiver.sound:
                self.valid.append(waiver)
        # By what a finding must be about: a file may waive each of thousands of findings.
        self._by_subject: dict[tuple[str, str], list[Waiver]] = {}
        for waiver in self.valid:
            for subject in dict.fromkeys(waiver.channels or waiver.roles or (_NOBODY,)):
                self._by_subject.setdefault((waiver.rule, subject), []).append(waiver)

    def covering(self, finding: Finding) -> tuple[int, ...]:
        """Return the places in the file of the waivers that cover a finding."""
        channels, roles = _channels(finding), set(finding.ids("role"))
        subject = next(iter(channels or roles), _NOBODY)
        candidates = self._by_subject.get((finding.code, subject), ())
        return tuple(
            waiver.index
            for waiver in candidates
            if _names(waiver.channels, channels) and _roles_fit(waiver, channels, roles)
        )

    def expired_faults(self) -> Iterator[Fault]:
        """Yield what is to be said about waivers that have run out (704).

        Those whose rule is unknown are left out, as the document tells of them.
        """
        for waiver in (one for one in self.expired if one.rule):
            message = Text(
                "The waiver of {rule} ended on {until}: {reason}",
                {"rule": waiver.rule, "until": waiver.until, "reason": waiver.reason},
            )
            yield Fault(_subjects(waiver), message, ("waivers", waiver.index, "until"))

    def unused_faults(self, covering: Collection[int], running: Collection[str]) -> Iterator[Fault]:
        """Yield what is to be said about waivers that cover nothing (705).

        Args:
            covering: Places in the file of the waivers that cover a finding.
            running: Codes of the rules that were run.
        """
        for waiver in self.valid:
            if waiver.rule in running and waiver.index not in covering:
                message = Text(
                    "The waiver of {rule} covers nothing: {reason}",
                    {"rule": waiver.rule, "reason": waiver.reason},
                )
                yield Fault(_subjects(waiver), message, ("waivers", waiver.index))


def _channels(finding: Finding) -> set[str]:
    """Return the channels among a finding's subjects; a duty belongs to its channel."""
    duties = (duty.rpartition(".")[0] for duty in finding.ids("duty"))
    return {*finding.ids("channel"), *duties}


def _names(named: tuple[str, ...], subjects: set[str]) -> bool:
    """Tell whether a waiver that names these covers a finding about those."""
    return bool(subjects) and subjects.issubset(named) if named else not subjects


def _roles_fit(waiver: Waiver, channels: set[str], roles: set[str]) -> bool:
    """Tell the same of roles; a waiver of channels may leave open which roles are meant."""
    if channels and not waiver.roles:
        return True
    return _names(waiver.roles, roles)


def _subjects(waiver: Waiver) -> tuple[Subject, ...]:
    return (
        Subject("rule", waiver.rule),
        *(Subject("channel", channel) for channel in dict.fromkeys(waiver.channels)),
        *(Subject("role", role) for role in dict.fromkeys(waiver.roles)),
    )
