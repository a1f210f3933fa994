"""Finding names by parts of them: no wildcards, no case, gaps allowed."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Item = TypeVar("Item")

# The score of letters with gaps between them.
_GAPPED = 3


def folded(text: str) -> str:
    """Return ``text`` without case, accents and umlauts' dots, as people type it in a hurry."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def score(query: str, text: str) -> int | None:
    """Say how well ``query`` fits ``text``, both folded: the less the better, None for not at all.

    A beginning is better than the beginning of a word, that better than any part, and that better
    than letters in the same order with gaps between them.
    """
    place = text.find(query)
    if place == 0:
        return 0
    if place > 0:
        return 1 if not text[place - 1].isalnum() else 2
    rest = iter(text)
    return _GAPPED if all(char in rest for char in query if char != " ") else None


def matching(query: str, items: Iterable[Item], text: Callable[[Item], str]) -> list[Item]:
    """Return the items that hold ``query`` as it is, in their own order.

    Only where none does, those that hold its letters with gaps: who goes from match to match
    does not look for “Whistleblowing” with “web”.
    """
    wanted = folded(query.strip())
    scored = [(score(wanted, folded(text(item))), item) for item in items]
    exact = [item for fit, item in scored if fit is not None and fit < _GAPPED]
    return exact or [item for fit, item in scored if fit is not None]


def ranked(query: str, items: Iterable[Item], text: Callable[[Item], str]) -> list[Item]:
    """Return the items that match, the best first, in their own order where they match alike."""
    wanted = folded(query.strip())
    if not wanted:
        return list(items)
    found = []
    for item in items:
        fit = score(wanted, folded(text(item)))
        if fit is not None:
            found.append((fit, item))
    found.sort(key=lambda pair: pair[0])
    return [item for _, item in found]


#: How much worse a match is in a command's other words and in its help than in its title.
_ALSO, _HELP = 3, 6


def command_fit(query: str, title: str, also: str, help_text: str) -> int | None:
    """Say how well a command fits ``query``: the less the better, None for not at all.

    Each word of the query has to stand in the title, in the words that people would search it by,
    or in the help. Beginnings of words are best; scattered letters are no match: they find
    everything.
    """
    texts = ((0, folded(title)), (_ALSO, folded(also)), (_HELP, folded(help_text)))
    total = 0
    for word in folded(query).split():
        fits = [weight + fit for weight, text in texts if (fit := score(word, text)) in {0, 1, 2}]
        if not fits:
            return None
        total += min(fits)
    return total


def begun(query: str, names: Sequence[str], here: int) -> int | None:
    """Return the place of the name that letters typed one after another mean; None for none.

    It begins so; the same letter again leads to the next name that begins with it. Where no name
    begins so, one of whose words does.

    Args:
        query: What was typed up to now.
        names: What can be chosen.
        here: The place of the one that is chosen.
    """
    wanted = folded(query)
    fits = [score(wanted, folded(name)) for name in names]
    for fit in (0, 1):
        if fit in fits:
            return fits.index(fit)
    if len(set(wanted)) == 1:
        alike = [place for place, name in enumerate(names) if folded(name).startswith(wanted[0])]
        return next((place for place in alike if place > here), alike[0] if alike else None)
    return None
