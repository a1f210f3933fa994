"""What tests of several rooms share: small organisations, runs of the program, laws."""

from __future__ import annotations

from hypothesis import settings


def examples(number: int) -> int:
    """Return how many examples a property is tried with that needs ``number`` in the gate.

    The profile ``night`` tries each property the same number of times more often.
    """
    return number * settings().max_examples // 100
