"""A page as PDF, set by Typst.

Typst gets the page as data and not as markup: whatever stands in a file is text in the PDF.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from raci.frozen import as_dict
from raci.model.error import RaciError
from raci.model.text import Text
from raci.reports.pages.blocks import Grid

if TYPE_CHECKING:
    from raci.reports.pages.blocks import Page


def to_pdf(page: Page) -> bytes:
    """Return a page as PDF.

    Raises:
        RaciError: The extra is not installed.
    """
    try:
        import typst
    except ImportError:
        raise RaciError(
            Text("a PDF needs one more package: pip install 'raci[pdf]'; or print the HTML page")
        ) from None
    data = json.dumps(with_kinds(page))
    found = typst.compile(str(Path(__file__).with_name("page.typ")), sys_inputs={"page": data})
    assert isinstance(found, bytes)  # noqa: S101 - without a path it returns the document
    return found


def with_kinds(page: Page) -> dict[str, object]:
    """Return a page as plain values; each block says what it is."""
    document = as_dict(page)
    for section, made in zip(page.sections, document["sections"], strict=True):
        if section.block is not None:
            made["block"]["kind"] = type(section.block).__name__.lower()
        if isinstance(section.block, Grid):
            made["block"]["marked"] = sorted(map(list, section.block.marked))
    return document
