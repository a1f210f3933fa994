"""A comment for a pull request: a summary, and a table for each file that has findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.model.finding import Severity
from raci.model.text import Text, printable
from raci.reports.summary import summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.reports.checked import Checked, Located, Setting

_MARKS = {Severity.ERROR: "✕", Severity.WARNING: "▲", Severity.INFO: "●"}

#: GitHub refuses comments above 65,536 characters; the rest leaves room for what others add.
_ROOM = 60_000

_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>|~$!%]")
# Mentions, references to issues, emoji and addresses are made of plain text; entities stop that.
_LIVE = re.compile(r"@|#|&|:(?=\S)|(?<=www)\.", re.IGNORECASE)


def render(files: Sequence[Checked], setting: Setting) -> str:
    """Return Markdown that stays below the length of a comment and says what it left out."""
    words = setting.words
    parts = [f"### raci: {escaped(words.say(summary(files)))}\n"]
    left, room = 0, _ROOM
    for file in files:
        head, rows = _head(file, setting), [_row(file, entry) for entry in file.shown]
        room -= len(head)
        taken = [row for row in rows if (room := room - len(row)) > 0]
        left += len(rows) - len(taken)
        if taken:
            parts += ["\n", head, *taken]
    if left:
        more = Text(
            "{n} more finding does not fit into a comment.",
            {"n": left},
            plural="{n} more findings do not fit into a comment.",
        )
        parts.append(f"\n{words.say(more)}\n")
    return "".join(parts)


def escaped(text: str) -> str:
    """Return ``text`` so that the Markdown of GitHub and GitLab shows it as it is."""
    quoted = _LIVE.sub(lambda match: f"&#{ord(match[0])};", printable(text))
    return _SPECIAL.sub(_quoted, quoted)


def _quoted(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};" if match[0] in "<>|`" else f"\\{match[0]}"


def _head(file: Checked, setting: Setting) -> str:
    words = setting.words
    title = escaped(file.relative)
    if file.organisation:
        title += f" ({escaped(file.organisation)})"
    columns = (words("Severity"), words("Line"), words("Rule"), words("Finding"))
    return f"#### {title}\n\n| {' | '.join(columns)} |\n| --- | ---: | --- | --- |\n"


def _row(file: Checked, entry: Located) -> str:
    finding, place = entry.finding, entry.place
    level = f"{_MARKS[finding.severity]} {finding.severity}"
    rule = f"{finding.code} {finding.name}"
    return f"| {level} | {place.line} | {rule} | {escaped(file.message(finding))} |\n"
