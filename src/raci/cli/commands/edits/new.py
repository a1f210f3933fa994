"""``raci new``: a starting file from a template."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.arguments import UsageError
from raci.cli.commands.edits.edit import at_terminal, begin
from raci.cli.context import typed
from raci.cli.files import NAME
from raci.model.error import RaciError
from raci.model.text import Text, mark
from raci.words.templates import SIZES, TEMPLATES, WRITTEN, template

if TYPE_CHECKING:
    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.words import Words

DESCRIPTION = mark(
    "Begin a file from a template; the editor can do all the rest. On a terminal and with nothing "
    "said, the editor asks for name and template, and begins raci.toml."
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help=words("the file to begin, or a folder for its raci.toml"),
    )
    parser.add_argument(
        "--template",
        choices=TEMPLATES,
        metavar="TEMPLATE",
        help=words(
            "the firm's size or industry: {templates}; small by default", templates=TEMPLATES
        ),
    )
    parser.add_argument(
        "--size",
        choices=SIZES,
        metavar="SIZE",
        help=words(
            "with an industry, how large the firm is: {sizes}; what is usual in it by default",
            sizes=SIZES,
        ),
    )
    parser.add_argument("--name", metavar="NAME", help=words("the organisation's name"))
    parser.add_argument(
        "--force", action="store_true", help=words("replace a file that exists already")
    )


def run(options: Options, session: Session) -> int:
    """Write the template's text.

    Raises:
        UsageError: A size is named for a template that has one.
    """
    if options.file is None:
        return _asked(options, session)
    wanted = options.template or "small"
    if options.size and wanted in WRITTEN:
        raise UsageError(
            Text(
                "--size goes with the template of an industry, not with {template}",
                {"template": wanted},
            )
        )
    target = str(Path(options.file, NAME)) if Path(options.file).is_dir() else options.file
    text = template(wanted, session.words.language, options.size or "")
    if options.name is not None:
        text = named(text, options.name)
    output.write(text, target, new=not options.force)
    if target != "-":
        session.notify(Text("{path} is written; to open it: raci {path}", {"path": typed(target)}))
    return 0


def _asked(options: Options, session: Session) -> int:
    """Let the editor ask, if there is somebody to answer.

    Raises:
        RaciError: There is nobody, something is said already, or there is such a file.
    """
    if (
        options.template
        or options.size
        or options.name is not None
        or options.force
        or not at_terminal()
    ):
        raise RaciError(Text("name the file to begin: raci new {name}", {"name": NAME}))
    path = Path(NAME)
    if os.path.lexists(path):
        values = {"name": NAME}
        raise RaciError(Text("{name} is there already; to open it: raci {name}", values))
    return begin(path, session)


def named(text: str, name: str) -> str:
    """Return a template's text with another name of the organisation.

    Raises:
        RaciError: The name is empty or holds control characters.
    """
    from raci.check.rule_names import NAMES
    from raci.document.document import Document
    from raci.model.edit import SetField

    document = Document.parse(text, NAMES)
    changed = document.apply(SetField(("organisation", "name"), name)).document
    if changed.problems:
        problem = changed.problems[0].message
        raise RaciError(Text("this name cannot be: {problem}", {"problem": problem}))
    return changed.text
