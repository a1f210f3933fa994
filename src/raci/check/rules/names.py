"""Family 7, upkeep: names that are nearly the same, and matrices that have grown unwieldy."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from raci.check.matrix.role_index import person_key
from raci.check.rule.case import MOST, Fix, Look, with_ids
from raci.check.rule.fault import Fault, listed
from raci.check.rule.rule import rule
from raci.model.edit import Compound, DeleteItem
from raci.model.finding import ORGANISATION, Severity, Subject
from raci.model.naming import folded
from raci.model.rule import Limit
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from raci.check.matrix.matrix import Matrix
    from raci.check.rule.case import Case
    from raci.model.edit import Edit
    from raci.model.organisation import Channel
    from raci.model.rule import Limits


_INFO = Severity.INFO


@rule("RACI706", "near-duplicate", _INFO).whole
def near_duplicate(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Channels of one group whose names are nearly the same, one finding a cluster."""
    groups: dict[str | None, list[Channel]] = {}
    for row in matrix.active:
        groups.setdefault(row.channel.group, []).append(row.channel)
    for group in groups.values():
        for places in clusters([channel.name for channel in group]):
            yield _near([group[place] for place in places])


def _near(channels: list[Channel]) -> Fault:
    ids = tuple(channel.id for channel in channels)
    first, *others = channels
    if len({folded(channel.name) for channel in channels}) == 1:
        message = Text(
            "{channel}: the same name {n} times ({ids})",
            {"channel": first.name, "n": len(ids), "ids": listed(ids)},
        )
    else:
        message = Text(
            "{channel}: nearly the same name as {others}",
            {"channel": first.name, "others": listed(channel.name for channel in others)},
        )
    subjects = tuple(Subject("channel", id_) for id_ in ids)
    return Fault(subjects, message, ("channels", ids[1]))


@near_duplicate.fixes
def fix_near_duplicate(case: Case) -> Iterator[Fix | Look]:
    """Both are looked at; or one of the channels goes, the last one first."""
    subjects = case.finding.subjects
    values: dict[str, object] = {"n": len(subjects)}
    both = Text("Open both", values) if len(subjects) == len(("one", "other")) else None
    yield Look(both or Text("Open all {n}", values), subjects)
    channels = [case.organisation.channels[one] for one in case.finding.ids("channel")]
    names = [channel.name for channel in channels]
    for channel in channels[: -MOST - 1 : -1]:
        values = {"channel": channel.name, "id": channel.id}
        title = Text("Delete the channel {channel}", values)
        if names.count(channel.name) > 1:
            title = Text("Delete the channel {channel} ({id})", values)
        yield Fix(title, DeleteItem("channels", channel.id))


