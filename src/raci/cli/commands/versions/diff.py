"""``raci diff``: what differs between two versions, in the organisation's own words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from raci.cli import output
from raci.cli.arguments import UsageError, day, today
from raci.cli.context import FINE, FOUND
from raci.cli.files import STDIN, open_as, the_file, version_named
from raci.model.error import FileError
from raci.model.text import Text, mark, printable
from raci.reports.consequences import came_and_gone, counted, listed
from raci.reports.formats.markdown import escaped
from raci.reports.styles import Ink
from raci.versions import came_and_went, differences
from raci.versions.git.lines import diff_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.document.document import Document
    from raci.model.finding import Finding
    from raci.versions import Change
    from raci.words import Words

DESCRIPTION = mark(
    "Show what differs between two files, or between a git revision and a file "
    "(raci diff HEAD~3 raci.toml), and which findings came and went with it."
)

#: As many arguments git gives to a driver: path, old file, hash, mode, new file, hash, mode.
_FROM_GIT = 7
_PAIR = 2
_LAST = "HEAD"

#: What a list of differences, and what a page can be written as.
_LISTS = ("text", "markdown", "json")
_PAGES = ("html", "markdown", "pdf", "xlsx")
#: Names of files that stand for a list; others stand for a page.
_LIST_ENDINGS = {".txt": "text", ".json": "json"}


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "versions",
        metavar="VERSION",
        nargs="*",
        help=words(
            "the old and the new file, or - for the standard input; a git revision in place of the "
            "first (HEAD by default); the nearest raci.toml in place of the second"
        ),
    )
    parser.add_argument(
        "--format",
        choices=_LISTS,
        help=words("the list of differences: text by default"),
    )
    parser.add_argument(
        "--to",
        choices=_PAGES,
        metavar="FORMAT",
        help=words("a page for people in place of the list: {formats}", formats=_PAGES),
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        help=words("write into this file; its name says what, if no option does"),
    )
    parser.add_argument(
        "--today", type=day, metavar="DATE", help=words("the date to judge by (2026-09-01)")
    )


def run(options: Options, session: Session) -> int:
    """Print the differences."""
    named = options.versions
    if len(named) >= _FROM_GIT:
        return _driven(named, options, session)
    if len(named) > _PAIR:
        raise UsageError(Text("name two versions: OLD NEW"))
    if options.to and options.format:
        raise UsageError(Text("--format is a list, --to is a page: name one of them"))
    pair = _completed(named)
    form = options.format or _list_format(options)
    return _page(pair, options, session) if form is None else _list(pair, form, options, session)


def _list_format(options: Options) -> str | None:
    """Return the format of a list of differences; None where a page is wanted."""
    if options.to:
        return None
    if options.output in {None, "-"}:
        return "text"
    return _LIST_ENDINGS.get(Path(options.output).suffix.lower())


def _list(named: Sequence[str], form: str, options: Options, session: Session) -> int:
    """Write the differences as a list."""
    old, new = _pair(*named)
    report = _compared(old, new, options, session)
    to_file = options.output not in {None, "-"}
    shown = report.render(form, Ink(on=session.color() and not to_file))
    if form == "text" and not to_file:
        sys.stdout.write(shown)
        sys.stdout.flush()
        session.notify(report.summary, report.words)
    else:
        output.write(shown, options.output)
    return FOUND if report.changes else FINE


def _page(named: Sequence[str], options: Options, session: Session) -> int:
    """Write both versions as a page for people."""
    from raci.cli.pages import compared, format_of, rendered, workbook

    form = options.to or format_of(options.output)
    if form not in _PAGES:
        values = {"lists": _LISTS, "pages": _PAGES}
        raise UsageError(Text("name a format: --to {pages}; or --format {lists}", values))
    old, new = _pair(*named)
    if old is None or new is None:
        missing = named[0] if old is None else named[1]
        raise FileError(Text("{word}: there is no such version of the file", {"word": missing}))
    words = session.words_for(new.organisation.language)
    now = options.today or today()
    name = Path(named[0]).name if Path(named[0]).is_file() else named[0]
    page, changed = compared(old, new, name, words, now)
    made = workbook(page.title, [page], words, now) if form == "xlsx" else rendered(page, form)
    output.write(made, options.output)
    output.tell_other_name(options.output, form, format_of(options.output), session)
    return FOUND if changed else FINE


def _driven(named: Sequence[str], options: Options, session: Session) -> int:
    """Print what git asks for: about one file, and never failing, as git would stop at that.

    A version that cannot be read is compared line by line, as git itself would.
    """
    ink = Ink(on=session.color())
    path, old, new = Path(named[0]), Path(named[1]), Path(named[4])
    sys.stdout.write(f"{ink.strong(printable(str(path)))}\n")
    try:
        report = _compared(_copy(old, path), _copy(new, path), options, session)
    except FileError as error:
        sys.stdout.write(f"{printable(session.words.say(error.text))}\n")
        sys.stdout.writelines(_line_by_line(old, new))
        return FINE
    sys.stdout.write(report.render(options.format or "text", ink))
    return FINE


def _copy(path: Path, belongs: Path) -> Document | None:
    """Return what is in git's copy of a file; None where the file was not there."""
    return open_as(path, belongs)[0] if path.is_file() else None


