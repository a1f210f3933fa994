"""What differs between two versions of a file, in the organisation's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from raci.frozen import frozen, replace
from raci.model.finding import Subject
from raci.model.text import Text, mark
from raci.versions.entries import moved_tables, out_of_order
from raci.versions.names import Names
from raci.versions.references import renamed
from raci.versions.values import (
    ABSENT,
    TABLES,
    fingerprint,
    same,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.model.finding import Finding
    from raci.model.organisation import Path


@frozen
class Change:
    """One difference.

    Attributes:
        path: Where, with the new version's ids; of what is gone, with the old one's.
        old: The value before; None where there was none.
        new: The value now; None where there is none.
        message: The change in a sentence.
    """

    path: Path
    old: object
    new: object
    message: Text


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what differs between the plain values of two versions, in the order of the new one."""
    moved = moved_tables(old, new)
    current = renamed(old, moved)
    names = Names(current, new)
    found = [
        Change(
            (name, after),
            before,
            after,
            Text(
                "{name}: its id is now {new}, was {old}",
                {"name": names.of(name, after), "new": after, "old": before},
            ),
        )
        for name in TABLES
        for before, after in moved[name].items()
    ]
    for key in {**new, **current}:
        if key in TABLES:
            found += _entries(key, table(current, key), table(new, key), names)
        elif key == "waivers":
            found += _waivers(current.get(key), new.get(key), names)
        else:
            found += _leaves((key,), current.get(key), new.get(key), names)
    return tuple(found)


_ADDED = {
    "departments": mark("{name}: department added"),
    "roles": mark("{name}: role added"),
    "channels": mark("{name}: channel added"),
}
_REMOVED = {
    "departments": mark("{name}: department removed"),
    "roles": mark("{name}: role removed"),
    "channels": mark("{name}: channel removed"),
}


def _entries(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], names: Names
) -> Iterator[Change]:
    for key in old:
        if key not in new:
            text = Text(_REMOVED[name], {"name": names.of(name, key)})
            yield Change((name, key), old[key], None, text)
    for key, entry in new.items():
        if key not in old:
            text = Text(_ADDED[name], {"name": names.of(name, key)})
            yield Change((name, key), None, entry, text)
        else:
            yield from _leaves((name, key), old[key], entry, names)
    yield from _order(name, [key for key in old if key in new], list(new), names)


def _order(name: str, old: list[str], new: list[str], names: Names) -> Iterator[Change]:
    known = set(old)
    kept = [key for key in new if key in known]
    if kept == old:
        return
    before = {key: place for place, key in enumerate(old)}
    now = {key: place for place, key in enumerate(new)}
    for key in out_of_order(old, kept):
        place = now[key]
        values: dict[str, object] = {"name": names.of(name, key)}
        if place == 0:
            text = Text("{name}: moved to the beginning", values)
        else:
            values["other"] = names.of(name, new[place - 1])
            text = Text("{name}: moved behind {other}", values)
        yield Change((name, key), before[key], place, text)


def _leaves(path: Path, old: object, new: object, names: Names) -> Iterator[Change]:
    if same(old, new):
        return
    nested = (
        (isinstance(side, Mapping) and "letters" not in side) or side is ABSENT
        for side in (old, new)
    )
    if all(nested) and not _is_new_review(path, old, new):
        before = old if isinstance(old, Mapping) else {}
        after = new if isinstance(new, Mapping) else {}
        for key in {**before, **after}:
            yield from _leaves((*path, key), before.get(key), after.get(key), names)
    else:
        yield Change(path, old, new, names.change(path, old, new))


def _is_new_review(path: Path, old: object, new: object) -> bool:
    """Tell whether a channel was reviewed again, or by somebody else: one change, not three."""
    if path[-1] != "reviewed" or path[0] != "channels" or not isinstance(new, Mapping):
        return False
    return not isinstance(old, Mapping) or any(old.get(key) != new.get(key) for key in ("on", "by"))


def _waivers(old: object, new: object, names: Names) -> Iterator[Change]:
    before = old if isinstance(old, list) else []
    after = new if isinstance(new, list) else []
    had, has = (set(map(fingerprint, waivers)) for waivers in (before, after))
    for index, waiver in enumerate(before):
        if fingerprint(waiver) not in has:
            yield _waiver(("waivers", index), waiver, None, names)
    for index, waiver in enumerate(after):
        if fingerprint(waiver) not in had:
            yield _waiver(("waivers", index), None, waiver, names)


def _waiver(path: Path, old: object, new: object, names: Names) -> Change:
    waiver = new if isinstance(new, Mapping) else old
    values: dict[str, object] = {"rule": "", "scope": ()}
    if isinstance(waiver, Mapping):
        scope = tuple(
            names.of(name, key) for name in ("channels", "roles") for key in waiver.get(name) or ()
        )
        values = {"rule": str(waiver.get("rule", "")), "scope": scope or ("–",)}
    if new is None:
        return Change(path, old, new, Text("Waiver of {rule} removed ({scope})", values))
    return Change(path, old, new, Text("Waiver of {rule} added ({scope})", values))


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
