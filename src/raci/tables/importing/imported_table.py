"""A matrix as it was recognised: roles, rows, letters, and what each row means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from raci.model.organisation import Duty
    from raci.model.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a row is beside its name: most are channels of which nothing else is said.

    Attributes:
        portfolio: Whether it is the row about the choice and mix of channels.
        duty: Which duty of ``channel`` it is; None for a row of its own.
        channel: The name of the channel that the duty belongs to.
        facts: What else is said of the channel, as a file has it: kind, status, note.
        id: What a file of ours calls the channel.
    """

    portfolio: bool = False
    duty: Duty | None = None
    channel: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""


#: The meaning of most rows.
A_ROW = Meaning()


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row of letters.

    Attributes:
        name: Its full name; of a duty ``Website: Content``.
        cells: Letters by role, in the order of the roles; roles without letters are missing.
        whys: Notes by role; also of roles without letters.
        untils: Last valid days by role.
    """

    name: str
    group: str
    cells: Mapping[str, str]
    whys: Mapping[str, str] = field(default_factory=dict)
    untils: Mapping[str, dt.date] = field(default_factory=dict)
    meaning: Meaning = A_ROW


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """A matrix as it was recognised.

    Attributes:
        departments: What stood over roles in the head, by role.
        row_head: What the rows are called; empty where nothing says so.
        scheme: What its letters are in, if that is not the document's.
        facts: What else is said of roles, by role: the keys of a file, and ``id``.
    """

    name: str
    roles: tuple[str, ...]
    rows: tuple[ImportedRow, ...]
    departments: Mapping[str, str] = field(default_factory=dict)
    row_head: str = ""
    scheme: Scheme | None = None
    facts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
