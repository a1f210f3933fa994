"""Markdown: tables, HTML tables, delimited text in fences, and bullets of "key: value"."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tables.importing.readers import delimited, html
from raci.tables.importing.readers.bounds import (
    LARGEST_MARKUP,
    check_grid,
    refuse_cells,
    refuse_large,
    refuse_lines,
)
from raci.tables.importing.readers.encoding import decode
from raci.tables.importing.readers.plain_text import Bullets, has_pipes, piped_sheet
from raci.tables.importing.sheet import Remark, Sheet, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from raci.tables.importing.imported import Doubt

_TABLE = re.compile(r"<(/?)table\b", re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_FRONT = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*\n")
_HTML_HEADING = re.compile(
    r"<h([1-6])\b[^>]{0,200}>(.{0,400}?)</h\1\s*>", re.DOTALL | re.IGNORECASE
)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPHASIS = re.compile(r"^(\*\*|__|\*|_)(?=\S)(.*\S)\1$", re.DOTALL)
_STRUCK = re.compile(r"~~(?=\S)(.{1,200}?)(?<=\S)~~", re.DOTALL)
#: A text that is struck out and longer than this is a name or a note, no letters.
_LONGEST_LETTERS = 5
_MARKED = re.compile(r"[*_`\[\]<>\\&!]")
#: Characters from which on a paragraph is prose and no cell.
_PROSE = 4000
#: What a fence may say of text in it that is a table; programs and diagrams are none.
_TEXTS = frozenset(("", "csv", "tsv", "text", "txt", "plain", "markdown", "md", "org", "table"))
_MOST_DELIMITERS = ",;\t|"


def read(data: bytes, name: str, doubts: list[Doubt]) -> list[Sheet]:
    """Return every table of a document, each with the headings above it."""
    refuse_large(data, LARGEST_MARKUP)
    text = decode(data, name, doubts)
    refuse_lines(text.count("\n"))
    front = _FRONT.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    tables, text = _html_tables(text, name, doubts)
    return _Reader(name, tables).read(text)


def _html_tables(text: str, name: str, doubts: list[Doubt]) -> tuple[list[tuple[int, Sheet]], str]:
    """Take the HTML tables out, whose blank lines would end them for Markdown.

    Returns:
        The tables with the line each begins on, and the text with blank lines in their places.
    """
    found: list[tuple[int, Sheet]] = []
    kept: list[str] = []
    at, line = 0, 1
    for start, end in _table_spans(text):
        line += text.count("\n", at, start)
        for sheet in html.tables_in(text[start:end], name, doubts, first_line=line):
            sheet.rows[:] = [[_markdown_left(cell) for cell in row] for row in sheet.rows]
            found.append((line, sheet))
        kept += [text[at:start], "\n" * text.count("\n", start, end)]
        line += text.count("\n", start, end)
        at = end
    return found, "".join((*kept, text[at:]))


def _table_spans(text: str) -> list[tuple[int, int]]:
    """Return where HTML tables begin and end, those inside others and inside fences aside."""
    marks = list(_TABLE.finditer(text))
    if not marks:
        return []
    fences = _fences(text)
    firsts = [first for first, _ in fences]
    spans: list[tuple[int, int]] = []
    depth, start = 0, 0
    for mark in marks:
        fence = bisect_right(firsts, mark.start()) - 1
        if fence >= 0 and mark.start() < fences[fence][1]:
            continue
        if not mark[1]:
            start = start if depth else mark.start()
            depth += 1
        elif depth:
            depth -= 1
            end = text.find(">", mark.end()) + 1
            if not depth and end:
                spans.append((start, end))
    return spans


def _fences(text: str) -> list[tuple[int, int]]:
    """Return where fenced blocks begin and end."""
    spans: list[tuple[int, int]] = []
    at, start, mark = 0, 0, ""
    for line in text.splitlines(keepends=True):
        found = _FENCE.match(line)
        if found and not mark:
            start, mark = at, found[1]
        elif found and found[1].startswith(mark) and not line[found.end() :].strip():
            spans.append((start, at + len(line)))
            mark = ""
        at += len(line)
    return spans


def _markdown_left(cell: str) -> str:
    """Return a cell of an HTML table without the Markdown and tags that were typed into it."""
    text = _TAG.sub("", cell).replace("\\*", "*").strip()
    found = _EMPHASIS.match(text)
    return found[2] if found else text


class _Reader:
    """Walks through the tokens of one document."""

    def __init__(self, name: str, tables: list[tuple[int, Sheet]]) -> None:
        self._name = name
        self._waiting = tables
        self._sheets: list[Sheet] = []
        self._headings: list[tuple[int, str]] = []
        self._bullets = Bullets(name)
        self._prose: list[tuple[int, str]] = []
        self._cells = 0
        self._inlines: MarkdownIt
        self._plains: dict[str, str] = {}

    def read(self, text: str) -> list[Sheet]:
        """Return the sheets of a document, in its order."""
        from markdown_it import MarkdownIt

        self._inlines = MarkdownIt("commonmark", {"html": True})
        blocks = MarkdownIt("commonmark", {"html": True}).enable("table").disable("inline")
        tokens = blocks.parse(text)
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.map:
                self._take_waiting(token.map[0] + 1)
            index = self._token(tokens, index)
        self._take_waiting(None)
        return [*self._sheets, *self._bullets.sheets(), *self._explanations()]

    def _explanations(self) -> list[Sheet]:
        """Return the text around the tables, in which letters may be explained."""
        lines = [line for line, _ in self._prose]
        rows = [[text] for _, text in self._prose]
        return (
            [Sheet("", rows, file=self._name, lines=lines, named=False, prose=True)] if rows else []
        )

    def _take_waiting(self, line: int | None) -> None:
        while self._waiting and (line is None or self._waiting[0][0] < line):
            self._add(self._waiting.pop(0)[1])

    def _token(self, tokens: list[Token], index: int) -> int:
        """Look at one token and return the index of the next one."""
        token = tokens[index]
        if token.type == "heading_open":
            self._heading(int(token.tag[1]), self._plain(tokens[index + 1]), token)
        elif token.type == "table_open":
            end = _closing(tokens, index, "table_close")
            self._add(self._table(tokens[index:end]))
            return end
        elif token.type == "fence" and token.map:
            if token.info.strip().lower() in _TEXTS:
                self._text(token.content, token.map[0] + 2)
        elif token.type == "code_block" and token.map:
            self._text(token.content, token.map[0] + 1)
        elif token.type == "html_block":
            for found in _HTML_HEADING.finditer(token.content):
                self._heading(int(found[1]), _TAG.sub("", found[2]).strip(), token)
        elif token.type == "inline":
            self._inline(token)
        elif token.type in {"list_item_open", "list_item_close"}:
            self._bullets.item(opened=token.type.endswith("open"))
        return index + 1

    def _heading(self, level: int, title: str, token: Token) -> None:
        self._headings = [kept for kept in self._headings if kept[0] < level]
        self._headings.append((level, title))
        line = token.map[0] + 1 if token.map else 1
        self._bullets.heading([text for _, text in self._headings], line)

    def _inline(self, token: Token) -> None:
        line = token.map[0] + 1 if token.map else 1
        if has_pipes(token.content):
            sheet = piped_sheet(token.content, self._name, line)
            if sheet is not None:
                self._add(sheet)
                return
        for number, text in enumerate(self._plain(token).split("\n")):
            self._bullets.line(text, line + number, more=number > 0)
            if len(text) < _PROSE:
                self._prose.append((line + number, text))

    def _text(self, content: str, line: int) -> None:
        """Read what stands in a fence: a table drawn with pipes, or delimited text."""
        lines = [text for text in content.split("\n") if text.strip()]
        if has_pipes(content):
            self._add_fenced(piped_sheet(content, self._name, line))
        elif len(lines) > 1 and _delimited(lines):
            self._add_fenced(delimited.sheet_of(content, self._name, line))

    def _add_fenced(self, sheet: Sheet | None) -> None:
        if sheet is not None:
            sheet.fenced = True
            self._add(sheet)

    def _plain(self, token: Token) -> str:
        """Return an inline token's text as a reader sees it; parsed where it holds any markup.

        Each text is parsed once, as a matrix says the same few letters thousands of times; prose of
        many pages is no cell and is not parsed at all. Large files would take minutes otherwise.
        """
        content = token.content.strip()
        if not _MARKED.search(content) or len(content) > _PROSE:
            return content
        known = self._plains.get(content)
        if known is None:
            known = self._plains[content] = _visible(self._inlines.parseInline(content)[0])
        return known

    def _add(self, sheet: Sheet) -> None:
        titles = [title for _, title in self._headings if title]
        if titles and not sheet.named:
            sheet.name, sheet.sections, sheet.named = titles[-1], tuple(titles[:-1]), True
        elif not sheet.named:
            sheet.name = f"table {len(self._sheets) + 1}"
        self._cells += len(sheet.rows) * sheet.width
        refuse_cells(self._cells)
        self._sheets.append(sheet)

    def _table(self, tokens: Sequence[Token]) -> Sheet:
        rows: list[list[str]] = []
        lines: list[int] = []
        looks: dict[int, str] = {}
        single = set[int]()
        remarks: list[Remark] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
                lines.append(token.map[0] + 1 if token.map else 1)
            elif token.type == "inline":
                if not rows[-1] and token.content.startswith(("**", "__", "<b>", "<strong>")):
                    looks[len(rows) - 1] = "bold"
                rows[-1].append(self._plain(token))
                if "~~" in token.content:
                    remarks += _struck(rows, token.content)
        check_grid(rows)
        for number, row in enumerate(rows):
            if row and row[0] and not any(row[1:]):
                single.add(number)
        return Sheet(
            "",
            rows,
            file=self._name,
            lines=lines,
            looks=looks,
            single=frozenset(single),
            named=False,
            remarks=tuple(remarks),
        )


def _struck(rows: list[list[str]], content: str) -> list[Remark]:
    """Take letters that are struck out from the last cell, and say so; a name stays."""
    struck = tuple(one_line(text) for text in _STRUCK.findall(content))
    row, column = len(rows) - 1, len(rows[-1]) - 1
    plain = one_line(rows[-1][-1].replace("~~", ""))
    if not struck:
        return []
    if any(len(text) > _LONGEST_LETTERS for text in struck) or not column:
        rows[-1][-1] = plain
        message = Text("“{text}” is struck out; it was kept.", {"text": struck[0][:60]})
    else:
        rows[-1][-1] = one_line(_STRUCK.sub(" ", rows[-1][-1]))
        message = Text("“{text}” is struck out; left out.", {"text": ", ".join(struck)})
    return [Remark(row, column, message)]


def _visible(token: Token) -> str:
    """Return the text of an inline token as a reader sees it."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif child.type == "image":
            parts.append(child.content)
        elif child.type == "html_inline":
            parts.append("\n" if _BREAK.match(child.content) else _unknown_tag(child.content))
    return "".join(parts).strip()


_KNOWN_TAG = re.compile(
    r"</?(?:a|abbr|b|big|center|code|del|details|em|font|h[1-6]|i|img|ins|kbd|mark|nobr|s|small|"
    r"span|strike|strong|sub|summary|sup|u|!--)\b",
    re.IGNORECASE,
)


def _unknown_tag(tag: str) -> str:
    """Return what only looks like a tag, as ``<Name>`` for a blank to fill in; else nothing."""
    return "" if _KNOWN_TAG.match(tag) or tag.startswith("<!--") else tag


def _closing(tokens: Sequence[Token], index: int, kind: str) -> int:
    while tokens[index].type != kind:
        index += 1
    return index + 1


def _delimited(lines: list[str]) -> bool:
    """Tell whether all lines are cut into as many fields, at least three, by one delimiter."""
    for delimiter in _MOST_DELIMITERS:
        counts = {line.count(delimiter) for line in lines if '"' not in line}
        if len(counts) == 1 and min(counts) > 1:
            return True
    return False
