"""The faults of a file (801 to 806): findings and their wordings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from raci.model.finding import ORGANISATION, Finding, Severity, Subject
from raci.model.text import Text
from raci.toml_edit.path import dotted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from raci.model.organisation import Duty, Path

INVALID_TOML = ("RACI801", "invalid-toml")
INVALID_FIELD = ("RACI802", "invalid-field")
UNKNOWN_REFERENCE = ("RACI803", "unknown-reference")
UNKNOWN_LETTER = ("RACI804", "unknown-letter")
NEWER_FORMAT = ("RACI805", "newer-format")
UNKNOWN_KEY = ("RACI806", "unknown-key")

A_TEXT = Text("a text")
A_TEXT_OR_LIST = Text("a text or a list of texts")
A_LIST = Text("a list of texts")
A_FLAG = Text("true or false")
A_DATE = Text("a date (2026-12-31)")
A_WHOLE_NUMBER = Text("a whole number")
A_NUMBER = Text("a number")
A_TABLE = Text("a table")
A_LIST_OF_TABLES = Text("a list of tables ([[waivers]])")
LETTERS_OR_TABLE = Text("letters or a table with letters")
A_DATE_OR_TABLE = Text("a date or a table with a date")

_FOUND: dict[type, Text] = {
    str: A_TEXT,
    bool: Text("a truth value"),
    int: A_WHOLE_NUMBER,
    float: A_NUMBER,
    dict: A_TABLE,
    list: Text("a list"),
    dt.date: Text("a date"),
    dt.datetime: Text("a date with a time"),
    dt.time: Text("a time"),
}


#: How much of a table's name must agree for the other name to be meant (difflib's ratio).
_SURELY = 0.8


class Problems:
    """Collects the faults of one part of a file."""

    def __init__(self) -> None:
        """Start without faults."""
        self.found: list[Finding] = []

    def invalid(self, path: Path, message: Text) -> None:
        """Note an invalid field."""
        self.found.append(_finding(INVALID_FIELD, path, (_key(path),), message))

    def wrong_type(self, path: Path, wanted: Text, value: object) -> None:
        """Note a value of another type than ``wanted``."""
        values = {"key": dotted(path), "wanted": wanted, "found": _FOUND.get(type(value), A_TEXT)}
        self.invalid(path, Text("{key} should be {wanted}, but is {found}", values))

    def missing(self, path: Path) -> None:
        """Note a required key that is not there."""
        self.invalid(path, Text("{key} is missing", {"key": dotted(path)}))

    def empty(self, path: Path) -> None:
        """Note a required text that says nothing."""
        self.invalid(path, Text("{key} is empty", {"key": dotted(path)}))

    def bad_id(self, path: Path) -> None:
        """Note an id that is empty or holds control characters."""
        template = (
            Text("{key}: an id must not hold control characters", {"key": dotted(path)})
            if path[-1]
            else Text("{key}: an id must not be empty", {"key": dotted(path)})
        )
        self.invalid(path, template)

    def not_among(self, path: Path, word: str, allowed: Iterable[str]) -> None:
        """Note a word that is none of those allowed."""
        words = tuple(allowed)
        values = {"key": dotted(path), "word": word, "allowed": words}
        near = nearest(word, words)
        if near is None:
            text = Text("{key}: “{word}” is none of {allowed}", values)
        else:
            values["nearest"] = near
            text = Text("{key}: “{word}” is none of {allowed}; did you mean “{nearest}”?", values)
        self.invalid(path, text)

    def unknown_rule(self, path: Path, word: str, names: Iterable[str]) -> None:
        """Note a rule that does not exist."""
        values: dict[str, object] = {"key": dotted(path), "word": word}
        near = nearest(word, tuple(names))
        if near is None:
            text = Text("{key}: there is no rule “{word}”", values)
        else:
            values["nearest"] = near
            text = Text("{key}: there is no rule “{word}”; did you mean “{nearest}”?", values)
        self.invalid(path, text)

    def unknown_key(self, path: Path, known: Iterable[str]) -> None:
        """Note a key that this program does not know; it is kept."""
        values: dict[str, object] = {"key": dotted(path)}
        near = nearest(str(path[-1]), tuple(known))
        if near is None:
            text = Text("{key} is unknown here and left as it is", values)
        else:
            values["nearest"] = near
            text = Text(
                "{key} is unknown here and left as it is; did you mean “{nearest}”?", values
            )
        self.found.append(_finding(UNKNOWN_KEY, path, (_key(path),), text, Severity.WARNING))

    def unknown_table(self, path: Path, known: Iterable[str]) -> None:
        """Note a table at the root that this program does not know.

        One whose name is nearly that of a known table is an error: all that is in it would count
        for nothing.
        """
        from difflib import get_close_matches

        near = get_close_matches(str(path[-1]).casefold(), known, 1, _SURELY)
        if not near:
            self.unknown_key(path, known)
            return
        values = {"key": dotted(path), "nearest": near[0]}
        text = Text(
            "{key} is unknown here, and what stands in it does not count; is it “{nearest}”?",
            values,
        )
        self.found.append(_finding(UNKNOWN_KEY, path, (_key(path),), text))

    def unknown_reference(
        self, path: Path, table: str, id_: str, near: Callable[[str], str | None]
    ) -> None:
        """Note the id of a role, channel or department that does not exist."""
        values: dict[str, object] = {"key": dotted(path), "id": id_}
        found = near(id_)
        if found is not None:
            values["nearest"] = found
        plain, hinted = _REFERENCES[table]
        message = Text((plain if found is None else hinted).template, values)
        self.found.append(_finding(UNKNOWN_REFERENCE, path, (_key(path),), message))

    def unknown_letter(
        self, path: Path, channel: str | None, duty: Duty | None, role: str, message: Text
    ) -> None:
        """Note a cell whose letters are not those of the scheme."""
        subjects: list[Subject] = []
        if channel is not None:
            subjects.append(Subject("channel", channel))
            if duty is not None:
                subjects.append(Subject("duty", f"{channel}.{duty}"))
        subjects.append(Subject("role", role))
        self.found.append(_finding(UNKNOWN_LETTER, path, tuple(subjects), message))


_REFERENCES = {
    "roles": (
        Text("{key}: there is no role “{id}”"),
        Text("{key}: there is no role “{id}”; did you mean “{nearest}”?"),
    ),
    "departments": (
        Text("{key}: there is no department “{id}”"),
        Text("{key}: there is no department “{id}”; did you mean “{nearest}”?"),
    ),
    "channels": (
        Text("{key}: there is no channel “{id}”"),
        Text("{key}: there is no channel “{id}”; did you mean “{nearest}”?"),
    ),
}


def invalid_toml(message: Text) -> Finding:
    """Return the finding about a text that is not TOML or not UTF-8."""
    return _finding(INVALID_TOML, (), (ORGANISATION,), message)


def newer_format(found: int, known: int) -> Finding:
    """Return the finding about a file whose format is newer than this program."""
    text = Text(
        "the file has format {found}, this program knows formats up to {known}: it is opened "
        "read-only; a newer raci can edit it",
        {"found": found, "known": known},
    )
    return _finding(NEWER_FORMAT, ("format",), (ORGANISATION,), text)


def _key(path: Path) -> Subject:
    return Subject("key", dotted(path))


def _finding(
    rule: tuple[str, str],
    path: Path,
    subjects: tuple[Subject, ...],
    message: Text,
    severity: Severity = Severity.ERROR,
) -> Finding:
    return Finding(*rule, severity, subjects, message, path)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of a few ``words`` that is most like ``word``, if any is."""
    from difflib import get_close_matches

    folded = {known.casefold(): known for known in words}
    found = get_close_matches(word.casefold(), folded, 1)
    return folded[found[0]] if found else None


class NearIds:
    """Finds the id most like a word among thousands: same letters but for one here or there."""

    #: Below so many ids, each can be looked at.
    FEW = 100

    def __init__(self, ids: Iterable[str]) -> None:
        """Keep the ids; they are indexed when a fault first asks."""
        self._ids = tuple(ids)
        self._index: dict[str, str] = {}

    def __call__(self, word: str) -> str | None:
        """Return the nearest id, or None where none is near."""
        if len(self._ids) <= self.FEW:
            return nearest(word, self._ids)
        if not self._index:
            for known in self._ids:
                for variant in _variants(known):
                    self._index.setdefault(variant, known)
        return next((self._index[form] for form in _variants(word) if form in self._index), None)


def _variants(word: str) -> list[str]:
    """Return the word, and the word without each of its letters (deletion neighbourhood)."""
    folded = word.casefold()[:_LONGEST]
    return [folded, *(folded[:rank] + folded[rank + 1 :] for rank in range(len(folded)))]


#: Longer ids are compared by their beginning, so that one hostile id stays cheap.
_LONGEST = 64
