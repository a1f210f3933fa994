"""The list of formats: how a file's name and its first bytes tell which one it is.

A new format is a module with ``read(data, name, doubts) -> list[Sheet]`` and a line here; a reader
of bytes has ``read(data, doubts, only)`` and runs in a process of its own, with bounds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from raci.frozen import frozen
from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.importing.readers.bounds import refuse_large, refuse_rows, refuse_tables
from raci.tables.importing.readers.office import subprocess_reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from raci.tables.importing.imported import Doubt
    from raci.tables.importing.sheet import Sheet

_ROOM = "raci.tables.importing.readers"


@frozen
class Source:
    """One format.

    Attributes:
        name: What ``--from`` calls it.
        endings: Of files in it, lower case.
        module: Where its reader is; imported when a file asks for it.
        function: The reader.
        binary: Whether it is no text, and is read in a process of its own.
        sheets: Whether its reader can be told to read one sheet only.
    """

    name: str
    endings: tuple[str, ...]
    module: str
    function: str = "read"
    binary: bool = False
    sheets: bool = False


_LIST = (
    Source(
        "markdown",
        (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd", ".txt", ".org"),
        "markdown",
    ),
    Source("csv", (".csv",), "delimited"),
    Source("tsv", (".tsv", ".tab"), "delimited"),
    Source(
        "xlsx", (".xlsx", ".xlsm", ".xltx", ".xltm"), "office.workbook", binary=True, sheets=True
    ),
    Source("xls", (".xls", ".xlt"), "office.workbook", binary=True, sheets=True),
    Source("ods", (".ods", ".ots"), "office.workbook", binary=True, sheets=True),
    Source("html", (".html", ".htm", ".xhtml", ".mht", ".mhtml"), "html"),
    Source("json", (".json",), "records", "read_json"),
    Source("yaml", (".yaml", ".yml"), "records", "read_yaml"),
    Source("docx", (".docx", ".docm"), "office.word", binary=True),
)
#: The formats by name.
SOURCES = {source.name: source for source in _LIST}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPPED = ((b"word/document.xml", "docx"), (b"xl/workbook", "xlsx"), (b"content.xml", "ods"))
_PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")


def read_sheets(
    data: bytes, name: str, doubts: list[Doubt], source: str | None, sheet: str | None
) -> list[Sheet]:
    """Return the sheets of a file.

    Args:
        data: Its bytes.
        name: Its name; the ending says what it is.
        doubts: What could not be read is added here.
        source: What it is, whatever its name says.
        sheet: The one sheet to read, by name.

    Raises:
        RaciError: It is nothing that can be read, too large, damaged or a trap.
    """
    refuse_large(data)
    if not data.strip(b"\0 \t\r\n"):
        raise RaciError(Text("The file is empty."))
    chosen = _named(source) if source else recognised(data, name)
    module = f"{_ROOM}.{chosen.module}"
    if chosen.binary:
        found = subprocess_reader.read(module, data, doubts, sheet)
    else:
        reader = getattr(import_module(module), chosen.function)
        found = cast("Callable[..., list[Sheet]]", reader)(data, name, doubts)
    refuse_tables(len(found))
    refuse_rows(sum(len(one.rows) for one in found))
    if sheet is None or chosen.sheets:
        return found
    kept = [one for one in found if one.name.casefold() == sheet.casefold()]
    if not kept:
        titles = tuple(dict.fromkeys(one.name for one in found))
        raise RaciError(
            Text(
                "There is no table “{sheet}”; there are: {sheets}.",
                {"sheet": sheet, "sheets": titles},
            )
        )
    return kept


def _named(name: str) -> Source:
    source = SOURCES.get(name.lower())
    if source is None:
        raise RaciError(
            Text(
                "“{name}” is no format that can be imported; these are: {names}.",
                {"name": name, "names": tuple(SOURCES)},
            )
        )
    return source


def recognised(data: bytes, name: str) -> Source:
    """Return the format of a file by its content, and by its name where texts look alike.

    Raises:
        RaciError: It is of no known format, or a document under the name of a text.
    """
    ending = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    by_name = next((source for source in SOURCES.values() if ending in source.endings), None)
    content = _by_content(data)
    if content is None:
        return by_name if by_name and not by_name.binary else _text_kind(data, ending)
    if content.binary and by_name is not None and not by_name.binary:
        raise RaciError(
            Text(
                "{file} is named as {named} but holds {found}; rename it, or say --from {found}.",
                {"file": name, "named": by_name.name, "found": content.name},
            )
        )
    return content


def _by_content(data: bytes) -> Source | None:
    """Return what the first bytes say beyond doubt; None for texts."""
    if data.startswith(b"PK\x03\x04"):
        for mark, name in _ZIPPED:
            if mark in data:
                return SOURCES[name]
        raise RaciError(Text("This is a zipped file, but no workbook and no document."))
    if data.startswith(_OLD_OFFICE):
        if b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t" in data:
            raise RaciError(Text("This is an old Word document; save it as docx or HTML first."))
        return SOURCES["xls"]
    if data.startswith(_PICTURES):
        raise RaciError(
            Text("This is a picture, a PDF or an archive; no table can be read from it.")
        )
    return None


def _text_kind(data: bytes, ending: str) -> Source:
    """Return what kind of text it is where the name does not say, or says a workbook."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if (
        b"mime-version:" in head
        or b"<html" in head
        or b"<table" in head
        or head.startswith(b"<!doctype")
    ):
        return SOURCES["html"]
    if head.startswith((b"{", b"[")):
        return SOURCES["json"]
    if head.startswith(b"<?xml") or b"\0\0\0\0" in data[:64]:
        raise RaciError(Text("This kind of file is not known; save it as xlsx, csv or HTML first."))
    lines = data[:4096].splitlines()
    piped = sum(line.count(b"|") > 1 for line in lines)
    return SOURCES["markdown" if piped > 1 and ending not in {".xls", ".csv"} else "csv"]