@rule("RACI707", "unwieldy", _INFO, Limit("rows", 25), Limit("roles", 20)).whole
def unwieldy(matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """Many rows and none has a group or kind; many roles and none has a department."""
    rows, roles = matrix.counts.rows, matrix.organisation.roles
    values = {"rows": rows, "roles": len(roles)}
    long = rows > limits["rows"] and not matrix.counts.grouped
    wide = len(roles) > limits["roles"] and not any(role.department for role in roles.values())
    if long and wide:
        message = Text("{rows} rows without groups, {roles} roles without departments", values)
    elif long:
        message = Text("{rows} rows, and none has a group or a kind", values)
    else:
        message = Text("{roles} roles, and none has a department", values)
    if long or wide:
        yield Fault((ORGANISATION,), message, ("organisation",))


@rule("RACI709", "near-duplicate-holder", _INFO).whole
def near_duplicate_holder(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Two holders whose names are nearly the same, but not the same person's."""
    persons, spelling = matrix.roles.persons, matrix.roles.spelling
    keys = list(persons)
    for pair in alike([spelling[key] for key in keys]):
        one, other = (keys[place] for place in pair)
        roles = matrix.roles.ordered({*persons[one], *persons[other]})
        message = Text(
            "{one} and {other}: the same person? ({roles})",
            {
                "one": spelling[one],
                "other": spelling[other],
                "roles": listed(matrix.roles.names(roles)),
            },
        )
        subjects = tuple(Subject("role", role) for role in roles)
        yield Fault(subjects, message, ("roles", roles[0], "holder"))


@near_duplicate_holder.fixes
def fix_near_duplicate_holder(case: Case) -> Iterator[Fix]:
    """The person is spelt in one way everywhere."""
    one, other = (str(case.finding.message.values[name]) for name in ("one", "other"))
    for right, wrong in ((one, other), (other, one)):
        title = Text("Write “{name}” everywhere", {"name": right})
        edits = tuple(_respelt(case, right, person_key(wrong)))
        yield Fix(title, edits[0] if len(edits) == 1 else Compound(edits, title))


def _respelt(case: Case, right: str, wrong: str) -> Iterator[Edit]:
    for role in case.finding.ids("role"):
        holders = case.organisation.roles[role].holders
        if wrong in map(person_key, holders):
            names = (right if person_key(name) == wrong else name for name in holders)
            yield with_ids(case.organisation.roles[role], "holder", names)


#: Below so many letters a difference of one says nothing.
_LETTERS = 6
#: Longer names are texts: only compared whole, as what is left of them without each of their
#: letters would take memory by the square of their length.
_LONGEST = 64
#: Of more names that are all alike, each is paired with the first only: the pairs of a thousand
#: equal names would be half a million findings. Two names are not paired where both are paired
#: with so many others already.
_PAIRED = 20

_NO_ASCII_LETTER = {code: None for code in range(128) if chr(code).isalpha()}


def alike(names: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of positions whose names are nearly the same, in order.

    Equal after folding; or one letter inserted, dropped or replaced between names of six letters or
    more with the same digits.
    """
    places = _places(names)
    pairs = {pair for equal in places.values() for pair in _pairs(equal)}
    paired: Counter[str] = Counter()
    for one, other in _one_letter_apart(places):
        if min(paired[one], paired[other]) < _PAIRED:
            paired.update((one, other))
            near = _across(places[one], places[other])
            pairs.update((min(pair), max(pair)) for pair in near)
    return sorted(pairs)


def clusters(names: Sequence[str]) -> list[tuple[int, ...]]:
    """Return the positions of names that are connected by likeness, in order, two or more each."""
    places = _places(names)
    cluster = {name: [name] for name in places}
    for one, other in _one_letter_apart(places):
        mine, theirs = cluster[one], cluster[other]
        if mine is not theirs:
            small, large = sorted((mine, theirs), key=len)
            large += small
            cluster.update(dict.fromkeys(small, large))
    members = {id(known): known for known in cluster.values()}.values()
    found = (sorted(place for name in known for place in places[name]) for known in members)
    return sorted(tuple(one) for one in found if len(one) > 1)


def _places(names: Sequence[str]) -> dict[str, list[int]]:
    """Return the positions of each name as folded; what has neither letter nor digit is none."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(folded(name), []).append(place)
    places.pop("", None)
    return places


def _across(ones: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of two names' places; of too many, those with a first one."""
    many = len(ones) * len(others) > _PAIRED**2
    for rank, one in enumerate(ones):
        yield from ((one, other) for other in (others[:1] if many and rank else others))


def _pairs(places: Sequence[int]) -> Iterable[tuple[int, int]]:
    if len(places) > _PAIRED:
        return ((places[0], other) for other in places[1:])
    return combinations(places, 2)


def _one_letter_apart(names: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield pairs of folded names of which one becomes the other by one letter.

    Names are found by what is left of them without one character: a dropped letter leaves the other
    name itself, a replaced one leaves the same rest at the same position.
    """
    by_digits: dict[str, list[str]] = {}
    for name in names:
        digits = _digits(name)
        if len(name) <= _LONGEST and len(name) - len(digits) >= _LETTERS:
            by_digits.setdefault(digits, []).append(name)
    for same_digits in by_digits.values():
        if len(same_digits) > 1:
            yield from _neighbours(same_digits)


@lru_cache(maxsize=1 << 16)
def _digits(name: str) -> str:
    digits = name.translate(_NO_ASCII_LETTER)
    return digits if digits.isascii() else "".join(c for c in digits if not c.isalpha())


def _neighbours(names: list[str]) -> Iterator[tuple[str, str]]:
    known = set(names)
    rests: dict[tuple[int, str], list[str]] = {}
    for name in names:
        for position in range(len(name)):
            rest = name[:position] + name[position + 1 :]
            if rest in known:
                yield name, rest
            rests.setdefault((position, rest), []).append(name)
    for same_rest in rests.values():
        if len(same_rest) > 1:
            first = same_rest[0]
            yield from (
                combinations(same_rest, 2)
                if len(same_rest) <= _PAIRED
                else ((first, other) for other in same_rest[1:])
            )
