"""The JSON Schema of the file, made from the table of fields.

Draft 7, the newest that the common editors of TOML understand. Dates are strings there, as JSON
has none; ids and letters are checked by their form only, as a schema cannot look them up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.document import fields
from raci.document.fields import (
    CELL,
    CHANNEL,
    CHECK,
    DEPARTMENT,
    FORMAT,
    IMPORT,
    LEARNED,
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
from raci.model.text import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
            Shape.LEARNED: _reference("learned"),
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
        """Return the schema of a file."""
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
            "import": _by_id("import"),
        }

    def _definitions(self) -> dict[str, Schema]:
        return {
            "department": self._table(DEPARTMENT),
            "role": self._table(ROLE),
            "channel": self._table(CHANNEL),
            "review": self._table(REVIEW),
            "learned": self._table(LEARNED),
            "cell": self._table(CELL),
            "waiver": self._table(WAIVER),
            "import": self._table(IMPORT),
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
    if isinstance(limit.default, tuple):
        return {**_list({"enum": list(limit.choices)}), "default": list(limit.default)}
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


_SHAPES = {
    Shape.NAME: mark("a text that is not empty"),
    Shape.TEXT: mark("a text"),
    Shape.NUMBER: mark("a whole number"),
    Shape.FLAG: mark("true or false"),
    Shape.TEXTS: mark("a text or a list of texts"),
    Shape.ID: mark("an id"),
    Shape.IDS: mark("an id or a list of ids"),
    Shape.ID_LIST: mark("a list of ids"),
    Shape.DATE: mark("a date"),
    Shape.LEARNED: mark("a table with a date"),
    Shape.REVIEW: mark("a date or a table with a date"),
    Shape.RULE: mark("a rule's code or name"),
    Shape.RULES: mark("a list of codes, prefixes or names of rules"),
    Shape.LETTERS: mark("a table: role = letters"),
    Shape.DUTIES: mark("a table of rows: content, direction, combination, implementation"),
    Shape.SEEN: mark("a table: role = letters, as they were"),
    Shape.SEEN_DUTIES: mark("a table of rows, as they were"),
    Shape.FREE: mark("a table of anything"),
    Shape.TABLE: mark("a table"),
    Shape.TABLES: mark("a list of tables ([[waivers]])"),
    Shape.CHOICE: mark("one of: {words}"),
    Shape.CHOICES: mark("a list of: {words}"),
}

_TABLES: tuple[tuple[str, Mapping[str, Field]], ...] = (
    ("", fields.ROOT),
    ("[organisation]", fields.ORGANISATION),
    ("[departments.ID]", fields.DEPARTMENT),
    ("[roles.ID]", fields.ROLE),
    ("[roles.ID] learned = { … }", fields.LEARNED),
    ("[portfolio]", fields.PORTFOLIO),
    ("[channels.ID]", fields.CHANNEL),
    ("[channels.ID.raci] ROLE = { … }", fields.CELL),
    ("[channels.ID] reviewed = { … }", fields.REVIEW),
    ("[[waivers]]", fields.WAIVER),
    ("[scheme]", fields.SCHEME),
    ("[scheme.letters.LETTER]", fields.SCHEME_LETTER),
    ("[check]", fields.CHECK),
    ("[check.rules.RULE]", {fields.SEVERITY.key: fields.SEVERITY}),
    ("[import.FILE]", fields.IMPORT),
)


def reference(words: Words, rules: RuleNames) -> str:
    """Return the page in Markdown: every key of every table, and the limits of the rules.

    Args:
        words: The language.
        rules: The rules whose limits a file may set.
    """
    blocks = [f"# {words('The keys of an organisation file')}", ""]
    for head, table in _TABLES:
        title = f"`{head}`" if head else words("At the top of the file")
        blocks += [f"## {title}", "", *_rows(words, table), ""]
    blocks += [f"## {words('Limits of the rules')}", "", *_limits(words, rules), ""]
    return "\n".join(blocks)


def _rows(words: Words, table: Mapping[str, Field]) -> Iterator[str]:
    yield _row(words("key"), words("takes"), words("means"))
    yield _row("---", "---", "---")
    for field in table.values():
        means = words(field.help)
        if field.required:
            means += f" ({words('required')})"
        if field.default:
            means += f" ({words('default: {value}', value=field.default)})"
        yield _row(f"`{field.key}`", _takes(words, field), means)


def _takes(words: Words, field: Field) -> str:
    choices = ", ".join(f"`{word}`" for word in field.choices or ())
    return words(_SHAPES[field.shape], words=choices)


def _limits(words: Words, rules: RuleNames) -> Iterator[str]:
    yield _row(words("rule"), words("limit"), words("default"), words("range"))
    yield _row("---", "---", "---", "---")
    for rule in rules:
        for limit in rule.limits:
            yield _row(f"`{rule.name}` ({rule.code})", f"`{limit.name}`", *_default(limit, words))


def _default(limit: Limit, words: Words) -> tuple[str, str]:
    sizes = "".join(f", {size.value}: {_value(limit.by_size[size])}" for size in limit.by_size)
    if limit.plain is not None:
        sizes += f", {words('plain matrices')}: {_value(limit.plain)}"
    default = f"{_value(limit.default)}{sizes}"
    if isinstance(limit.default, tuple):
        return default, ", ".join(limit.choices)
    if isinstance(limit.default, bool):
        return default, "true, false"
    highest = "…" if limit.highest is None else f"{limit.highest:g}"
    return default, f"{limit.lowest:g} … {highest}"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
