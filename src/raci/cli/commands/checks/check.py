"""``raci check``: the findings of files and folders, in the form asked for."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from raci import __version__
from raci.check.rule_names import NAMES
from raci.check.selection import Selection
from raci.cli import output
from raci.cli.arguments import UsageError, columns, day, listed, today
from raci.cli.checks import Paths, Sweep, add_paths, faults_below
from raci.cli.context import REFUSED, typed
from raci.cli.files import STDIN
from raci.cli.names import first_of
from raci.frozen import replace
from raci.model.finding import Severity
from raci.model.organisation import CheckSettings
from raci.model.text import Text, mark
from raci.reports.checked import Setting, Tally
from raci.reports.registry import FOR_PEOPLE, FORMATS, pieces
from raci.reports.summary import overview, statistics, summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.reports.checked import Checked
    from raci.words import Words
    from raci.workspace.document_check import Request

DESCRIPTION = mark(
    "Check files, and in folders every raci.toml, *.raci.toml and other TOML file that has "
    "both format and [organisation]."
)

#: What ``--fail-on`` takes.
_LEVELS = (*(severity.value for severity in Severity), "never")


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    add_paths(parser, words)
    _add_choice_of_rules(parser, words)
    _add_form(parser, words)
    parser.add_argument(
        "--today", type=day, metavar="DATE", help=words("the date to judge by (2026-09-01)")
    )
    parser.add_argument(
        "--fail-on",
        choices=_LEVELS,
        default="error",
        help=words("exit with 1 from this severity on; error by default"),
    )
    parser.add_argument(
        "--baseline", metavar="FILE", help=words("leave out the findings accepted in this file")
    )
    parser.add_argument(
        "--no-waivers", action="store_true", help=words("as if no finding were waived")
    )


def _add_choice_of_rules(parser: Parser, words: Words) -> None:
    for option, text in (
        ("--select", words("run only these rules: codes, prefixes or names, with commas")),
        ("--extend-select", words("run these rules, too, among them those that are off")),
        ("--ignore", words("leave out these rules")),
    ):
        parser.add_argument(option, metavar="RULES", type=listed, action="extend", help=text)


def _add_form(parser: Parser, words: Words) -> None:
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        choices=FORMATS,
        help=words(
            "{formats}; by default what the output's name says, else grouped on a terminal, github "
            "in GitHub Actions, concise elsewhere",
            formats=tuple(FORMATS),
        ),
    )
    parser.add_argument("--output", metavar="FILE", help=words("write the report into this file"))
    parser.add_argument(
        "--stdin-filename",
        metavar="FILE",
        help=words("the name of what comes through the standard input"),
    )
    parser.add_argument(
        "--summary", action="store_true", help=words("a line per file: leadership and counts")
    )
    parser.add_argument(
        "--statistics", action="store_true", help=words("count the findings of each rule")
    )


def run(options: Options, session: Session) -> int:
    """Check, report, and say with the exit code whether something weighs too much."""
    _refuse_contradictions(options)
    form = options.format or _usual_form(options)
    request = _request(options, session, with_lines=form == "full")
    accepting = _baseline(options.baseline)
    paths = Paths(tuple(options.paths), options.stdin_filename)
    sweep = Sweep(paths, request, session, options)
    tally = Tally()
    _publish(tally.counting(map(accepting, sweep)), tally, form, options, session)
    if tally.files and not options.quiet:
        _tell(tally, form, options, session)
        for fault in faults_below(sweep.not_among(tally.sources), request):
            session.notify(fault)
    return REFUSED if sweep.refused else int(_fails(tally, options.fail_on))


def _refuse_contradictions(options: Options) -> None:
    """Refuse options of which one would have no effect.

    Raises:
        UsageError: There are such.
    """
    if options.summary and options.format:
        values = {"format": options.format}
        raise UsageError(
            Text("--summary is a line per file, --format {format} all: name one of them", values)
        )
    if options.stdin_filename and STDIN not in options.paths:
        raise UsageError(
            Text("--stdin-filename names what comes through the standard input: add - to the paths")
        )


#: The format that the name of a report stands for.
_ENDINGS = {".json": "json", ".sarif": "sarif", ".md": "markdown", ".xml": "junit"}


def _usual_form(options: Options) -> str:
    """Return the format that the report's name says, or the one that suits who reads it."""
    named = _ENDINGS.get(Path(options.output or "").suffix.lower())
    if named:
        return named
    if os.environ.get("GITHUB_ACTIONS"):
        return "github"
    return "grouped" if options.output is None and sys.stdout.isatty() else "concise"


