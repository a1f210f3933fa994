"""How much a text looks like a role, a person, a task or an id: weights, never vetoes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from raci.tables.importing.language import role_words
from raci.tables.importing.language.vocabulary import (
    FOREIGN,
    GROUPS,
    ROLE_WORDS,
    ROLES,
    TASKS,
    TOTALS,
    fold,
    is_head,
    word_lists,
)
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_ID = re.compile(r"[A-Za-z]{0,5}[-_. #]?\d+(?:[.\-_/]\d+)*[.)]?")
_ID_HEAD = re.compile(r"(?:^|[_\s.-])(?:id|ID|Id|key|Key)$|[a-z]Id$")
_PERSON = re.compile(r"[^\W\d_a-z]\S*(?:\s+(?:von|van|de|di)\s+|\s+)[^\W\d_a-z][^\W\d_]+")
_ACRONYM = re.compile(r"[^\W\d_a-zäöü]{2,5}")
#: A head longer than this is a description, no name.
LONGEST_NAME = 160
_TWO_NAMES = 2
#: A name longer than this is seldom a role's.
_LONG_ROLE = 45


@lru_cache(8192)
def roleness(text: str) -> float:
    """Return how much a name looks like a role's, from about -1 to 2."""
    name = one_line(text)
    if not name:
        return 0.0
    words = _WORD.findall(fold(name))
    score = 0.0
    if words and (words[-1] in ROLE_WORDS or words[0] in ROLE_WORDS):
        score += 1.0
    elif any(word in ROLE_WORDS for word in words):
        score += 0.5
    if any(word in _posts() or word.endswith(_post_endings()) for word in words):
        score += 1.0 if len(words) <= _TWO_NAMES else 0.5
    if (
        _PERSON.fullmatch(name)
        and len(words) == _TWO_NAMES
        and not any(word in ROLE_WORDS for word in words)
    ):
        score += 0.2
    if _ACRONYM.fullmatch(name):
        score += 0.3
    if len(words) > 4 or len(name) > _LONG_ROLE:  # noqa: PLR2004
        score -= 0.5
    if _ID.fullmatch(name):
        score -= 0.5
    return min(score, 1.6)


@lru_cache(1)
def _posts() -> frozenset[str]:
    """Return single words that name posts, teams and outsiders."""
    lists = (role_words.LEADERS, role_words.OUTSIDERS, *role_words.CRAFTS.values())
    words = (word.strip("=") for listed in lists for word in word_lists(listed))
    return frozenset(word for word in words if " " not in word and "-" not in word)


@lru_cache(1)
def _post_endings() -> tuple[str, ...]:
    """Return endings of words for posts: ``-leitung`` makes ``Filialleitung`` one."""
    lists = (role_words.LEADERS, role_words.OUTSIDERS, *role_words.CRAFTS.values())
    own = (word[1:] for listed in lists for word in word_lists(listed) if word.startswith("-"))
    return (*own, "leitung", "leiter", "leiterin", "manager", "team", "abteilung", "beauftragte")


def personness(text: str) -> float:
    """Return 1 for a name of two capitalised words without a word for a post, else less."""
    name = one_line(text)
    if not _PERSON.fullmatch(name):
        return 0.0
    return 0.2 if roleness(name) > 0.4 else 1.0  # noqa: PLR2004 - more than the form of a name


def average(values: Iterable[float]) -> float:
    """Return the mean; 0 of nothing."""
    known = list(values)
    return sum(known) / len(known) if known else 0.0


@lru_cache(4096)
def as_role_head(text: str) -> float:
    """Return how well a text stands at the head of a column as the name of a role."""
    head = one_line(text)
    if not head:
        return -2.5
    score = 0.6 * roleness(head)
    for which, weight in ((TASKS, -2.0), (FOREIGN, -1.6), (GROUPS, -1.0), (TOTALS, -3.0)):
        if is_head(head, which):
            score += weight
    if is_head(head, ROLES):
        score -= 0.3
    if head[0] in "Σ∑":
        score -= 3.0
    if len(head) > 60:  # noqa: PLR2004 - more than a name
        score -= 1.0 if len(head) <= LONGEST_NAME else 4.0
    if _ID.fullmatch(head):
        score -= 0.8
    return score


def is_id(text: str) -> bool:
    """Tell whether a text is a number or key of a row rather than its name."""
    return _ID.fullmatch(text.strip()) is not None


def is_id_head(head: str) -> bool:
    """Tell whether a head says that keys stand below it."""
    return _ID_HEAD.search(head.strip()) is not None
