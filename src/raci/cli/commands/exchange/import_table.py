"""``raci import``: a file made of a matrix that exists already, or a merge into one."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from gettext import gettext
from pathlib import Path
from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.arguments import UsageError, count, listed
from raci.cli.context import FINE, FOUND, REFUSED, typed
from raci.cli.files import STDIN, read_document, refuse_faulty
from raci.cli.names import first_of
from raci.model.error import RaciError
from raci.model.scheme import SCHEMES
from raci.model.text import Text, mark, printable
from raci.tables.importing import (
    SOURCES,
    Stated,
    UnclearError,
    kept_reading,
    overlaid,
    read,
    reading_values,
    readings_to_json,
    to_json,
    to_values,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.document import Document
    from raci.tables.importing import Imported
    from raci.versions.import_plan import ImportPlan
    from raci.words import Words


DESCRIPTION = mark(
    "Read a matrix from Markdown, CSV, Excel, HTML and more, tell what is doubtful in it, and "
    "write it as an organisation's file, or merge it into one."
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument("table", metavar="TABLE", help=words("the file with the matrix, or -"))
    parser.add_argument("--output", metavar="FILE", help=words("the organisation's file to write"))
    parser.add_argument(
        "--into",
        metavar="FILE",
        help=words("the organisation's file to merge the table into; shows what would change"),
    )
    parser.add_argument("--write", action="store_true", help=words("change the file of --into"))
    add_reading(parser, words)
    parser.add_argument(
        "--to",
        choices=("toml", "json"),
        default="toml",
        help=words("an organisation's file, or what was recognised, as JSON"),
    )
    parser.add_argument("--name", metavar="NAME", help=words("the organisation's name"))
    parser.add_argument(
        "--propose",
        action="store_true",
        help=words("take over what the names of roles and channels suggest, and tell it"),
    )
    parser.add_argument(
        "--strict", action="store_true", help=words("exit with 1 if there are doubts")
    )
    parser.add_argument(
        "--force", action="store_true", help=words("replace a file that exists already")
    )


def run(options: Options, session: Session) -> int:
    """Import, write, and tell the doubts."""
    if options.into is not None and options.output is not None:
        raise UsageError(Text("name one file: --output for a new one, or --into to merge"))
    if options.write and options.into is None:
        raise UsageError(Text("--write changes the file of --into, which is missing"))
    if options.into is not None and (options.name or options.force or options.to == "json"):
        raise UsageError(
            Text("--name, --force and --to json are for a new file: leave them out with --into")
        )
    if options.to == "toml" and options.output is None and options.into is None:
        raise UsageError(
            Text("name the file to write: --output FILE, - for the screen, or --into FILE to merge")
        )
    output.refuse_overwriting(options.output, [options.table])
    said = stated(options)
    try:
        if options.into is not None:
            return _merge(said, options, session)
        imported = _imported(options, said)
    except UnclearError as unclear:
        return _ask(unclear, options, session)
    if options.to == "json":
        text = _json(imported, session)
    else:
        text = _toml(imported, said, options, session)
    output.write(text, options.output, new=not options.force)
    sys.stdout.flush()
    _tell(imported, session)
    if options.to == "toml" and options.output != STDIN:
        _tell_next(options, session)
    return FOUND if options.strict and imported.doubts else FINE


def _source_name(options: Options) -> str:
    """Return the table's file name, as text; nothing for the standard input."""
    return "" if options.table == STDIN else printable(Path(options.table).name)


def _imported(options: Options, said: Stated) -> Imported:
    """Return what is in the table.

    Raises:
        UnclearError: It can be read in several ways, and nobody said in which.
        RaciError: It holds no matrix; the sentence says which file.
        OSError: It cannot be read.
    """
    table, name = options.table, _source_name(options)
    try:
        return read(_content(table), name, said)
    except UnclearError:
        raise
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


def _ask(unclear: UnclearError, options: Options, session: Session) -> int:
    """List the readings to choose from."""
    from raci.model.text import json_text

    if options.to == "json":
        sys.stdout.write(json_text(readings_to_json(unclear.readings, session.words)))
        sys.stdout.flush()
    session.notify(
        Text(
            "{path}: this can be read in {n} ways; choose one with --reading N:",
            {"path": options.table, "n": len(unclear.readings)},
        )
    )
    for one in unclear.readings:
        session.notify(Text("  {n}: {summary}", {"n": one.number, "summary": one.summary}))
    return REFUSED


