"""The one place that starts git, with every switch that keeps a repository quiet.

A repository or a configuration from elsewhere may name programs: filters, hooks, watchers, pagers,
helpers for credentials, the other end of a connection. None of them is run. git is asked of
objects and of its index only, never of the working tree, and nothing is fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from raci.model.error import FileError
from raci.model.text import Text
from raci.storage.file import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

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
    "core.quotePath=false",
    "credential.helper=",
    "color.ui=false",
    "gc.auto=0",
    "log.showSignature=false",
    "log.mailmap=false",
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
    try:
        done = subprocess.run(  # noqa: S603 - no shell
            _command(folder, *arguments),
            capture_output=True,
            check=False,
            env=_environment(folder if apart else None),
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
        )
    except FileNotFoundError:
        raise _no_git() from None
    except subprocess.TimeoutExpired:
        raise FileError(Text("git does not answer")) from None
    except (OSError, ValueError) as error:  # too long a name, or one with a null byte
        raise FileError(Text("git cannot tell: {reason}", {"reason": str(error)})) from None
    if done.returncode and done.returncode not in also:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
        raise FileError(_refusal("".join(reason).removeprefix("fatal: ")))
    return done.returncode, done.stdout


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
    is read.

    Raises:
        FileError: There is no git.
    """
    command = _command(folder, "cat-file", "--batch")
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
    except FileNotFoundError:
        raise _no_git() from None
    with process:
        asked, told = process.stdin, process.stdout
        assert asked  # noqa: S101 - a pipe, as asked for
        assert told  # noqa: S101 - the same

        def content(name: str) -> bytes | None:
            if "\n" in name:
                return None  # no name of an object; git would take the lines for two
            asked.write(os.fsencode(name) + b"\n")
            asked.flush()
            head = told.readline().split(b" ")
            if len(head) < len(("name", "type", "size")) or not head[-1].strip().isdigit():
                return None
            size = int(head[-1])
            data = told.read(size + 1)[:-1]
            return data if size <= LARGEST else b""

        try:
            yield content
        finally:
            asked.close()
            told.close()


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
