"""``raci import``: an organisation's file from a matrix that exists already."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.arguments import UsageError
from raci.cli.context import FINE, FOUND
from raci.cli.errors import typed
from raci.cli.files import STDIN
from raci.model.error import RaciError
from raci.model.scheme import SCHEMES
from raci.model.text import Text, mark
from raci.tables.ingest import SOURCES, read, to_json

if TYPE_CHECKING:
    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.tables.ingest import Imported
    from raci.words import Words

DESCRIPTION = mark(
    "Read a matrix from Markdown, CSV, Excel, HTML and more, tell what is doubtful in it, and "
    "write it as an organisation's file."
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument("table", metavar="TABLE", help=words("the file with the matrix, or -"))
    parser.add_argument("--output", metavar="FILE", help=words("the organisation's file to write"))
    parser.add_argument(
        "--from",
        dest="source",
        metavar="KIND",
        choices=tuple(SOURCES),
        help=words("{kinds}; by default what name and content say", kinds=tuple(SOURCES)),
    )
    parser.add_argument("--sheet", metavar="NAME", help=words("the one sheet or table to read"))
    parser.add_argument(
        "--scheme",
        metavar="SCHEME",
        choices=tuple(SCHEMES),
        help=words("{schemes}; by default what the letters look like", schemes=tuple(SCHEMES)),
    )
    parser.add_argument(
        "--to",
        choices=("toml", "json"),
        default="toml",
        help=words("an organisation's file, or what was recognised, as JSON"),
    )
    parser.add_argument("--name", metavar="NAME", help=words("the organisation's name"))
    parser.add_argument(
        "--strict", action="store_true", help=words("exit with 1 if there are doubts")
    )
    parser.add_argument(
        "--force", action="store_true", help=words("replace a file that exists already")
    )


def run(options: Options, session: Session) -> int:
    """Import, write, and tell the doubts."""
    if options.to == "toml" and options.output is None:
        raise UsageError(Text("name the file to write: --output FILE, or - for the screen"))
    output.refuse_overwriting(options.output, [options.table])
    imported = _imported(options)
    text = _json(imported, session) if options.to == "json" else _toml(imported, options, session)
    output.write(text, options.output, new=not options.force)
    sys.stdout.flush()
    _notify(imported, options, session)
    return FOUND if options.strict and imported.doubts else FINE


def _imported(options: Options) -> Imported:
    """Return what is in the table.

    Raises:
        RaciError: It holds no matrix; the sentence says which file.
        OSError: It cannot be read.
    """
    table = options.table
    content, name = _content(table), "" if table == STDIN else Path(table).name
    try:
        return read(
            content, name, source=options.source, sheet=options.sheet, scheme=options.scheme
        )
    except RaciError as error:
        if not name:
            raise
        values = {"path": table, "problem": error.text}
        raise RaciError(Text("{path}: {problem}", values)) from error


def _content(table: str) -> bytes | Path:
    if table == STDIN:
        return sys.stdin.buffer.read()
    path = Path(table)
    if not path.is_fifo():  # what a pipe holds can be read only once
        path.open("rb").close()
    return path


def _json(imported: Imported, session: Session) -> str:
    from raci.model.wording import json_text

    return json_text(to_json(imported, session.words))


def _toml(imported: Imported, options: Options, session: Session) -> str:
    from raci.document import compose
    from raci.tables.ingest.organised import to_values

    name = options.name or Path(options.table).stem.strip("-") or session.words("Imported matrix")
    values = to_values(imported, name, session.words.language)
    if options.name:
        values["organisation"] = {**values.get("organisation", {}), "name": options.name}
    return compose(values)


def _notify(imported: Imported, options: Options, session: Session) -> None:
    """Tell the doubts, then what was read and how to go on."""
    for doubt in imported.doubts:
        session.notify(Text("{place}: {message}", {"place": doubt.place, "message": doubt.message}))
    rows = sum(len(table.rows) for table in imported.tables)
    tables = Text("{n} table", {"n": len(imported.tables)}, plural="{n} tables")
    doubts = Text("{n} doubt", {"n": len(imported.doubts)}, plural="{n} doubts")
    session.notify(
        Text(
            "{rows} from {tables}, {doubts}",
            {
                "rows": Text("{n} row", {"n": rows}, plural="{n} rows"),
                "tables": tables,
                "doubts": doubts,
            },
        )
    )
    if options.to == "toml" and options.output != STDIN:
        session.notify(
            Text("{path} is written; to open it: raci {path}", {"path": typed(options.output)})
        )
        _hint(options.output, session)


def _hint(path: str, session: Session) -> None:
    """Tell what the names of the roles suggest, which a person takes over in the editor."""
    from raci.check.rulebook import NAMES
    from raci.document import Document
    from raci.storage.file import read as read_file
    from raci.tables.ingest.proposals import proposals

    found = proposals(Document.parse(read_file(path).text, NAMES).organisation)
    if found:
        session.notify(
            Text(
                "{n} name of a role suggests more than the table says: “{command}” in the editor",
                {"n": len(found), "command": Text("Proposals from the names of the roles")},
                plural="{n} names of roles suggest more than the table says: "
                "“{command}” in the editor",
            )
        )
