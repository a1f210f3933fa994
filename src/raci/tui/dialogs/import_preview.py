"""What a person reads before an import is taken over: what was found, doubted, and would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.model.edit import AddItem
    from raci.model.scheme import Scheme
    from raci.tables.importing import Imported
    from raci.tui.panes.text import Line
    from raci.versions.import_plan import CellChange, ImportPlan
    from raci.words import Words

#: More lines of a kind than a person reads; the rest is counted.
_MOST = 100


def preview_lines(
    imported: Imported, found: ImportPlan, scheme: Scheme, words: Words, width: int
) -> list[Line]:
    """Return the preview.

    Args:
        imported: What was read.
        found: What of it the file has not.
        scheme: The file's.
        words: The reader's language.
        width: Cells of a line.
    """
    from raci.tui.panes.text import wrapped

    lines: list[Line] = []
    for heading, texts in _chapters(imported, found, scheme):
        if not texts:
            continue
        if lines:
            lines.append(())
        lines += [((line, "title"),) for line in wrapped(words.say(heading), width)]
        shown = [words.say(text) for text in texts[:_MOST]]
        if len(texts) > _MOST:
            shown.append(words("… and {n} more", n=len(texts) - _MOST))
        for text in shown:
            lines += [(("  " + part, ""),) for part in wrapped(text, max(width - 2, 2))]
    return lines


def _chapters(
    imported: Imported, found: ImportPlan, scheme: Scheme
) -> Iterator[tuple[Text, Sequence[Text]]]:
    yield Text("Found"), [*_tables(imported), *_schemes(imported, found, scheme)]
    yield Text("Doubts: {n}", {"n": len(imported.doubts)}), _doubts(imported)
    yield Text("New roles: {n}", {"n": len(found.roles)}), _names(found.roles)
    yield Text("New channels: {n}", {"n": len(found.channels)}), _names(found.channels)
    yield Text("New letters: {n}", {"n": len(found.missing)}), _added(found.missing)
    yield Text("Other letters than here: {n}", {"n": len(found.differing)}), _other(found.differing)
    heading = Text("Left out, as {scheme} has no such letter", {"scheme": scheme.name or "RACI"})
    yield heading, [_cell(one.row, one.role, one.letters) for one in found.left_out]


def _tables(imported: Imported) -> Iterator[Text]:
    for table in imported.tables:
        values = {
            "name": table.name,
            "rows": Text("{n} row", {"n": len(table.rows)}, "{n} rows"),
            "roles": Text("{n} role", {"n": len(table.roles)}, "{n} roles"),
        }
        if table.name:
            yield Text("{name}: {rows}, {roles}", values)
        else:
            yield Text("{rows}, {roles}", values)


def _schemes(imported: Imported, found: ImportPlan, scheme: Scheme) -> Iterator[Text]:
    values = {"table": imported.scheme.name, "file": scheme.name or "RACI"}
    if found.scheme:
        yield Text("There is no row here yet: the file takes over the letters of {table}.", values)
    elif imported.scheme != scheme:
        yield Text("Letters of {table} become those of {file} that mean the same.", values)


def _doubts(imported: Imported) -> list[Text]:
    return [
        Text("{place}: {message}", {"place": doubt.place, "message": doubt.message})
        for doubt in imported.doubts
    ]


def _names(items: Sequence[AddItem]) -> list[Text]:
    return [Text("{name}", {"name": item.values["name"]}) for item in items]


def _added(changes: Sequence[CellChange]) -> list[Text]:
    return [
        _cell(one.row, one.role, one.new)
        if one.old != one.new
        else Text("{row} · {role}: a note", {"row": one.row, "role": one.role})
        for one in changes
    ]


def _cell(row: str | Text, role: str, letters: str) -> Text:
    return Text("{row} · {role}: {letters}", {"row": row, "role": role, "letters": letters})


def _other(changes: Sequence[CellChange]) -> list[Text]:
    return [
        Text(
            "{row} · {role}: {old} here, {new} in the table",
            {"row": one.row, "role": one.role, "old": one.old, "new": one.new},
        )
        for one in changes
    ]
