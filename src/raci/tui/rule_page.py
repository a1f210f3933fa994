"""A rule's page as the editor shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raci.words import Words


def rule_markdown(code: str, words: Words) -> str:
    """Return the page of a rule as Markdown, in the language of ``words``."""
    from raci.words.rule_pages import load_page

    page = load_page(code, words.language)
    return "\n\n".join(
        (
            page.what,
            page.why,
            f"## {words('Example')}",
            f"```toml\n{page.example}\n```",
            f"## {words('Mended')}",
            f"```toml\n{page.mended}\n```",
            f"{words('Source')}: {page.source}",
        )
    )
