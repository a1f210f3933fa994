"""Files of a check: found, checked one after another or side by side, held against a baseline."""

from __future__ import annotations

import gc
import itertools
import os
import sys
from bisect import bisect_right
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from raci.check.baseline import Baseline, file_key
from raci.cli.arguments import count
from raci.cli.context import explain, typed
from raci.cli.files import STDIN, nearest, under
from raci.frozen import frozen, replace
from raci.model.error import FileError, RaciError
from raci.model.text import Text
from raci.storage.file import NotUtf8Error, decode, read, read_data
from raci.toml_edit.scan import forget
from raci.workspace.document_check import checked_text, not_utf8

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.context import BaseContext

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.reports.checked import Checked
    from raci.words import Words
    from raci.workspace.document_check import Request


#: What the standard input is called that was given no name.
_STDIN_NAME = "<stdin>"


@frozen
class Paths:
    """What is to be checked.

    Attributes:
        named: Files, folders, ``-``; none for the working folder.
        stdin: The name of what comes through the standard input.
    """

    named: tuple[str, ...]
    stdin: str | None = None


def add_paths(parser: Parser, words: Words) -> None:
    """Add the arguments that ``sweep`` reads."""
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        default=(),  # else argparse counts it among what is missing
        help=words(
            "files and folders, or - for the standard input; by default $RACI_FILE, what is in "
            "the working folder, or the nearest raci.toml above it"
        ),
    )
    parser.add_argument(
        "--jobs", type=count, metavar="N", help=words("processes; as many as cores by default")
    )
    parser.add_argument(
        "-q", "--quiet", action="store_true", help=words("no summary, no progress: findings only")
    )


def _usual() -> tuple[str, ...]:
    """Return what is checked where nothing is named."""
    return (os.environ.get("RACI_FILE") or ".",)


class Sweep:
    """The files to check: each is checked when it is asked for, in the order of their paths.

    Attributes:
        refused: Whether some path could not be read; the person was told.
    """

    def __init__(self, paths: Paths, request: Request, session: Session, options: Options) -> None:
        """Find the files, and tell the person what cannot be looked into.

        Raises:
            RaciError: There is nothing to check.
        """
        self._request, self._session, self._options = request, session, options
        named = paths.named or _usual()
        self._stdin = (paths.stdin or _STDIN_NAME) if STDIN in named else None
        files, refused = under([Path(name) for name in named if name != STDIN])
        if not (paths.named or files or refused):
            above = nearest(Path.cwd())
            files = [above] if above else []
        if not (files or refused or self._stdin):
            values = {"paths": named}
            raise RaciError(Text("nothing to check: no organisation file in {paths}", values))
        self._files = sorted(files, key=str)
        self.refused = bool(refused)
        for problem in refused:
            session.show_error(problem)

    def not_among(self, paths: Iterable[str]) -> list[str]:
        """Return those of the paths that are none of the files to check."""
        own = {os.path.realpath(file) for file in self._files}
        return [path for path in paths if os.path.realpath(path) not in own]

    def __iter__(self) -> Iterator[Checked]:
        """Yield file after file, checked; tell the person of those that cannot be read."""
        for result in self._results():
            if isinstance(result, Text):
                self.refused = True
                self._session.show_error(result)
            else:
                yield result

    def _results(self) -> Iterator[Checked | Text]:
        work = partial(check_file, request=self._request)
        results = over(work, self._files, self._options.jobs)
        if not self._options.quiet:
            results = with_progress(results, len(self._files), self._session)
        if self._stdin is not None:
            yield from itertools.islice(results, bisect_right(self._files, self._stdin, key=str))
            yield check_stdin(self._stdin, self._request)
        yield from results


Item = TypeVar("Item")
Result = TypeVar("Result")

#: Below this number of files, starting processes takes longer than they save.
_WORTHWHILE = 24

_BAR = 30


