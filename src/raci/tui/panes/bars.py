"""The first line: unsaved or not, whose file, how many findings, how much is led from the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message

from raci.frozen import frozen
from raci.model.finding import Severity
from raci.tui.panes.lines import LinesPane
from raci.tui.panes.text import clipped, width_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

    from raci.tui.grid.palette import Glyphs
    from raci.tui.panes.text import Line, Span
    from raci.words import Words


_STEPS = 10
_LEAST_NAME = 8


@frozen
class Heading:
    """What the header tells.

    Attributes:
        counts: Findings by severity; None while the first check runs.
        gauge: Channels led within the limit, and all active ones; None while the first check runs.
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

    def show_heading(self, heading: Heading, words: Words, glyphs: Glyphs) -> None:
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
    room = width - 3 - width_of(mode) - width_of(counts)
    for gauge in (_gauge(heading, words, glyphs, steps=steps) for steps in (_STEPS, 0)):
        if room - width_of(gauge) >= min(cell_len(heading.name), width // 4):
            break
    else:
        gauge = []
    name = clipped(heading.name, max(room - width_of(gauge) - 2, _LEAST_NAME), glyphs.cut)
    left: list[Span] = [dot, (name, "strong"), ("  ", ""), *mode, *counts]
    gap = max(width - width_of(left) - width_of(gauge) - 1, 0)
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


class Tabs(LinesPane):
    """The titles of the views, one of them open; a click opens another."""

    class Chosen(Message):
        """A view was clicked."""

        def __init__(self, index: int) -> None:
            """Say which, from 0."""
            super().__init__()
            self.index = index

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Start without views."""
        super().__init__(id=id)
        self._ends: list[int] = []
        self._told: tuple[object, ...] = ()

    def show_titles(self, titles: Sequence[str], current: int) -> None:
        """Show the titles, all of them cut where they do not fit.

        Args:
            titles: In the order of the views.
            current: The place of the open view.
        """
        told = (tuple(titles), current, self.size.width)
        if told == self._told:
            return
        self._told = told
        most = max(map(cell_len, titles), default=0)
        room = self.size.width - 1 - 2 * len(titles)
        while most > 1 and sum(min(cell_len(title), most) for title in titles) > room > 0:
            most -= 1
        kept = [clipped(title, most) for title in titles]
        spans = [(f" {title} ", "chosen" if i == current else "") for i, title in enumerate(kept)]
        self._ends = []
        for text, _ in spans:
            self._ends.append((self._ends[-1] if self._ends else 1) + cell_len(text))
        self.show([((" ", ""), *spans)])

    def on_click(self, event: events.Click) -> None:
        """Open the view that was clicked."""
        for index, end in enumerate(self._ends):
            if event.x < end:
                self.post_message(self.Chosen(index))
                return


#: A key as it is written, what it does, and the id of the command.
Hint = tuple[str, str, str]
_GAP = 2


class Footer(LinesPane):
    """Hints on keys, as many as fit; a click does what the key does."""

    class Clicked(Message):
        """A hint was clicked."""

        def __init__(self, command: str) -> None:
            """Say whose."""
            super().__init__()
            self.command = command

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Start without hints."""
        super().__init__(id=id)
        self._ends: list[tuple[int, str]] = []
        self._told: tuple[object, ...] = ()

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Show the hints that fit; the last one, help, always does."""
        told = (hints, self.size.width)
        if told == self._told:
            return
        self._told, self._ends = told, []
        spans: list[Span] = [(" ", "")]
        used = 1
        for key, title, command in fitting(hints, self.size.width - 2):
            spans += [(key, "key"), (f" {title}", ""), (" " * _GAP, "")]
            used += cell_len(f"{key} {title}") + _GAP
            self._ends.append((used, command))
        self.show([tuple(spans)])

    def show_sentence(self, text: str) -> None:
        """Show a sentence in place of the hints, cut where it does not fit."""
        told = (text, self.size.width)
        if told != self._told:
            self._told, self._ends = told, []
            self.show([((f" {clipped(text, self.size.width - 2)}", ""),)])

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked hint names."""
        for end, command in self._ends:
            if event.x < end:
                self.post_message(self.Clicked(command))
                return


def fitting(hints: Sequence[Hint], width: int) -> list[Hint]:
    """Return the hints that ``width`` cells hold: the last one, and the first ones first."""
    if not hints:
        return []
    room = width - _cells(hints[-1])
    kept = []
    for hint in hints[:-1]:
        if _cells(hint) + _GAP <= room:
            room -= _cells(hint) + _GAP
            kept.append(hint)
    return [*kept, hints[-1]]


def _cells(hint: Hint) -> int:
    return cell_len(f"{hint[0]} {hint[1]}")
