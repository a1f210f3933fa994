"""The first line: unsaved or not, whose file, how many findings, how much is led from the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from raci.model.finding import Severity
from raci.tui.panes.lines import LinesPane
from raci.tui.panes.text import clipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.tui.panes.lines import Line, Span
    from raci.tui.theme import Glyphs
    from raci.words import Words

_STEPS = 10
_LEAST_NAME = 8


@dataclass(frozen=True, slots=True)
class Heading:
    """What the header tells.

    Attributes:
        counts: Findings by severity; None while the first check runs.
        gauge: Channels led within the limit, and all active ones; None likewise.
        mode: A word on the state of the keys (moving, filter, read-only), empty for the usual one.
    """

    name: str
    dirty: bool
    counts: Mapping[Severity, int] | None
    gauge: tuple[int, int] | None
    mode: str = ""


class Header(LinesPane):
    """The editor's first line."""

    _told: tuple[object, ...] = ()

    def tell(self, heading: Heading, words: Words, glyphs: Glyphs) -> None:
        """Show ``heading`` as wide as the pane is."""
        told = (heading, words, self.size.width)
        if told != self._told:
            self._told = told
            self.show([heading_line(heading, words, glyphs, self.size.width)])


def heading_line(heading: Heading, words: Words, glyphs: Glyphs, width: int) -> Line:
    """Return the header's line; what matters least is left out where there is no room."""
    dot: Span = (f" {glyphs.unsaved} " if heading.dirty else "   ", "warning")
    mode: list[Span] = [(f" {heading.mode} ", "chosen"), (" ", "")] if heading.mode else []
    counts = _counts(heading, words, glyphs)
    room = width - 3 - _width(mode) - _width(counts)
    for gauge in (_gauge(heading, words, glyphs, steps=steps) for steps in (_STEPS, 0)):
        if room - _width(gauge) >= min(cell_len(heading.name), width // 4):
            break
    else:
        gauge = []
    name = clipped(heading.name, max(room - _width(gauge) - 2, _LEAST_NAME), glyphs.cut)
    left: list[Span] = [dot, (name, "strong"), ("  ", ""), *mode, *counts]
    gap = max(width - _width(left) - _width(gauge) - 1, 0)
    return (*left, (" " * gap, ""), *gauge)


def _counts(heading: Heading, words: Words, glyphs: Glyphs) -> list[Span]:
    if heading.counts is None:
        return [(words("checking …"), "muted"), ("  ", "")]
    if not any(heading.counts.values()):
        return [(words("no findings"), "fine"), ("  ", "")]
    return [
        span
        for severity in Severity
        for span in (
            (f"{glyphs.severity(severity)} {heading.counts.get(severity, 0)}", severity.value),
            ("  ", ""),
        )
    ]


def _gauge(heading: Heading, words: Words, glyphs: Glyphs, *, steps: int) -> list[Span]:
    if heading.gauge is None or not heading.gauge[1]:
        return []
    led, channels = heading.gauge
    full = led * steps // channels
    of = words("{led} of {channels}", led=led, channels=channels)
    if not steps:
        return [(of, "leader")]
    return [
        (f"{words('Matter for the boss')} ", ""),
        (glyphs.full * full, "leader"),
        (glyphs.hollow * (steps - full), "muted"),
        (f" {of}", ""),
    ]


def _width(spans: list[Span]) -> int:
    return sum(cell_len(text) for text, _ in spans)
