"""``raci merge``: three versions of a file by cell, field, row and role, comments kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raci.check.rulebook import NAMES
from raci.cli import output
from raci.cli.arguments import today
from raci.cli.commands.edit import at_terminal, show
from raci.cli.context import FINE, FOUND
from raci.cli.files import open_as
from raci.model.error import FileError
from raci.model.text import Text, mark
from raci.storage import file as disk
from raci.workspace.document_merge import DocumentMerge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.document.document import Document
    from raci.words import Words
    from raci.workspace import Workspace
    from raci.workspace.pending_merge import PendingMerge

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
    belongs = Path(options.path) if options.path else None
    base, _ = open_as(Path(options.base), belongs, empty=True)
    ours, stamp = open_as(Path(options.ours), belongs)
    theirs, _ = open_as(Path(options.theirs), belongs)
    merge = DocumentMerge(base, ours, theirs, kept=ours)
    if options.edit and merge.conflicts:
        from raci.versions.git.conflicts import sides
        from raci.workspace.pending_merge import PendingMerge

        told = sides(belongs) if belongs else (options.ours, options.theirs)
        unmerged = PendingMerge(merge, told, staged=False)
        return _decide(unmerged, ours, Path(options.output or options.ours), session)
    document = merge.document()
    conflicts = [merge.sentence(conflict) for conflict in merge.conflicts]
    conflicts += _contradictions(document)
    if options.output:
        output.write(document.text, options.output)
    elif document.text != ours.text:
        disk.save(options.ours, document.text, stamp)
    words = session.words_for(ours.organisation.language)
    _notify(conflicts, options.path or options.ours, session, words)
    return FOUND if conflicts else FINE


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


def _contradictions(document: Document) -> Iterator[Text]:
    """Yield what is sound on either side and a fault together: a scheme here, a letter there."""
    for finding in document.problems:
        if NAMES.by_code[finding.code].fixed:
            yield finding.message


def _notify(conflicts: list[Text], path: str, session: Session, words: Words) -> None:
    if not conflicts:
        return
    number = len(conflicts)
    for text in conflicts:
        session.notify(Text("{place}: {message}", {"place": path, "message": text}), words)
    session.notify(Text("{n} conflict", {"n": number}, plural="{n} conflicts"), words)
