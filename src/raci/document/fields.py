"""The table of fields: every key that a file may hold, what it takes and what it means.

The reader's checks, the JSON Schema and the reference page are all made from it.
"""

from __future__ import annotations

from enum import IntEnum, auto
from functools import cached_property
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.organisation import Discipline, Industry, Kind, Phase, Size, Status
from raci.model.scheme import SCHEMES, Part, PerRow
from raci.model.text import mark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

#: The newest version of the format that this program knows.
FORMAT = 1


class Shape(IntEnum):
    """What sort of value a key takes."""

    NAME = auto()
    TEXT = auto()
    NUMBER = auto()
    FLAG = auto()
    CHOICE = auto()
    CHOICES = auto()
    TEXTS = auto()
    ID = auto()
    IDS = auto()
    ID_LIST = auto()
    DATE = auto()
    REVIEW = auto()
    LEARNED = auto()
    RULE = auto()
    RULES = auto()
    LETTERS = auto()
    DUTIES = auto()
    SEEN = auto()
    SEEN_DUTIES = auto()
    FREE = auto()
    TABLE = auto()
    TABLES = auto()


@frozen
class Field:
    """A key of a table.

    Attributes:
        help: What it means, for people.
        attribute: Its name in the model where that is another.
        choices: The words a CHOICE or CHOICES takes.
        refers: The table whose ids an ID, IDS or ID_LIST takes.
        default: What counts where the key is absent, for people; empty for nothing.
    """

    key: str
    shape: Shape
    help: str
    attribute: str = ""
    required: bool = False
    choices: Mapping[str, object] | None = None
    refers: str = ""
    default: str = ""

    @property
    def name(self) -> str:
        """The attribute of the model that takes the value."""
        return self.attribute or self.key


