"""Looking words up: what a head is the head of, which part a word says, and our own wordings."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from raci.model.vocabulary import DUTY_ROWS, KINDS, STATUSES
from raci.tables.importing.language import lexicon
from raci.words import LANGUAGES, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.model.organisation import Duty, Kind, Status
    from raci.model.scheme import Part
    from raci.model.text import Text


@cache
def fold(text: str) -> str:
    """Return a word as it is compared: case, accents and compatibility forms aside."""
    if text.isascii():
        return text.lower().strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).strip()


def _listed(words: str, *, blank: str = "") -> tuple[str, ...]:
    """Return folded words; ``blank`` stands behind those of scripts that part words by blanks."""
    folded = (fold(" ".join(word.split())) for word in words.split(";"))
    return tuple(word + (blank if ord(word[0]) < _IDEOGRAPHS else "") for word in folded if word)


_IDEOGRAPHS = 0x3000


NOTHING = frozenset((*_listed(lexicon.NOTHING), ""))
TICKS = frozenset(_listed(lexicon.TICKS))
TASKS = frozenset(_listed(lexicon.TASKS))
DUTIES = frozenset(_listed(lexicon.DUTIES))
ROLES = frozenset(_listed(lexicon.ROLES))
LETTERS = frozenset(_listed(lexicon.LETTERS))
GROUPS = frozenset(_listed(lexicon.GROUPS))
FOREIGN = frozenset(_listed(lexicon.FOREIGN))
PERSONS = frozenset(_listed(lexicon.PERSONS))
NOTES = frozenset(_listed(lexicon.NOTES))
TOTALS = frozenset(_listed(lexicon.TOTALS))
LEGENDS = frozenset(_listed(lexicon.LEGENDS))
LEGEND_TITLES = _listed(lexicon.LEGEND_TITLES)
ROLE_WORDS = frozenset(_listed(lexicon.ROLE_WORDS))
GROUP_STARTS = _listed(lexicon.GROUP_STARTS)


def _by_word(lists: Mapping[Part, str]) -> dict[str, tuple[Part, ...]]:
    found: dict[str, tuple[Part, ...]] = {}
    for part, words in lists.items():
        for word in _listed(words):
            found[word] = (*found.get(word, ()), part)
    return found


#: The parts of each folded word that says nothing else, and of those that say it loosely.
PARTS = _by_word(lexicon.PARTS)
LOOSE = _by_word(lexicon.LOOSE)
NOT = _listed(lexicon.NOT, blank=" ")


@cache
def word_lists(words: str) -> tuple[str, ...]:
    """Return a list of words, folded; hyphens and equals signs at their ends stay."""
    return _listed(words)


#: Names by which a text may call a scheme, the longer ones first.
SCHEME_NAMES = re.compile(
    r"(?<![A-Za-z])(RACI[- ]?VS|RASCI|RASIC|CAIRO|RACIO|DACI|RAPID|RATSI|PACSI|CLAM|RACI)"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
#: A head of more words names more than the scheme.
_SHORT = 3


def heads_letters(text: str) -> bool:
    """Tell whether a head stands over letters: it says so, or is short and names a scheme."""
    return is_head(text, LETTERS) or (
        len(text.split()) <= _SHORT and SCHEME_NAMES.search(text) is not None
    )


def is_head(text: str, which: frozenset[str]) -> bool:
    """Tell whether a head is one of ``which``, or several of them joined by a slash or "and"."""
    folded = " ".join(fold(text.replace("_", " ")).split()).strip(" :*.#") or fold(text)
    if folded in which:
        return True
    parts = [part.strip() for part in folded.replace("&", "/").replace("\\", "/").split("/")]
    return len(parts) > 1 and all(part in which for part in parts if part)


_Value = TypeVar("_Value", bound=StrEnum)


@cache
def _duties() -> dict[str, Duty]:
    return _by_wording(DUTY_ROWS)


@cache
def _kinds() -> dict[str, Kind]:
    return _by_wording(KINDS)


@cache
def _statuses() -> dict[str, Status]:
    return _by_wording(STATUSES)


def _by_wording(texts: Mapping[_Value, Text]) -> dict[str, _Value]:
    return {
        words_in(language).say(text): value
        for language in LANGUAGES
        for value, text in texts.items()
    }


def duty_named(text: str) -> Duty | None:
    """Return the duty that a text names as we do."""
    return _duties().get(text)


def state_named(text: str) -> dict[str, str]:
    """Return the kind or the state that a text names as we do, as a file has it."""
    if text in _kinds():
        return {"kind": _kinds()[text].value}
    return {"status": _statuses()[text].value} if text in _statuses() else {}


def is_portfolio(name: str) -> bool:
    """Tell whether a row is called as we call the portfolio row, in any language."""
    return any(name == words_in(language)("Choice and mix of channels") for language in LANGUAGES)
