"""``raci new``: a starting file from a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.errors import typed
from raci.model.error import RaciError
from raci.model.text import Text, mark
from raci.words.templates import TEMPLATES, template

if TYPE_CHECKING:
    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.words import Words

DESCRIPTION = mark("Begin a file from a template; the editor can do all the rest.")


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument("file", metavar="FILE", help=words("the file to begin"))
    parser.add_argument(
        "--template",
        choices=TEMPLATES,
        metavar="TEMPLATE",
        default="small",
        help=words(
            "the firm's size or industry: {templates}; small by default", templates=TEMPLATES
        ),
    )
    parser.add_argument("--name", metavar="NAME", help=words("the organisation's name"))
    parser.add_argument(
        "--force", action="store_true", help=words("replace a file that exists already")
    )


def run(options: Options, session: Session) -> int:
    """Write the template's text."""
    text = template(options.template, session.words.language)
    if options.name is not None:
        text = named(text, options.name)
    output.write(text, options.file, new=not options.force)
    if options.file != "-":
        session.notify(
            Text("{path} is written; to open it: raci {path}", {"path": typed(options.file)})
        )
    return 0


def named(text: str, name: str) -> str:
    """Return a template's text with another name of the organisation.

    Raises:
        RaciError: The name is empty or holds control characters.
    """
    from raci.check.rulebook import NAMES
    from raci.document.document import Document
    from raci.model.edit import SetField

    document = Document.parse(text, NAMES)
    changed = document.apply(SetField(("organisation", "name"), name)).document
    if changed.problems:
        problem = changed.problems[0].message
        raise RaciError(Text("this name cannot be: {problem}", {"problem": problem}))
    return changed.text