def over(
    work: Callable[[Item], Result], items: Sequence[Item], jobs: int | None
) -> Iterator[Result]:
    """Yield the results of ``work`` in the order of ``items``.

    Args:
        work: A function that other processes can import.
        items: What to work on.
        jobs: How many processes; None for as many as there are cores, if it is worth it.
    """
    if jobs is None:
        jobs = cores() if len(items) >= _WORTHWHILE else 1
    workers = min(jobs, len(items))
    if workers <= 1:
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor

    chunk = max(1, len(items) // (workers * 16))
    with ProcessPoolExecutor(workers, mp_context=_context()) as pool:
        yield from pool.map(work, items, chunksize=chunk)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def with_progress(results: Iterator[Result], total: int, session: Session) -> Iterator[Result]:
    """Pass on the results and draw a bar on stderr, if that is a terminal and they are many.

    The bar makes room for each result, as what is told of it may go to the same terminal.
    """
    if total < _WORTHWHILE or not sys.stderr.isatty():
        yield from results
        return
    try:
        for done, result in enumerate(results, 1):
            _draw("")
            yield result
            sys.stdout.flush()
            _draw(f"{_bar(done, total)} {session.words('checking')} {done}/{total}")
    finally:
        _draw("")


def _draw(line: str) -> None:
    """Put a line in the place of the one that was drawn."""
    sys.stderr.write(f"\r\x1b[K{line}")
    sys.stderr.flush()


def _bar(done: int, total: int) -> str:
    full = _BAR * done // total
    return "[" + "#" * full + "." * (_BAR - full) + "]"


def _context() -> BaseContext:
    """Return the way to start processes: a fork has the rules loaded already."""
    import multiprocessing

    fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform == "linux"
    return multiprocessing.get_context("fork" if fork else None)


#: After so many files their remains are collected, as the collector rests while a command runs.
_FILES = 50

_numbers = itertools.count(1)


def check_file(path: Path, request: Request) -> Checked | Text:
    """Return what the reports need of a file, or why it cannot be read."""
    if next(_numbers) % _FILES == 0:
        forget()
        # What is found here has come to stay (modules, reports): it need not be looked at again.
        gc.collect()
        gc.freeze()
    try:
        return checked_text(decode(read_data(path)), path, request)
    except NotUtf8Error as error:
        return not_utf8(error, path, request)
    except (RaciError, OSError) as error:
        return explain(error)


def check_stdin(name: str, request: Request) -> Checked:
    """Return what the reports need of the standard input, under a name."""
    path = Path(name)
    try:
        return checked_text(decode(sys.stdin.buffer.read()), path, request)
    except NotUtf8Error as error:
        return not_utf8(error, path, request)


def faults_below(paths: Iterable[str], request: Request) -> Iterator[Text]:
    """Yield what is wrong in the settings of files that others extend.

    The files above do without what is at fault, so that nobody else would tell.

    Args:
        paths: Of the files that are extended, and not checked themselves.
        request: How the files above are checked.
    """
    faults = replace(request, select=("RACI8",), extend_select=(), ignore=(), names=False)
    for path in sorted(paths):
        checked = check_file(Path(path), faults)
        if isinstance(checked, Text):
            continue  # the file above cannot be without it, and says so
        for entry in checked.findings:
            if entry.finding.place[:1] in {("check",), ("scheme",)}:
                values = {"path": path, "line": entry.place.line, "column": entry.place.column}
                yield Text(
                    "{path}:{line}:{column}: {problem} (files that extend this one do without it)",
                    {**values, "problem": entry.finding.message},
                )


def read_baseline(path: str) -> Baseline:
    """Return the baseline in a file.

    Raises:
        FileError: It cannot be read.
        RaciError: It is no baseline.
    """
    if not Path(path).exists():
        raise FileError(
            Text(
                "there is no baseline {path}; to write one: raci baseline write --baseline {path}",
                {"path": typed(path)},
            )
        )
    try:
        return Baseline.parse(read(path).text)
    except NotUtf8Error as error:
        values = {"path": path, "line": error.place.line, "problem": error.text}
        raise FileError(Text("{path}:{line}: {problem}", values)) from error
    except FileError:
        raise  # it names the file
    except RaciError as error:
        raise RaciError(Text("{path}: {problem}", {"path": path, "problem": error.text})) from error


def against(file: Checked, baseline: Baseline, path: str) -> Checked:
    """Return the file with those findings marked that the baseline at ``path`` accepts."""
    key = file_key(file.path, path)
    findings = [entry.finding for entry in file.findings]
    fresh = set(map(id, baseline.fresh(key, findings)))
    return replace(
        file,
        findings=tuple(
            entry if id(entry.finding) in fresh else replace(entry, accepted=True)
            for entry in file.findings
        ),
        mended=baseline.mended(key, findings, file.unasked),
    )
