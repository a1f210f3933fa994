"""``raci diff``: what differs between two versions, in the organisation's own words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from raci.check.rulebook import NAMES
from raci.cli import git
from raci.cli.arguments import day, today
from raci.cli.exits import FINE, FOUND
from raci.cli.opening import open_document, refuse_faulty
from raci.cli.parser import UsageError
from raci.cli.what_if import came_and_gone, counted
from raci.compare import differences
from raci.document.document import Document
from raci.document.file import decode
from raci.model.text import Text, mark, printable
from raci.reports.ink import Ink
from raci.reports.markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci.cli.parser import Options, Parser
    from raci.cli.session import Session
    from raci.compare import Change
    from raci.model.finding import Finding
    from raci.words import Words

DESCRIPTION = mark(
    "Show what differs between two files, or between a git revision and a file "
    "(raci diff HEAD~3 raci.toml), and which findings came and went with it."
)

#: As many arguments git gives to a driver: path, old file, hash, mode, new file, hash, mode.
_FROM_GIT = 7
_PAIR = 2


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "versions",
        metavar="VERSION",
        nargs="+",
        help=words("the old and the new file; a git revision in place of the first"),
    )
    parser.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help=words("text by default"),
    )
    parser.add_argument(
        "--today", type=day, metavar="DATE", help=words("the date to judge by (2026-09-01)")
    )


def run(options: Options, session: Session) -> int:
    """Print the differences."""
    named = options.versions
    driven = len(named) >= _FROM_GIT
    if not driven and len(named) != _PAIR:
        raise UsageError(Text("name two versions: OLD NEW"))
    old, new = _from_git(named) if driven else _pair(*named)
    changes = differences(_values(old), _values(new))
    came, gone = _findings(old, new, options)
    words = session.words_for(new.organisation.language if new else None)
    if driven:
        sys.stdout.write(f"{Ink(on=session.color()).strong(printable(named[0]))}\n")
    report = _Report(changes, came, gone, words)
    sys.stdout.write(report.render(options.format, Ink(on=session.color())))
    sys.stdout.flush()
    if options.format == "text" and not driven:
        session.say(_summary(changes, came, gone), words)
    return FOUND if changes and not driven else FINE  # git takes anything but 0 for a crash


def _pair(old: str, new: str) -> tuple[Document, Document]:
    if Path(old).exists() or not Path(new).exists():
        return open_document(Path(old))[0], open_document(Path(new))[0]
    return _at_revision(old, Path(new)), open_document(Path(new))[0]


def _at_revision(revision: str, path: Path) -> Document:
    text = decode(git.text_at(revision, path))
    document = Document.parse(text, NAMES, path=path)
    refuse_faulty(document, Path(f"{revision}:{path}"))
    return document


def _from_git(named: Sequence[str]) -> tuple[Document | None, Document | None]:
    """Return what git's driver is given; None for a file that is not there on that side."""
    old, new = (_or_nothing(Path(named[place])) for place in (1, 4))
    return old, new


def _or_nothing(path: Path) -> Document | None:
    return open_document(path)[0] if path.is_file() else None


def _values(document: Document | None) -> Mapping[str, Any]:
    return document.data if document else {}


def _findings(
    old: Document | None, new: Document | None, options: Options
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that came and those that went."""
    from raci.cli.checking import Request, report

    request = Request(options.today or today())
    sides = []
    for document in (old, new):
        found = report(document, request).findings if document else ()
        sides.append({entry.fingerprint: entry for entry in found if not entry.waived})
    before, after = sides
    came = [entry for key, entry in after.items() if key not in before]
    return came, [entry for key, entry in before.items() if key not in after]


def _summary(changes: Sequence[Change], came: list[Finding], gone: list[Finding]) -> Text:
    number = Text("{n} difference", {"n": len(changes)}, plural="{n} differences")
    values = {"changes": number, "findings": counted(len(came), len(gone))}
    return Text("{changes}; {findings}", values)


class _Report:
    """The differences in one of the three formats."""

    def __init__(
        self,
        changes: Sequence[Change],
        came: Sequence[Finding],
        gone: Sequence[Finding],
        words: Words,
    ) -> None:
        self._changes = changes
        self._came = came
        self._gone = gone
        self._words = words

    def render(self, form: str, ink: Ink) -> str:
        if form == "json":
            return self._json()
        return self._markdown() if form == "markdown" else self._text(ink)

    def _text(self, ink: Ink) -> str:
        lines = [f"{printable(self._words.say(change.message))}\n" for change in self._changes]
        findings = list(came_and_gone(self._came, self._gone, self._words, ink))
        if findings:
            lines += ["\n", f"{ink.strong(self._words('Findings'))}\n", *findings]
        return "".join(lines)

    def _markdown(self) -> str:
        words = self._words
        parts = [f"- {escaped(words.say(change.message))}\n" for change in self._changes]
        for title, findings in (
            (words("New findings"), self._came),
            (words("Findings that are gone"), self._gone),
        ):
            if findings:
                parts.append(f"\n**{title}**\n\n")
                parts += [
                    f"- {finding.code} {escaped(words.say(finding.message))}\n"
                    for finding in findings
                ]
        return "".join(parts)

    def _json(self) -> str:
        import json

        document = {
            "version": 1,
            "changes": [
                {
                    "path": list(change.path),
                    "old": change.old,
                    "new": change.new,
                    "message": self._words.say(change.message),
                }
                for change in self._changes
            ],
            "findings": {"came": self._listed(self._came), "gone": self._listed(self._gone)},
        }
        return json.dumps(document, indent=2, ensure_ascii=False, default=str) + "\n"

    def _listed(self, findings: Sequence[Finding]) -> list[dict[str, str]]:
        return [
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "message": self._words.say(finding.message),
                "fingerprint": finding.fingerprint,
            }
            for finding in findings
        ]
