"""A document is edited until it says what a merge decided, and keeps its comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from raci.check.rule_names import NAMES
from raci.document import Document, compose
from raci.model.edit import SetField
from raci.model.error import EditError
from raci.versions import merge
from raci.versions.entries import moved_tables
from raci.versions.values import same_file
from raci.workspace import document_merge
from raci.workspace.document_merge import edited_to
from support import examples
from support.versions import BASE, Values, versions

if TYPE_CHECKING:
    from collections.abc import Iterator


def commented(values: Values) -> Document:
    """Return a document in which each line has a comment that names it."""
    lines = compose(values).splitlines()
    text = "".join(
        f"{line}  # {number}!\n" if line and not line.startswith("#") else f"{line}\n"
        for number, line in enumerate(lines)
    )
    return Document.parse(text, NAMES)


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the paths of all values that hold no others."""
    inner = value.items() if isinstance(value, dict) else ()
    for key, below in inner:
        yield from leaves(below, (*path, key))
    if not inner and path:
        yield path


def at(values: object, path: tuple[str | int, ...]) -> object:
    """Return the value at a path, None where there is none."""
    for step in path:
        values = values.get(step) if isinstance(values, dict) else None
    return values


@settings(max_examples=examples(60))
@given(versions())
def test_a_document_reaches_any_version(values: Values) -> None:
    """The text says exactly what was asked for, and loses no comment of what stays."""
    document = commented(BASE)
    changed = edited_to(document, values)
    assert same_file(changed.data, values)
    assert same_file(Document.parse(changed.text, NAMES).data, values)
    if any(moved_tables(BASE, values).values()):
        return  # whose comments they are then is no longer told by the path
    lines = document.text.splitlines()
    for path in leaves(BASE):
        number = lines[document.locate(path).line - 1].rpartition("  # ")[2]
        if path[0] != "waivers" and at(values, path) is not None:
            assert f"# {number}\n" in changed.text, path


@settings(max_examples=examples(40))
@given(versions(), versions())
def test_a_merge_can_be_written(ours: Values, theirs: Values) -> None:
    """Whatever two people did, the merge can be written into our text."""
    merged = merge(BASE, ours, theirs)
    assert same_file(edited_to(commented(ours), merged.values).data, merged.values)


def test_disjoint_edits_keep_both_peoples_text() -> None:
    """Edits of different rows come together in both orders, with the comments of ours."""
    base = commented(BASE)
    here = base.apply(SetField(("channels", "web", "colour"), "red")).document
    there = base.apply(SetField(("channels", "fax", "name"), "Telefax")).document
    for one, other in ((here, there), (there, here)):
        merged = merge(base.data, one.data, other.data)
        text = edited_to(one, merged.values).text
        assert 'colour = "red"' in text
        assert 'name = "Telefax"' in text
        assert re.findall("# ([0-9]+)!", text) == re.findall("# ([0-9]+)!", base.text)


def test_what_cannot_be_reached_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values that no edit leads to are an error, never a file that says something else."""
    with pytest.raises(EditError):
        edited_to(commented(BASE), {**BASE, "roles": {**BASE["roles"], "": {"name": "No id"}}})
    monkeypatch.setattr(document_merge, "edits_between", lambda *_: ())
    with pytest.raises(EditError, match="nothing was changed"):
        edited_to(commented(BASE), {**BASE, "waivers": []})
