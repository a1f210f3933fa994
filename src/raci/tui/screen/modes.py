"""Move mode: the arrow keys carry a row or a role until it is dropped."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Carrying:
    """What is being moved.

    Attributes:
        table: ``channels`` or ``roles``.
        id: Which one.
        steps: How many moves were made, so that they can be taken back.
    """

    table: str
    id: str
    steps: int = 0
