"""CSV and TSV: one table, the head first, nothing around it.

UTF-8, lines ending in CRLF, quoting as in RFC 4180; for Excel with a byte order mark, without
which it takes UTF-8 for something else, and the language's own delimiter. A text that a spreadsheet
would take for a formula gets an apostrophe in front; a reader takes it off again.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from raci.tables.carried import ID_COLUMN, key_text
from raci.tables.cleaning import guarded, harmless, one_line
from raci.tables.layouts import Layout, sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from raci.tables.layouts import Options
    from raci.tables.table import Table

#: What tells Excel that a file is UTF-8.
_MARK = "\ufeff"


def to_csv(table: Table, layout: Layout, options: Options) -> str:
    """Return the matrix as comma-separated values, or as spreadsheets of the language open them."""
    if not options.for_excel:
        return _written(table, layout, options, ",", _any_line)
    delimiter = ";" if table.words.language == "de" else ","
    return _MARK + _written(table, layout, options, delimiter, _any_line)


def to_tsv(table: Table, layout: Layout, options: Options) -> str:
    """Return the matrix as tab-separated values; tabs and line breaks inside a cell are spaces."""
    return _written(table, layout, options, "\t", _single_line)


def _any_line(text: str) -> str:
    return guarded(harmless(text))


def _single_line(text: str) -> str:
    return guarded(one_line(text))


def _written(
    table: Table, layout: Layout, options: Options, delimiter: str, safe: Callable[[str], str]
) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    for row in _rows(table, layout, options.roles):
        writer.writerow([safe(text) if text else text for text in row])
    return stream.getvalue()


def _rows(table: Table, layout: Layout, roles: Sequence[str]) -> Iterator[Iterable[str]]:
    """Yield the head and the rows, each with its id at the end.

    The role layout's sheets become one, with the role first and without ids.
    """
    found = sheets(table, layout, roles)
    if layout is not Layout.ROLE:
        yield *(head.text for head in found[0].head), ID_COLUMN
        ids = (key_text(row.id, row.duty) for _, row in table.rows())
        yield from ((*row, key) for row, key in zip(found[0].rows, ids, strict=True))
        return
    for number, sheet in enumerate(found):
        if number == 0:
            yield table.words("Role"), *(head.text for head in sheet.head)
        yield from ((sheet.title, *row) for row in sheet.rows)
