"""``raci report``: the board's page, and the pages of persons and roles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.arguments import UsageError, add_file, day, today
from raci.cli.context import FINE
from raci.cli.files import open_document, the_file
from raci.cli.names import roles_meant
from raci.cli.pages import (
    PAGE_FORMATS,
    SUFFIXES,
    board_facts,
    page_format,
    rendered,
    review_days,
    workbook,
)
from raci.model.error import FileError
from raci.model.naming import make_id
from raci.model.text import Text, mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.document.document import Document
    from raci.model.organisation import Organisation
    from raci.reports.pages.blocks import Page
    from raci.reports.pages.upkeep import Setting
    from raci.words import Words

DESCRIPTION = mark(
    "Write the page for the owner or the board: who answers for the channels, what weighs most, "
    "what changed, what comes due. Or a page for one person or role, or one for each."
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    add_file(parser, words, piped=True)
    parser.add_argument(
        "--to",
        choices=PAGE_FORMATS,
        metavar="FORMAT",
        help=words(
            "{formats}; by default what the output's name says, else Markdown", formats=PAGE_FORMATS
        ),
    )
    parser.add_argument("--output", metavar="FILE", help=words("write into this file or folder"))
    parser.add_argument(
        "--for", dest="whose", metavar="WHO", help=words("the page of a person or role")
    )
    parser.add_argument(
        "--each",
        choices=("person", "role"),
        help=words("a page for each person or role, into a folder"),
    )
    parser.add_argument(
        "--since",
        metavar="VERSION",
        help=words("tell what changed since a git revision, another file, or a baseline"),
    )
    parser.add_argument(
        "--today", type=day, metavar="DATE", help=words("the date to judge by (2026-09-01)")
    )


def run(options: Options, session: Session) -> int:
    """Write the page, or the pages."""
    if options.whose and options.each:
        raise UsageError(Text("--for is one page, --each is many: name one of them"))
    path = the_file(options.file)
    document, _ = open_document(path, piped=True)
    words = session.words_for(document.organisation.language)
    if options.each:
        return _write_each(document, options, session, words)
    if options.whose:
        page = next(_pages(document, [options.whose], options, words))
    else:
        from raci.reports.pages.board import board_page

        now = options.today or today()
        page = board_page(board_facts(path, document, words, now, options.since))
    form = page_format(options.to, options.output)
    if form == "xlsx":
        raise UsageError(Text("Excel is for pages of persons or roles: --each person or role"))
    output.write(rendered(page, form), options.output)
    return FINE


def _pages(document: Document, whose: list[str], options: Options, words: Words) -> Iterator[Page]:
    from raci.reports.pages.person import person_page

    setting = _setting(document, options, words)
    for word in whose:
        name, roles = roles_meant(document.organisation, word)
        yield person_page(document.organisation, name, roles, setting)


def _setting(document: Document, options: Options, words: Words) -> Setting:
    from raci.reports.pages.upkeep import Setting

    return Setting(words, options.today or today(), review_days(document.organisation))


def _write_each(document: Document, options: Options, session: Session, words: Words) -> int:
    """Write a page for each person or role into a folder, and an index to HTML pages."""
    organisation = document.organisation
    if not options.output:
        raise UsageError(Text("name the folder to write into: --output FOLDER"))
    form = options.to or ("xlsx" if options.output.lower().endswith(".xlsx") else "html")
    if form == "xlsx":
        return _write_workbook(document, options, words)
    folder = Path(options.output)
    if folder.exists() and not folder.is_dir():
        raise FileError(Text("{path}: this is no folder", {"path": str(folder)}))
    whose = _everybody(organisation, options)
    taken = {"index"}
    links: list[str] = []
    folder.mkdir(parents=True, exist_ok=True)
    pages = list(_pages(document, whose, options, words))
    for page in pages:
        key = make_id(page.title, taken, "page")
        taken.add(key)
        links.append(f"{key}{SUFFIXES[form]}")
        output.write(rendered(page, form), str(folder / links[-1]))
    if form == "html":
        from raci.reports.pages.forms.html import to_html
        from raci.reports.pages.person import index_page

        index = index_page(organisation, pages, _setting(document, options, words))
        output.write(to_html(index, links), str(folder / "index.html"))
    written = Text(
        "{n} page is in {path}",
        {"n": len(links), "path": str(folder)},
        plural="{n} pages are in {path}",
    )
    session.notify(written)
    return FINE


def _everybody(organisation: Organisation, options: Options) -> list[str]:
    """Return the names of all persons, or the ids of all roles."""
    from raci.reports.pages.upkeep import persons

    found = list(persons(organisation) if options.each == "person" else organisation.roles)
    if not found:
        raise FileError(Text("there is nobody to write a page for: no role names its holder"))
    return found


def _write_workbook(document: Document, options: Options, words: Words) -> int:
    """Write a workbook with a sheet for each person or role."""
    organisation, now = document.organisation, options.today or today()
    whose = _everybody(organisation, options)
    pages = list(_pages(document, whose, options, words))
    output.write(workbook(organisation.name, pages, words, now), options.output)
    return FINE
