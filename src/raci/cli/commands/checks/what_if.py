"""``raci what-if``: what would come of somebody leaving, or of another reporting line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from raci.check.checker import Options as CheckOptions
from raci.check.selection import Selection
from raci.cli import output
from raci.cli.arguments import UsageError, add_file, day, today
from raci.cli.context import FINE
from raci.cli.files import open_document, the_file
from raci.cli.names import role_meant, roles_meant
from raci.model.edit import Compound
from raci.model.text import Text, mark
from raci.reports.consequences import came_and_gone, counted, listed
from raci.reports.styles import Ink
from raci.workspace.what_if import consequences, leaving, remarks, reporting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.document.document import Document
    from raci.model.edit import Edit
    from raci.model.organisation import Organisation
    from raci.words import Words
    from raci.workspace.what_if import Consequences

DESCRIPTION = mark(
    "List the findings that would come and go if somebody left or reported to somebody else. "
    "Nothing is changed."
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    add_file(parser, words, piped=True)
    parser.add_argument(
        "--without",
        metavar="WHO",
        action="append",
        default=[],
        help=words("id or name of a role, or a person, who leaves; may be given several times"),
    )
    parser.add_argument(
        "--replaced-by", metavar="WHO", help=words("the role or person that takes over from them")
    )
    parser.add_argument(
        "--reports",
        metavar="ROLE=ROLE",
        action="append",
        default=[],
        help=words("the first role reports to the second one, or to nobody (ROLE=)"),
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=words("text by default")
    )
    parser.add_argument(
        "--today", type=day, metavar="DATE", help=words("the date to judge by (2026-09-01)")
    )


def run(options: Options, session: Session) -> int:
    """Try the change and print what would come of it."""
    document, _ = open_document(the_file(options.file), piped=True)
    organisation = document.organisation
    if options.replaced_by is not None and not options.without:
        raise UsageError(Text("--replaced-by needs somebody who leaves: --without WHO"))
    edit = Compound(tuple(_edits(document, options)))
    if not edit.edits:
        raise UsageError(Text("say what if: --without WHO or --reports ROLE=ROLE"))
    selection = Selection.of(organisation.check)
    choice = CheckOptions(today=options.today or today(), selection=selection)
    found = consequences(document, edit, choice)
    words = session.words_for(organisation.language)
    if options.format == "json":
        output.write(_json(found, words))
        return FINE
    ink = Ink(on=session.color())
    sys.stdout.writelines(came_and_gone(found.came, found.gone, words, ink))
    sys.stdout.flush()
    for sentence in _told(found, organisation):
        session.notify(sentence, words)
    return FINE


def _told(found: Consequences, organisation: Organisation) -> Iterator[Text]:
    """Yield what a person wants to know beside the findings: whether it makes a difference."""
    if found.came or found.gone:
        yield counted(len(found.came), len(found.gone))
    yield from remarks(found, organisation)


def _edits(document: Document, options: Options) -> Iterator[Edit]:
    """Yield one edit after another, each made for what the ones before it left."""
    # Lines move first: whoever leaves may be named in them.
    for pair in options.reports:
        role, superior = _two_roles(document.organisation, pair)
        edit: Edit = reporting(document.organisation, role, superior)
        document = document.apply(edit).document
        yield edit
    for word in options.without:
        organisation = document.organisation
        heir = None if options.replaced_by is None else _whom(organisation, options.replaced_by)
        edit = leaving(organisation, _whom(organisation, word), heir)
        document = document.apply(edit).document
        yield edit


def _whom(organisation: Organisation, word: str) -> str:
    """Return the id of the role, or else the name of the person, that a word means.

    Raises:
        EditError: There is neither, or more than one role of that name.
    """
    name, roles = roles_meant(organisation, word)
    return roles[0].id if len(roles) == 1 and roles[0].name == name else name


def _two_roles(organisation: Organisation, pair: str) -> tuple[str, str | None]:
    """Return the ids of ``ROLE=ROLE``, though a name may itself hold an equals sign.

    Raises:
        UsageError: There is nothing before an equals sign.
        EditError: There is no such role.
    """
    known = {*organisation.roles, *(role.name for role in organisation.roles.values()), ""}
    splits = [(pair[:at], pair[at + 1 :]) for at, char in enumerate(pair) if char == "=" and at]
    if not splits:
        raise UsageError(Text("{pair}: name two roles, as in ROLE=ROLE", {"pair": pair}))
    role, superior = next((both for both in splits if known.issuperset(both)), splits[0])
    above = role_meant(organisation, superior).id if superior else None
    return role_meant(organisation, role).id, above


def _json(found: Consequences, words: Words) -> str:
    from raci.model.text import json_text

    document = {
        "version": 1,
        "came": listed(found.came, words),
        "gone": listed(found.gone, words),
        "silent": listed(found.silent, words),
        "moved": list(found.moved),
    }
    return json_text(document)
