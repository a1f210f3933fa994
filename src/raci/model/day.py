"""Days as people write them."""

from __future__ import annotations

import datetime as dt
import re

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})?")
_TODAY = frozenset(("today", "heute"))

#: Days of the year are looked for so far ahead: 29.2. comes every four or eight years.
_YEARS = 9


def read_day(text: str, today: dt.date) -> dt.date | None:
    """Return the day that a person wrote, or None where it is none.

    Read are ``2027-03-31``, ``31.3.2027``, ``31.3.27``, ``31.3.`` (the next one, today included),
    ``today`` and ``heute``.

    Args:
        text: What was typed.
        today: The day on which it was typed.
    """
    word = text.strip()
    if word.casefold() in _TODAY:
        return today
    iso = _ISO.fullmatch(word)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    dotted = _DOTTED.fullmatch(word)
    if dotted is None:
        return None
    day, month = int(dotted[1]), int(dotted[2])
    if dotted[3]:
        year = int(dotted[3])
        return _day(year + 2000 if len(dotted[3]) == len("27") else year, month, day)
    found = (_day(today.year + ahead, month, day) for ahead in range(_YEARS))
    return next((one for one in found if one and one >= today), None)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
