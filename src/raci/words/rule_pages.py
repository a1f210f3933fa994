"""The pages of the rules: what each looks for, why, an example, and the same example mended.

A rule's text is ``pages/LANGUAGE/CODE.md``: its title, then the headings ``what``, ``why``,
``remedy`` (one sentence) and ``source``, the same words in every language. Its examples,
``pages/examples/LANGUAGE/CODE.toml`` and ``CODE.mended.toml``, are whole files, with the names of
firms of that language. To add a rule is to add these six files.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.model.vocabulary import SEVERITIES
from raci.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from raci.model.rule import RuleInfo, RulePage
    from raci.words import Words

#: What stands on every page, in this order.
HEADINGS = ("what", "why", "remedy", "source")


def load_page(code: str, language: str) -> RulePage:
    """Return the page of a rule, its paragraphs unwrapped.

    Args:
        code: The rule's code, ``RACI301``.
        language: ``de`` or ``en``.

    Raises:
        LookupError: There is no such page.
    """
    from raci.model.rule import RulePage

    sections = _sections(code, language)
    example, mended = (
        _read(f"examples/{language}", f"{code}{end}.toml") for end in ("", ".mended")
    )
    return RulePage(
        what=sections["what"],
        why=sections["why"],
        remedy=sections["remedy"],
        example=example,
        mended=mended,
        change=_change(example, mended),
        source=sections["source"],
    )


def title(code: str, language: str) -> str:
    """Return what the rule finds, in a few words.

    Raises:
        LookupError: There is no such page.
    """
    return _sections(code, language)["title"]


@cache
def _sections(code: str, language: str) -> Mapping[str, str]:
    if language not in LANGUAGES:
        message = f"no pages in {language!r}"
        raise LookupError(message)
    head, *parts = _read(language, f"{code}.md").split("\n## ")
    sections = {"title": head.removeprefix("# ").strip()}
    for part in parts:
        heading, _, body = part.partition("\n")
        sections[heading.strip()] = _unwrapped(body)
    return sections


def _change(example: str, mended: str) -> str:
    """Return the lines that differ, those of a table under its head, as a diff shows them."""
    from difflib import unified_diff

    lines = unified_diff(example.splitlines(), mended.splitlines(), n=2, lineterm="")
    kept = [line for line in lines if not line.startswith(("---", "+++"))]
    return "\n".join("" if line.startswith("@@") else line for line in kept).strip("\n")


def _unwrapped(body: str) -> str:
    paragraphs = body.strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _read(folder: str, name: str) -> str:
    from pathlib import Path

    try:
        return (Path(__file__).parent / "pages" / folder / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        message = f"there is no page {folder}/{name}"
        raise LookupError(message) from None


#: What the families of rules ask, by the first digit of their codes.
FAMILIES = {
    "1": Text("Ownership: is somebody in charge of the row?"),
    "2": Text("Leadership: is it a matter for the boss?"),
    "3": Text("Technology and outside parties: is it left to IT?"),
    "4": Text("Combination: do traditional and new channels work together?"),
    "5": Text("Teamplay: do the disciplines meet?"),
    "6": Text("Workload and cover: can the people carry it?"),
    "7": Text("Upkeep: is it still true?"),
    "8": Text("The file"),
}


def markdown(rule: RuleInfo, words: Words) -> str:
    """Return a rule's whole page as Markdown, in the language of ``words``."""
    page = load_page(rule.code, words.language)
    severity = words.say(SEVERITIES[rule.severity])
    off = "" if rule.on else f" · {words('off unless selected')}"
    parts = [
        f"# {rule.code} {rule.name}",
        f"**{title(rule.code, words.language)}** · {severity}{off}",
        page.what,
        f"## {words('Why')}",
        page.why,
        f"## {words('What to do')}",
        page.remedy,
    ]
    if rule.limits:
        parts += [f"## {words('Limits')}", f"```toml\n{limits_toml(rule)}\n```"]
    parts += [
        f"## {words('Example')}",
        f"```toml\n{page.example.strip()}\n```",
        f"## {words('Mended')}",
        f"```diff\n{page.change}\n```",
        words("Source: {source}", source=page.source),
    ]
    return "\n\n".join(parts) + "\n"


def index(rules: Iterable[RuleInfo], words: Words, ending: str) -> str:
    """Return the list of the rules by family as Markdown, with links to their pages.

    Args:
        rules: In the order of their codes.
        words: The language.
        ending: Of the pages' names, ``.md`` or ``.de.md``.
    """
    known = tuple(rules)
    lines = [f"# {words('Rules')}"]
    for digit, family in FAMILIES.items():
        lines += ["", f"## {digit} {words.say(family)}", ""]
        for rule in known:
            if rule.code.removeprefix("RACI").startswith(digit):
                weight = words.say(SEVERITIES[rule.severity])
                weight += "" if rule.on else f", {words('off unless selected')}"
                subject = title(rule.code, words.language)
                link = f"[{rule.code} {rule.name}]({rule.code}{ending})"
                lines.append(f"- {link}: {subject} ({weight})")
    return "\n".join(lines) + "\n"


def limits_toml(rule: RuleInfo) -> str:
    """Return a rule's limits as a file would set them, other defaults in comments."""
    lines = [f"[check.rules.{rule.name}]"]
    for limit in rule.limits:
        others = [f"{size}: {_toml(value)}" for size, value in limit.by_size.items()]
        others += [] if limit.plain is None else [f"plain: {_toml(limit.plain)}"]
        comment = f"  # {', '.join(others)}" if others else ""
        lines.append(f"{limit.name} = {_toml(limit.default)}{comment}")
    return "\n".join(lines)


def as_data(rule: RuleInfo, language: str) -> dict[str, object]:
    """Return all that a rule's page says, as plain values for JSON."""
    page = load_page(rule.code, language)
    limits = [
        {
            "name": limit.name,
            "default": limit.default,
            "by_size": {size.value: value for size, value in limit.by_size.items()},
            "plain": limit.plain,
            "lowest": limit.lowest,
            "highest": limit.highest,
            "choices": list(limit.choices),
        }
        for limit in rule.limits
    ]
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "on": rule.on,
        "title": title(rule.code, language),
        "what": page.what,
        "why": page.why,
        "remedy": page.remedy,
        "limits": limits,
        "example": page.example,
        "mended": page.mended,
        "source": page.source,
    }


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{word}"' for word in value) + "]"
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value).lower() if isinstance(value, bool) else str(value)
