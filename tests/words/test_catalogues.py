"""The German catalogues and the English wordings in the source belong together."""

from __future__ import annotations

import ast
import re
import string
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

import raci

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

SOURCE = Path(raci.__file__).parent
CATALOGUES = sorted((SOURCE / "words" / "locale").glob("*/*.po"))
_MARKERS = {"Text", "mark", "words", "_words"}
_IN_TEMPLATES = re.compile(r'\b(?:say|words)\("([^"]+)"')


@cache
def wordings() -> dict[str, str]:
    """Return every wording in the source that a person may read, and where it stands."""
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                where = f"{path.relative_to(SOURCE)}:{node.lineno}"
                for text in literals(node):
                    found.setdefault(text, where)
    for path in sorted(SOURCE.rglob("*.jinja")):
        for match in _IN_TEMPLATES.finditer(path.read_text(encoding="utf-8")):
            found.setdefault(match[1], str(path.relative_to(SOURCE)))
    return found


def literals(call: ast.Call) -> Iterator[str]:
    """Yield the wordings that a call of a marker takes: the template and its plural."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name == "command":
        hints = [word.value for word in call.keywords if word.arg in {"hint", "also"}]
        yield from _texts(*call.args[1:3], *hints)
    if name not in _MARKERS:
        return
    plurals = [word.value for word in call.keywords if word.arg == "plural"]
    if name == "Text":
        plurals += call.args[2:3]
    yield from _texts(*call.args[:1], *plurals)


def _texts(*nodes: ast.expr) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def says(template: str) -> bool:
    """Tell whether a template has words of its own beside its places."""
    return any(char.isalpha() for char in "".join(part[0] for part in parts(template)))


def parts(template: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """Return what ``str.format`` sees in a template."""
    return list(string.Formatter().parse(template))


def places(template: str) -> set[str]:
    """Return the names of a template's places."""
    return {name for _, name, _, _ in parts(template) if name}


def entries(path: Path) -> list[Message]:
    """Return the entries of a catalogue but its header."""
    with path.open("rb") as stream:
        return [message for message in read_po(stream, abort_invalid=True) if message.id]


def ids(message: Message) -> tuple[str, ...]:
    """Return the wording of an entry, and that for many."""
    return message.id if isinstance(message.id, tuple) else (message.id,)  # type: ignore[return-value]


def strings(message: Message) -> tuple[str, ...]:
    """Return the translations of an entry."""
    return message.string if isinstance(message.string, tuple) else (message.string,)  # type: ignore[return-value]


TRANSLATED = {
    text: message for path in CATALOGUES for message in entries(path) for text in ids(message)
}


def test_everything_is_translated() -> None:
    """Every wording in the source that has words of its own has a German one."""
    missing = {
        text: where for text, where in wordings().items() if says(text) and text not in TRANSLATED
    }
    assert missing == {}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_nothing_is_left_over(path: Path) -> None:
    """Every entry belongs to a wording in the source, and is neither empty nor fuzzy."""
    known = wordings()
    for message in entries(path):
        assert all(text in known for text in ids(message)), message.id
        assert all(strings(message)), message.id
        assert not message.fuzzy, message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_places_agree(path: Path) -> None:
    """A translation has the places of its wording; only the number may be left out of one."""
    for message in entries(path):
        wanted = set().union(*map(places, ids(message)))
        for text in strings(message):
            assert places(text) | {"n"} == wanted | {"n"}, message.id


def test_rooms_agree() -> None:
    """A wording that two rooms share has one translation, so that the merge loses nothing."""
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}
    for path in CATALOGUES:
        for message in entries(path):
            assert seen.setdefault(ids(message), strings(message)) == strings(message), message.id


def test_one_way_to_count() -> None:
    """No wording is counted in one place and not in another, as a catalogue holds one of both."""
    singular: dict[str, tuple[str, ...]] = {}
    for path in CATALOGUES:
        for message in entries(path):
            assert singular.setdefault(ids(message)[0], ids(message)) == ids(message)