def _line_by_line(old: Path, new: Path) -> Iterator[str]:
    before, after = (path.read_bytes() if path.is_file() else b"" for path in (old, new))
    for line in diff_lines(before, after).decode("utf-8", "replace").splitlines():
        yield f"{printable(line)}\n"


def _completed(named: Sequence[str]) -> tuple[str, str]:
    """Return an old and a new version: the last commit and the nearest file where none is named.

    A file alone is compared with the last commit's, a revision alone with the nearest file.
    """
    if len(named) == _PAIR:
        return named[0], named[1]
    if named and (named[0] == STDIN or Path(named[0]).exists()):
        return _LAST, str(the_file(named[0]))
    return (*named, _LAST)[0], str(the_file(None))


def _pair(old: str, new: str) -> tuple[Document | None, Document | None]:
    if old == new == STDIN:
        raise UsageError(Text("- is the standard input, and only one version can come through it"))
    after = version_named(new, None)
    return version_named(old, Path(new)), after


def _compared(
    old: Document | None, new: Document | None, options: Options, session: Session
) -> _Report:
    changes = differences(_values(old), _values(new))
    came, gone = _findings(old, new, options)
    known = new or old
    words = session.words_for(known.organisation.language if known else None)
    return _Report(changes, came, gone, words)


def _values(document: Document | None) -> Mapping[str, Any]:
    return document.data if document else {}


def _findings(
    old: Document | None, new: Document | None, options: Options
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that came and those that went."""
    from raci.workspace.document_check import Request, report

    request = Request(options.today or today())
    before, after = (
        report(document, request).findings if document else () for document in (old, new)
    )
    return came_and_went(before, after, _values(old), _values(new))


class _Report:
    """The differences in one of the three formats."""

    def __init__(
        self,
        changes: Sequence[Change],
        came: Sequence[Finding],
        gone: Sequence[Finding],
        words: Words,
    ) -> None:
        self.changes = changes
        self.words = words
        self._came = came
        self._gone = gone

    @property
    def summary(self) -> Text:
        """How much differs, in a sentence."""
        count = len(self.changes)
        number = Text("{n} difference", {"n": count}, plural="{n} differences")
        if not (count or self._came or self._gone):
            return Text("no differences")
        findings = counted(len(self._came), len(self._gone))
        return Text("{changes}; {findings}", {"changes": number, "findings": findings})

    def render(self, form: str, ink: Ink) -> str:
        """Return the report as ``text``, ``markdown`` or ``json``."""
        if form == "json":
            return self._json()
        return self._markdown() if form == "markdown" else self._text(ink)

    def _text(self, ink: Ink) -> str:
        lines = [f"{printable(self.words.say(change.message))}\n" for change in self.changes]
        findings = list(came_and_gone(self._came, self._gone, self.words, ink))
        if findings:
            lines += ["\n", f"{ink.strong(self.words('Findings'))}\n", *findings]
        return "".join(lines)

    def _markdown(self) -> str:
        words = self.words
        parts = [f"- {escaped(words.say(change.message))}\n" for change in self.changes]
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
        from raci.model.text import json_text

        document = {
            "version": 1,
            "changes": [
                {
                    "path": list(change.path),
                    "old": change.old,
                    "new": change.new,
                    "message": self.words.say(change.message),
                }
                for change in self.changes
            ],
            "findings": {
                "came": listed(self._came, self.words),
                "gone": listed(self._gone, self.words),
            },
        }
        return json_text(document, default=str)
