"""What HTML, Markdown and CSV bring back: what they show, by the ids and names they carry."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.tables.carried import on_page
from raci.words import LANGUAGES
from raci.words.templates import TEMPLATES, template
from support import examples
from tables.test_importing_returned import back, exported, files, told


def shown(values: dict[str, Any]) -> dict[str, Any]:
    """Return what a page shows of a file: the values that pages carry, and all letters."""
    found = copy.deepcopy(on_page(values))
    found = {name: part for name, part in found.items() if part or name in values}
    if "portfolio" in values:
        found["portfolio"] = values["portfolio"]
    for key, channel in values.get("channels", {}).items():
        if "raci" in channel:
            found["channels"][key]["raci"] = channel["raci"]
        if "duties" in channel:
            found["channels"][key]["duties"] = channel["duties"]
    return found


def filled(values: dict[str, Any]) -> dict[str, Any]:
    """Return values without rows and tables that are empty: no table shows them."""
    found = copy.deepcopy(values)
    owners = [*found.get("channels", {}).values(), found.get("portfolio", {})]
    for owner in owners:
        if "duties" in owner:
            owner["duties"] = {duty: cells for duty, cells in owner["duties"].items() if cells}
        for name in ("raci", "duties"):
            if name in owner and not owner[name]:
                del owner[name]
    return {name: part for name, part in found.items() if part}


@pytest.mark.parametrize("form", ["html", "markdown"])
@given(files())
@settings(deadline=None, max_examples=examples(40))
def test_pages_bring_back_what_they_show(form: str, values: dict[str, Any]) -> None:
    """Names, ids, groups, kinds, states, notes and letters are the same again."""
    assert filled(back(exported(values, form), form)) == filled(shown(values))


@pytest.mark.parametrize("form", ["html", "markdown"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_come_back_from_pages(name: str, language: str, form: str) -> None:
    """Whole firms come back, but for what no page shows, and nothing in them is doubted."""
    values = dict(Document.parse(template(name, language), NAMES).data)
    content = exported(values, form)
    assert filled(back(content, form)) == filled(shown(values))
    assert told(content, form) == []
