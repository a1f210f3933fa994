"""What a page is made of, before anybody makes HTML, Markdown or a PDF of it.

All texts are plain and in the page's language; whoever writes them escapes them as the format
demands.
"""

from __future__ import annotations

from enum import StrEnum

from raci.frozen import frozen


class Tone(StrEnum):
    """What a figure or a line means to its reader; colours follow it."""

    STRONG = "strong"
    GOOD = "good"
    WEAK = "weak"
    ALARM = "alarm"
    NONE = "none"


@frozen
class Share:
    """A stretch of a bar: so many things of one sort, and the first of their names."""

    label: str
    count: int
    tone: Tone
    names: tuple[str, ...] = ()


@frozen
class Bar:
    """A figure with a bar below it, and what its stretches are.

    Attributes:
        figure: ``31 of 44``.
        caption: What is counted.
    """

    figure: str
    caption: str
    shares: tuple[Share, ...]

    @property
    def total(self) -> int:
        """What the whole bar stands for."""
        return sum(share.count for share in self.shares)


@frozen
class Bars:
    """Several small bars side by side; ``note`` says what joins them."""

    bars: tuple[Bar, ...]
    note: str = ""


@frozen
class Card:
    """Something to act upon: what, why it matters, what to do."""

    mark: str
    tone: Tone
    heading: str
    why: str = ""
    remedy: str = ""


@frozen
class Cards:
    """The cards, the weightiest first; ``more`` says how many are left out."""

    cards: tuple[Card, ...]
    more: str = ""


@frozen
class Line:
    """A line of a list: a mark or day before it, and how it is meant."""

    text: str
    mark: str = ""
    tone: Tone = Tone.NONE


@frozen
class Lines:
    """A list; ``more`` says how many lines are left out."""

    lines: tuple[Line, ...]
    more: str = ""


@frozen
class Grid:
    """A table of texts; columns that are empty throughout are left out by whoever makes it.

    Attributes:
        marked: Row and column of the cells that stand out.
        note: What explains the heads, below the table.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: frozenset[tuple[int, int]] = frozenset()
    note: str = ""


Block = Bar | Bars | Cards | Lines | Grid


@frozen
class Section:
    """A heading and what stands below it.

    Attributes:
        id: What it is, for programs, in every language.
        half: Whether it takes half of a wide page's width.
        empty: The sentence in place of a block that has nothing to say.
    """

    id: str
    heading: str
    block: Block | None = None
    half: bool = False
    empty: str = ""


@frozen
class Page:
    """A page of one sheet.

    Attributes:
        kind: What sort of page it is, above the title.
        facts: Lines below the title.
    """

    language: str
    kind: str
    title: str
    date: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
