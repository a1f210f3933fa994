"""A page as Markdown, for mails, wikis and the terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.reports.formats.markdown import escaped
from raci.reports.pages.blocks import Bar, Bars, Cards, Lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from raci.reports.pages.blocks import Block, Grid, Page

#: What makes a list, a rule or a heading of the line above at the start of a line.
_LIST = re.compile(r"^(\s*\d*)([-+=.)])")


def to_markdown(page: Page) -> str:
    """Return a page as Markdown; texts of files are text in it."""
    parts = [f"# {escaped(page.title)}", f"{_opening(page.kind)}, {escaped(page.date)}"]
    parts += [_opening(fact) for fact in page.facts]
    for section in page.sections:
        parts.append(f"## {escaped(section.heading)}")
        if section.block is None:
            parts.append(_opening(section.empty))
        else:
            parts += ["\n".join(lines) for lines in _block(section.block) if lines]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> Iterator[list[str]]:
    """Yield the paragraphs of a block as lines."""
    if isinstance(block, Bar):
        yield [f"**{escaped(block.figure)}** {escaped(block.caption)}"]
        yield list(_shares(block))
    elif isinstance(block, Bars):
        for bar in block.bars:
            yield [f"**{escaped(bar.figure)}**: {escaped(bar.caption)}"]
            yield list(_shares(bar))
        yield [_opening(block.note)] if block.note else []
    elif isinstance(block, Cards):
        for number, card in enumerate(block.cards, start=1):
            yield [f"{number}. {card.mark} **{escaped(card.heading)}**  "] + [
                f"   {_opening(text)}" for text in (card.why, card.remedy) if text
            ]
        yield [_opening(block.more)] if block.more else []
    elif isinstance(block, Lines):
        yield [f"- {_marked(line.mark)}{_opening(line.text)}" for line in block.lines]
        yield [_opening(block.more)] if block.more else []
    else:
        yield list(_grid(block))
        yield [_opening(block.note)] if block.note else []


def _opening(text: str) -> str:
    """Return ``text`` escaped so that it may open a line without being a list or a rule."""
    return _LIST.sub(r"\1\\\2", escaped(text))


def _shares(bar: Bar) -> Iterator[str]:
    for share in bar.shares:
        names = f": {escaped(', '.join(share.names))}" if share.names else ""
        yield f"- {share.count} {escaped(share.label)}{names}"


def _marked(mark: str) -> str:
    return f"**{escaped(mark)}** " if mark else ""


def _grid(grid: Grid) -> Iterator[str]:
    yield _row(grid.heads)
    yield f"|{' --- |' * len(grid.heads)}"
    for line, row in enumerate(grid.rows):
        yield _row(row, {place for at, place in grid.marked if at == line})


def _row(texts: tuple[str, ...], marked: Collection[int] = ()) -> str:
    cells = [
        f"**{escaped(text)}**" if place in marked else escaped(text)
        for place, text in enumerate(texts)
    ]
    return f"| {' | '.join(cells)} |"
