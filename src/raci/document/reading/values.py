"""Reading single values: what each shape of field takes, and the complaint about the rest."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from raci.document import fields as table_of
from raci.document import problems as wordings
from raci.document.fields import OLDER_WORDS, Field, Fields, Shape
from raci.document.problems import NearIds, Problems
from raci.document.reading.letters import Letters
from raci.model.organisation import Duty, Learned, Review
from raci.model.text import Text
from raci.toml_edit.path import dotted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from raci.model.organisation import Path
    from raci.model.rule import RuleNames
    from raci.model.scheme import Scheme

# The keys of a review that say which letters were there.
_SEEN = frozenset(("raci", "duties"))


class Known:
    """What values may refer to: rules, the letters of the scheme, ids."""

    def __init__(self, rules: RuleNames, scheme: Scheme, ids: Mapping[str, Iterable[str]]) -> None:
        """Index the ids of departments, roles and channels."""
        self.rules = rules
        self.letters = Letters(scheme)
        self.ids = {table: frozenset(known) for table, known in ids.items()}
        self._near = {table: NearIds(known) for table, known in ids.items()}

    def near(self, table: str) -> NearIds:
        """Return what finds the id most like a word."""
        return self._near[table]


class Values:
    """Reads tables by their fields; what is faulty is noted and counts as absent."""

    def __init__(self, known: Known) -> None:
        """Start without faults."""
        self.known = known
        self.problems = Problems()

    def table(self, found: Mapping[str, Any], fields: Fields, path: Path) -> Any:  # noqa: ANN401 - typed by the field
        """Return the sound values of a table by the model's names for them."""
        values: dict[str, Any] = {}
        for key, value in found.items():
            field = fields.get(key)
            if field is None:
                self.problems.unknown_key((*path, key), fields)
                continue
            reader = _READERS.get(field.shape)
            if reader is not None:
                read = reader(self, field, value, (*path, key))
                if read is not None:
                    values[field.attribute or key] = read
        for key in fields.required:
            if key not in found:
                self.problems.missing((*path, key))
        return values

    def is_table(self, value: object, path: Path) -> bool:
        """Tell whether ``value`` is a table, and note it where it is not."""
        if isinstance(value, dict):
            return True
        self.problems.wrong_type(path, wordings.A_TABLE, value)
        return False

    def text(self, _field: Field, value: object, path: Path) -> str | None:
        """Read a text."""
        if isinstance(value, str):
            return value
        self.problems.wrong_type(path, wordings.A_TEXT, value)
        return None

    def name(self, field: Field, value: object, path: Path) -> str | None:
        """Read a text that must say something."""
        text = self.text(field, value, path)
        if text is None or text.strip():
            return text
        self.problems.empty(path)
        return None

    def flag(self, _field: Field, value: object, path: Path) -> bool | None:
        """Read true or false."""
        if isinstance(value, bool):
            return value
        self.problems.wrong_type(path, wordings.A_FLAG, value)
        return None

    def choice(self, field: Field, value: object, path: Path) -> object | None:
        """Read one of the field's words."""
        choices = field.choices or {}
        if not isinstance(value, str):
            self.problems.wrong_type(path, wordings.A_TEXT, value)
            return None
        word = value
        if word not in choices and OLDER_WORDS.get(word) in choices:
            word = OLDER_WORDS[word]
        if word not in choices:
            self.problems.not_among(path, word, choices)
            return None
        return choices[word]

    def choices(self, field: Field, value: object, path: Path) -> tuple[object, ...] | None:
        """Read a list of the field's words."""
        if not isinstance(value, list):
            self.problems.wrong_type(path, wordings.A_LIST, value)
            return None
        known = field.choices or {}
        try:
            return tuple([known[word] for word in value])
        except (KeyError, TypeError):
            pass  # some word is an older one or at fault: one by one
        read = (self.choice(field, word, (*path, rank)) for rank, word in enumerate(value))
        return tuple(word for word in read if word is not None)

    def texts(self, field: Field, value: object, path: Path) -> tuple[str, ...] | None:
        """Read a text or a list of texts, none of them empty."""
        return self._one_or_many(value, path, lambda item, where: self.name(field, item, where))

    def id(self, field: Field, value: object, path: Path) -> str | None:
        """Read the id of an entry of the table the field refers to."""
        text = self.text(field, value, path)
        if text is None or text in self.known.ids[field.refers]:
            return text
        near = self.known.near(field.refers)
        self.problems.unknown_reference(path, field.refers, text, near)
        return None

    def ids(self, field: Field, value: object, path: Path) -> tuple[str, ...] | None:
        """Read an id or a list of ids."""
        return self._one_or_many(value, path, lambda item, where: self.id(field, item, where))

    def id_list(self, field: Field, value: object, path: Path) -> tuple[str, ...] | None:
        """Read a list of ids."""
        if not isinstance(value, list):
            self.problems.wrong_type(path, wordings.A_LIST, value)
            return None
        return self.ids(field, value, path)

    def _one_or_many(
        self, value: object, path: Path, read: Callable[[object, Path], str | None]
    ) -> tuple[str, ...] | None:
        if isinstance(value, list):
            found = [read(item, (*path, rank)) for rank, item in enumerate(value)]
            return tuple(item for item in found if item is not None)
        if not isinstance(value, str):
            self.problems.wrong_type(path, wordings.A_TEXT_OR_LIST, value)
            return None
        only = read(value, path)
        return None if only is None else (only,)

    def date(self, _field: Field, value: object, path: Path) -> dt.date | None:
        """Read a date without a time."""
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        self.problems.wrong_type(path, wordings.A_DATE, value)
        return None

    def review(self, _field: Field, value: object, path: Path) -> Review | None:
        """Read a review: a date, or a table with one."""
        if isinstance(value, dict):
            read = self.table(value, table_of.REVIEW, path)
            if not _SEEN & value.keys() <= read.keys():
                # Half of what was seen would tell of changes that nobody made.
                read = {key: read[key] for key in read.keys() - _SEEN}
            return Review(**read) if "on" in read else None
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return Review(value)
        self.problems.wrong_type(path, wordings.A_DATE_OR_TABLE, value)
        return None

    def learned(self, _field: Field, value: object, path: Path) -> Learned | None:
        """Read when somebody learned: a table with a date."""
        if not self.is_table(value, path) or not isinstance(value, dict):
            return None
        read = self.table(value, table_of.LEARNED, path)
        return Learned(**read) if "on" in read else None

    def seen(self, field: Field, value: object, path: Path) -> dict[str, str] | None:
        """Read the letters a review saw; who has gone since is no fault, nor are old letters."""
        if not self.is_table(value, path) or not isinstance(value, dict):
            return None
        read = {role: self.text(field, letters, (*path, role)) for role, letters in value.items()}
        sound = {role: letters for role, letters in read.items() if letters is not None}
        return sound if len(sound) == len(value) else None

    def seen_duties(
        self, field: Field, value: object, path: Path
    ) -> dict[Duty, dict[str, str]] | None:
        """Read the letters a review saw on single duties."""
        if not self.is_table(value, path) or not isinstance(value, dict):
            return None
        duties = {duty.value: duty for duty in Duty}
        read: dict[Duty, dict[str, str]] = {}
        for key, letters in value.items():
            if key not in duties:
                self.problems.unknown_key((*path, key), duties)
                continue
            seen = self.seen(field, letters, (*path, key))
            if seen is None:
                return None
            read[duties[key]] = seen
        return read

    def rule(self, _field: Field, value: object, path: Path) -> str | None:
        """Read a rule's code or name; return its code."""
        if not isinstance(value, str):
            self.problems.wrong_type(path, wordings.A_TEXT, value)
            return None
        info = self.known.rules.find(value)
        if info is None:
            self.problems.unknown_rule(path, value, self.rule_words())
            return None
        return info.code

    def rules(self, field: Field, value: object, path: Path) -> tuple[str, ...] | None:
        """Read a list of codes, prefixes and names of rules."""
        if not isinstance(value, list):
            self.problems.wrong_type(path, wordings.A_LIST, value)
            return None
        if field.key == "select" and not value:
            text = Text("{key}: no rule would run; name at least one", {"key": dotted(path)})
            self.problems.invalid(path, text)
            return None
        return tuple(word for rank, word in enumerate(value) if self._selects(word, (*path, rank)))

    def _selects(self, word: object, path: Path) -> bool:
        if not isinstance(word, str):
            self.problems.wrong_type(path, wordings.A_TEXT, word)
            return False
        if not self.known.rules.matching(word):
            self.problems.unknown_rule(path, word, self.rule_words())
            return False
        return True

    def rule_words(self) -> tuple[str, ...]:
        """Return all names and codes of rules."""
        return (*self.known.rules.by_name, *self.known.rules.by_code)

    def free(self, _field: Field, value: object, path: Path) -> Mapping[str, Any] | None:
        """Read a table of which nothing is asked."""
        return value if self.is_table(value, path) and isinstance(value, dict) else None


_READERS: dict[Shape, Callable[[Values, Field, Any, Path], object | None]] = {
    Shape.NAME: Values.name,
    Shape.TEXT: Values.text,
    Shape.FLAG: Values.flag,
    Shape.CHOICE: Values.choice,
    Shape.CHOICES: Values.choices,
    Shape.TEXTS: Values.texts,
    Shape.ID: Values.id,
    Shape.IDS: Values.ids,
    Shape.ID_LIST: Values.id_list,
    Shape.DATE: Values.date,
    Shape.REVIEW: Values.review,
    Shape.LEARNED: Values.learned,
    Shape.SEEN: Values.seen,
    Shape.SEEN_DUTIES: Values.seen_duties,
    Shape.RULE: Values.rule,
    Shape.RULES: Values.rules,
    Shape.FREE: Values.free,
}
