"""``raci merge``: three versions of a file by cell, field, row and role, comments kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.arguments import today
from raci.cli.commands.edits.edit import at_terminal, show
from raci.cli.context import FINE, FOUND
from raci.model.error import FileError
from raci.model.text import Text, mark
from raci.storage import file as disk
from raci.storage.saving import save
from raci.versions.git.conflicts import sides
from raci.workspace.file_merge import PendingMerge, merge_files

if TYPE_CHECKING:
    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.document.document import Document
    from raci.words import Words
    from raci.workspace import Workspace
    from raci.workspace.file_merge import FileMerge

DESCRIPTION = mark(
    "Merge what two people made of the same file. What both changed in different ways is listed, "
    "stays as it is in OURS, and makes the exit code 1; with --edit it is decided in the editor."
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument("base", metavar="BASE", help=words("the version both began with"))
    parser.add_argument(
        "ours", metavar="OURS", help=words("our version; the merge is written here")
    )
    parser.add_argument("theirs", metavar="THEIRS", help=words("their version"))
    parser.add_argument(
        "--output", metavar="FILE", help=words("write the merge here, and leave OURS alone")
    )
    parser.add_argument(
        "--edit",
        action="store_true",
        help=words("decide conflicts side by side in the editor; 1 if they are left undecided"),
    )
    parser.add_argument(
        "--path", metavar="FILE", help=words("where the file belongs, if these are copies of it")
    )


def run(options: Options, session: Session) -> int:
    """Merge, write, and list the conflicts."""
    # Ours is where the merge goes by itself.
    output.refuse_overwriting(options.output, [options.base, options.theirs])
    belongs = Path(options.path) if options.path else None
    base, ours, theirs = (
        disk.read_data(name) for name in (options.base, options.ours, options.theirs)
    )
    merged = _merged(base, ours, theirs, options)
    if options.edit and merged.merge and merged.merge.conflicts and merged.ours:
        told = sides(belongs) if belongs else (options.ours, options.theirs)
        unmerged = PendingMerge(merged.merge, told, staged=False)
        return _decide(unmerged, merged.ours, Path(options.output or options.ours), session)
    if options.output:
        output.write(merged.data, options.output, over=options.ours)
    elif merged.data != ours:
        _save(options.ours, merged.data, disk.Stamp.of(ours))
    words = session.words_for(merged.ours.organisation.language if merged.ours else None)
    _notify(merged, options.path or options.ours, session, words)
    return FOUND if merged.conflicts else FINE


def _merged(base: bytes, ours: bytes, theirs: bytes, options: Options) -> FileMerge:
    if not options.path:
        names = (options.base, options.ours, options.theirs)
        return merge_files(base, ours, theirs, Path(options.ours), names)
    try:
        return merge_files(base, ours, theirs, Path(options.path))
    except FileError as error:
        values = {"path": options.path, "reason": error.text}
        raise FileError(Text("{path}: {reason}", values)) from error


def _save(path: str, data: bytes, stamp: disk.Stamp) -> None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:  # a version that is no text, merged by lines
        output.write(data, path, over=path)
    else:
        save(path, text, stamp)


def _decide(unmerged: PendingMerge, ours: Document, target: Path, session: Session) -> int:
    """Have the conflicts decided in the editor; what is decided and saved there is the merge."""
    number = len(unmerged.merge.conflicts)
    if not at_terminal():
        raise FileError(
            Text(
                "{n} conflict is to be decided, and that needs a terminal; without --edit it is "
                "listed",
                {"n": number},
                "{n} conflicts are to be decided, and that needs a terminal; without --edit they "
                "are listed",
            )
        )
    workspace = _workspace(target, ours)
    workspace.unmerged = unmerged
    code = show(workspace, session)
    if code:
        return code
    saved = workspace.path == target and not workspace.dirty
    if saved and unmerged.is_decided(workspace.text):
        return FINE
    session.notify(
        Text("{n} conflict is undecided", {"n": number}, "{n} conflicts are undecided"),
        session.words_for(ours.organisation.language),
    )
    return FOUND


def _workspace(target: Path, ours: Document) -> Workspace:
    from raci.workspace import Workspace

    if target.exists():
        return Workspace.open(target, today=today())
    return Workspace(ours, today=today(), path=target)


def _notify(merged: FileMerge, path: str, session: Session, words: Words) -> None:
    number = len(merged.conflicts)
    for text in (*merged.notes, *merged.conflicts):
        session.notify(Text("{place}: {message}", {"place": path, "message": text}), words)
    if number:
        session.notify(Text("{n} conflict", {"n": number}, plural="{n} conflicts"), words)
