"""The catalogue of channels: names, kind, phases, who usually does what, where each is usual.

The list itself stands in ``catalogue.toml``, with its sources; it is read when first asked for.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from raci.frozen import frozen
from raci.model.naming import folded
from raci.model.organisation import Industry, Kind, Phase
from raci.model.scheme import Part
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Function(StrEnum):
    """What somebody is there for in a firm, whatever the role is called."""

    LEADERSHIP = "leadership"
    COMMUNICATION = "communication"
    MARKETING = "marketing"
    SOCIAL = "social"
    SALES = "sales"
    FIELD = "field"
    SERVICE = "service"
    DESK = "desk"
    SHOP = "shop"
    BRANCH = "branch"
    HR = "hr"
    FINANCE = "finance"
    PRODUCT = "product"
    QUALITY = "quality"
    OFFICE = "office"
    LEGAL = "legal"
    PRIVACY = "privacy"
    IT = "it"
    AGENCY = "agency"


FUNCTIONS: Mapping[Function, Text] = {
    Function.LEADERSHIP: Text("leadership"),
    Function.COMMUNICATION: Text("communication"),
    Function.MARKETING: Text("marketing"),
    Function.SOCIAL: Text("social media"),
    Function.SALES: Text("sales"),
    Function.FIELD: Text("work at the customer's"),
    Function.SERVICE: Text("head of service"),
    Function.DESK: Text("service"),
    Function.SHOP: Text("online shop"),
    Function.BRANCH: Text("branch"),
    Function.HR: Text("personnel"),
    Function.FINANCE: Text("finance"),
    Function.PRODUCT: Text("product"),
    Function.QUALITY: Text("quality"),
    Function.OFFICE: Text("office"),
    Function.LEGAL: Text("legal"),
    Function.PRIVACY: Text("data protection"),
    Function.IT: Text("IT"),
    Function.AGENCY: Text("agency"),
}


@frozen
class Entry:
    """A channel of the catalogue.

    Attributes:
        id: Its key in the catalogue; a template gives it to the channel.
        names: What people call it, by language (``de``, ``en``).
        synonyms: Other names of the same thing, in any language.
        includes: Ids of the channels that are meant where this one is listed.
        parts: The functions that usually have a part in it.
        implementation: Who builds and runs it, where that is a craft of its own.
        combines_with: Ids of the channels it usually works together with.
        usual_in: The industries in which most firms have it.
    """

    id: str
    names: Mapping[str, str]
    synonyms: tuple[str, ...]
    includes: tuple[str, ...]
    kind: Kind
    phases: tuple[Phase, ...]
    critical: bool
    parts: Mapping[Part, tuple[Function, ...]]
    implementation: Function | None
    combines_with: tuple[str, ...]
    usual_in: frozenset[Industry]


@cache
def entries() -> tuple[Entry, ...]:
    """Return all channels of the catalogue, by kind, the general ones first."""
    import tomllib
    from pathlib import Path

    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return tuple(_entry(key, table) for key, table in tomllib.loads(text).items())


def entry(key: str) -> Entry:
    """Return the channel with an id.

    Raises:
        LookupError: There is none.
    """
    return _by_id()[key]


def find(name: str) -> Entry | None:
    """Return the channel of a name or synonym, None where the catalogue has none.

    Names are compared after NFKC and case folding, by letters and digits alone, as rule 706 does.
    """
    return _by_name().get(folded(name))


def covered(names: Iterable[str]) -> frozenset[str]:
    """Return the ids of the channels that these names mean.

    A name that the catalogue does not have as a whole counts for each of its parts that it has
    ("Facebook und Instagram", "Telefon / Fax", "Chat (WhatsApp)"), and for what those include.
    """
    found: set[str] = set()
    for name in names:
        whole = find(name)
        meant = [whole] if whole else map(find, _SEPARATORS.split(name))
        for one in meant:
            if one is not None:
                found.update((one.id, *one.includes))
    return frozenset(found)


def usual(industry: str) -> tuple[Entry, ...]:
    """Return the channels that most firms of an industry have, in the catalogue's order.

    Args:
        industry: A value of ``Industry``; one that is unknown has no usual channels.
    """
    return tuple(one for one in entries() if industry in one.usual_in)


#: What stands between two channels in one name.
_SEPARATORS = re.compile(r"\s*[/,;+&()|]\s*|\s+(?:und|and|sowie|or|oder|u\.)\s+", re.IGNORECASE)

_PARTS = (Part.ACCOUNTABLE, Part.RESPONSIBLE, Part.CONSULTED, Part.INFORMED)


@cache
def _by_id() -> Mapping[str, Entry]:
    return {one.id: one for one in entries()}


@cache
def _by_name() -> Mapping[str, Entry]:
    return {folded(name): one for one in entries() for name in (*one.names.values(), *one.synonyms)}


def _entry(key: str, table: Mapping[str, Any]) -> Entry:
    parts = {part: tuple(map(Function, table.get(part.value, ()))) for part in _PARTS}
    implementation = table.get("implementation")
    return Entry(
        id=key,
        names=table["name"],
        synonyms=tuple(table["synonyms"]),
        includes=tuple(table.get("includes", ())),
        kind=Kind(table["kind"]),
        phases=tuple(map(Phase, table["phases"])),
        critical=table.get("critical", False),
        parts=parts,
        implementation=Function(implementation) if implementation else None,
        combines_with=tuple(table["combines_with"]),
        usual_in=frozenset(map(Industry, table["usual_in"])),
    )
