"""Tables of every kind that can be imported, small, sound, and each in its own container."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

ROWS = (("Task", "Head", "Office"), ("Web", "A", "R"), ("Shop", "R", "A"), ("Fair", "A", "C"))

# Of old Excel there is no small text to begin with: a real workbook stands for it.
_WORKBOOK = Path(__file__).parents[2] / "tables" / "workbooks" / "matrix.xls"

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_ODS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def zipped(members: dict[str, bytes]) -> bytes:
    """Return an archive with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def contained(kind: str, inner: bytes) -> bytes:
    """Return a document of a kind: of zipped ones, one whose chief part is ``inner``."""
    if kind == "docx":
        return zipped({"word/document.xml": inner})
    if kind == "ods":
        mime = b"application/vnd.oasis.opendocument.spreadsheet"
        manifest = f'<manifest:manifest xmlns:manifest="{_MANIFEST}"/>'.encode()
        parts = {"mimetype": mime, "META-INF/manifest.xml": manifest, "content.xml": inner}
        return zipped(parts)
    if kind != "xlsx":
        return inner
    workbook = (
        f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    relations = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    root = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    return zipped(
        {
            "_rels/.rels": root.encode(),
            "xl/workbook.xml": workbook.encode(),
            "xl/_rels/workbook.xml.rels": relations.encode(),
            "xl/worksheets/sheet1.xml": inner,
        }
    )


def _joined(before: str, between: str, after: str) -> str:
    return "".join(f"{before}{between.join(row)}{after}" for row in ROWS)


def seeds() -> dict[str, bytes]:
    """Return a sound table of each kind; of zipped kinds, their chief part."""
    head, *body = (" | ".join(row) for row in ROWS)
    markdown = f"# Matrix\n\n| {head} |\n|---|---|---|\n" + "".join(f"| {r} |\n" for r in body)
    records = ", ".join(
        "{" + ", ".join(f'"{k}": "{v}"' for k, v in zip(ROWS[0], row, strict=True)) + "}"
        for row in ROWS[1:]
    )
    cells = _joined(
        "<row><c t='inlineStr'><is><t>",
        "</t></is></c><c t='inlineStr'><is><t>",
        "</t></is></c></row>",
    )
    paragraph = "<w:p><w:r><w:t>"
    words = _joined(
        f"<w:tr><w:tc>{paragraph}",
        f"</w:t></w:r></w:p></w:tc><w:tc>{paragraph}",
        "</w:t></w:r></w:p></w:tc></w:tr>",
    )
    texts = _joined(
        "<table:table-row><table:table-cell office:value-type='string'><text:p>",
        "</text:p></table:table-cell><table:table-cell office:value-type='string'><text:p>",
        "</text:p></table:table-cell></table:table-row>",
    )
    made = {
        "markdown": markdown,
        "csv": _joined("", ",", "\n"),
        "tsv": _joined("", "\t", "\n"),
        "html": f"<table>{_joined('<tr><td>', '</td><td>', '</td></tr>')}</table>",
        "json": f"[{records}]",
        "yaml": "".join(f"- Task: {a}\n  Head: {b}\n  Office: {c}\n" for a, b, c in ROWS[1:]),
        "xlsx": f'<worksheet xmlns="{_SHEET}"><sheetData>{cells}</sheetData></worksheet>',
        "ods": f"<office:document-content {_ODS}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{texts}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
        "docx": f"<w:document {_W}><w:body><w:tbl>{words}</w:tbl></w:body></w:document>",
    }
    return {kind: text.encode() for kind, text in made.items()} | {"xls": _WORKBOOK.read_bytes()}
