"""What a plain table does not say but names suggest: who leads, who is outside, what a channel is.

The editor proposes it, and a person takes it over; ``raci import --propose`` takes over all of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.edit import Compound, SetField
from raci.model.organisation import Discipline
from raci.model.text import Text
from raci.model.vocabulary import KINDS, PHASES
from raci.tables.importing.language import role_words
from raci.tables.importing.language.vocabulary import fold
from raci.words import catalogue

if TYPE_CHECKING:
    from raci.model.edit import Edit
    from raci.model.organisation import Channel, Organisation, Role

_WORD = re.compile(r"[^\W_]+")


@frozen
class Proposal:
    """One thing that could be said of a role or a channel.

    Attributes:
        name: Of the role or channel.
        title: What would be done.
        reason: What in the name suggests it.
        edit: How it is done.
    """

    name: str
    title: Text
    reason: Text
    edit: Edit


def proposals(organisation: Organisation) -> tuple[Proposal, ...]:
    """Return what names of roles and channels suggest and the file does not say yet.

    Leadership is proposed only where nobody leads yet; a craft only for roles that have none, of
    their own or by their department; kind and phases of channels that the catalogue knows by name.
    """
    found: list[Proposal] = []
    led = any(role.leadership for role in organisation.roles.values())
    for role in organisation.roles.values():
        word = suggests(role.name, role_words.OUTSIDERS)
        outside = bool(word)
        if word and not role.external:
            found.append(_proposal(role, "external", True, Text("Mark {role} as external"), word))
        word = suggests(role.name, role_words.LEADERS)
        if word and not led and not outside:
            found.append(_leader(organisation, role, word))
        elif organisation.discipline(role) is Discipline.OTHER and role.discipline is None:
            craft = _craft(role)
            if craft:
                found.append(craft)
    for channel in organisation.channels.values():
        found += _usual(channel)
    return tuple(found)


def _usual(channel: Channel) -> list[Proposal]:
    """Return what the catalogue says of a channel of this name."""
    known = catalogue.find(channel.name)
    if known is None:
        return []
    found: list[Proposal] = []
    reason = Text("usual for “{channel}”", {"channel": channel.name})
    values = {"channel": channel.name, "kind": KINDS[known.kind]}
    if channel.kind is None:
        edit = SetField(("channels", channel.id, "kind"), known.kind.value)
        title = Text("Kind of {channel}: {kind}", values)
        found.append(Proposal(channel.name, title, reason, edit))
    if not channel.phases and known.phases:
        phases = [phase.value for phase in known.phases]
        edit = SetField(("channels", channel.id, "phases"), phases)
        said = tuple(PHASES[phase] for phase in known.phases)
        values = {"channel": channel.name, "phases": said}
        title = Text("Phases of {channel}: {phases}", values)
        found.append(Proposal(channel.name, title, reason, edit))
    return found


def _leader(organisation: Organisation, role: Role, word: str) -> Proposal:
    flag = SetField(("roles", role.id, "leadership"), value=True)
    title = Text("Mark {role} as leadership", {"role": role.name})
    reason = Text("the name says “{word}”", {"word": word})
    if organisation.discipline(role) is not Discipline.OTHER or role.discipline is not None:
        return Proposal(role.name, title, reason, flag)
    craft = SetField(("roles", role.id, "discipline"), Discipline.MANAGEMENT.value)
    return Proposal(role.name, title, reason, Compound((flag, craft), title))


def _craft(role: Role) -> Proposal | None:
    for discipline, words in role_words.CRAFTS.items():
        word = suggests(role.name, words)
        if word:
            return _proposal(role, "discipline", discipline.value, _CRAFTS[discipline], word)
    return None


_CRAFTS = {
    Discipline.IT: Text("Count {role} as IT"),
    Discipline.LEGAL: Text("Count {role} as legal"),
    Discipline.COMMUNICATION: Text("Count {role} as communication"),
    Discipline.MARKETING: Text("Count {role} as marketing"),
    Discipline.SALES: Text("Count {role} as sales"),
    Discipline.SERVICE: Text("Count {role} as service"),
    Discipline.MANAGEMENT: Text("Count {role} as management"),
}


def _proposal(role: Role, key: str, value: object, title: Text, word: str) -> Proposal:
    return Proposal(
        role.name,
        Text(title.template, {"role": role.name}),
        Text("the name says “{word}”", {"word": word}),
        SetField(("roles", role.id, key), value),
    )


def suggests(name: str, words: str) -> str:
    """Return the word in a role's name that is among ``words``, as the name has it; else nothing.

    In scripts without blanks between words, a word may stand anywhere.
    """
    found = _suggesting(name, words)
    return next((word for word in _WORD.findall(name) if fold(word) == found), found)


def _suggesting(name: str, words: str) -> str:
    folded = fold(name)
    if folded in _whole(words):
        return folded
    tokens = _WORD.findall(folded)
    for length in range(min(4, len(tokens)), 0, -1):
        for start in range(len(tokens) - length + 1):
            phrase = " ".join(tokens[start : start + length])
            if phrase in _exact(words):
                return str(phrase)
    for token in map(str, tokens):
        if token.startswith(_beginnings(words)) or token.endswith(_endings(words)):
            return token
    return next((word for word in _anywhere(words) if word in folded), "")


@cache
def _all(words: str) -> tuple[str, ...]:
    return tuple(fold(" ".join(word.split())) for word in words.split(";") if word.strip())


@cache
def _exact(words: str) -> frozenset[str]:
    plain = (word for word in _all(words) if word[0] not in "-=" and word[-1] != "-")
    return frozenset(" ".join(_WORD.findall(word)) for word in plain)


@cache
def _whole(words: str) -> frozenset[str]:
    return frozenset(word[1:] for word in _all(words) if word.startswith("="))


@cache
def _beginnings(words: str) -> tuple[str, ...]:
    return tuple(word[:-1] for word in _all(words) if word.endswith("-") and len(word) > 3)  # noqa: PLR2004 - ``it-`` begins too much


@cache
def _endings(words: str) -> tuple[str, ...]:
    return tuple(word[1:] for word in _all(words) if word.startswith("-"))


@cache
def _anywhere(words: str) -> tuple[str, ...]:
    """Return the words in scripts that put no blanks between words."""
    return tuple(word for word in _all(words) if word and ord(word[0]) > _FIRST_IDEOGRAPH)


#: From here on (kana, ideographs, hangul) words are not parted by blanks.
_FIRST_IDEOGRAPH = 0x3000
