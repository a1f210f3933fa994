"""The forms of the organisation itself, of waivers, and of a rule's severity and limits."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from raci.document.fields import ORGANISATION, SEVERITY, WAIVER
from raci.frozen import replace
from raci.model import vocabulary
from raci.model.edit import AddWaiver, SetField
from raci.model.error import EditError
from raci.model.organisation import Industry, RuleSettings, Size
from raci.model.text import Text
from raci.tui.model.edits import together
from raci.tui.model.fields import Field, explained
from raci.tui.model.item_forms import (
    changes,
    choices,
    day,
    member,
    required,
    split,
)
from raci.tui.model.search import folded

if TYPE_CHECKING:
    from raci.model.edit import Edit
    from raci.model.finding import Finding
    from raci.model.organisation import Organisation, Waiver
    from raci.model.rule import Limit, LimitValue, RuleInfo
    from raci.tui.model.fields import Answers
    from raci.words import Words

_QUARTER = 91
_ANY_DAY = dt.date(2000, 1, 1)


def waiver_fields(today: dt.date, words: Words) -> tuple[Field, ...]:
    """Return the fields of a waiver; it ends after a quarter of a year unless told otherwise."""
    until = words.date(today + dt.timedelta(days=_QUARTER))
    fields = (
        Field("reason", words("Reason"), hint=words("why this is accepted for now")),
        Field("until", words("Until"), until, hint=words("last valid day, as 2027-01-31")),
        Field("by", words("By"), hint=words("who accepts it")),
    )
    return explained(fields, WAIVER, words)


def waiver_edit(
    organisation: Organisation, finding: Finding, answers: Answers, today: dt.date
) -> AddWaiver:
    """Return the edit that accepts a finding for the reason given on that day.

    Raises:
        EditError: There is no reason or no day.
    """
    reason, until = _reason(answers), _end(answers, today)
    channels = [*finding.ids("channel"), *(one.rpartition(".")[0] for one in finding.ids("duty"))]
    roles = [role for role in finding.ids("role") if role in organisation.roles]
    values: dict[str, Any] = {"rule": finding.code}
    if channels:
        values["channels"] = list(dict.fromkeys(channels))
    if roles and not channels:
        values["roles"] = roles
    values |= {"reason": reason, "until": until}
    if str(answers["by"]).strip():
        values["by"] = str(answers["by"]).strip()
    return AddWaiver(values)


def fields_of_waiver(waiver: Waiver, words: Words) -> tuple[Field, ...]:
    """Return the fields of a waiver that is in the file."""
    known = {
        "reason": waiver.reason,
        "until": words.date(waiver.until) if waiver.until else "",
        "by": waiver.by or "",
    }
    asked = waiver_fields(waiver.until or _ANY_DAY, words)
    return tuple(replace(field, value=known[field.key]) for field in asked)


def changed_waiver(waiver: Waiver, answers: Answers, today: dt.date) -> Edit | None:
    """Return what the answers of ``fields_of_waiver``, given on that day, change.

    Raises:
        EditError: There is no reason or no day.
    """
    old = {"reason": waiver.reason, "until": waiver.until, "by": waiver.by}
    reason, until = _reason(answers), _end(answers, today)
    new = {"reason": reason, "until": until, "by": str(answers["by"]).strip() or None}
    made: list[Edit] = [
        SetField(("waivers", waiver.index, key), value)
        for key, value in new.items()
        if value != old[key]
    ]
    return together(made)


def _reason(answers: Answers) -> str:
    reason = str(answers["reason"]).strip()
    if not reason:
        raise EditError(Text("A reason is needed."))
    return reason


def _end(answers: Answers, today: dt.date) -> dt.date:
    until = day(answers["until"], today)
    if until is None:
        raise EditError(Text("A day is needed: no waiver is for ever."))
    return until


def _called(limit: Limit) -> Text:
    return vocabulary.LIMITS.get(limit.name) or Text("{name}", {"name": limit.name})


def rule_fields(organisation: Organisation, rule: RuleInfo, words: Words) -> tuple[Field, ...]:
    """Return the fields of a rule: how much it weighs in this file, and its limits."""
    settings = organisation.check.rules.get(rule.code, RuleSettings())
    severities = tuple((one.value, words.say(text)) for one, text in vocabulary.SEVERITIES.items())
    return (
        Field(
            "severity",
            words("Severity"),
            settings.severity or "",
            severities,
            about=words(SEVERITY.help),
        ),
        *(
            Field(
                limit.name,
                words.say(_called(limit)),
                _shown(limit, settings.limits.get(limit.name), words),
                (("true", words("yes")), ("false", words("no"))) if _is_switch(limit) else (),
                hint=_usual(limit, organisation, words),
            )
            for limit in rule.limits
        ),
    )


def rule_edit(
    organisation: Organisation, rule: RuleInfo, answers: Answers, words: Words
) -> Edit | None:
    """Return what the answers of ``rule_fields`` change; an empty one takes the setting out.

    Raises:
        EditError: A limit is no number or not within its bounds.
    """
    settings = organisation.check.rules.get(rule.code, RuleSettings())
    old = {"severity": settings.severity}
    old |= {limit.name: settings.limits.get(limit.name) for limit in rule.limits}
    new: dict[str, Any] = {"severity": answers["severity"] or None}
    new |= {limit.name: _limit(limit, str(answers[limit.name]), words) for limit in rule.limits}
    return changes(("check", "rules", rule.name), old, new)


def _usual(limit: Limit, organisation: Organisation, words: Words) -> str:
    """Return what counts where the file sets nothing."""
    value = limit.value(organisation.size)
    if _is_switch(limit):
        return words("{value}, as usual", value=words("yes") if value else words("no"))
    return _shown(limit, value, words)


def _is_switch(limit: Limit) -> bool:
    return isinstance(limit.default, bool)


def _choices(limit: Limit, words: Words) -> dict[str, str]:
    """Return what people call the words that a limit's list may hold."""
    kinds = {kind.value: words.say(text) for kind, text in vocabulary.KINDS.items()}
    return {choice: kinds.get(choice, choice) for choice in limit.choices}


