"""``raci show``: the matrix on the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from raci.cli.arguments import add_file, add_layout, columns, layout_meant, today
from raci.cli.files import open_document, the_file
from raci.cli.names import role_ids
from raci.model.text import mark
from raci.tables.layouts import Layout
from raci.tables.terminal.screen import Terminal, show
from raci.workspace.document_check import document_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.document.document import Document
    from raci.words import Words

DESCRIPTION = mark("Show the matrix as wide as the terminal, leadership highlighted.")

#: What a pipe or a file gets, which have no width of their own.
_WIDTH = 100


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    add_file(parser, words, piped=True)
    add_layout(parser, words)


def run(options: Options, session: Session) -> int:
    """Print the matrix."""
    document, _ = open_document(the_file(options.file), piped=True)
    layout = Layout(layout_meant(options))
    print_matrix(document, session, layout, role_ids(document.organisation, options.role))
    return 0


def print_matrix(
    document: Document, session: Session, layout: Layout, roles: Sequence[str] = ()
) -> None:
    """Write the matrix to the standard output, one line after another.

    Raises:
        RaciError: There is no such role.
    """
    terminal = Terminal(
        columns=columns(_WIDTH),
        colour=session.color(),
        ascii_only=not speaks_unicode(),
    )
    table = document_table(document, session.words_for(document.organisation.language), today())
    for line in show(table, layout, terminal, roles):
        sys.stdout.write(f"{line}\n")


def speaks_unicode() -> bool:
    """Tell whether the standard output can take our signs."""
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
