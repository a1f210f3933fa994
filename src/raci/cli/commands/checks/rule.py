"""``raci rule``: a rule's page, or the list of all rules."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

from raci.check.rule_names import NAMES
from raci.cli.arguments import columns
from raci.cli.names import nearest_words
from raci.model.error import RaciError
from raci.model.text import Text, mark
from raci.model.vocabulary import SEVERITIES
from raci.reports.styles import Ink
from raci.words.rule_pages import as_data, limits_toml, load_page, markdown, title

if TYPE_CHECKING:
    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.model.rule import RuleInfo
    from raci.words import Words

DESCRIPTION = mark("Explain a rule: what it looks for, why, an example, and the same mended.")

#: Lines longer than this are tiring to read, however wide the terminal is.
_WIDEST = 88


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "code",
        metavar="CODE",
        nargs="?",
        help=words("a rule's code or name (RACI301, 301, it-only), or a family (3)"),
    )
    parser.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help=words("text (for reading), markdown or json"),
    )


def run(options: Options, session: Session) -> int:
    """Print the page of one rule, or the list of all or of a family."""
    ink = Ink(on=session.color())
    rules = tuple(NAMES) if options.code is None else meant(options.code)
    if options.format == "json":
        sys.stdout.write(_json(rules, session, alone=len(rules) == 1))
    elif options.format == "markdown":
        sys.stdout.write("\n".join(markdown(rule, session.words) for rule in rules))
    elif len(rules) == 1:
        sys.stdout.write(_page(rules[0], session, ink))
    else:
        sys.stdout.write("".join(_line(rule, session, ink) for rule in rules))
    return 0


def _json(rules: tuple[RuleInfo, ...], session: Session, *, alone: bool) -> str:
    import json

    data = [as_data(rule, session.words.language) for rule in rules]
    return json.dumps(data[0] if alone else data, ensure_ascii=False, indent=2) + "\n"


def meant(word: str) -> tuple[RuleInfo, ...]:
    """Return the rules of a code, a prefix or a name, in whatever case.

    Raises:
        RaciError: There is none; the nearest names are in the sentence.
    """
    rules = NAMES.matching(word.upper()) or NAMES.matching(word.lower())
    if not rules:
        known = [*NAMES.by_name, *NAMES.by_code]
        raise RaciError(nearest_words(Text("there is no rule {word}", {"word": word}), word, known))
    return rules


def _line(rule: RuleInfo, session: Session, ink: Ink) -> str:
    note = "" if rule.on else f" ({session.words('off unless selected')})"
    indent = " " * len("RACI101  warning  ")
    subject = f"{rule.name}{note}: {title(rule.code, session.words.language)}"
    first, *more = _broken(subject, len(indent))
    severity = session.words.say(SEVERITIES[rule.severity])
    lines = [
        f"{ink.strong(rule.code)}  {ink.severity(f'{severity:7}', rule.severity)}  {first}",
        *(indent + line for line in more),
    ]
    return "\n".join(lines) + "\n"


def _page(rule: RuleInfo, session: Session, ink: Ink) -> str:
    words, page = session.words, load_page(rule.code, session.words.language)
    head = f"{ink.strong(f'{rule.code} {rule.name}')}  "
    head += ink.severity(words.say(SEVERITIES[rule.severity]), rule.severity)
    if not rule.on:
        head += f" ({words('off unless selected')})"
    subject = title(rule.code, session.words.language)
    parts = [
        head,
        ink.strong(subject),
        _wrapped(page.what),
        _headed(words("Why"), _wrapped(page.why), ink),
        _headed(words("What to do"), _wrapped(page.remedy), ink),
    ]
    if rule.limits:
        parts.append(_headed(words("Limits"), _indented(limits_toml(rule)), ink))
    parts += [
        _headed(words("Example"), _indented(page.example), ink),
        _headed(words("Mended"), _indented(page.change), ink),
        _wrapped(words("Source: {source}", source=page.source)),
    ]
    return "\n\n".join(parts) + "\n"


def _headed(title: str, body: str, ink: Ink) -> str:
    return f"{ink.strong(title)}\n{body}"


def _wrapped(text: str) -> str:
    paragraphs = text.strip().split("\n\n")
    return "\n\n".join("\n".join(_broken(part, 0)) for part in paragraphs)


def _broken(text: str, indent: int) -> list[str]:
    """Return the lines of a paragraph: broken for a terminal, one for other programs."""
    if not sys.stdout.isatty():
        return [text]
    return textwrap.wrap(text, min(columns(_WIDEST), _WIDEST) - indent)


def _indented(example: str) -> str:
    return textwrap.indent(example.strip("\n"), "    ")
