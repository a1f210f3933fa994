"""A comment for a pull request: a summary, and a table for each file that has findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from raci.model.finding import Severity
from raci.model.text import Text, printable
from raci.model.vocabulary import SEVERITIES
from raci.reports.checked import Tally
from raci.reports.formats.grouped import MOST, groups
from raci.reports.summary import gauge, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.reports.checked import Checked, Located, Setting
    from raci.words import Words

_MARKS = {Severity.ERROR: "✕", Severity.WARNING: "▲", Severity.INFO: "●"}

#: GitHub refuses comments above 65,536 characters; the rest leaves room for what others add.
_ROOM = 60_000

_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>|~$!%]")
# Mentions, references to issues, emoji and addresses are made of plain text; entities stop that.
_LIVE = re.compile(r"@|#|&|:(?=\S)|(?<=www)\.", re.IGNORECASE)


def pieces(files: Iterable[Checked], setting: Setting) -> Iterator[str]:
    """Yield Markdown that stays below the length of a comment and says what it left out."""
    words, files = setting.words, list(files)
    yield f"### raci: {escaped(words.say(summary(Tally.of(files))))}\n"
    left, room = 0, _ROOM
    for file in files:
        if not file.shown:
            continue
        head = _head(file)
        room -= len(head)
        listed: list[str] = []
        for block in _blocks(file):
            taken = [row for row in block.rows if (room := room - len(row)) > 0]
            left += len(block.rows) - len(taken)
            room -= len(block.before) + len(block.after)
            if taken:
                listed += [block.before, *taken, block.after]
        if listed:
            yield from ("\n", head, *listed)
    if left:
        more = Text(
            "{n} more finding does not fit into a comment.",
            {"n": left},
            plural="{n} more findings do not fit into a comment.",
        )
        yield f"\n{words.say(more)}\n"


class _Block(NamedTuple):
    """A table, and what stands around it."""

    before: str
    rows: list[str]
    after: str = ""


def _blocks(file: Checked) -> Iterator[_Block]:
    """Yield the first findings of each rule in one table, then what is left of each, folded."""
    found = groups(file)
    table = _table(file.words)
    first = [_row(file, entry) for group in found for entry in group.entries[:MOST]]
    yield _Block(table, first)
    for group in found:
        rest = [_row(file, entry) for entry in group.entries[MOST:]]
        if rest:
            rule = f"{group.code} {group.entries[0].finding.name}"
            more = escaped(file.words.say(Text("and {n} more", {"n": len(rest)})))
            summary_line = f"<summary>{rule}: {more}</summary>"
            yield _Block(f"\n<details>{summary_line}\n\n{table}", rest, "\n</details>\n")


def escaped(text: str) -> str:
    """Return ``text`` so that the Markdown of GitHub and GitLab shows it as it is."""
    quoted = _LIVE.sub(lambda match: f"&#{ord(match[0])};", printable(text))
    return _SPECIAL.sub(_quoted, quoted)


def _quoted(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};" if match[0] in "<>|`" else f"\\{match[0]}"


def _head(file: Checked) -> str:
    """Return a file's name and gauge, in the language of its findings."""
    title = escaped(file.relative)
    if file.organisation:
        title += f" ({escaped(file.organisation)})"
    led = gauge(file)
    return f"#### {title}\n\n" + (f"{escaped(file.words.say(led))}\n\n" if led else "")


def _table(words: Words) -> str:
    columns = (words("Severity"), words("Line"), words("Rule"), words("Finding"))
    return f"| {' | '.join(columns)} |\n| --- | ---: | --- | --- |\n"


def _row(file: Checked, entry: Located) -> str:
    finding, place = entry.finding, entry.place
    level = f"{_MARKS[finding.severity]} {file.words.say(SEVERITIES[finding.severity])}"
    rule = f"{finding.code} {finding.name}"
    return f"| {level} | {place.line} | {rule} | {escaped(file.message(finding))} |\n"