def _shown(limit: Limit, value: object, words: Words) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        known = _choices(limit, words)
        return ", ".join(known.get(str(one), str(one)) for one in value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).replace(".", ",") if words.language == "de" else str(value)


def _limit(limit: Limit, text: str, words: Words) -> LimitValue | list[str] | None:
    if not text:
        return None
    if limit.choices:
        return _listed(limit, text, words)
    if _is_switch(limit):
        return text == "true"
    number = _number(text, whole=not isinstance(limit.default, float))
    highest = float("inf") if limit.highest is None else limit.highest
    if number is None or not limit.lowest <= number <= highest:
        raise _unfit(limit, text)
    return number


def _listed(limit: Limit, text: str, words: Words) -> list[str]:
    """Return the words of a list that a person wrote as people call them, or as the file does."""
    known = {folded(wording): choice for choice, wording in _choices(limit, words).items()}
    known |= {choice: choice for choice in limit.choices}
    found = [known.get(folded(word)) for word in split(text)]
    if None in found:
        raise _unfit(limit, text)
    return [choice for choice in found if choice]


def _number(text: str, *, whole: bool) -> float | int | None:
    """Return a number, as ``3``, ``0.5``, ``0,5`` or ``50 %``; None for none."""
    try:
        if whole:
            return int(text)
        share = text.removesuffix("%")
        number = float(share.replace(",", "."))
    except ValueError:
        return None
    return number if share == text else round(number / 100, 6)


def _unfit(limit: Limit, text: str) -> EditError:
    values = {"name": _called(limit), "value": text}
    return EditError(Text("{name}: “{value}” cannot be a limit.", values))


def organisation_fields(organisation: Organisation, words: Words) -> tuple[Field, ...]:
    """Return the fields of the organisation itself."""
    languages = (("de", "Deutsch"), ("en", "English"))
    fields = (
        Field("name", words("Name"), organisation.name),
        Field("language", words("Language"), organisation.language or "", languages),
        Field("size", words("Size"), organisation.size, choices(vocabulary.SIZES, words)),
        Field(
            "industry",
            words("Industry"),
            organisation.industry or "",
            choices(vocabulary.INDUSTRIES, words),
        ),
        Field("row_name", words("A row is called"), organisation.row_name or ""),
        Field("note", words("Note"), organisation.note or ""),
    )
    return explained(fields, ORGANISATION, words)


def organisation_edit(organisation: Organisation, answers: Answers) -> Edit | None:
    """Return what the answers of ``organisation_fields`` change.

    Raises:
        EditError: The name is empty.
    """
    old = {
        "name": organisation.name,
        "language": organisation.language,
        "size": organisation.size,
        "industry": organisation.industry,
        "row_name": organisation.row_name,
        "note": organisation.note,
    }
    new = {
        "name": required(answers["name"]),
        "language": answers["language"] or None,
        "size": member(Size, answers["size"]),
        "industry": member(Industry, answers["industry"]),
        "row_name": answers["row_name"] or None,
        "note": answers["note"] or None,
    }
    return changes(("organisation",), old, new)
