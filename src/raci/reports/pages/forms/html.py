"""A page as HTML: one file without scripts, on screens light and dark, on one sheet of paper.

Jinja escapes every text; what it does not escape is our own style sheet. A content security policy
allows nothing else on the page, so that nothing is fetched from anywhere.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from raci.model.text import printable
from raci.reports.pages.blocks import Bar, Bars

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Environment

    from raci.reports.pages.blocks import Block, Page

_HERE = Path(__file__).parent


def to_html(page: Page, links: Sequence[str] = ()) -> str:
    """Return a page as HTML.

    Args:
        page: The page.
        links: Where the rows of its first table lead to, as those of an index.
    """
    from markupsafe import Markup

    style = (_HERE / "page.css").read_text("utf-8") + _widths(page)
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            page=page,
            links=links,
            kind=lambda block: type(block).__name__,
            style=Markup(style),  # noqa: S704 - our own, with numbers of ours
            style_hash=_hash(style),
        )
    )


def _widths(page: Page) -> str:
    """Return a rule for each width that the page's bars need; the policy forbids styles in tags."""
    counts = {
        share.count
        for section in page.sections
        for bar in _bars(section.block)
        for share in bar.shares
    }
    return "".join(f".w{count} {{ --n: {count}; }}\n" for count in sorted(counts))


def _bars(block: Block | None) -> Iterator[Bar]:
    if isinstance(block, Bar):
        yield block
    elif isinstance(block, Bars):
        yield from block.bars


def _hash(text: str) -> str:
    """Return what a content security policy calls a text by."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader

    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        finalize=lambda value: printable(value) if type(value) is str else value,
        keep_trailing_newline=True,
    )
