"""Which findings came and which went between two versions, whatever ids were renamed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci.model.finding import Subject
from raci.versions.renames import moved_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from raci.model.finding import Finding

# The table whose ids a subject of that kind has.
_TABLES = {"channel": "channels", "role": "roles"}


def came_and_went(
    before: Iterable[Finding],
    after: Iterable[Finding],
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that are new, and those that are gone; waived ones are none.

    Args:
        before: Findings of the old version.
        after: Findings of the new one.
        old: The old version's plain values; with ``new``, a finding about an entry whose id was
            renamed is still the same.
        new: The new version's.
    """
    moved = moved_tables(old or {}, new or {})
    left = {_with_new_ids(one, moved).fingerprint: one for one in before if not one.waived}
    found = {one.fingerprint: one for one in after if not one.waived}
    came = [one for key, one in found.items() if key not in left]
    return came, [one for key, one in left.items() if key not in found]


def _with_new_ids(finding: Finding, moved: Mapping[str, Mapping[str, str]]) -> Finding:
    if not any(moved.values()):
        return finding
    return replace(finding, subjects=tuple(_renamed(one, moved) for one in finding.subjects))


def _renamed(subject: Subject, moved: Mapping[str, Mapping[str, str]]) -> Subject:
    if subject.kind == "duty":
        channel, _, duty = subject.id.rpartition(".")
        return Subject("duty", f"{moved['channels'].get(channel, channel)}.{duty}")
    known = moved.get(_TABLES.get(subject.kind, ""), {})
    return Subject(subject.kind, known.get(subject.id, subject.id))
