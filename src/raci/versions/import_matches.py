"""Whom and what a table names, found again in the open file."""

from __future__ import annotations

import unicodedata
from collections import deque
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from raci.model.naming import short_names
from raci.model.order import row_groups
from raci.model.organisation import Duty
from raci.model.vocabulary import DUTY_ROWS
from raci.words import words_in

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from raci.model.organisation import Organisation

    #: What each entry can be found by, the surest first; as many for each.
    _Keys = Mapping[str, Sequence[Hashable]]
    _Values = Mapping[str, Mapping[str, Any]]


# Soft hyphen, zero-width space, word joiner and byte order mark.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


class RowAt(NamedTuple):
    """A row of the file: the portfolio (no channel), a channel, or one of its duties."""

    channel: str | None
    duty: Duty | None = None


def name_key(name: str) -> str:
    """Return a name as it is compared: composed, without case, invisibles and doubled blanks."""
    seen = unicodedata.normalize("NFC", name).translate(_INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", seen.casefold()).split())


def same_roles(organisation: Organisation, values: _Values) -> dict[str, str]:
    """Return the file's role ids by those of the table: by name, by column head, or by id.

    Where two roles share a name, tables of ours tell them apart by the head in brackets.
    """
    known = organisation.roles
    heads = short_names(known.values())
    wanted = {id_: [name_key(entry["name"])] * 4 for id_, entry in values.items()}
    keys = {
        id_: [
            name_key(role.name),
            name_key(f"{role.name} ({heads[id_]})"),
            name_key(role.short or ""),
            name_key(id_),
        ]
        for id_, role in known.items()
    }
    return _paired(wanted, keys)


def same_rows(organisation: Organisation, values: _Values) -> dict[str, RowAt]:
    """Return the file's rows by the ids of the table's: by name and group, by name, or by id.

    Of rows with the same name the first is the first, as they stand on the screen.
    """
    wanted = {}
    for id_, entry in values.items():
        name = name_key(entry["name"])
        wanted[id_] = [(name, name_key(entry.get("group", ""))), name, name]
    keys = {}
    for group in row_groups(organisation.channels.values()):
        for channel in group.channels:
            name = name_key(channel.name)
            keys[channel.id] = [(name, name_key(channel.group or "")), name, name_key(channel.id)]
    found = {id_: RowAt(channel) for id_, channel in _paired(wanted, keys).items()}
    return found | _parts(organisation, values, found)


def _parts(
    organisation: Organisation, values: _Values, found: Mapping[str, RowAt]
) -> dict[str, RowAt]:
    """Return the rows that are no channels: the portfolio, and duties as our tables call them."""
    ids: dict[str, str] = {}
    for channel in organisation.channels.values():
        ids.setdefault(name_key(channel.name), channel.id)
    parts: dict[str, RowAt] = {}
    taken: set[RowAt] = set()
    above: str | None = None
    for id_, entry in values.items():
        if id_ in found:
            above = found[id_].channel
            continue
        name = name_key(entry["name"])
        at = _duty_row(name, above, ids)
        if name in _portfolio_names() and organisation.portfolio is not None:
            at = RowAt(None)
        if at and at not in taken:
            taken.add(at)
            parts[id_] = at
        elif at is None:
            above = None
    return parts


def _duty_row(name: str, above: str | None, ids: Mapping[str, str]) -> RowAt | None:
    """Return the duty that a row is: “Website: Content”, or “↳ Content” below the website."""
    channel, _, title = name.rpartition(": ")
    duty = _duties().get(title.removeprefix("↳").strip())
    id_ = ids.get(channel) if channel else above if title.startswith("↳") else None
    return RowAt(id_, duty) if duty and id_ else None


@cache
def _duties() -> dict[str, Duty]:
    both = [words_in(language) for language in ("en", "de")]
    said = {name_key(words.say(DUTY_ROWS[duty])): duty for words in both for duty in Duty}
    return said | {duty.value: duty for duty in Duty}


@cache
def _portfolio_names() -> frozenset[str]:
    both = (words_in(language)("Choice and mix of channels") for language in ("en", "de"))
    return frozenset(map(name_key, both))


def _paired(wanted: _Keys, known: _Keys) -> dict[str, str]:
    """Pair entries by their first keys, then those that are left by their second keys, and so on.

    Of several with the same key the first belong together; an entry is taken only once.
    """
    paired: dict[str, str] = {}
    taken: set[str] = set()
    for place in range(len(next(iter(known.values()), ()))):
        free: dict[Hashable, deque[str]] = {}
        for id_, keys in known.items():
            if id_ not in taken and keys[place]:
                free.setdefault(keys[place], deque()).append(id_)
        for id_, keys in wanted.items():
            if id_ not in paired and free.get(keys[place]):
                paired[id_] = free[keys[place]].popleft()
                taken.add(paired[id_])
    return paired
