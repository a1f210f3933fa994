"""One line a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import replace
from raci.reports.registry import render

if TYPE_CHECKING:
    from raci.reports.checked import Checked, Setting


def test_line(files: list[Checked], setting: Setting) -> None:
    """A finding is one line with path, line, column, code, severity and message."""
    lines = render("concise", files, setting).splitlines()
    assert lines[0] == ("orgs/my org,1%.toml:3:1: RACI301 error: Website: only IT answers for it")


def test_waived_are_not_shown(files: list[Checked], setting: Setting) -> None:
    """Waived findings have no line."""
    assert len(render("concise", files, setting).split("\n")) == 3 + 1
    assert "Statusseite" not in render("concise", files, setting)


def test_hostile_text_stays_in_its_line(files: list[Checked], setting: Setting) -> None:
    """Control characters of a message are shown as pictures, so that nothing acts or breaks."""
    text = render("concise", files, setting)
    assert "\x1b" not in text
    assert "␛[31m␍␊new line" in text


def test_colour_only_where_wanted(files: list[Checked], setting: Setting) -> None:
    """Colours wrap the path and the label, and taken out they leave the plain report."""
    colored = render("concise", files, replace(setting, color=True))
    assert "\x1b[1;31mRACI301 error\x1b[0m" in colored
    plain = colored
    for code in ("\x1b[1;31m", "\x1b[1;33m", "\x1b[1;36m", "\x1b[1m", "\x1b[0m"):
        plain = plain.replace(code, "")
    assert plain == render("concise", files, setting)
