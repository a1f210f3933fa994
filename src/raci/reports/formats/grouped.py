"""What a person at a terminal reads: each rule once, with its first findings and their lines."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from raci.model.finding import Severity
from raci.model.text import Text, printable
from raci.model.vocabulary import SEVERITIES
from raci.reports.checked import Tally
from raci.reports.styles import Ink
from raci.reports.summary import counts, gauge, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.reports.checked import Checked, Located, Setting

#: So many findings of a rule are listed; the others are counted.
MOST = 5


class Group(NamedTuple):
    """The findings of one rule that weigh the same, in the order of the file."""

    severity: Severity
    code: str
    entries: tuple[Located, ...]


def groups(file: Checked) -> list[Group]:
    """Return what is shown of a file by severity and rule, the heaviest first."""
    found: dict[tuple[int, str, Severity], list[Located]] = {}
    for entry in file.shown:
        finding = entry.finding
        key = finding.severity.rank, finding.code, finding.severity
        found.setdefault(key, []).append(entry)
    return [
        Group(severity, code, tuple(entries))
        for (_, code, severity), entries in sorted(found.items())
    ]


def heading(group: Group, file: Checked, setting: Setting) -> Text:
    """Return what a rule finds, with the count of what it finds it about."""
    number = len(group.entries)
    about = {"n": number, "title": setting.title(group.code, file.language)}
    kinds = {subject.kind for entry in group.entries for subject in entry.finding.subjects[:1]}
    if kinds <= {"channel", "duty"} and not file.row_name:
        if file.plain:
            return Text("{n} row: {title}", about, plural="{n} rows: {title}")
        return Text("{n} channel: {title}", about, plural="{n} channels: {title}")
    if kinds == {"role"}:
        return Text("{n} role: {title}", about, plural="{n} roles: {title}")
    return Text("{n} time: {title}", about, plural="{n} times: {title}")


def pieces(files: Iterable[Checked], setting: Setting) -> Iterator[str]:
    """Yield a paragraph for each file; files without findings have a line.

    Paragraphs are parted by an empty line, but where there are lines alone.
    """
    ink = Ink(on=setting.color)
    lines: list[str] | None = []
    for file in files:
        paragraph = "".join(f"{line}\n" for line in _file(file, setting, ink))
        if lines is None:
            yield f"\n{paragraph}"
        elif file.shown:
            yield "\n".join((*lines, paragraph))
            lines = None
        else:
            lines.append(paragraph)
    yield "".join(lines or ())


def _file(file: Checked, setting: Setting, ink: Ink) -> Iterator[str]:
    led = gauge(file)
    about = led if led and file.shown else Text("{counts}", {"counts": counts(Tally.of([file]))})
    if led and not file.shown:
        about = Text("{led}; {counts}", {"led": led, "counts": counts(Tally.of([file]))})
    yield from _head(file, printable(file.words.say(about)), setting.width, ink)
    labels = {severity: file.words.say(SEVERITIES[severity]) for severity in Severity}
    longest = max(map(len, labels.values()))
    digits = max((len(str(entry.place.line)) for entry in file.shown), default=0)
    margin = len(f"  {'':{longest}}  {'':{digits}}  ")
    for group in groups(file):
        label = ink.severity(f"{labels[group.severity]:{longest}}", group.severity)
        for line, text in _lines(group, file, setting, margin, ink):
            number = ink.faint(f"{line:>{digits}}") if line else " " * digits
            yield f"  {label}  {number}  {text}".rstrip()
            label = " " * longest


def _head(file: Checked, about: str, width: int, ink: Ink) -> Iterator[str]:
    """Yield what a file is called and how it stands, below each other where there is no room."""
    name = title(file, ink)
    if len(title(file, Ink(on=False))) + len(about) <= width:
        yield name + about
        return
    yield name.rstrip()
    yield from (f"  {part}" for part in _wrapped(about, width - 2))


def _lines(
    group: Group, file: Checked, setting: Setting, margin: int, ink: Ink
) -> Iterator[tuple[int | None, str]]:
    """Yield the lines about a rule, each with the line of the file that it is about."""
    rule = f"{group.code} {group.entries[0].finding.name}"
    lone = group.entries[0] if len(group.entries) == 1 else None
    about = lone.finding.message if lone else heading(group, file, setting)
    width = setting.width - margin
    head, *more = _wrapped(f"{rule}: {printable(file.words.say(about))}", width)
    if head.startswith(rule):
        head = ink.strong(rule) + head.removeprefix(rule)
    yield lone.place.line if lone else None, head
    yield from ((None, part) for part in more)
    if lone:
        return
    for entry in group.entries[:MOST]:
        head, *more = _wrapped(printable(file.message(entry.finding)), width - 4)
        yield entry.place.line, f"  {head}"
        yield from ((None, f"    {part}") for part in more)
    if len(group.entries) > MOST:
        left = Text("and {n} more", {"n": len(group.entries) - MOST})
        yield None, "  " + ink.faint(file.words.say(left))


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 20), break_long_words=False, break_on_hyphens=False) or [
        ""
    ]