def _baseline(path: str | None) -> Callable[[Checked], Checked]:
    """Return what takes accepted findings out of a checked file."""
    if path is None:
        return lambda file: file
    from raci.cli.checks import against, read_baseline

    accepted = read_baseline(path)
    return lambda file: against(file, accepted, path)


def _request(options: Options, session: Session, *, with_lines: bool) -> Request:
    from raci.workspace.document_check import Request

    lists: dict[str, Any] = {
        "select": None if options.select is None else tuple(options.select),
        "extend_select": tuple(options.extend_select or ()),
        "ignore": tuple(options.ignore or ()),
    }
    Selection.of(CheckSettings(), **lists)  # refuses unknown rules before any file is read
    return Request(
        today=options.today or today(),
        language=session.asked,
        fallback=session.words.language,
        waivers=not options.no_waivers,
        lines=with_lines,
        names=not options.quiet,
        **lists,
    )


def _publish(
    files: Iterator[Checked], tally: Tally, form: str, options: Options, session: Session
) -> None:
    """Write the report; what goes to a person comes file by file, and none of it is kept."""
    to_file = options.output not in {None, "-"}
    streamed = not to_file and (options.summary or form in FOR_PEOPLE)
    if not streamed:
        files = iter(list(files))
        if not tally.files:
            return
        output.refuse_overwriting(options.output, [*tally.sources, options.baseline])
    color = session.color() and not to_file and form in FOR_PEOPLE
    words = session.words_of(tally.languages)
    report = replace(setting(words, color=color), fail_on=_level(options.fail_on))
    parts = overview(files, report) if options.summary else pieces(form, files, report)
    if streamed:
        write = output.write if options.summary else sys.stdout.write
        for part in parts:
            write(part)
        write(_counts(tally, report, options))
    elif options.summary:
        output.write("".join(parts) + _counts(tally, report, options), options.output)
    else:
        output.write("".join(parts), options.output)
        sys.stderr.write(_counts(tally, report, options))


def _counts(tally: Tally, report: Setting, options: Options) -> str:
    return statistics(tally, report) if options.statistics else ""


def _tell(tally: Tally, form: str, options: Options, session: Session) -> None:
    """Tell a person what they want to know beside the report."""
    words = session.words_of(tally.languages)
    sys.stdout.flush()
    session.notify(summary(tally), words)
    read_by_a_person = form == "grouped" and sys.stdout.isatty() and not options.summary
    if tally.latest and read_by_a_person:
        heaviest = min(tally.latest.values(), key=lambda one: (one.severity.rank, one.code))
        meaning = Text(
            "what the first one means and asks for: raci rule {code}", {"code": heaviest.code}
        )
        session.notify(meaning, words)
    if tally.mended:
        values = {"path": typed(options.baseline)}
        hint = Text("to take out what is mended: raci baseline prune --baseline {path}", values)
        session.notify(hint, words)
    if tally.hiding:
        _tell_hidden(tally, session, words)


def _tell_hidden(tally: Tally, session: Session, words: Words) -> None:
    """Tell in a line that names of roles say what the file does not, and how to take it over."""
    path, names = tally.hidden
    values = {"n": len(names), "path": typed(path), "names": first_of(names)}
    if tally.hiding == 1:
        told = Text(
            "{names}: this name suggests leadership or IT, which the file does not say; to take "
            "that over: raci fix --propose {path}",
            values,
            "{names}: these names suggest leadership or IT, which the file does not say; to take "
            "that over: raci fix --propose {path}",
        )
    else:
        told = Text(
            "in {files} files names ({names}) suggest leadership or IT, which the files do not "
            "say; to take that over: raci fix --propose {path}",
            {**values, "files": tally.hiding},
        )
    session.notify(told, words)


def setting(words: Words, *, color: bool = False) -> Setting:
    """Return the circumstances of a report in one language."""
    from raci.words.rule_pages import load_page, title

    return Setting(
        words=words,
        rules=NAMES.by_code,
        page=load_page,
        title=title,
        version=__version__,
        color=color,
        width=max(columns(100) - len("99999 | "), 40),
    )


def _level(word: str) -> Severity | None:
    return None if word == "never" else Severity(word)


def _fails(tally: Tally, level: str) -> bool:
    severity = _level(level)
    return severity is not None and any(one.rank <= severity.rank for one in tally.severities)
