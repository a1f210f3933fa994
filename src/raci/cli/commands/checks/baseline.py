"""``raci baseline``: accept what is found today, and later take out what is mended."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raci.check.baseline import Baseline, file_key
from raci.check.rule_names import NAMES
from raci.cli import output
from raci.cli.arguments import day, today
from raci.cli.checks import Paths, Sweep, add_paths, read_baseline
from raci.cli.context import FINE, REFUSED
from raci.model.error import RaciError
from raci.model.text import Text, mark
from raci.workspace.document_check import Request

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.model.finding import Finding
    from raci.words import Words

DESCRIPTION = mark(
    "Write accepts all findings of today into a file; prune takes out of it what is mended, and "
    "never adds anything. raci check --baseline FILE then shows only what is new."
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "what",
        metavar="write|prune",
        choices=("write", "prune"),
        help=words("accept all of today, or only take out what is mended"),
    )
    add_paths(parser, words)
    parser.add_argument(
        "--baseline", metavar="FILE", required=True, help=words("the file of accepted findings")
    )
    parser.add_argument(
        "--today", type=day, metavar="DATE", help=words("the date to judge by (2026-09-01)")
    )


def run(options: Options, session: Session) -> int:
    """Write or prune the baseline."""
    before = read_baseline(options.baseline) if options.what == "prune" else Baseline()
    request = Request(options.today or today(), session.asked, session.words.language)
    sweep = Sweep(Paths(tuple(options.paths)), request, session, options)
    checked = list(sweep)
    if sweep.refused:
        return REFUSED  # a baseline of half the files would accept nothing in the others
    read = [source for file in checked for source in file.sources]
    output.refuse_overwriting(options.baseline, read)
    found: dict[str, list[Finding]] = {
        file_key(file.path, options.baseline): [entry.finding for entry in file.findings]
        for file in checked
    }
    if options.what == "write":
        _refuse_another(options.baseline)
        after = Baseline.of(found)
        told = Text("{n} finding accepted", {"n": len(after)}, plural="{n} findings accepted")
        _notify_of_faults(found.values(), session)
    else:
        after = before.pruned(found | _gone(before, options.baseline))
        number = len(before) - len(after)
        told = Text("{n} finding taken out", {"n": number}, plural="{n} findings taken out")
    output.write(after.text(), options.baseline, over=options.baseline)
    session.notify(Text("{path}: {told}", {"path": options.baseline, "told": told}))
    return FINE


def _refuse_another(named: str) -> None:
    """Refuse to write over what is no baseline; one that a merge tore still names rules.

    Raises:
        RaciError: It is something else.
    """
    path = Path(named)
    if not path.is_file() or not path.stat().st_size or b"RACI" in path.read_bytes():
        return
    try:
        read_baseline(named)
    except RaciError:
        told = mark("{path}: this is no baseline and would be lost; name another file")
        raise RaciError(Text(told, {"path": named})) from None


def _notify_of_faults(found: Iterable[Iterable[Finding]], session: Session) -> None:
    """Tell that faults stay: whoever accepts all findings expects the next check to be clean."""
    codes = [finding.code for findings in found for finding in findings]
    number = sum(NAMES.by_code[code].fixed for code in codes)
    if number:
        session.notify(
            Text(
                "{n} fault in the content cannot be accepted, only mended; raci check shows it",
                {"n": number},
                "{n} faults in the content cannot be accepted, only mended; raci check shows them",
            )
        )


def _gone(before: Baseline, path: str) -> dict[str, list[Finding]]:
    """Return the files of the baseline that are no longer there, without findings."""
    folder = Path(path).parent
    return {key: [] for key in before.files if not (folder / key).exists()}
