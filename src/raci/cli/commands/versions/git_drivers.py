"""``raci git``: let git show differences, merge and solve conflicts by cell, in one repository."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.context import FINE
from raci.model.error import FileError
from raci.model.text import Text, mark
from raci.versions.git import revisions

if TYPE_CHECKING:
    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.words import Words

DESCRIPTION = mark(
    "Set raci up as git's diff and merge driver of raci.toml and *.raci.toml in this repository, "
    "and as a tool for git mergetool: settings in its own configuration, and two lines in its "
    ".gitattributes."
)

#: Lines of ``.gitattributes``: which files are ours.
ATTRIBUTES = ("raci.toml diff=raci merge=raci", "*.raci.toml diff=raci merge=raci")

#: Settings of the repository: what git runs, the program in place of ``{raci}``. One day it may be
#: gone with its virtual environment: then git's own ways take its place, and ``{gone}`` is said.
SETTINGS = {
    "diff.raci.command": (
        'f() { if {raci} --version >/dev/null 2>&1; then {raci} diff -- "$@" && return; else '
        "echo {gone} >&2; fi; "
        'git --no-pager diff --no-index --no-ext-diff --no-textconv -- "$2" "$5"; :; }; f'
    ),
    "merge.raci.name": "raci: by cell, field, row and role",
    "merge.raci.driver": (
        "f() { if {raci} --version >/dev/null 2>&1; then "
        '{raci} merge --path="$1" -- "$2" "$3" "$4"; set -- "$@" "$?"; '
        'if test "$6" -lt 2; then return "$6"; fi; else echo {gone} >&2; fi; '
        'git merge-file -L ours -L base -L theirs --marker-size="$5" "$3" "$2" "$4"; }; '
        "f %P %O %A %B %L"
    ),
    "mergetool.raci.cmd": (
        "if {raci} --version >/dev/null 2>&1; then "
        '{raci} merge --edit --path="$MERGED" --output="$MERGED" -- "$BASE" "$LOCAL" "$REMOTE"; '
        "else echo {gone} >&2; false; fi"
    ),
    "mergetool.raci.trustExitCode": "true",
}

_GONE = mark(
    "raci is no longer where git was told to find it, so this was done by lines; "
    "“raci git install” fixes that"
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "what",
        metavar="install|uninstall",
        choices=("install", "uninstall"),
        help=words("set both up, or take both away"),
    )
    parser.add_argument(
        "--undo", action="store_true", help=words("take both away, as uninstall does")
    )


def run(options: Options, session: Session) -> int:
    """Set git up, or take it all away."""
    attributes = revisions.top_level() / ".gitattributes"
    if options.undo or options.what == "uninstall":
        _uninstall(attributes)
        session.notify(Text("git no longer uses raci in this repository"))
    else:
        _install(attributes, session.words)
        session.notify(Text("git now uses raci here; commit {path}", {"path": str(attributes)}))
    return FINE


def _install(attributes: Path, words: Words) -> None:
    text = _read(attributes)
    places = {"{raci}": program(), "{gone}": shlex.quote(words(_GONE))}
    for key, value in SETTINGS.items():
        written = value
        for place, said in places.items():
            # In a merge driver a per cent sign begins a place, as in %P.
            escaped = said.replace("%", "%%") if key.endswith(".driver") else said
            written = written.replace(place, escaped)
        revisions.setting(key, written)
    missing = [line for line in ATTRIBUTES if line not in _lines(text)]
    if missing:
        newline = "\r\n" if "\r\n" in text else "\n"
        above = newline if text and not text.endswith("\n") else ""
        _write(text + above + "".join(line + newline for line in missing), attributes)


def program() -> str:
    """Return how the shell that git asks starts this very program.

    Its place is said in full: it mostly lives in a virtual environment, which whoever runs git
    later, an editor for instance, need not have on its path.
    """
    interpreter = Path(sys.executable)
    script = which("raci", path=str(interpreter.parent))
    if script:
        return shlex.quote(Path(script).as_posix())
    # -P: a folder or file called raci in the repository must not be run in our place.
    return f"{shlex.quote(interpreter.as_posix())} -P -m raci"


def _uninstall(attributes: Path) -> None:
    text = _read(attributes)
    for key in SETTINGS:
        if _is_set(key):
            revisions.setting("--unset-all", key)
    kept = [line for line in text.splitlines(keepends=True) if line.strip() not in ATTRIBUTES]
    if not kept and text:
        attributes.unlink()
    elif "".join(kept) != text:
        _write("".join(kept), attributes)


def _is_set(key: str) -> bool:
    # git lists the last part of a name in small letters.
    listed = revisions.setting("--name-only", "--list").splitlines()
    return key.lower() in listed


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines()}


def _write(text: str, attributes: Path) -> None:
    output.write(text.encode("utf-8", "surrogateescape"), str(attributes))


def _read(attributes: Path) -> str:
    output.refuse_link(str(attributes))
    try:
        return attributes.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return ""
    except OSError as error:
        values = {"path": str(attributes), "reason": error.strerror or str(error)}
        raise FileError(Text("{path}: {reason}", values)) from error
