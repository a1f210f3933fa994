"""What the list of conflicts shows, without a screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.words import Words
    from raci.workspace.document_merge import DocumentMerge


@dataclass(frozen=True, slots=True)
class Contested:
    """A conflict in the reader's words.

    Attributes:
        place: Where it is, by names.
        ours: What we, the screen or the branch one stands on want.
        theirs: What the disk or the other branch wants.
        before: What stood there when both began; empty where that says nothing.
    """

    place: str
    ours: str
    theirs: str
    before: str = ""


class Then(StrEnum):
    """What is to be done after the list of conflicts."""

    TAKE = "take"
    SAVE = "save"
    LOOK = "look"


def contested(merge: DocumentMerge, words: Words) -> Iterator[Contested]:
    """Yield the conflicts of a merge as the list shows them."""
    for conflict in merge.conflicts:
        place, ours, theirs = merge.told(conflict)
        before = merge.before(conflict)
        yield Contested(
            words.say(place).removesuffix(":"),
            words("{value}", value=ours),
            words("{value}", value=theirs),
            "" if before is None else words("was {value}", value=before),
        )
