"""What ``fuzz.py`` runs: a law over bytes for each target, and the inputs it begins with."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import atheris  # type: ignore[import-untyped] # no tool of the development's environment

from raci.check.rule_names import NAMES
from raci.document import Document, compose
from raci.document.fields import CELL, CHANNEL, CHECK, DEPARTMENT, ORGANISATION, ROLE, WAIVER
from raci.model.edit import DeleteItem, Move, RenameId, SetCell, SetField
from raci.model.organisation import Cell, Duty
from raci.tables.importing.readers.office import subprocess_reader
from support.journals import change, journal
from support.strange.laws import (
    begun,
    edit_holds,
    git_holds,
    import_holds,
    merging_holds,
    reading_holds,
    recovery_holds,
)
from support.strange.tables import contained, seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from raci.model.edit import Edit
    from raci.tables.importing.imported import Doubt
    from raci.tables.importing.sheet import Sheet

    Run = Callable[[bytes], None]

SAMPLES = [
    path.read_bytes() for path in sorted((Path(__file__).parents[1] / "sample_orgs").glob("*.toml"))
]
SAMPLE = min(SAMPLES, key=len).decode()
ZIPPED = ("xlsx", "ods", "docx")
IDS = ("a", "b", "website", "x.y", "ä", "a b", "\x1b")
WORDS = ("new", "it", "before", "declined", "error", "RACI101", "it-only", "DACI", "exactly one")


def target(name: str) -> tuple[Run, Iterable[bytes]]:
    """Return a target's law over bytes and its seeds."""
    known: dict[str, Callable[[], tuple[Run, Iterable[bytes]]]] = {
        "reader": lambda: (reading_holds, SAMPLES),
        "structured": lambda: (_structured, [bytes(range(256)) * 8, *SAMPLES]),
        "journal": lambda: (_journal, [_left(), b"[" * 9000]),
        "edits": lambda: (_edited, [bytes(range(256))]),
        "merge": lambda: (_merged, [bytes(range(256)), b"\0\0"]),
        "git": lambda: (_git(), [b"HEAD", b":/Begin", b"-x", b"main@{0}", b"HEAD:raci.toml"]),
    }
    if name in known:
        return known[name]()
    kind = name.removeprefix("import-")
    if kind in ZIPPED:
        subprocess_reader.read = _here  # in a process apart no branch would be seen
    seed = seeds()[kind]
    if kind not in ZIPPED:
        return lambda data: import_holds(kind, data), [seed]
    # Most inputs are the chief part of a sound archive, those that begin like one are taken whole.
    return lambda data: import_holds(kind, _archive(kind, data)), [seed, contained(kind, seed)]


def _here(reader: str, data: bytes, doubts: list[Doubt], only: str | None) -> list[Sheet]:
    found: list[Sheet] = import_module(reader).read(data, doubts, only)
    return found


def _archive(kind: str, data: bytes) -> bytes:
    return data if data.startswith(b"PK") else contained(kind, data)


def _left() -> bytes:
    return journal(change(0, "", "# a\n"), change(2, "a", "b"), base=SAMPLE)


def _journal(data: bytes) -> None:
    recovery_holds(data, SAMPLE)
    recovery_holds(_left() + data, SAMPLE.replace("name", "name ", 1))
    # The fuzzer finds no check sum: so what it made is also given a sound one.
    lines: list[object] = []
    for line in data.split(b"\n"):
        try:
            lines.append(json.loads(line))
        except (ValueError, RecursionError):
            lines.append(change(len(line), "", line.decode("utf-8", "replace")))
    recovery_holds(journal(*lines, base=SAMPLE), SAMPLE)


