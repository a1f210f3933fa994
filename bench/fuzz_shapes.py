"""Nasty inputs that grow: organisation files and tables of each kind, a function of ``n`` each.

Each is a shape that once was, or could be, more than linear somewhere: what is repeated, left open,
nested or named alike. ``fuzz_growth.py`` doubles them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.strange.tables import contained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_HEAD = 'format = 1\n[organisation]\nname = "Hostile"\nlanguage = "en"\n'
_TWO = '[roles.a]\nname = "A"\nleadership = true\n[roles.b]\nname = "B"\n'


def organisation(*blocks: str) -> str:
    """Return a file with two roles and these blocks."""
    return _HEAD + _TWO + "".join(blocks)


def _roles(n: int, line: Callable[[int], str], name: str = "Role {}") -> str:
    entries = (f'[roles.r{i}]\nname = "{name.format(i)}"\n{line(i)}\n' for i in range(n))
    return _HEAD + "".join(entries)


def _channels(n: int, line: Callable[[int], str], name: str = "Channel {}") -> str:
    return organisation(
        *(f'[channels.c{i}]\nname = "{name.format(i)}"\n{line(i)}\n' for i in range(n))
    )


def _letters(i: int) -> str:
    return 'raci = { a = "A", b = "R" }' if i % 2 else 'raci = { a = "AR" }'


def chain(n: int) -> str:
    """Return roles that report in one line, each accountable for a channel."""
    roles = _roles(n, lambda i: f'reports_to = "r{i + 1}"' if i + 1 < n else "leadership = true")
    rows = (
        f'[channels.c{i}]\nname = "C {i}"\nraci = {{ r{i} = "A", r{(i + 9) % n} = "R" }}\n'
        for i in range(n)
    )
    return roles + "".join(rows)


def loop(n: int) -> str:
    """Return one loop of reporting lines, each role of it accountable for a channel."""
    rows = (f'[channels.c{i}]\nname = "C {i}"\nraci = {{ r{i} = "AR" }}\n' for i in range(n))
    return _roles(n, lambda i: f'reports_to = "r{(i + 1) % n}"') + "".join(rows)


def ladder(n: int) -> str:
    """Return deputies of whom each two neighbours stand in for each other, and none in a ring."""
    return _roles(n, lambda i: f"deputy = [{', '.join(f'{k!r}' for k in _beside(i, n))}]")


def _beside(i: int, n: int) -> Iterable[str]:
    return (f"r{k}" for k in (i - 1, i + 1) if 0 <= k < n)


def deputies(n: int) -> str:
    """Return a chain of deputies, all of them accountable for something critical."""
    rows = (
        f'[channels.c{i}]\nname = "C {i}"\ncritical = true\nraci = {{ r{i} = "AR" }}\n'
        for i in range(n)
    )
    return _roles(n, lambda i: f'deputy = "r{i + 1}"' if i + 1 < n else "") + "".join(rows)


def waivers(n: int) -> str:
    """Return as many waivers of one rule as it has findings."""
    rows = _channels(n, lambda _: "")
    made = (
        f'[[waivers]]\nrule = "unowned-channel"\nchannels = ["c{i}"]\nreason = "x"\n'
        "until = 2999-01-01\n"
        for i in range(n)
    )
    return rows + "".join(made)


def combined(n: int) -> str:
    """Return channels of which ``n`` links join each with some others."""
    wide = max(2, int(n**0.5))
    names = ", ".join(f'"c{i}"' for i in range(wide))
    return _channels(wide, lambda i: f'kind = "new"\ncombines_with = [{names}]\n{_letters(i)}')


ORGANISATIONS: dict[str, Callable[[int], str]] = {
    "sound rows": lambda n: _channels(n, _letters),
    "unknown keys in one table": lambda n: organisation(
        *(f"naem{i} = 1\n" for i in range(n)),
    ),
    "dotted keys": lambda n: organisation(
        "[channels]\n", *(f'c{i}.name = "C"\nc{i}.raci.a = "A"\n' for i in range(n))
    ),
    "one dotted key of many parts": lambda n: organisation(
        f"[channels.x]\nname = 'X'\n[channels.x.fields]\n{'a.' * (n // 100)}a = 1\n"
    ),
    "many parts in a key": lambda n: organisation(f"[channels.x]\nname = 'X'\n{'a.' * n}a = 1\n"),
    "many parts in a head": lambda n: organisation(f"[channels.x{'.a' * n}]\nname = 'X'\n"),
    "digits": lambda n: organisation(f"[channels.x]\nname = 'X'\nage = {'1' * n}\n"),
    "blank, then one far away": lambda n: organisation(" \n" * n, "[channels.x]\nname = 'X'\n"),
    "one inline table": lambda n: organisation(
        "[channels]\nx = { name = 'X', raci = { a = 'A' }, fields = { ",
        ", ".join(f"k{i} = {i}" for i in range(n)),
        " } }\n",
    ),
    "all rows in one line": lambda n: organisation().replace(
        "[organisation]",
        "channels = { "
        + ", ".join(f"c{i} = {{ name = 'C {i}', raci = {{ a = 'X' }} }}" for i in range(n))
        + " }\n[organisation]",
    ),
    "one long array": lambda n: organisation(
        "[channels.x]\nname = 'X'\nphases = [", ", ".join(f"'w{i}'" for i in range(n)), "]\n"
    ),
    "one long line": lambda n: organisation(f'[channels.x]\nname = "{"x" * 40 * n}"\nnaem = 1\n'),
    "long names": lambda n: _channels(20, lambda _: "", "x" * n + " {}"),
    "nested arrays": lambda n: organisation(f"[channels.x]\nname = {'[' * n}{']' * n}\n"),
    "nested inline tables": lambda n: organisation(
        f"[channels.x]\nfields = {'{ a = ' * n}1{' }' * n}\n"
    ),
    "nested headers": lambda n: organisation(
        "[channels.x]\nname = 'X'\n",
        *(f"[channels.x.fields.{'.'.join('a' * (i % 60 + 1))}.b{i}]\nc = 1\n" for i in range(n)),
    ),
    "comments": lambda n: organisation("# x\n" * n, "[channels.x]\n"),
    "blank lines": lambda n: organisation("\n" * n, "[channels.x]\n"),
    "quotes left open": lambda n: organisation("[channels.x]\nname = '''" + "\n''" * n),
    "unknown roles in a row": lambda n: organisation(
        "[channels.x]\nname = 'X'\n[channels.x.raci]\n", *(f"q{i} = 'A'\n" for i in range(n))
    ),
    "references to nobody": lambda n: _roles(n, lambda i: f'reports_to = "q{i}"'),
    "misspelt references": lambda n: _roles(n, lambda i: f'reports_to = "rr{i}"'),
    "misspelt letters": lambda n: _channels(n, lambda _: 'raci = { a = "r/А" }'),
    "long letters": lambda n: organisation(
        f'[channels.x]\nname = "X"\nraci = {{ a = "{"A" * 20 * n}" }}\n'
    ),
    "rows without letters": lambda n: _channels(n, lambda _: "group = 'G'"),
    "near duplicates of long names": lambda n: _channels(20, lambda _: "", "x" * n),
    "near duplicates": lambda n: _channels(n, _letters, "Newsletter"),
    "neighbours by one letter": lambda n: organisation(
        *(f'[channels.c{i}]\nname = "{_word(i)}"\n{_letters(i)}\n' for i in range(n))
    ),
    "roles of one name": lambda n: _roles(n, lambda _: "", "Team"),
    "holders of one name": lambda n: _roles(n, lambda _: 'holder = "Anna Huber"'),
    "near holders": lambda n: _roles(n, lambda i: f'holder = "{_word(i)}"'),
    "a chain of reporting lines": chain,
    "a loop of reporting lines": loop,
    "deputies in pairs": ladder,
    "a chain of deputies": deputies,
    "waivers and rows": waivers,
    "combined all with all": combined,
    "departments": lambda n: organisation(
        *(f'[departments.d{i}]\nname = "D {i}"\n' for i in range(n))
    ),
    "a row of all roles": lambda n: (
        _roles(n, lambda _: "")
        + "[channels.x]\nname = 'X'\n[channels.x.raci]\n"
        + "".join(f"r{i} = '{'ARCI'[i % 4]}'\n" for i in range(n))
    ),
    "letters of an own scheme": lambda n: (
        _HEAD
        + "[scheme]\nname = 'S'\n"
        + "".join(f"[scheme.letters.{chr(65 + i % 26)}{i}]\npart = 'informed'\n" for i in range(n))
    ),
    "rules nobody knows": lambda n: organisation(
        "[check]\nignore = [", ", ".join(f"'it-onl{i}'" for i in range(n // 10)), "]\n"
    ),
    "settings of unknown rules": lambda n: organisation(
        *(f"[check.rules.it-onl{i}]\nshare = 1\n" for i in range(n // 10))
    ),
}


def _word(i: int) -> str:
    """Return a word of eight letters that differs by one or two from those of its neighbours."""
    letters = []
    for _ in range(8):
        i, rest = divmod(i, 12)
        letters.append("abcdefghijkl"[rest])
    return "".join(letters)


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ODS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def docx(body: str) -> bytes:
    """Return a Word document with that body."""
    text = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    return contained("docx", text.encode())


def ods(sheet: str) -> bytes:
    """Return an OpenDocument workbook with one sheet."""
    content = (
        f"<office:document-content {_ODS}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{sheet}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return contained("ods", content.encode())


def xlsx(sheet: str, merged: str = "") -> bytes:
    """Return an Excel workbook with one sheet's rows, as XML."""
    text = f'<worksheet xmlns="{_SHEET}"><sheetData>{sheet}</sheetData>{merged}</worksheet>'
    return contained("xlsx", text.encode())


