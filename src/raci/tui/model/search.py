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
    inside = place > 0
    while place > 0:
        if not text[place - 1].isalnum():
            return 1
        place = text.find(query, place + 1)
    if inside:
        return 2
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


def ranked(
    query: str, items: Iterable[Item], text: Callable[[Item], str], *, gaps: bool = True
) -> list[Item]:
    """Return the items that match, the best first, in their own order where they match alike.

    Args:
        query: What is looked for.
        items: What can be found.
        text: Returns what an item is called.
        gaps: Whether letters with gaps between them are a match, too.
    """
    wanted = folded(query.strip())
    if not wanted:
        return list(items)
    found = []
    for item in items:
        fit = score(wanted, folded(text(item)))
        if fit is not None and (gaps or fit < _GAPPED):
            found.append((fit, item))
    found.sort(key=lambda pair: pair[0])
    return [item for _, item in found]


#: How much worse a match is in a command's other words and in its help than in its title.
_ALSO, _HELP = 3, 6


def command_fit(query: str, title: str, also: str, help_text: str) -> int | None:
    """Say how well a command fits ``query``: the less the better, None for not at all.

    Each word of the query has to stand in the title, or to begin one of the words that people would
    search it by or of the help. Beginnings of words are best; scattered letters are no match: they
    find everything.
    """
    texts = (
        (0, folded(title), {0, 1, 2}),
        (_ALSO, folded(also), {0, 1}),
        (_HELP, folded(help_text), {0, 1}),
    )
    total = 0
    for word in folded(query).split():
        fits = [weight + fit for weight, text, good in texts if (fit := score(word, text)) in good]
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