def _json(imported: Imported, session: Session) -> str:
    from raci.model.text import json_text

    return json_text(to_json(imported, session.words))


def _toml(imported: Imported, said: Stated, options: Options, session: Session) -> str:
    from raci.document import compose

    stem = printable(Path(options.table).stem.strip("-"))
    name = options.name or stem or session.words("Imported matrix")
    values = to_values(imported, name, session.words.language)
    if options.name:
        values["organisation"] = {**values.get("organisation", {}), "name": options.name}
    if _source_name(options) and (kept := reading_values(said, imported.readings)):
        values["import"] = {_source_name(options): kept}
    text = compose(values)
    return _proposed(text, session) if options.propose else text


def _proposed(text: str, session: Session) -> str:
    """Return a file with what its names suggest taken over, each of it told."""
    from raci.check.rule_names import NAMES
    from raci.document import Document
    from raci.tables.importing.proposals import proposals

    document = Document.parse(text, NAMES)
    for proposal in proposals(document.organisation):
        document = document.apply(proposal.edit).document
        session.notify(
            Text("{title}: {reason}", {"title": proposal.title, "reason": proposal.reason})
        )
    return document.text


def _merge(said: Stated, options: Options, session: Session) -> int:
    """Show, cell by cell, what a table would change in a file; write it if that is said."""
    from raci.cli.arguments import today
    from raci.workspace import Workspace
    from raci.workspace.table_import import plan_import

    path = Path(options.into)
    document, stamp = read_document(path)
    refuse_faulty(document, path)
    name = _source_name(options)
    kept = kept_reading(document.data, name) if name else Stated()
    if kept != Stated():
        session.notify(Text("{path}: read as [import] of this file says", {"path": str(path)}))
    said = overlaid(kept, said)
    imported = _imported(options, said)
    plan = plan_import(document, imported, name, said, propose=options.propose)
    _tell(imported, session)
    for line in _changes(plan, document):
        sys.stdout.write(f"{session.words.say(line)}\n")
    sys.stdout.flush()
    edit = plan.edit(Text("Merge {table}", {"table": Path(options.table).name}), over=True)
    if not edit.edits:
        session.notify(Text("{path}: the table changes nothing", {"path": str(path)}))
        return FINE
    if not options.write:
        session.notify(Text("nothing is written yet; to merge it, add --write"))
        return FOUND
    space = Workspace(document, today=today(), path=path, stamp=stamp)
    space.apply(edit)
    space.save()
    session.notify(Text("{path}: the table is merged", {"path": str(path)}))
    return FINE


def _changes(plan: ImportPlan, document: Document) -> Iterator[Text]:
    """Yield what a plan changes, a line each."""
    if plan.scheme:
        yield Text("scheme: {scheme}", {"scheme": plan.scheme.name})
    for item in plan.departments:
        yield Text("new department: {name}", {"name": item.values["name"]})
    for item in plan.roles:
        yield Text("new role: {name}", {"name": item.values["name"]})
    names = {role.id: role.name for role in document.organisation.roles.values()}
    names |= {item.id: str(item.values["name"]) for item in plan.roles}
    for item in plan.channels:
        yield Text(
            "new row: {name} ({letters})",
            {"name": item.values["name"], "letters": tuple(_given(item.values, names)) or ("–",)},
        )
    for change in (*plan.missing, *plan.differing):
        values: dict[str, Any] = {"row": change.row, "role": change.role}
        if change.old == change.new:
            yield Text("{row} · {role}: a note", values)
        else:
            values |= {"old": change.old or "–", "new": change.new or "–"}
            yield Text("{row} · {role}: {old} → {new}", values)
    yield from (sentence for sentence, _ in plan.proposed)
    if plan.reading:
        yield Text("[import]: how “{table}” is read is kept", {"table": str(plan.reading.path[-1])})
    for left in plan.left_out:
        yield Text(
            "{row} · {role}: {letters} is left out, as the file's scheme has no such letter",
            {"row": left.row, "role": left.role, "letters": left.letters},
        )


