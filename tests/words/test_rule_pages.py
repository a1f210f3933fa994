"""The pages of the rules, in both languages."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from raci.check.checker import Options, check
from raci.check.rule_names import NAMES
from raci.check.selection import Selection
from raci.document.document import Document
from raci.model.finding import Severity
from raci.words import LANGUAGES, rule_pages
from raci.words.rule_pages import HEADINGS, load_page, title

if TYPE_CHECKING:
    from raci.model.finding import Finding
    from raci.model.rule import RuleInfo

PAGES = Path(rule_pages.__file__).parent / "pages"
RULES = tuple(NAMES)
TODAY = dt.date(2026, 11, 21)
TERMINAL_LINES = 24
TERMINAL_WIDTH = 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_page_and_every_page_a_rule(language: str) -> None:
    """The pages of a language are those of the rulebook's rules, no more and no fewer."""
    assert {page.stem for page in (PAGES / language).iterdir()} == set(NAMES.by_code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_two_examples(language: str) -> None:
    """Beside each rule's example lies the same one mended, and nothing else."""
    expected = {f"{code}{end}" for code in NAMES.by_code for end in (".toml", ".mended.toml")}
    assert {page.name for page in (PAGES / "examples" / language).iterdir()} == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_pages_have_a_title_and_the_same_headings(rule: RuleInfo, language: str) -> None:
    """A page is a title and four sections, whatever its language."""
    text = (PAGES / language / f"{rule.code}.md").read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings[0].startswith("# ")
    assert headings[1:] == [f"## {heading}" for heading in HEADINGS]


def shown(value: object) -> str:
    """Return a limit's value as a page writes it."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:.4g}" if isinstance(value, float) else str(value).lower()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_pages_name_limits_and_how_to_set_them(rule: RuleInfo, language: str) -> None:
    """What a file can set stands on the page: name, defaults, and where it is set."""
    what = load_page(rule.code, language).what
    for limit in rule.limits:
        assert f"`{limit.name}" in what
        values = {limit.default, *limit.by_size.values()}
        assert all(shown(value) in what for value in values)
    if rule.limits:
        assert f"`[check.rules.{rule.name}]`" in what
    if not rule.on:
        assert "`extend-select`" in what


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_prose_of_a_page_fits_in_a_terminal(rule: RuleInfo, language: str) -> None:
    """What, why and source take no more than 24 lines of 80 columns."""
    page = load_page(rule.code, language)
    sections = (page.what, page.why, page.source)
    assert all(sections)
    assert sum(len(text) // (TERMINAL_WIDTH - 6) + 2 for text in sections) <= TERMINAL_LINES
    assert len(title(rule.code, language)) < TERMINAL_WIDTH - len("RACI101 ")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_languages_differ_in_words(rule: RuleInfo) -> None:
    """A page is translated whole; its examples differ in nothing but names."""
    english, german = (load_page(rule.code, language) for language in LANGUAGES)
    assert english.what != german.what
    assert english.why != german.why
    assert title(rule.code, "en") != title(rule.code, "de")
    assert english.remedy != german.remedy
    assert english.example.count("\n") == german.example.count("\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_mended_example_is_shown_by_what_changed(rule: RuleInfo, language: str) -> None:
    """A diff: signed lines and a few around them, not the whole file again."""
    page = load_page(rule.code, language)
    lines = page.change.splitlines()
    assert any(line.startswith(("+", "-")) for line in lines)
    assert all(line[:1] in {"", " ", "+", "-"} for line in lines)
    added = [line[1:] for line in lines if line.startswith("+")]
    assert set(added) <= set(page.mended.splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_to_do_is_one_sentence(rule: RuleInfo, language: str) -> None:
    """Reports print it beside a finding."""
    remedy = load_page(rule.code, language).remedy
    assert remedy.endswith(".")
    assert ". " not in remedy
    assert len(remedy) <= 120


def test_german_pages_have_german_firms() -> None:
    """No CEO and no Sales in the examples of German pages."""
    for rule in RULES:
        page = load_page(rule.code, "de")
        assert not re.search(r'"(CEO|Sales|Service|IT|Office|Owner)"', page.example + page.mended)


def test_german_pages_quote_as_germans_do() -> None:
    """In German prose a quotation stands between „ and “, not between straight marks."""
    for rule in RULES:
        page = load_page(rule.code, "de")
        for text in (page.what, page.why, page.source):
            prose = "".join(text.split("`")[::2])
            assert '"' not in prose
            assert prose.count("„") == prose.count("“")


def test_paragraphs_are_unwrapped() -> None:
    """Whoever shows a page breaks its lines, the file's own line breaks are gone."""
    for language in LANGUAGES:
        assert "\n" not in load_page("RACI301", language).why


@pytest.mark.parametrize(("code", "language"), [("RACI999", "en"), ("RACI101", "fr")])
def test_what_has_no_page_is_a_lookup_error(code: str, language: str) -> None:
    """An unknown code or language is told apart from an empty page."""
    with pytest.raises(LookupError):
        load_page(code, language)
    with pytest.raises(LookupError):
        title(code, language)


def test_pages_load_neither_the_graph_nor_the_editor() -> None:
    """Printing a page starts quickly: it imports neither networkx nor textual."""
    program = (
        "import sys; from raci.words.rule_pages import load_page; load_page('RACI301', 'de');"
        "print(sorted({'networkx', 'textual'} & set(sys.modules)))"
    )
    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert output.stdout.strip() == "[]"


def _found(text: str, code: str) -> list[Finding]:
    document = Document.parse(text, NAMES)
    selection = Selection.of(document.organisation.check, extend_select=(code,))
    options = Options(today=TODAY, selection=selection)
    report = check(document.organisation, document.problems, document.faulty_rows, options)
    return [finding for finding in report.findings if not finding.waived]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_example_has_its_fault_and_no_other(rule: RuleInfo, language: str) -> None:
    """The example triggers its rule; beside it stand infos at most.

    A waiver that has run out (704) brings back what it covered.
    """
    found = _found(load_page(rule.code, language).example, rule.code)
    assert rule.code in {finding.code for finding in found}
    loud = {finding.code for finding in found if finding.severity is not Severity.INFO}
    assert loud <= {rule.code} | ({"RACI104"} if rule.code == "RACI704" else set())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_mended_example_is_sound(rule: RuleInfo, language: str) -> None:
    """Mended, the example neither triggers its rule nor any other above an info."""
    found = _found(load_page(rule.code, language).mended, rule.code)
    assert rule.code not in {finding.code for finding in found}
    assert {finding.severity for finding in found} <= {Severity.INFO}
