"""Our own words for duties, kinds and states, in each language."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from raci.model.vocabulary import DUTY_ROWS, KINDS, STATUSES
from raci.words import LANGUAGES, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.model.organisation import Duty, Kind, Status
    from raci.model.text import Text

_Value = TypeVar("_Value", bound=StrEnum)


@cache
def _duties() -> dict[str, Duty]:
    return _by_word(DUTY_ROWS)


@cache
def _kinds() -> dict[str, Kind]:
    return _by_word(KINDS)


@cache
def _statuses() -> dict[str, Status]:
    return _by_word(STATUSES)


def _by_word(texts: Mapping[_Value, Text]) -> dict[str, _Value]:
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
