"""``raci report``: the board's page, and the pages of persons and roles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.arguments import UsageError, add_file, day, today
from raci.cli.context import FINE
from raci.cli.files import open_document, the_file
from raci.cli.names import first_of, roles_meant
from raci.cli.pages import (
    PAGE_FORMATS,
    SUFFIXES,
    board_facts,
    format_of,
    page_format,
    rendered,
    review_days,
    workbook,
)
from raci.model.error import FileError
from raci.model.naming import make_id
from raci.model.text import Text, mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    if options.whose is not None and options.each:
        raise UsageError(Text("--for is one page, --each is many: name one of them"))
    if options.since is not None and (options.whose is not None or options.each):
        raise UsageError(Text("--since is for the board's page alone: leave out --for and --each"))
    path = the_file(options.file)
    document, _ = open_document(path, piped=True)
    words = session.words_for(document.organisation.language)
    if options.each:
        return _write_each(document, options, session, words)
    form = page_format(options.to, options.output)
    if options.whose is not None:
        page = next(_pages(document, [options.whose], options, words))
    else:
        page = _board(path, document, options, words, form)
    made = _workbook(document, [page], options, words) if form == "xlsx" else rendered(page, form)
    output.write(made, options.output)
    output.tell_other_name(options.output, form, format_of(options.output), session)
    return FINE


def _board(path: Path, document: Document, options: Options, words: Words, form: str) -> Page:
    """Return the board's page.

    Raises:
        UsageError: It is wanted as a workbook.
    """
    from raci.reports.pages.board import board_page

    if form == "xlsx":
        raise UsageError(
            Text("Excel is for pages of persons or roles: --for WHO, --each person or --each role")
        )
    return board_page(board_facts(path, document, words, options.today or today(), options.since))


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
    form = options.to or ("xlsx" if format_of(options.output) == "xlsx" else "html")
    whose = _everybody(organisation, options)
    if form == "xlsx":
        _refuse_no_target(options.output)
        pages = list(_pages(document, whose, options, words))
        output.write(_workbook(document, pages, options, words), options.output)
    else:
        folder = _folder(options.output)
        pages = list(_pages(document, whose, options, words))
        links = _write_pages(pages, form, folder)
        if form == "html":
            from raci.reports.pages.forms.html import to_html
            from raci.reports.pages.person import index_page

            index = index_page(organisation, pages, _setting(document, options, words))
            _write_inside(to_html(index, links), folder / "index.html")
        session.notify(
            Text(
                "{n} page is in {path}",
                {"n": len(links), "path": str(folder)},
                plural="{n} pages are in {path}",
            )
        )
    _tell_vacant(organisation, options, session)
    return FINE


def _refuse_no_target(named: str | None) -> None:
    if named in {None, "", "-"}:
        raise UsageError(Text("name the folder to write into: --output FOLDER"))


def _folder(named: str | None) -> Path:
    """Return the folder for many pages, made where it is not there.

    Raises:
        UsageError: None is named, or what is named is called like a file.
        FileError: A file stands there.
    """
    _refuse_no_target(named)
    folder = Path(named or "")
    if folder.exists() and not folder.is_dir():
        raise FileError(Text("{path}: this is no folder", {"path": str(folder)}))
    if format_of(named) and not folder.exists():
        values = {"path": str(folder)}
        raise UsageError(
            Text("--each writes pages into a folder, and {path} is called like a file", values)
        )
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write_pages(pages: Sequence[Page], form: str, folder: Path) -> list[str]:
    """Write pages and return the names of their files."""
    taken = {"index"}
    links: list[str] = []
    for page in pages:
        key = make_id(page.title, taken, "page")
        taken.add(key)
        links.append(f"{key}{SUFFIXES[form]}")
        _write_inside(rendered(page, form), folder / links[-1])
    return links


def _write_inside(data: str | bytes, path: Path) -> None:
    output.refuse_link(str(path))
    output.write(data, str(path))


def _tell_vacant(organisation: Organisation, options: Options, session: Session) -> None:
    """Tell which roles are on nobody's page."""
    vacant = [role.name for role in organisation.roles.values() if not role.holders]
    if options.each == "person" and vacant:
        session.notify(
            Text(
                "{roles}: this role names no person and is on no page",
                {"n": len(vacant), "roles": first_of(vacant)},
                plural="{roles}: these roles name no person and are on no page",
            )
        )


def _everybody(organisation: Organisation, options: Options) -> list[str]:
    """Return the names of all persons, or the ids of all roles."""
    from raci.reports.pages.upkeep import persons

    found = list(persons(organisation) if options.each == "person" else organisation.roles)
    if not found and organisation.roles:
        raise FileError(
            Text(
                "there is nobody to write a page for: no role names its holder; "
                "--each role writes one for each role"
            )
        )
    if not found:
        raise FileError(Text("there is nobody to write a page for: there are no roles"))
    return found


def _workbook(document: Document, pages: Sequence[Page], options: Options, words: Words) -> bytes:
    return workbook(document.organisation.name, pages, words, options.today or today())
