"""The words that our own tables are made of, in each language, to know such tables again."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from raci.frozen import frozen
from raci.model import vocabulary
from raci.model.scheme import SCHEMES
from raci.tables.neutral import KINDS, STATUS_GROUPS
from raci.words import LANGUAGES, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.model.organisation import Duty, Kind, Status
    from raci.model.scheme import Scheme
    from raci.model.text import Text
    from raci.words import Words

_Value = TypeVar("_Value", bound=StrEnum)

#: Days as the two languages write them (``Words.date``).
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_GERMAN = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")


@frozen
class Wording:
    """What the exports say in one language.

    Attributes:
        portfolio: The name of the row about the choice and mix of channels.
        kind_titles: Kinds as titles of groups, where a file has no groups; states likewise.
        untitled: Titles over rows that have no group, or are of no kind.
        apart: Names of the sheets that stand beside the matrix.
    """

    words: Words
    portfolio: str
    duties: Mapping[str, Duty]
    kinds: Mapping[str, Kind]
    kind_titles: Mapping[str, Kind]
    statuses: Mapping[str, Status]
    status_titles: Mapping[str, Status]
    untitled: frozenset[str]
    apart: frozenset[str]

    def day(self, text: str) -> dt.date | None:
        """Return the day that a text is, as this language writes it; None for other texts."""
        german = self.words.language == "de"
        found = (_GERMAN if german else _ISO).fullmatch(text.strip())
        if found is None:
            return None
        year, month, day = found.groups()[::-1] if german else found.groups()
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            return None

    def titled(self, text: str) -> str:
        """Return the scheme's name in ``RACI matrix: Firm``; nothing where that is no title."""
        scheme, between, _ = text.partition(self._title())
        return scheme if between and len(scheme) <= _LONGEST_SCHEME else ""

    def _title(self) -> str:
        return self.words("{scheme} matrix: {name}", scheme="", name="").rstrip()

    def legend(self, scheme: Scheme) -> list[str]:
        """Return the heads over the letters of a scheme in the long layout."""
        return [f"{self.words(one.label)} ({one.char})" for one in scheme.letters.values()]

    def label(self, scheme: Scheme, letters: str) -> str | None:
        """Return what letters mean, as the role layout says it; None for other letters."""
        known = [scheme.letters.get(char) for char in letters]
        labels = [self.words(one.label) for one in known if one]
        return ", ".join(labels) if len(labels) == len(known) else None


_LONGEST_SCHEME = 40


@cache
def wordings() -> tuple[Wording, ...]:
    """Return the wording of each language."""
    return tuple(_wording(words_in(language)) for language in LANGUAGES)


def _wording(words: Words) -> Wording:
    return Wording(
        words,
        portfolio=words("Choice and mix of channels"),
        duties=_by_word(vocabulary.DUTY_ROWS, words),
        kinds=_by_word(vocabulary.KINDS, words),
        kind_titles=_by_word(KINDS, words),
        statuses=_by_word(vocabulary.STATUSES, words),
        status_titles=_by_word(STATUS_GROUPS, words),
        untitled=frozenset((words("Without a group"), words("Of no kind"))),
        apart=frozenset((words("Legend"), words("Roles"), words("Notes"), words("Findings"))),
    )


def _by_word(texts: Mapping[_Value, Text], words: Words) -> dict[str, _Value]:
    return {words.say(text): value for value, text in texts.items()}


def is_portfolio(name: str) -> bool:
    """Tell whether a row is called as we call the portfolio row, in any language."""
    return any(name == wording.portfolio for wording in wordings())


def duty_named(text: str) -> Duty | None:
    """Return the duty that a text names exactly as we do, in any language."""
    return next((one.duties[text] for one in wordings() if text in one.duties), None)


def titled_scheme(texts: list[str]) -> Scheme | None:
    """Return the scheme that a title of ours names, in any language."""
    for text in texts:
        for wording in wordings():
            scheme = SCHEMES.get(wording.titled(text))
            if scheme is not None:
                return scheme
    return None
