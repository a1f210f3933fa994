"""``raci export``: the matrix in the formats that other people open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.arguments import UsageError, add_file, add_layout, layout_meant, today
from raci.cli.files import open_document, the_file
from raci.cli.names import role_ids
from raci.model.text import Text, mark
from raci.tables.formats import FORMATS, Format, by_ending
from raci.tables.layouts import Layout
from raci.tables.layouts import Options as Choices
from raci.workspace.document_check import document_table

if TYPE_CHECKING:
    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.words import Words

DESCRIPTION = mark("Write the matrix as a table that other people open.")


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    add_file(parser, words, piped=True)
    parser.add_argument(
        "--to",
        metavar="FORMAT",
        choices=tuple(FORMATS),
        help=words("{formats}; by default what the output's name says", formats=tuple(FORMATS)),
    )
    add_layout(parser, words)
    parser.add_argument("--output", metavar="FILE", help=words("write into this file"))
    parser.add_argument(
        "--with-findings", action="store_true", help=words("add what the rules say")
    )
    parser.add_argument(
        "--for-excel",
        action="store_true",
        help=words("CSV as Excel opens it: a byte order mark, the language's delimiter"),
    )


def run(options: Options, session: Session) -> int:
    """Write the table."""
    form = _format(options)
    layout = Layout(layout_meant(options))
    path = the_file(options.file)
    document, _ = open_document(path, piped=True)
    words = session.words_for(document.organisation.language)
    table = document_table(document, words, today(), findings=options.with_findings)
    roles = role_ids(document.organisation, options.role)
    choices = Choices(roles=roles, for_excel=options.for_excel)
    output.write(form.write(table, layout, choices), options.output)
    named = by_ending(options.output or "")
    output.tell_other_name(options.output, form.name, named.name if named else None, session)
    return 0


def _format(options: Options) -> Format:
    """Return the format: asked for, or what the output's name says.

    Raises:
        UsageError: Neither says it, or it cannot hold what is asked for.
    """
    found = FORMATS[options.to] if options.to else by_ending(options.output or "")
    if found is None:
        raise UsageError(Text("name a format: --to {formats}", {"formats": tuple(FORMATS)}))
    if options.for_excel and found.name != "csv":
        raise UsageError(Text("--for-excel is for CSV; Excel's own format is: --to xlsx"))
    if options.with_findings and not found.findings:
        able = tuple(one.name for one in FORMATS.values() if one.findings)
        values = {"format": found.name, "formats": able}
        raise UsageError(
            Text("{format} has no room for findings; these have: --to {formats}", values)
        )
    if options.layout and not found.layouts:
        values = {"format": found.name, "layout": options.layout}
        raise UsageError(Text("{format} has one layout only; leave out --layout {layout}", values))
    return found