def _given(values: Any, names: dict[str, str]) -> Iterator[str]:  # noqa: ANN401 - values of a file
    for role, cell in values.get("raci", {}).items():
        letters = cell if isinstance(cell, str) else cell["letters"]
        if letters:
            yield f"{names.get(role, role)} {letters}"


def _tell(imported: Imported, session: Session) -> None:
    """Tell how the table was read, what is doubtful, and how much it holds."""
    for table in imported.readings[0].tables if imported.readings else ():
        session.notify(table.summary)
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


def _tell_next(options: Options, session: Session) -> None:
    """Tell how to open the file, and what the names in it suggest that nobody took over yet."""
    from raci.check.rule_names import NAMES
    from raci.document import Document
    from raci.storage.file import read as read_file
    from raci.tables.importing.proposals import proposals

    path = options.output
    session.notify(Text("{path} is written; to open it: raci {path}", {"path": typed(path)}))
    found = proposals(Document.parse(read_file(path).text, NAMES).organisation)
    names = tuple(dict.fromkeys(proposal.name for proposal in found))
    if names:
        values = {"n": len(names), "path": typed(path), "names": first_of(names)}
        session.notify(
            Text(
                "{names}: this name suggests more than the table says; to take that over: raci fix "
                "--propose {path}, or {command} in the editor",
                {**values, "command": Text("Proposals from the names of the roles")},
                plural="{names}: these names suggest more than the table says; to take that over: "
                "raci fix --propose {path}, or {command} in the editor",
            )
        )


#: Said by argparse, hence in its way of filling places.
_NO_LETTERS = mark("%(text)r does not say which letter means which, as V=A,D=R does")
_NO_ROWS = mark("%(text)r is no number of rows")


def add_reading(parser: Parser, words: Words) -> None:
    """Add what may be said of the reading; what is not said is inferred."""
    parser.add_argument(
        "--from",
        dest="source",
        metavar="KIND",
        choices=tuple(SOURCES),
        help=words("{kinds}; by default what name and content say", kinds=tuple(SOURCES)),
    )
    parser.add_argument("--sheet", metavar="NAME", help=words("the one sheet or table to read"))
    parser.add_argument(
        "--encoding", metavar="NAME", help=words("the encoding of a text, as cp1252")
    )
    parser.add_argument(
        "--scheme",
        metavar="SCHEME",
        choices=tuple(SCHEMES),
        help=words("{schemes}; by default what the letters look like", schemes=tuple(SCHEMES)),
    )
    parser.add_argument(
        "--reading",
        metavar="N",
        type=count,
        help=words("which of the readings that were listed, where a table can be read in several"),
    )
    parser.add_argument(
        "--head-rows", metavar="N", type=_rows, help=words("how many rows the heads have")
    )
    parser.add_argument("--roles", choices=("rows", "columns"), help=words("where the roles stand"))
    parser.add_argument(
        "--letters",
        metavar="V=A,D=R",
        type=_letters,
        help=words("what letters of the table mean, in those of RACI; N= for none"),
    )
    parser.add_argument(
        "--skip",
        metavar="COLUMN",
        type=listed,
        help=words("columns and rows to leave aside, by their heads or as C,D,7"),
    )


def stated(options: Options) -> Stated:
    """Return what was said of the reading."""
    return Stated(
        options.reading or 0,
        options.head_rows,
        options.roles or "",
        options.letters or {},
        tuple(options.skip or ()),
        options.source or "",
        options.sheet or "",
        options.encoding or "",
        options.scheme or "",
    )


def _rows(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(gettext(_NO_ROWS) % {"text": text})
    return int(text)


def _letters(text: str) -> Mapping[str, str]:
    """Read ``V=A,D=R``."""
    found: dict[str, str] = {}
    for pair in listed(text):
        symbol, between, letter = pair.partition("=")
        if not between or not symbol.strip() or len(letter.strip()) > 1:
            raise ArgumentTypeError(gettext(_NO_LETTERS) % {"text": text})
        found[symbol.strip()] = letter.strip().upper()
    return found
