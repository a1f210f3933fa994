"""The JSON Schema of the file, made from the table of fields.

Draft 7, the newest that the common editors of TOML understand. Dates are strings there, as JSON
has none; ids and letters are checked by their form only, as a schema cannot look them up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.document.fields import (
    CELL,
    CHANNEL,
    CHECK,
    DEPARTMENT,
    FORMAT,
    ORGANISATION,
    PORTFOLIO,
    REVIEW,
    ROLE,
    ROOT,
    SCHEME,
    SCHEME_LETTER,
    SEVERITY,
    WAIVER,
    Field,
    Shape,
)
from raci.model.organisation import Duty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.model.rule import Limit, RuleInfo, RuleNames
    from raci.words import Words

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"

_TEXT: Schema = {"type": "string"}
_NAME: Schema = {"type": "string", "pattern": r"\S"}
_ID: Schema = {"type": "string", "minLength": 1}
_DATE: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_LETTERS: Schema = {"type": "string", "pattern": r"^[^\sa-z,;/+]*$"}
_SEEN: Schema = {"type": "object", "additionalProperties": {"type": "string"}}


def schema(rules: RuleNames, words: Words) -> Schema:
    """Return the schema.

    Args:
        rules: The rules that a file may name.
        words: The language of the explanations.
    """
    return _Maker(rules, words).whole()


class _Maker:
    """Turns tables of fields into schemas, each table once, under ``definitions``."""

    def __init__(self, rules: RuleNames, words: Words) -> None:
        self._rules = rules
        self._words = words
        self._shapes: dict[Shape, Schema] = {
            Shape.NAME: _NAME,
            Shape.TEXT: _TEXT,
            Shape.NUMBER: {"type": "integer"},
            Shape.FLAG: {"type": "boolean"},
            Shape.TEXTS: _one_or_more(_NAME),
            Shape.ID: _ID,
            Shape.IDS: _one_or_more(_ID),
            Shape.ID_LIST: _list(_ID),
            Shape.DATE: _DATE,
            Shape.REVIEW: {"anyOf": [_DATE, _reference("review")]},
            Shape.RULE: {"enum": self._rule_words()},
            Shape.RULES: _list(_NAME),
            Shape.LETTERS: _reference("letters"),
            Shape.DUTIES: _closed({duty.value: _reference("letters") for duty in Duty}),
            Shape.SEEN: _SEEN,
            Shape.SEEN_DUTIES: _closed({duty.value: _SEEN for duty in Duty}),
            Shape.FREE: {"type": "object"},
            Shape.TABLE: {"type": "object"},
            Shape.TABLES: {"type": "array"},
        }

    def whole(self) -> Schema:
        root = self._table(ROOT)
        root["properties"]["format"] |= {"type": "integer", "const": FORMAT}
        for key, table in self._tables().items():
            root["properties"][key] |= table
        root["required"] = ["format", "organisation"]
        return {
            "$schema": DRAFT,
            "title": self._words("An organisation's responsibility matrix"),
            **root,
            "definitions": self._definitions(),
        }

    def _tables(self) -> dict[str, Schema]:
        """Return what stands under the keys of the root."""
        return {
            "organisation": self._table(ORGANISATION),
            "scheme": self._scheme(),
            "departments": _by_id("department"),
            "roles": _by_id("role"),
            "portfolio": self._table(PORTFOLIO),
            "channels": _by_id("channel"),
            "waivers": _list(_reference("waiver")),
            "check": self._check(),
        }

    def _definitions(self) -> dict[str, Schema]:
        return {
            "department": self._table(DEPARTMENT),
            "role": self._table(ROLE),
            "channel": self._table(CHANNEL),
            "review": self._table(REVIEW),
            "cell": self._table(CELL),
            "waiver": self._table(WAIVER),
            "letters": {
                "type": "object",
                "additionalProperties": {"anyOf": [_LETTERS, _reference("cell")]},
            },
        }

    def _table(self, fields: Mapping[str, Field]) -> Schema:
        made = _closed({key: self._field(field) for key, field in fields.items()})
        required = [key for key, field in fields.items() if field.required]
        return made | ({"required": required} if required else {})

    def _field(self, field: Field) -> Schema:
        made: Schema = {"description": self._words(field.help), **self._shape(field)}
        if field.default:
            made["default"] = field.default
        return made

    def _shape(self, field: Field) -> Schema:
        if field.shape in {Shape.CHOICE, Shape.CHOICES}:
            words: Schema = {"enum": list(field.choices or ())}
            return words if field.shape is Shape.CHOICE else _list(words)
        if field is CELL["letters"]:
            return _LETTERS
        return self._shapes[field.shape]

    def _scheme(self) -> Schema:
        made = self._table(SCHEME)
        made["properties"]["letters"] |= {
            "type": "object",
            "propertyNames": {"pattern": r"^[^\sa-z]$"},
            "additionalProperties": self._table(SCHEME_LETTER),
        }
        return made

    def _check(self) -> Schema:
        made = self._table(CHECK)
        made["properties"]["rules"] |= _closed(
            {word: self._rule(rule) for rule in self._rules for word in (rule.name, rule.code)}
        )
        return made

    def _rule(self, rule: RuleInfo) -> Schema:
        limits = {limit.name: _limit(limit) for limit in rule.limits}
        return _closed({SEVERITY.key: self._field(SEVERITY), **limits})

    def _rule_words(self) -> list[str]:
        return [word for rule in self._rules for word in (rule.code, rule.name)]


def _limit(limit: Limit) -> Schema:
    if isinstance(limit.default, bool):
        return {"type": "boolean", "default": limit.default}
    kind = "integer" if isinstance(limit.default, int) else "number"
    made: Schema = {"type": kind, "minimum": limit.lowest, "default": limit.default}
    if limit.highest is not None:
        made["maximum"] = limit.highest
    return made


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _by_id(definition: str) -> Schema:
    return {
        "type": "object",
        "propertyNames": _ID,
        "additionalProperties": _reference(definition),
    }


def _reference(definition: str) -> Schema:
    return {"$ref": f"#/definitions/{definition}"}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_or_more(items: Schema) -> Schema:
    return {"anyOf": [items, _list(items)]}
