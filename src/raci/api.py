"""What a script imports: load, check, fixes, export, read_table, diff and merge.

What stands in ``__all__`` is stable, and docs/api.md shows it in use. Everything else in this
package may change from one version to the next.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from raci.check.rule.case import Fix, Look
from raci.check.rule.fault import Fault
from raci.check.rule.rule import rule
from raci.check.rule_names import NAMES
from raci.document import Document, compose
from raci.model.edit import SetCell, SetField
from raci.model.error import RaciError
from raci.model.finding import Finding, Leadership, Place, Severity, Subject
from raci.model.organisation import Cell, Channel, Department, Organisation, Role
from raci.model.rule import Limit
from raci.model.text import Text
from raci.reports.checked import Checked, Located
from raci.storage.file import read
from raci.versions.difference import Change
from raci.versions.three_way.conflict import Conflict
from raci.words import words_in
from raci.workspace.document_merge import DocumentMerge

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from raci.check.rule.rule import Rule
    from raci.tables.importing import Imported

__all__ = [
    "Cell",
    "Change",
    "Channel",
    "Checked",
    "Conflict",
    "Department",
    "Document",
    "DocumentMerge",
    "Fault",
    "Finding",
    "Fix",
    "Leadership",
    "Limit",
    "Located",
    "Look",
    "Organisation",
    "Place",
    "RaciError",
    "Role",
    "SetCell",
    "SetField",
    "Severity",
    "Subject",
    "TableDocument",
    "Text",
    "check",
    "diff",
    "export",
    "fixes",
    "load",
    "merge",
    "read_table",
    "rule",
    "words_in",
]


class TableDocument(NamedTuple):
    """What was read from a table.

    Attributes:
        document: The organisation, as ``raci import`` would write it.
        table: What was recognised: ``table.doubts`` lists what could be read in two ways.
    """

    document: Document
    table: Imported


def load(path: str | os.PathLike[str]) -> Document:
    """Return the document in a file; its ``organisation`` holds roles, channels and letters.

    What is wrong in it is no error here; ``check`` reports it.

    Raises:
        RaciError: The file cannot be read, or is not UTF-8.
    """
    place = Path(path)
    return Document.parse(read(place).text, NAMES, path=place)


def check(  # noqa: PLR0913 - the choices of `raci check`, all of them optional
    document: Document,
    *,
    path: str | os.PathLike[str] = "raci.toml",
    today: dt.date | None = None,
    language: str | None = None,
    select: Iterable[str] | None = None,
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    waivers: bool = True,
    rules: Iterable[Rule] = (),
) -> Checked:
    """Return what the rules say of a document.

    Args:
        document: From ``load`` or ``read_table``; faulty or not.
        path: What the report is to call the file.
        today: The day against which dates are judged; today by default.
        language: Of the messages, ``de`` or ``en``; by default the file's own, else English.
        select: Run these rules alone: codes, prefixes or names.
        extend_select: Run these, too, among them those that are off.
        ignore: Leave these out.
        waivers: Whether waivers cover anything.
        rules: Rules of one's own, run after those of the program; see ``rule``.

    Raises:
        RaciError: There is no such rule, or two of that code or name.
    """
    from raci.workspace.document_check import Request, checked_document

    request = Request(
        today=today or _today(),
        language=language,
        select=None if select is None else tuple(select),
        extend_select=tuple(extend_select),
        ignore=tuple(ignore),
        waivers=waivers,
    )
    return checked_document(document, Path(path), request, tuple(rules))


def fixes(
    finding: Finding,
    document: Document,
    *,
    today: dt.date | None = None,
    rules: Iterable[Rule] = (),
) -> tuple[Fix | Look, ...]:
    """Return what a person could do about a finding, the likeliest first; none is made by itself.

    ``document.apply(fix.edit).document`` is the document after a ``Fix``; a ``Look`` only names the
    channels and roles to look at.

    Args:
        finding: From ``check``, of this document.
        document: As it was checked.
        today: The day of reviews and new ends; today by default.
        rules: The rules of one's own that were checked, too.
    """
    from raci.check.fixes import fixes as offered

    return offered(finding, document.organisation, today or _today(), rules)


def export(  # noqa: PLR0913 - the choices of `raci export`, all of them optional
    document: Document,
    form: str,
    *,
    layout: str = "grid",
    role: str | None = None,
    language: str | None = None,
    findings: bool = False,
    today: dt.date | None = None,
) -> bytes:
    """Return the matrix as what a file of the format holds; text is UTF-8.

    Args:
        document: Without faults.
        form: As in ``raci export --to``: ``xlsx``, ``html``, ``markdown``, ``csv`` …
        layout: ``grid`` (the matrix), ``long`` (a line per channel) or ``role`` (a list per role).
        role: The id of the one role to show.
        language: ``de`` or ``en``; by default the file's own, else English.
        findings: Whether to add what the rules say.
        today: The day against which dates are judged; today by default.

    Raises:
        RaciError: There is no such format, layout or role.
    """
    from raci.tables.formats import FORMATS
    from raci.tables.layouts import Layout, Options
    from raci.workspace.document_check import document_table

    if form not in FORMATS:
        known = {"form": form, "formats": tuple(FORMATS)}
        raise RaciError(Text("there is no format {form}; these are known: {formats}", known))
    if layout not in tuple(Layout):
        choices = {"layout": layout, "layouts": tuple(map(str, Layout))}
        raise RaciError(Text("there is no layout {layout}; these are known: {layouts}", choices))
    words = words_in(language or document.organisation.language or "en")
    table = document_table(document, words, today or _today(), findings=findings)
    chosen = Layout.ROLE if role else Layout(layout)
    written = FORMATS[form].write(table, chosen, Options(roles=(role,) if role else ()))
    return written.encode() if isinstance(written, str) else written


def read_table(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    sheet: str | None = None,
    scheme: str | None = None,
    language: str = "en",
) -> TableDocument:
    """Return the organisation that a table of another program describes.

    Args:
        path: A file of Excel, CSV, Markdown, HTML and so on; see docs/tables.md.
        name: The organisation's name; by default the file's, without its ending.
        sheet: The one sheet or table to read, by name.
        scheme: The scheme of its letters (``RACI``, ``RASCI`` …); by default what they look like.
        language: That of the new document, ``de`` or ``en``.

    Raises:
        RaciError: It holds no matrix, or cannot be read.
    """
    from raci.tables.importing import Stated, to_values
    from raci.tables.importing import read as read_matrix

    found = read_matrix(path, stated=Stated(sheet=sheet or "", scheme=scheme or ""))
    values = to_values(found, name or Path(path).stem, language)
    return TableDocument(Document.parse(compose(values), NAMES), found)


def diff(old: Document, new: Document) -> tuple[Change, ...]:
    """Return what differs, each change with its path, both values and a message."""
    from raci.versions import differences

    return tuple(differences(old.data, new.data))


def merge(base: Document, ours: Document, theirs: Document) -> DocumentMerge:
    """Return the merge of two descendants of ``base``: its document and its conflicts.

    Comments and the order of lines stay as in ``ours``. In a conflict ours counts, unless
    ``document`` is told to take theirs.
    """
    return DocumentMerge(base, ours, theirs, kept=ours)


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