class _Drawn:
    """Values of TOML, drawn from bytes."""

    def __init__(self, data: bytes) -> None:
        self.from_bytes = atheris.FuzzedDataProvider(data)

    def number(self, most: int) -> int:
        return int(self.from_bytes.ConsumeIntInRange(0, most))

    def text(self) -> str:
        text: str = self.from_bytes.ConsumeUnicodeNoSurrogates(self.number(12))
        return text

    def one(self, words: Iterable[str]) -> str:
        known = tuple(words)
        return known[self.number(len(known) - 1)]

    def id(self) -> str:
        return self.text() if self.number(9) == 0 else self.one(IDS)

    def value(self, depth: int = 0) -> Any:  # noqa: ANN401 - any TOML value
        makers: tuple[Callable[[], Any], ...] = (
            self.text,
            self.id,
            lambda: self.one(WORDS),
            lambda: self.one(("A", "R", "AR", "C", "I", "", "a", "А")),
            lambda: bool(self.number(1)),
            lambda: self.from_bytes.ConsumeInt(8),
            self.from_bytes.ConsumeFloat,
            lambda: dt.date.fromordinal(1 + self.number(3_000_000)),
            lambda: [self.value(depth + 1) for _ in range(self.number(3))],
            lambda: {self.id(): self.value(depth + 1) for _ in range(self.number(3))},
        )
        return makers[self.number(len(makers) - 1 - 2 * (depth > 3))]()  # noqa: PLR2004 - deep enough

    def table(self, fields: Iterable[str]) -> dict[str, Any]:
        known = (*fields, "naem")
        return {self.one(known): self.value() for _ in range(self.number(5))}

    def row(self) -> dict[str, Any]:
        return {
            self.id(): self.value() if self.number(5) else self.table(CELL)
            for _ in range(self.number(4))
        }

    def channel(self) -> dict[str, Any]:
        duties = {self.one((*Duty, "x")): self.row() for _ in range(self.number(2))}
        return {**self.table(CHANNEL), "raci": self.row(), "duties": duties}


def _structured(data: bytes) -> None:
    drawn = _Drawn(data)
    values: dict[str, Any] = {"format": 1, "organisation": drawn.table(ORGANISATION)}
    values["departments"] = {drawn.id(): drawn.table(DEPARTMENT) for _ in range(drawn.number(2))}
    values["roles"] = {drawn.id(): drawn.table(ROLE) for _ in range(drawn.number(5))}
    values["channels"] = {drawn.id(): drawn.channel() for _ in range(drawn.number(5))}
    values["portfolio"] = {"raci": drawn.row()}
    values["waivers"] = [drawn.table(WAIVER) for _ in range(drawn.number(2))]
    values["check"] = drawn.table(CHECK)
    reading_holds(compose(values).encode())


_LINES = SAMPLE.splitlines(keepends=True)
_PIECES = ("", "# 1\n", "# 2\n", "\n", "x = 1\n", "[", "[roles.a]\n", 'a = "A"\n', "é\r\n")


def _merged(data: bytes) -> None:
    """Take bytes for three texts, and for what three people made of a sample's lines."""
    base, ours, theirs = [*data.split(b"\0", 2), b"", b""][:3]
    merging_holds(base, ours, theirs)
    drawn = _Drawn(data)
    base, ours, theirs = (_spliced(drawn) for _ in range(3))
    merging_holds(SAMPLE.encode() if drawn.number(1) else base, ours, theirs)


def _spliced(drawn: _Drawn) -> bytes:
    lines = list(_LINES)
    for _ in range(drawn.number(4)):
        start = drawn.number(len(lines))
        piece = drawn.one(_PIECES) if drawn.number(3) else drawn.text()
        lines[start : start + drawn.number(3)] = [piece, *lines[start : start + drawn.number(2)]]
    return "".join(lines).encode()


def _git() -> Run:
    """Return what takes bytes for a revision and a file's name, in a repository made for it."""
    folder = Path(tempfile.mkdtemp(prefix="raci-fuzz-git-"))
    begun(folder, SAMPLE)
    return lambda data: git_holds(folder, data.decode("utf-8", "surrogateescape"))


_DOCUMENTS = [Document.parse(text.decode(), NAMES) for text in SAMPLES]


def _edited(data: bytes) -> None:
    drawn = _Drawn(data)
    document = _DOCUMENTS[drawn.number(len(_DOCUMENTS) - 1)]
    for _ in range(1 + drawn.number(2)):
        edit_holds(document, _edit(drawn, document))


def _edit(drawn: _Drawn, document: Document) -> Edit:
    channels, roles = document.organisation.channels, document.organisation.roles
    channel, role = drawn.one((*channels, "x", "\x1b")), drawn.one((*roles, "x", "\x1b"))
    table, id_ = (("channels", channel), ("roles", role))[drawn.number(1)]
    cell = Cell(drawn.text(), drawn.text() or None, dt.date.fromordinal(1 + drawn.number(999_999)))
    field = drawn.one((*CHANNEL, *ROLE, "x"))
    made: tuple[Edit, ...] = (
        SetCell(channel, role, cell),
        SetCell(channel, role, None, Duty.CONTENT),
        SetField((table, id_, field), drawn.value()),
        SetField((drawn.id(), drawn.id()), drawn.value()),
        RenameId(table, id_, drawn.text()),
        Move(table, id_, None),
        DeleteItem(table, id_),
    )
    return made[drawn.number(len(made) - 1)]
