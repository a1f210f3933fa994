"""What is chosen from lists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose.

    Attributes:
        key: What the dialog answers with.
        text: What is shown and searched.
        note: Shown behind it, and not searched.
    """

    key: str
    text: str
    note: str = ""