class Fields(dict[str, Field]):
    """The fields of a table by their keys."""

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The keys that must be there."""
        return tuple(key for key, field in self.items() if field.required)


def _words(enum: type[StrEnum]) -> dict[str, object]:
    return {member.value: member for member in enum}


def _table(*fields: Field) -> Fields:
    return Fields((field.key, field) for field in fields)


#: Words of older versions that are still read.
OLDER_WORDS: dict[str, str] = {"leadership": "management"}

LANGUAGES: dict[str, object] = {"de": "de", "en": "en"}
SEVERITIES: dict[str, object] = {word: word for word in ("error", "warning", "info")}

_NAME = Field(
    "name", Shape.NAME, mark("What people call it; free text in any script"), required=True
)
_NOTE = Field("note", Shape.TEXT, mark("A note for those who read the matrix"))
_DISCIPLINES = _words(Discipline)

ORGANISATION = _table(
    Field("name", Shape.NAME, mark("The organisation's name"), required=True),
    Field(
        "language",
        Shape.CHOICE,
        mark("Language of findings, labels and exports"),
        choices=LANGUAGES,
    ),
    Field(
        "size",
        Shape.CHOICE,
        mark("How large the firm is; some limits depend on it"),
        choices=_words(Size),
        default="medium",
    ),
    Field(
        "scheme",
        Shape.CHOICE,
        mark("A named scheme of letters, where there is no [scheme]"),
        choices=dict(SCHEMES),
        default="RACI",
    ),
    Field("row_name", Shape.TEXT, mark("What a row is called on screen and in exports")),
    Field(
        "industry",
        Shape.CHOICE,
        mark("What the firm does; it says which channels are usual"),
        choices=_words(Industry),
    ),
    _NOTE,
)

DEPARTMENT = _table(
    _NAME,
    Field(
        "discipline",
        Shape.CHOICE,
        mark("The craft of the department"),
        choices=_DISCIPLINES,
        default="other",
    ),
    _NOTE,
)

ROLE = _table(
    _NAME,
    Field("short", Shape.TEXT, mark("The column head; made from the name where it is absent")),
    Field("department", Shape.ID, mark("The department it belongs to"), refers="departments"),
    Field(
        "discipline",
        Shape.CHOICE,
        mark("The role's own craft; overrides the department's"),
        choices=_DISCIPLINES,
    ),
    Field("leadership", Shape.FLAG, mark("Answers as leadership; a flag, not a rank")),
    Field("external", Shape.FLAG, mark("An agency, a freelancer, a vendor")),
    Field("holder", Shape.TEXTS, mark("The person or persons who hold the role"), "holders"),
    Field(
        "deputy",
        Shape.IDS,
        mark("The role or roles that stand in for it"),
        "deputies",
        refers="roles",
    ),
    Field("reports_to", Shape.IDS, mark("The role or roles it reports to"), refers="roles"),
    Field("learned", Shape.LEARNED, mark("When it last learned about channels, and what")),
    _NOTE,
    Field("fields", Shape.FREE, mark("Free texts: kept, shown, exported, never checked")),
)

CHANNEL = _table(
    _NAME,
    Field("group", Shape.TEXT, mark("The group of rows it stands in")),
    Field("kind", Shape.CHOICE, mark("What sort of channel it is"), choices=_words(Kind)),
    Field(
        "phases",
        Shape.CHOICES,
        mark("When it serves: before, during or after the sale"),
        choices=_words(Phase),
    ),
    Field(
        "combines_with",
        Shape.ID_LIST,
        mark("Channels it works together with; works both ways"),
        refers="channels",
    ),
    Field("critical", Shape.FLAG, mark("Whether much depends on it")),
    Field(
        "status",
        Shape.CHOICE,
        mark("Whether it is in use; rules look at active channels"),
        choices=_words(Status),
        default="active",
    ),
    Field("reviewed", Shape.REVIEW, mark("When it was last looked at, and by whom"), "review"),
    _NOTE,
    Field("raci", Shape.LETTERS, mark("Letters of the channel by role")),
    Field("duties", Shape.DUTIES, mark("Letters of single duties, where they differ")),
    Field("fields", Shape.FREE, mark("Free texts: kept, shown, exported, never checked")),
)

LEARNED = _table(
    Field("on", Shape.DATE, mark("The day"), required=True),
    Field("what", Shape.TEXT, mark("What was learned: a course, a book, a day at the counter")),
)

REVIEW = _table(
    Field("on", Shape.DATE, mark("The day of the review"), required=True),
    Field("by", Shape.TEXT, mark("Who looked: free text, or a role's id")),
    Field("raci", Shape.SEEN, mark("The channel's letters on that day; RACI710 compares them")),
    Field("duties", Shape.SEEN_DUTIES, mark("The letters of its duties on that day")),
)

CELL = _table(
    Field("letters", Shape.TEXT, mark("The letters, the accountable one first"), required=True),
    Field("why", Shape.TEXT, mark("A note on the assignment")),
    Field("until", Shape.DATE, mark("Its last valid day")),
)

WAIVER = _table(
    Field("rule", Shape.RULE, mark("The rule that is waived, by code or name"), required=True),
    Field("channels", Shape.ID_LIST, mark("The channels it is waived for"), refers="channels"),
    Field("roles", Shape.ID_LIST, mark("The roles it is waived for"), refers="roles"),
    Field("reason", Shape.NAME, mark("Why the finding is accepted"), required=True),
    Field("until", Shape.DATE, mark("The last day it is accepted"), required=True),
    Field("by", Shape.TEXT, mark("Who decided: free text, or a role's id")),
)

CHECK = _table(
    Field("extend", Shape.TEXT, mark("A file whose [check] and [scheme] stand below this one's")),
    Field("select", Shape.RULES, mark("The rules that run; codes, prefixes or names")),
    Field("extend-select", Shape.RULES, mark("Rules that run besides"), "extend_select"),
    Field("ignore", Shape.RULES, mark("Rules that don't run")),
    Field(
        "exclude",
        Shape.TEXTS,
        mark("What a check of the folder leaves out: paths from this file's folder, * for any"),
    ),
    Field("rules", Shape.TABLE, mark("Severity and limits of single rules")),
)

SEVERITY = Field(
    "severity", Shape.CHOICE, mark("How much the rule's findings weigh"), choices=SEVERITIES
)

IMPORT = _table(
    Field("from", Shape.TEXT, mark("What kind of file it is, whatever its name says")),
    Field("sheet", Shape.TEXT, mark("The one sheet or table that is read")),
    Field("encoding", Shape.TEXT, mark("The encoding of a text, as cp1252")),
    Field("scheme", Shape.TEXT, mark("The scheme that its letters are in")),
    Field("shape", Shape.TEXTS, mark("What stands where in its tables, as readings call it")),
    Field("head_rows", Shape.NUMBER, mark("How many rows the heads of its tables have")),
    Field("roles", Shape.TEXT, mark("Where roles stand: rows or columns")),
    Field("rows", Shape.TEXT, mark("The head of the column that names the rows")),
    Field("letters", Shape.FREE, mark("What letters mean in it: symbol = letter of RACI")),
    Field(
        "skip",
        Shape.TEXTS,
        mark("Columns and rows that are left aside, by their heads or as C and 7"),
    ),
)

SCHEME = _table(
    Field("name", Shape.NAME, mark("What the scheme is called"), required=True),
    Field("letters", Shape.TABLE, mark("The letters, each a table of its own"), required=True),
)

SCHEME_LETTER = _table(
    Field("label", Shape.TEXT, mark("What people call the letter")),
    Field(
        "part",
        Shape.CHOICE,
        mark("The part it plays for the rules"),
        choices=_words(Part),
        required=True,
    ),
    Field(
        "per_row",
        Shape.CHOICE,
        mark("How many roles may hold it in a row"),
        choices=_words(PerRow),
        default="any",
    ),
)

ROOT = _table(
    Field("format", Shape.NUMBER, mark("Version of the format: 1"), required=True),
    Field("organisation", Shape.TABLE, mark("The organisation as a whole")),
    Field("scheme", Shape.TABLE, mark("A scheme of letters of one's own")),
    Field("departments", Shape.TABLE, mark("Groups of columns, by id")),
    Field("roles", Shape.TABLE, mark("Columns, by id, within their department")),
    Field("portfolio", Shape.TABLE, mark("The first row: who chooses the channels and their mix")),
    Field("channels", Shape.TABLE, mark("Rows, by id, within their group")),
    Field("waivers", Shape.TABLES, mark("Accepted findings: always a reason, always an end")),
    Field("check", Shape.TABLE, mark("Defaults of raci check for this file")),
    Field("import", Shape.TABLE, mark("How tables are read that come in again, by file name")),
)

PORTFOLIO = _table(Field("raci", Shape.LETTERS, mark("Letters of the row by role")))
