"""The one place that starts git, with every switch that keeps a repository quiet.

A repository or a configuration from elsewhere may name programs: filters, hooks, watchers, pagers,
helpers for credentials, the other end of a connection. None of them is run. git is asked of
objects and of its index only, never of the working tree, and nothing is fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Timer
from typing import IO, TYPE_CHECKING, TypeVar

from raci.model.error import FileError
from raci.model.text import Text
from raci.storage.file import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

Answer = TypeVar("Answer")

#: Seconds after which git is no longer waited for: a repository may lead it to a pipe.
PATIENCE = 120

# What a repository's configuration says is overruled by these. Programs that belong to a name of
# its own (a filter, a driver, a remote) cannot be: what would run them is never asked for.
_SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    f"core.excludesFile={os.devnull}",
    "core.pager=cat",
    "core.askPass=",
    "core.sshCommand=false",
    "core.alternateRefsCommand=false",
    f"core.bigFileThreshold={LARGEST}",
    "core.quotePath=false",
    "credential.helper=",
    "color.diff=false",
    "color.ui=false",
    "diff.relative=false",
    "gc.auto=0",
    "i18n.logOutputEncoding=UTF-8",
    "log.diffMerges=separate",
    "log.mailmap=false",
    "log.showRoot=true",
    "log.showSignature=false",
    "maintenance.auto=false",
    "merge.conflictStyle=merge",
    "protocol.allow=never",
    "submodule.recurse=false",
)

_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ASKPASS": "",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_EDITOR": "false",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "SSH_ASKPASS": "",
}

# What a user may have set for other commands, and would change what ours print or run.
_UNSET = frozenset(
    (
        "GIT_EXTERNAL_DIFF",
        "GIT_DIFF_OPTS",
        "GIT_PROXY_COMMAND",
        "GIT_SSH",
        "GIT_SSH_COMMAND",
        "GIT_GLOB_PATHSPECS",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS",
    )
)

#: Said where nothing is called as a word says.
UNKNOWN_VERSION = Text("it knows no such version")

#: Why git refuses most often, by how its sentence begins: it is told to speak English.
_REFUSALS = {
    "not a git repository": Text("this is in no git repository; to begin one: git init"),
    "Needed a single revision": UNKNOWN_VERSION,
}

#: For commands that compare: no program of a repository shows or converts what they compare.
#: The file of an order that a repository may name would be read, and could be a pipe.
PLAIN = ("--no-ext-diff", "--no-textconv", f"-O{os.devnull}")


def ask(
    folder: Path | str, *arguments: str, also: Collection[int] = (), apart: bool = False
) -> tuple[int, bytes]:
    """Run git in a folder and return its exit code and what it prints.

    Args:
        folder: Where.
        arguments: The command and what it takes; paths in it stand for themselves.
        also: Exit codes other than 0 that are answers, too.
        apart: Whether the command needs no repository, so that none is looked for.

    Raises:
        FileError: There is no git, it refuses, or it does not end.
    """
    command = _command(folder, *arguments)
    with TemporaryFile() as said:  # no pipe, which would have to be emptied beside the other one
        with _started(command, _environment(folder if apart else None), said) as git:
            printed = git.answer(lambda told: told.read(LARGEST + 1))
            if len(printed) > LARGEST:
                git.process.kill()
                values = {"limit": LARGEST >> 20}
                raise FileError(Text("git tells more than any file holds: {limit} MB", values))
            code = git.answer(lambda _: git.process.wait())
        said.seek(0)
        reason = said.readline().decode("utf-8", "replace").strip().removeprefix("fatal: ")
    if code and code not in also:
        raise FileError(_refusal(reason))
    return code, printed


def _refusal(reason: str) -> Text:
    """Return why git refuses: in our words where they are known, else in its own."""
    known = (text for begin, text in _REFUSALS.items() if reason.startswith(begin))
    return Text("git cannot tell: {reason}", {"reason": next(known, reason)})


def run(folder: Path | str, *arguments: str) -> bytes:
    """Run git in a folder and return what it prints.

    Raises:
        FileError: There is no git, it refuses, or it does not end.
    """
    return ask(folder, *arguments)[1]


@contextmanager
def contents(folder: Path | str) -> Iterator[Callable[[str], bytes | None]]:
    """Yield a function that returns contents by their names, from one git that stays open.

    It returns None for what git does not have, and no bytes for what is larger than any file that
    is read; it raises a FileError where git ends, or does not answer.

    Raises:
        FileError: There is no git.
    """
    command = _command(folder, "cat-file", "--batch")
    with _started(command, _environment(), subprocess.DEVNULL, subprocess.PIPE) as git:
        asked = git.process.stdin
        assert asked  # noqa: S101 - a pipe, as asked for

        def content(name: str) -> bytes | None:
            """Return what an object holds; None where there is none of that name."""
            if "\n" in name:
                return None  # no name of an object; git would take the lines for two
            try:
                asked.write(os.fsencode(name) + b"\n")
                asked.flush()
            except BrokenPipeError:
                raise FileError(Text("git does not answer")) from None
            return git.answer(_content)

        try:
            yield content
        finally:
            with suppress(BrokenPipeError):  # git is gone
                asked.close()


def _content(told: IO[bytes]) -> bytes | None:
    """Read what git tells of one object: a line, then as many bytes as the line says."""
    line = told.readline()
    if not line:
        raise FileError(Text("git does not answer"))
    head = line.split(b" ")
    if len(head) < len(("name", "type", "size")) or not head[-1].strip().isdigit():
        return None
    left = int(head[-1]) + 1
    if left <= LARGEST:
        return told.read(left)[:-1]
    while left > 0 and (passed := told.read(min(left, 1 << 20))):
        left -= len(passed)
    return b""


class _Git:
    """A git that was started; who waits for an answer waits for ``PATIENCE`` at most."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def answer(self, read: Callable[[IO[bytes]], Answer]) -> Answer:
        """Return what is read from git, which is ended when it lets one wait.

        Raises:
            FileError: It does not answer.
        """
        told = self.process.stdout
        assert told  # noqa: S101 - a pipe, as asked for
        late = Event()

        def end() -> None:
            late.set()
            self.process.kill()

        watch = Timer(PATIENCE, end)
        watch.daemon = True
        watch.start()
        try:
            return read(told)
        finally:
            watch.cancel()
            if late.is_set():
                raise FileError(Text("git does not answer"))


