"""The pages of the rules: what each looks for, why, an example, and the same example mended.

A rule's text is ``pages/LANGUAGE/CODE.md``: its title, then the headings ``what``, ``why`` and
``source``, the same words in every language. Its examples, ``pages/examples/CODE.toml`` and
``CODE.mended.toml``, are whole files that all languages share: their names are ones that
Germans and English people both use. To add a rule is to add these four files.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from raci.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.model.rule import RulePage

#: What stands on every page, in this order.
HEADINGS = ("what", "why", "source")


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
    return RulePage(
        what=sections["what"],
        why=sections["why"],
        example=_read("examples", f"{code}.toml"),
        mended=_read("examples", f"{code}.mended.toml"),
        source=sections["source"],
        remedy=sections.get("remedy", ""),
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