def _cells(*texts: str) -> str:
    return "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)


def _grid(n: int, cell: str = "A") -> list[list[str]]:
    return [["Task", "Head", "Office"], *([f"Task {i}", cell, "R"] for i in range(n))]


def _pipes(rows: list[list[str]]) -> str:
    head, *body = ("| " + " | ".join(row) + " |\n" for row in rows)
    return head + "|---|---|---|\n" + "".join(body)


def _html(rows: Iterable[str]) -> str:
    head = "<tr><th>Task<th>Head<th>Office</tr>"
    return f"<table>{head}{''.join(rows)}</table>"


_TASK = "<tr><td>Task<td>A<td>R</tr>"

#: By the kind of source.
TABLES: dict[str, dict[str, Callable[[int], str | bytes]]] = {
    "csv": {
        "rows": lambda n: "\n".join(",".join(row) for row in _grid(n)),
        "rows of one name": lambda n: "Task,Head,Office\n" + "Task,A,R\n" * n,
        "columns": lambda n: ",".join(f"Role {i}" for i in range(n // 10)) + "\n" * 2 + "A," * 9,
        "roles of one name": lambda n: (
            "Task" + ",Role" * (n // 10) + "\nWeb" + ",A" * (n // 10) + "\nShop" + ",R" * (n // 10)
        ),
        "roles, each its own": lambda n: (
            "Task,"
            + ",".join(f"Role {i}" for i in range(n // 10))
            + "\nWeb"
            + ",A" * (n // 10)
            + "\nShop"
            + ",R" * (n // 10)
        ),
        "odd cells": lambda n: (
            "Task,Head,Office\n" + "".join(f"Task {i},A ({i}),responsible {i}\n" for i in range(n))
        ),
        "people in cells": lambda n: (
            "Task,Responsible,Accountable\n"
            + "".join(f"Task {i},Anna {i},Ben {i}\n" for i in range(n))
        ),
        "many people in a cell": lambda n: (
            "Task,Responsible,Accountable\n"
            f'Web,"{", ".join(f"Anna {i}" for i in range(n))}",Ben\nShop,Carl,Ben\n'
        ),
        "a long cell": lambda n: f'Task,Head,Office\n"{"x " * 9 * n}",A,R\nShop,"{"A/" * n}",R\n',
        "quotes left open": lambda n: 'Task,Head\nWeb,"' + "A,\n" * n,
        "blocks": lambda n: "Task,Head,Office\nWeb,A,R\nShop,R,A\n\n\n" * n,
        "letters alone": lambda n: "A\n" * n,
        "blank rows": lambda n: "Task,Head,Office\nWeb,A,R\n" + ",,\n" * n,
        "blank, then one far away": lambda n: "Task,Head\nWeb,A\n" + "\n" * n + "Shop,R\n",
        "blank, then one far to the right": lambda n: (
            "Task,Head\nWeb,A" + "," * (n // 10) + "R\n" + "Shop,R\n" * 60
        ),
        "a wide head and short rows": lambda n: (
            "Task" + ",R" * int(n**0.5) + "\n" + "Web,A\n" * int(n**0.5)
        ),
        "letters everywhere": lambda n: (
            "Task," + ",".join(f"R{i}" for i in range(200)) + ("\nWeb" + ",A" * 200) * (n // 200)
        ),
        "groups": lambda n: "Task,Head,Office\n" + "Group,,\nWeb,A,R\n" * n,
    },
    "tsv": {"rows": lambda n: "\n".join("\t".join(row) for row in _grid(n))},
    "markdown": {
        "rows": lambda n: _pipes(_grid(n)),
        "tables": lambda n: "\n".join(f"# H {i}\n\n{_pipes(_grid(2))}" for i in range(n // 8)),
        "headings": lambda n: "# Heading\n\n" * n + _pipes(_grid(2)),
        "marked cells": lambda n: _pipes(_grid(n, "**A**")),
        "brackets": lambda n: _pipes([*_grid(2), ["[" * n, "A", "R"]]),
        "short brackets": lambda n: _pipes([*_grid(2), *([["[" * 900, "A", "R"]] * (n // 900))]),
        "backticks": lambda n: _pipes(
            [*_grid(2), ["".join("`" * i + " " for i in range(int(n**0.5))), "A", "R"]]
        ),
        "stars": lambda n: _pipes([*_grid(2), ["*a_" * n, "A", "R"]]),
        "stars in many cells": lambda n: _pipes(
            [*_grid(2), *([["*a_" * 300 + str(i), "A", "R"] for i in range(n // 300)])]
        ),
        "quotes": lambda n: ">" * n + "\n",
        "quoted lines": lambda n: "> a\n" * n,
        "lists": lambda n: "".join("  " * i + "- a\n" for i in range(int(n**0.5))),
        "bullets": lambda n: "# Web\n\n" + "- a\n  - Responsible: B\n  - Accountable: C\n" * n,
        "bullets in bullets": lambda n: "- " * (n // 10) + "a\n",
        "definitions": lambda n: "".join(f"[a{i}]: b\n" for i in range(n)),
        "definitions left open": lambda n: '[a]: b "' + "\n c" * n,
        "fences": lambda n: "```\na,b,c\nA,R,C\n```\n" * n,
        "fences left open": lambda n: "".join("~~~\n<table>\n```\n" for i in range(n)),
        "fences and tables": lambda n: "```\nx\n```\n<table><tr><td>a</table>\n" * (n // 4),
        "html tables": lambda n: _html([_TASK]) * (n // 8),
        "html tables left open": lambda n: "<table>\n" * n,
        "html headings left open": lambda n: "<h1>\n" * n,
        "html left open": lambda n: "<!-- <![CDATA[ <? <a \n" * n,
        "front matter left open": lambda n: "---\n" + "a: b\n" * n,
        "entities": lambda n: _pipes([*_grid(2), ["&amp;&#x41;&" * n, "A", "R"]]),
        "keys": lambda n: "# Web\n\n" + "".join(f"a{i}: b\n" for i in range(n)),
        "a key left open": lambda n: "# Web\n\n- " + "- * " * n + "\n",
        "a wide head and short rows": lambda n: (
            "|a" * int(n**0.5) + "|\n" + "|-" * int(n**0.5) + "|\n" + "|a|\n" * int(n**0.5)
        ),
        "pipes": lambda n: "|" * n + "\n" + "|" * n + "\n",
        "a drawn grid": lambda n: "```\n+---+---+\n" + "| a | A |\n" * n + "+---+---+\n```\n",
        "blank lines": lambda n: "\n" * n + _pipes(_grid(2)),
        "spaces": lambda n: _pipes([*_grid(2), [" " * n + "a" + " " * n + "b", "A", "R"]]),
    },
    "html": {
        "rows": lambda n: _html(f"<tr><td>Task {i}<td>A<td>R</tr>" for i in range(n)),
        "tables": lambda n: _html([_TASK] * 2) * (n // 8),
        "tables in tables": lambda n: "<table><tr><td>a<td>" * (n // 10) + "x",
        "side by side in a cell": lambda n: "<table><tr><td>a<td>" + _html([_TASK]) * (n // 10),
        "headings": lambda n: "<h2>a</h2>" * n + _html([_TASK]),
        "headings left open": lambda n: "<h1><h2>" * n + _html([_TASK]),
        "spans": lambda n: _html(
            f"<tr><td rowspan={n}>a<td colspan=9 rowspan=9>A</tr>" for _ in range(n // 10)
        ),
        "blank, then one far away": lambda n: _html([_TASK, *(["<tr>"] * n), _TASK]),
        "a count in an attribute": lambda n: (
            f"<table><tr><td colspan={n} rowspan={n}>a<td>A</tr><tr><td>b<td>R</tr></table>"
        ),
        "huge spans": lambda n: _html(
            "<tr><td colspan=16000 rowspan=60000>x</tr>" for _ in range(n // 100)
        ),
        "wide spans": lambda n: (
            "<table><tr>" + "<td colspan=160 rowspan=16000>x" * (n // 100) + "</table>"
        ),
        "attributes behind odd quotes": lambda n: (
            '<table "x="" ' + " ".join(f"a{i}='>'" for i in range(n // 8)) + ' "><tr><td>x'
        ),
        "odd tags": lambda n: "<table>" + "<tr><td x='>'>a<!-- \" -->" * (n // 10),
        "attributes": lambda n: (
            "<table " + "".join(f"a{i}=b " for i in range(n)) + "><tr><td>a</table>"
        ),
        "tags left open": lambda n: "<b><i>" * n + _html([_TASK]),
        "breaks": lambda n: _html([f"<tr><td>{'a<br>' * n}<td>A<td>R</tr>"] * 2),
        "entities": lambda n: _html([f"<tr><td>{'&amp;&#1;&bogus' * n}<td>A<td>R</tr>"] * 2),
        "comments left open": lambda n: "<!-- <![CDATA[ " * n + _html([_TASK]),
        "mail in mail": lambda n: (
            "mime-version: 1.0\n"
            + "".join(
                f'content-type: multipart/mixed; boundary="b{i}"\n\n--b{i}\n'
                for i in range(n // 10)
            )
        ),
    },
    "json": {
        "records": lambda n: (
            "["
            + ",".join(f'{{"Task": "T {i}", "Head": "A", "Office": "R"}}' for i in range(n // 3))
            + "]"
        ),
        "keys twice": lambda n: "[{" + ",".join(f'"k{i}": 1, "k{i}": 2' for i in range(n)) + "}]",
        "a map of maps": lambda n: (
            "{" + ",".join(f'"T {i}": {{"Head": "A", "Office": "R"}}' for i in range(n // 3)) + "}"
        ),
        "keys, each in one record": lambda n: (
            "[" + ",".join(f'{{"Task": "T", "k{i}": "A"}}' for i in range(int(n**0.5))) + "]"
        ),
        "lists in lists": lambda n: "[" * n + "]" * n,
        "lists beside lists": lambda n: "[" + ",".join(["[[1]]"] * n) + "]",
        "one long list": lambda n: '{"a": [' + ",".join(["1"] * n) + "]}",
        "our own answer": lambda n: (
            '{"version": "1", "tables": [{"name": "", "roles": ['
            + ",".join(f'"R {i}"' for i in range(n))
            + '], "rows": [{"name": "a", "cells": {'
            + ",".join(f'"R {i}": "A"' for i in range(n))
            + "}}]}]}"
        ),
        "digits": lambda n: f'[{{"a": {"1" * n}, "b": 0.{"1" * n}}}]',
    },
    "yaml": {
        "records": lambda n: "".join(
            f"- Task: T {i}\n  Head: A\n  Office: R\n" for i in range(n // 3)
        ),
        "lists in lists": lambda n: "[" * n,
        "bullets in bullets": lambda n: "- " * n + "a",
        "aliases": lambda n: "a: &a [R]\nb: [" + ", ".join(["*a"] * n) + "]",
        "aliases of a long list": lambda n: (
            "a: &a [" + ", ".join(["R"] * n) + "]\nb: [" + ", ".join(["*a"] * n) + "]"
        ),
        "aliases of a long map": lambda n: (
            "a: &a {"
            + ", ".join(f"k{i}: R" for i in range(n))
            + "}\nb: ["
            + ", ".join(["*a"] * n)
            + "]"
        ),
        "aliases of aliases": lambda n: (
            "a0: &a0 [R]\n"
            + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, n // 100))
        ),
        "maps merged into maps": lambda n: (
            "- &a0 {Task: T, Head: A}\n"
            + "".join(f"- &a{i} {{<<: *a{i - 1}, k{i}: R}}\n" for i in range(1, int(n**0.5)))
        ),
        "anchors": lambda n: "".join(f"- &a{i} {{Task: T, Head: A}}\n" for i in range(n // 3)),
        "documents": lambda n: "--- a\n" * n,
        "keys that are lists": lambda n: "? [" + ", ".join(["a"] * n) + "]\n: b\n",
        "a long text": lambda n: "- a: |\n" + "    x\n" * n,
        "a folded text": lambda n: '- a: "' + "x\n\n  " * n + '"',
        "keys left open": lambda n: "? " * n,
        "spaces": lambda n: "a:" + " " * n + "b",
        "comments": lambda n: "# a\n" * n + "a: b",
    },
    "xlsx": {
        "rows": lambda n: xlsx(
            "".join(f"<row>{_cells(f'Task {i}', 'A', 'R')}</row>" for i in range(n))
        ),
        "merged": lambda n: xlsx(
            "".join(f"<row>{_cells(f'Task {i}', 'A', 'R')}</row>" for i in range(n)),
            "<mergeCells>" + '<mergeCell ref="A1:C50000"/>' * n + "</mergeCells>",
        ),
        "blank, then one far away": lambda n: xlsx(
            f'<row r="1">{_cells("Task", "Head")}</row>'
            f'<row r="{min(n * 10, 1_048_576)}">{_cells("Web", "A")}</row>'
        ),
        "rows far apart": lambda n: xlsx(
            "".join(
                f'<row r="{i}"><c r="A{i}" t="inlineStr"><is><t>a</t></is></c></row>'
                for i in range(1, 17 * min(n, 60_000), 17)
            )
        ),
        "cells far apart": lambda n: xlsx(
            "".join(
                f'<row r="{i}"><c r="{column}{i}" t="inlineStr"><is><t>a</t></is></c></row>'
                for i in range(1, n)
                for column in ("A" if i % 2 else "XFD",)
            )
        ),
        "cells without a place": lambda n: xlsx(
            "<row><c/></row>" * n + "<row><c><v>1</v></c></row>"
        ),
        "rows that say they are far": lambda n: xlsx(
            "".join(f'<row r="{900_000_000 + i}"><c><v>1</v></c></row>' for i in range(n))
        ),
        "hidden columns": lambda n: xlsx(
            f"<row>{_cells('Task', 'A', 'R')}</row>",
            "<cols>" + '<col min="1" max="16384" hidden="1"/>' * n + "</cols>",
        ),
        "hidden rows": lambda n: xlsx(
            "".join(
                f'<row r="{i + 1}" hidden="1"><c r="A{i + 1}"><v>1</v></c></row>' for i in range(n)
            )
        ),
        "a long text": lambda n: xlsx(f"<row>{_cells('x' * n * 20, 'A', 'R')}</row>" * 3),
        "digits": lambda n: xlsx(f'<row r="{"1" * n}"><c r="A1"><v>1</v></c></row>'),
    },
    "ods": {
        "blank, then one far away": lambda n: ods(
            "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
            f'<table:table-row table:number-rows-repeated="{n * 50}"><table:table-cell/>'
            "</table:table-row><table:table-row><table:table-cell><text:p>A</text:p>"
            "</table:table-cell></table:table-row>"
        ),
        "a count in an attribute": lambda n: ods(
            f'<table:table-row table:number-rows-repeated="{n}"><table:table-cell '
            f'table:number-columns-repeated="{n}" office:value-type="string"><text:p>a</text:p>'
            "</table:table-cell></table:table-row>"
        ),
        "blanks that say how many": lambda n: ods(
            "<table:table-row><table:table-cell office:value-type='string'><text:p>a"
            + f'<text:s text:c="{n}"/>' * 50
            + "</text:p></table:table-cell></table:table-row>"
        ),
        "spans that say how far": lambda n: ods(
            "<table:table-row>" + f'<table:table-cell table:number-columns-spanned="{n}" '
            f'table:number-rows-spanned="{n}">'
            "<text:p>a</text:p></table:table-cell>" * (n // 100) + "</table:table-row>"
        ),
        "rows": lambda n: ods(
            "<table:table-row>"
            "<table:table-cell><text:p>a</text:p></table:table-cell>"
            "<table:table-cell><text:p>A</text:p></table:table-cell></table:table-row>" * n
        ),
        "repeated": lambda n: ods(
            '<table:table-row table:number-rows-repeated="9">'
            '<table:table-cell table:number-columns-repeated="99"><text:p>a</text:p>'
            "</table:table-cell></table:table-row>" * (n // 10)
        ),
    },
    "docx": {
        "rows": lambda n: docx(
            "<w:tbl>" + "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
            "<w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc></w:tr>" * n + "</w:tbl>"
        ),
        "tables in tables": lambda n: docx(
            "<w:tbl><w:tr><w:tc><w:p/>" * min(n // 10, 80)
            + "</w:tc></w:tr></w:tbl>" * min(n // 10, 80)
        ),
        "paragraphs in paragraphs": lambda n: docx("<w:p>" * min(n, 250) + "</w:p>" * min(n, 250)),
        "wide spans": lambda n: docx(
            "<w:tbl>"
            "<w:tr>"
            + '<w:tc><w:tcPr><w:gridSpan w:val="16000"/></w:tcPr><w:p/></w:tc>' * (n // 10)
            + "</w:tr></w:tbl>"
        ),
        "a count in an attribute": lambda n: docx(
            "<w:tbl><w:tr>"
            f'<w:tc><w:tcPr><w:gridSpan w:val="{n * 50}"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
        ),
        "tables": lambda n: docx(
            "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>" * (n // 4)
        ),
        "merged downwards": lambda n: docx(
            "<w:tbl>"
            + "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>" * n
            + "</w:tbl>"
        ),
        "deep": lambda n: docx("<w:p><w:r>" * 100 + "<w:t>a</w:t>" * n + "</w:r></w:p>" * 100),
    },
}
