"""Hooks of the site: folders listed as they stand, German around German pages, no other host.

mkdocs.yml names this module; mkdocs calls the functions by their names.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

# What a browser would fetch by itself; a link that a person follows is none.
_FETCHED = re.compile(
    r"""<(?:script|img|iframe|source|link)\b[^>]*?(?:src|href)=["']?(?:https?:)?//[^>]*>""",
    re.IGNORECASE,
)


def on_config(config: MkDocsConfig) -> None:
    """Put the pages of a folder where the navigation says ``folder/*.md``."""
    config.nav = _listed(config.nav, Path(config.docs_dir))


def _listed(entry: Any, docs: Path) -> Any:  # noqa: ANN401 - the tree that YAML gave
    if isinstance(entry, dict):
        return {title: _listed(below, docs) for title, below in entry.items()}
    if isinstance(entry, list):
        return [_listed(below, docs) for below in entry]
    if "*" in entry:
        return [path.relative_to(docs).as_posix() for path in sorted(docs.glob(entry))]
    return entry


def on_page_context(
    context: dict[str, Any],
    page: Page,
    config: MkDocsConfig,
    nav: object,  # noqa: ARG001 - as called
) -> dict[str, Any]:
    """Let the theme speak German around a German page: search, headings, the page's language."""
    config.theme["language"] = "de" if page.file.src_uri.endswith(".de.md") else "en"
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:  # noqa: ARG001 - as called
    """Refuse a page that would have the reader's browser ask another host for something.

    Raises:
        PluginError: It would; mkdocs ends with the sentence.
    """
    from mkdocs.exceptions import PluginError

    found = _FETCHED.search(output)
    if found:
        message = f"{page.file.src_uri}: fetched from elsewhere: {found[0]}"
        raise PluginError(message)
