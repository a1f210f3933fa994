"""Whom a person means: channels and roles by id, or by a name that is theirs alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from raci.model.error import EditError
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci.model.organisation import Channel, Organisation, Role


#: What stands for the row about the choice and mix of channels.
PORTFOLIO = "portfolio"

#: So many names are told of many; a person sees from them what is meant.
_TOLD = 5

Item = TypeVar("Item", "Channel", "Role")


def channel_meant(organisation: Organisation, word: str) -> Channel:
    """Return the channel that ``word`` names.

    Raises:
        EditError: There is none, or more than one of that name.
    """
    values = {"word": word}
    return _meant(
        organisation.channels,
        word,
        Text("there is no channel {word}", values),
        Text("several channels are called {word}; name one by its id", values),
    )


def row_meant(organisation: Organisation, word: str) -> Channel | None:
    """Return the channel that ``word`` names; None for the row about the choice of channels.

    Raises:
        EditError: There is none, or more than one of that name.
    """
    if word == PORTFOLIO and word not in organisation.channels:
        return None
    return channel_meant(organisation, word)


def role_meant(organisation: Organisation, word: str) -> Role:
    """Return the role that ``word`` names: its id, its name, or a person who holds no other one.

    Raises:
        EditError: There is none, or more than one of that name, or that this person holds.
    """
    if word in organisation.roles:
        return organisation.roles[word]
    from raci.reports.pages.person import roles_of

    values: dict[str, object] = {"word": word}
    held = () if _is_named(organisation.roles, word) else roles_of(organisation, word)
    if len(held) == 1:
        return held[0]
    if held:
        values["roles"] = tuple(role.name for role in held)
        raise EditError(Text("{word} holds several roles; name one of them: {roles}", values))
    return _meant(
        organisation.roles,
        word,
        Text("there is no role {word}", values),
        Text("several roles are called {word}; name one by its id", values),
    )


def roles_meant(organisation: Organisation, word: str) -> tuple[str, tuple[Role, ...]]:
    """Return what a role or a person is called, and the role, or all that the person holds.

    Raises:
        EditError: There is neither, or more than one role of that name.
    """
    from raci.reports.pages.person import roles_of
    from raci.reports.pages.upkeep import persons, same_person

    held = roles_of(organisation, word)
    named = _is_named(organisation.roles, word)
    if held and not named:
        holders = persons(organisation)
        name = next(one for one in holders if same_person(one) == same_person(word))
        return name, held
    known = [name for role in organisation.roles.values() for name in (role.id, role.name)]
    if not named:
        problem = Text("there is no role and nobody called {word}", {"word": word})
        raise EditError(nearest_words(problem, word, [*known, *persons(organisation)]))
    role = role_meant(organisation, word)
    return role.name, (role,)


def role_ids(organisation: Organisation, word: str | None) -> tuple[str, ...]:
    """Return the ids of the roles that a role's or person's name means; none for no name.

    Raises:
        EditError: There is no such role or person, or more than one role of that name.
    """
    return tuple(role.id for role in roles_meant(organisation, word)[1]) if word else ()


def _is_named(known: Mapping[str, Item], word: str) -> bool:
    folded = word.casefold()
    return word in known or any(folded in {one.id, one.name.casefold()} for one in known.values())


def _meant(known: Mapping[str, Item], word: str, unknown: Text, several: Text) -> Item:
    """Return the entry of the id ``word``, else the only one of that name.

    Raises:
        EditError: There is none, or more than one of that name.
    """
    if word in known:
        return known[word]
    folded = word.casefold()
    named = [item for item in known.values() if item.name.casefold() == folded]
    if len(named) == 1:
        return named[0]
    if named:
        raise EditError(several)
    names = [name for item in known.values() for name in (item.id, item.name)]
    raise EditError(nearest_words(unknown, word, names))


def first_of(names: Sequence[str]) -> tuple[str, ...]:
    """Return the first of many names, and the sign that there are more."""
    return (*names[:_TOLD], "…") if len(names) > _TOLD else tuple(names)


def nearest_words(problem: Text, word: str, known: Iterable[str]) -> Text:
    """Return ``problem`` with the known words that are most like ``word``, if any are."""
    near = nearest(word, known)
    if not near:
        return problem
    return Text("{problem}; did you mean {names}?", {"problem": problem, "names": near})


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return at most three known words that are like ``word``, the most alike first.

    Of a name of several words, one that is alike is enough: who types a surname means the person.
    """
    import difflib

    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(name.lower(), name)
    for name in tuple(folded):
        for part in name.split():
            folded.setdefault(part, folded[name])
    alike = difflib.get_close_matches(word.lower(), folded, n=3, cutoff=0.6)
    return tuple(dict.fromkeys(folded[name] for name in alike))
