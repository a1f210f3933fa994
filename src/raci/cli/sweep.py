"""All files of a check: found, checked one after another or side by side, and sorted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from raci.cli.arguments import count
from raci.cli.files import under
from raci.cli.opening import STDIN
from raci.model.error import RaciError
from raci.model.text import Text

if TYPE_CHECKING:
    from raci.cli.checking import Request
    from raci.cli.parser import Options, Parser
    from raci.cli.session import Session
    from raci.reports.checked import Checked
    from raci.words import Words


@dataclass(frozen=True, slots=True)
class Paths:
    """What is to be checked.

    Attributes:
        named: Files, folders, ``-``; none for the working folder.
        stdin: The name of what comes through the standard input.
    """

    named: tuple[str, ...]
    stdin: str | None = None


@dataclass(frozen=True, slots=True)
class Swept:
    """What came of it.

    Attributes:
        checked: Sorted by path.
        refused: Whether some path could not be read; the person was told.
    """

    checked: list[Checked]
    refused: bool


def add_paths(parser: Parser, words: Words) -> None:
    """Add the arguments that ``sweep`` reads."""
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        default=(),  # else argparse counts it among what is missing
        help=words("files and folders, or - for the standard input; the working folder by default"),
    )
    parser.add_argument(
        "--jobs", type=count, metavar="N", help=words("processes; as many as cores by default")
    )
    parser.add_argument(
        "-q", "--quiet", action="store_true", help=words("no summary, no progress: findings only")
    )


def sweep(paths: Paths, request: Request, session: Session, options: Options) -> Swept:
    """Check all that is named, and tell the person what cannot be read.

    Raises:
        RaciError: There is nothing to check.
    """
    from raci.cli.checking import check_file, check_stdin
    from raci.cli.jobs import over, with_progress

    named = paths.named or (".",)
    files, refused = under([Path(name) for name in named if name != STDIN])
    results = over(partial(check_file, request=request), files, options.jobs)
    if not options.quiet:
        results = with_progress(results, len(files), session)
    checked: list[Checked] = []
    for result in results:
        if isinstance(result, Text):
            refused.append(result)
        else:
            checked.append(result)
    if STDIN in named:
        checked.append(check_stdin(paths.stdin, request))
    for problem in refused:
        session.complain(problem)
    if not checked and not refused:
        raise RaciError(Text("nothing to check: no organisation file in {paths}", {"paths": named}))
    checked.sort(key=lambda file: file.path)
    return Swept(checked, bool(refused))