@contextmanager
def _started(
    command: Sequence[str],
    environment: Mapping[str, str],
    said: IO[bytes] | int,
    asked: int = subprocess.DEVNULL,
) -> Iterator[_Git]:
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell
            command, stdin=asked, stdout=subprocess.PIPE, stderr=said, env=environment
        )
    except FileNotFoundError:
        raise _no_git() from None
    except (OSError, ValueError) as error:  # too long a name, or one with a null byte
        raise FileError(Text("git cannot tell: {reason}", {"reason": str(error)})) from None
    with process:
        try:
            yield _Git(process)
        except BaseException:
            process.kill()
            raise


def _command(folder: Path | str, *arguments: str) -> list[str]:
    settings = (word for setting in _SETTINGS for word in ("-c", setting))
    quiet = ("--no-pager", "--literal-pathspecs")
    return [_program(), *settings, *quiet, "-C", str(folder), *arguments]


def _environment(apart: Path | str | None = None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
    if apart is not None:
        kept.pop("GIT_DIR", None)
        kept.pop("GIT_WORK_TREE", None)
        kept["GIT_CEILING_DIRECTORIES"] = str(Path(apart).parent)
    return kept | _ENVIRONMENT


def _program() -> str:
    """Return where git is; a program of that name in the working folder is not it.

    Raises:
        FileError: It is nowhere.
    """
    found = _found(os.environ.get("PATH", os.defpath))
    if found is None:
        raise _no_git()
    return found


@cache
def _found(places: str) -> str | None:
    folders = filter(os.path.isabs, places.split(os.pathsep))
    return next(filter(None, (shutil.which(str(Path(one, "git"))) for one in folders)), None)


def _no_git() -> FileError:
    return FileError(Text("there is no git here; it must be installed for this"))
