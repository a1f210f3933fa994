"""The reference page of the file, made from the table of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.document import fields
from raci.document.fields import Field, Shape
from raci.model.text import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raci.model.rule import Limit, RuleNames
    from raci.words import Words

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
    ("[portfolio]", fields.PORTFOLIO),
    ("[channels.ID]", fields.CHANNEL),
    ("[channels.ID.raci] ROLE = { … }", fields.CELL),
    ("[channels.ID] reviewed = { … }", fields.REVIEW),
    ("[[waivers]]", fields.WAIVER),
    ("[scheme]", fields.SCHEME),
    ("[scheme.letters.LETTER]", fields.SCHEME_LETTER),
    ("[check]", fields.CHECK),
    ("[check.rules.RULE]", {fields.SEVERITY.key: fields.SEVERITY}),
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
            yield _row(f"`{rule.name}` ({rule.code})", f"`{limit.name}`", *_default(limit))


def _default(limit: Limit) -> tuple[str, str]:
    sizes = "".join(f", {size.value}: {_value(limit.by_size[size])}" for size in limit.by_size)
    default = f"{_value(limit.default)}{sizes}"
    if isinstance(limit.default, bool):
        return default, "true, false"
    highest = "…" if limit.highest is None else f"{limit.highest:g}"
    return default, f"{limit.lowest:g} … {highest}"


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
