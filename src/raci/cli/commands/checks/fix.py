"""``raci fix``: fixes that need no decision; first as a diff, then written."""

from __future__ import annotations

import difflib
import sys
from typing import TYPE_CHECKING

from raci.check.fixes import safe_fixes
from raci.cli.arguments import UsageError, add_file, day, today
from raci.cli.context import FINE, FOUND
from raci.cli.files import STDIN, read_document, refuse_faulty, the_file
from raci.model.edit import DeleteWaiver
from raci.model.text import Text, mark, printable
from raci.reports.styles import Ink
from raci.workspace import Workspace
from raci.workspace.document_check import Request, report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.fixes import Fix
    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.model.organisation import Organisation
    from raci.words import Words

DESCRIPTION = mark(
    "Fix what needs no decision: waivers that cover nothing, doubled links, letters that only "
    "look like those of the scheme. With --propose: take over what the names of the roles suggest "
    "about leadership, IT and other crafts. Shows the differences; --write makes them."
)

#: A fix may make another one possible, never more than a few times.
_ROUNDS = 10


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    add_file(parser, words, piped=True)
    parser.add_argument(
        "--propose",
        action="store_true",
        help=words("say who leads, who is IT, who is outside, as the names of the roles suggest"),
    )
    parser.add_argument("--write", action="store_true", help=words("change the file"))
    parser.add_argument(
        "--today", type=day, metavar="DATE", help=words("the date to judge by (2026-09-01)")
    )


def run(options: Options, session: Session) -> int:
    """Show or write the fixes."""
    path = the_file(options.file)
    if options.write and options.file == STDIN:
        raise UsageError(Text("the standard input cannot be changed; leave out --write"))
    document, stamp = read_document(path, piped=True)
    if not document.readable:
        refuse_faulty(document, path)
    space = Workspace(document, today=options.today or today(), path=path, stamp=stamp)
    if options.propose:
        refuse_faulty(document, path)
        titles = _propose(space)
        nothing = Text("{path}: the names of the roles suggest nothing", {"path": str(path)})
    else:
        titles = _mend(space)
        refuse_faulty(space.document, path)
        nothing = Text("{path}: nothing to fix", {"path": str(path)})
    for title in titles or (nothing,):
        session.notify(title)
    if not titles:
        return FINE
    if options.write:
        space.save()
        return FINE
    ink = Ink(on=session.color())
    sys.stdout.write("".join(differences(document.text, space.text, str(path), ink)))
    return FOUND


def _propose(space: Workspace) -> list[Text]:
    """Take over what the names of the roles suggest, and return what was said of whom."""
    from raci.tables.importing.proposals import proposals

    found = proposals(space.organisation)
    for proposal in found:
        space.apply(proposal.edit)
    return [Text("{title}: {reason}", {"title": one.title, "reason": one.reason}) for one in found]


def _mend(space: Workspace) -> list[Text]:
    """Apply the safe fixes until there are none, and return what each does."""
    made: list[Text] = []
    for _ in range(_ROUNDS):
        found = report(space.document, Request(space.today))
        fixes = safe_fixes(found.findings, space.organisation)
        if not fixes:
            break
        for fix in fixes:
            made.append(_told(fix, space.organisation))
            space.apply(fix.edit)
    return made


def _told(fix: Fix, organisation: Organisation) -> Text:
    """Return what a fix does; of a waiver also which one goes."""
    if not isinstance(fix.edit, DeleteWaiver):
        return fix.title
    index = fix.edit.index
    waiver = next(one for one in organisation.waivers if one.index == index)
    channels = (organisation.channels.get(one) for one in waiver.channels)
    roles = (organisation.roles.get(one) for one in waiver.roles)
    names = [one.name for one in (*channels, *roles) if one]
    values = {"title": fix.title, "waived": (waiver.rule, *names)}
    return Text("{title}: {waived}", values)


def differences(old: str, new: str, path: str, ink: Ink) -> Iterator[str]:
    """Yield a unified diff line by line, coloured where the ink is, and safe on a terminal."""
    before, after = old.splitlines(), new.splitlines()
    for line in difflib.unified_diff(before, after, path, path, lineterm=""):
        text = printable(line)
        if line.startswith("+"):
            text = ink.added(text)
        elif line.startswith("-"):
            text = ink.removed(text)
        yield f"{text}\n"
