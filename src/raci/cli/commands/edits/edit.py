"""``raci edit``: the editor; where there is no terminal, what it would show first."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from raci.cli.arguments import add_file, today
from raci.cli.context import FINE, typed
from raci.cli.files import NAME, file_meant, the_file
from raci.cli.names import nearest_words
from raci.cli.settings import KEYMAPS, THEMES
from raci.model.error import FileError
from raci.model.text import Text, mark
from raci.words import words_in

if TYPE_CHECKING:
    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.words import Words
    from raci.workspace import Workspace

DESCRIPTION = mark(
    "Open the editor. A file that does not exist yet is offered as a new one; without a file, "
    "the nearest raci.toml is opened, or else begun here."
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    add_file(parser, words)
    parser.add_argument(
        "--theme",
        choices=THEMES,
        help=words("dark or light, with high contrast if wanted; else as the terminal is"),
    )
    parser.add_argument("--keymap", choices=KEYMAPS, help=words("default or vim"))
    parser.add_argument(
        "--ascii", action="store_true", default=None, help=words("plain signs only")
    )


def run(options: Options, session: Session) -> int:
    """Open the editor on the file, or print the matrix."""
    if at_terminal():
        # Where there is no file, the editor begins one with its welcome.
        return _open(file_meant(options.file) or Path(NAME), options, session)
    return _print(the_file(options.file), session)


def at_terminal() -> bool:
    """Tell whether somebody can type and see."""
    return sys.stdin.isatty() and sys.stdout.isatty() and not _is_dumb()


def _is_dumb() -> bool:
    """Tell whether the terminal says of itself that nothing can be drawn on it."""
    return os.environ.get("TERM") == "dumb"


def refuse_mistyped_command(word: str) -> None:
    """Refuse a word that looks like a command, before it is offered as a new file.

    Raises:
        FileError: With the commands that may have been meant.
    """
    from raci.cli.registry import COMMANDS

    if Path(word).name != word or Path(word).suffix:
        return
    problem = Text("{word} is neither a command nor a file", {"word": word})
    near = nearest_words(problem, word, COMMANDS)
    if near is not problem:
        raise FileError(near)


def begin(path: Path, session: Session) -> int:
    """Open the editor on a file that is not there, so that its welcome asks for the beginning."""
    return show(_workspace(path, session), session)


def _open(path: Path, options: Options, session: Session) -> int:
    return show(
        _workspace(path, session),
        session,
        theme=options.theme,
        keymap=options.keymap,
        plain=options.ascii,
    )


def show(
    workspace: Workspace,
    session: Session,
    *,
    theme: str | None = None,
    keymap: str | None = None,
    plain: bool | None = None,
) -> int:
    """Open the editor and return its exit code.

    Args:
        workspace: What is edited.
        session: The circumstances.
        theme: One of ``THEMES``; None for what the settings or the terminal say.
        keymap: Which keys; None for those of the settings.
        plain: Whether to show ASCII only; None for what the settings or the terminal say.
    """
    from raci.cli.settings import load, place
    from raci.tui.app import run as open_editor
    from raci.tui.commands import COMMANDS
    from raci.tui.keymap import Settings

    own = load(place(), COMMANDS)
    language = session.asked or own.language or workspace.organisation.language
    *contrast, shade = (theme or own.theme or "").split("-")
    settings = Settings(
        keys=own.keys,
        vim=(keymap or own.keymap) == "vim",
        dark={"dark": True, "light": False}.get(shade),
        contrast="contrast" in (*contrast, shade),
        plain=own.ascii if plain is None else plain,
    )
    words = words_in(language or session.words.language)
    return open_editor(workspace, words=words, settings=settings)


def _workspace(path: Path, session: Session) -> Workspace:
    """Return the open file, or a new one with the text of the empty template."""
    from raci.check.rule_names import NAMES
    from raci.document.document import Document
    from raci.words.templates import template
    from raci.workspace import Workspace

    if path.exists():
        return Workspace.open(path, today=today())
    text = template("empty", session.words.language)
    return Workspace(Document.parse(text, NAMES, path=path), today=today(), path=path)


def _print(path: Path, session: Session) -> int:
    """Print the matrix, then the counts of the findings and the way to the editor."""
    from raci.cli.commands.exchange.show import print_matrix
    from raci.cli.files import open_document
    from raci.reports.checked import Tally
    from raci.reports.summary import summary
    from raci.tables.layouts import Layout
    from raci.workspace.document_check import Request, checked_document

    if not path.exists():
        values = {"path": typed(str(path)), "name": NAME}
        raise FileError(Text("there is no {path}; to begin it: raci new {path}", values))
    document, _ = open_document(path)
    print_matrix(document, session, Layout.GRID)
    sys.stdout.flush()
    request = Request(today(), session.asked, session.words.language)
    words = session.words_for(document.organisation.language)
    session.notify(summary(Tally.of([checked_document(document, path, request)])), words)
    where = {"path": typed(str(path))}
    told = Text("the editor opens in a terminal: raci {path}", where)
    if _is_dumb():
        told = Text(
            "this terminal (TERM=dumb) cannot show the editor; in others: raci {path}", where
        )
    session.notify(told, words)
    return FINE
