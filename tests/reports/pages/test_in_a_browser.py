"""Pages in a real browser: one sheet of paper, and nothing that it would fetch."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import TYPE_CHECKING

import pypdf
import pytest

from raci.reports.pages.board import board_page
from raci.reports.pages.forms.html import to_html

if TYPE_CHECKING:
    from pathlib import Path

    from raci.reports.pages.facts import Facts

_BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")


@pytest.mark.skipif(_BROWSER is None, reason="there is no Chromium here")
def test_the_board_page_is_printed_on_one_sheet(facts: Facts, tmp_path: Path) -> None:
    """A full page, five findings with their reasons, fits one A4, and says all of it."""
    page, paper = tmp_path / "board.html", tmp_path / "board.pdf"
    page.write_text(to_html(board_page(facts)), encoding="utf-8")
    assert _BROWSER is not None
    subprocess.run(
        [
            _BROWSER,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--print-to-pdf={paper}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    printed = pypdf.PdfReader(io.BytesIO(paper.read_bytes()))
    assert len(printed.pages) == 1
    text = printed.pages[0].extract_text()
    assert all(one in text for one in ("Alpenblick", "3 of 5", "Remedy of RACI101.", "kununu"))
    width, height = (float(one) for one in printed.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)
