"""Texts of small organisations in any spelling, each with comments that stand there only once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from raci.document import compose
from support.versions import versions

if TYPE_CHECKING:
    import random

    from hypothesis.strategies import DrawFn

    from support.versions import Values

_ROW = re.compile(r"\[(channels\.\S+)\.raci\]$")
_LIST = re.compile(r'(\w+ = )\[(".*")\]$')


@st.composite
def commented_texts(draw: DrawFn, tag: str) -> str:
    """Draw what somebody made of the base, with comments that bear a tag."""
    rng = draw(st.randoms(use_true_random=False))
    return commented(draw(versions()), tag, rng, draw(st.sampled_from([0, 0.1, 0.3])))


def commented(values: Values, tag: str, rng: random.Random, share: float) -> str:
    """Return values as a text, with comments above, behind, inside and between its lines.

    Args:
        values: What the text says.
        tag: Stands in each comment, with a number.
        rng: Decides where comments stand and how rows and lists are spelled.
        share: How many of the places have a comment.
    """
    lines = _rows_spelled(compose(values).splitlines(), rng)
    numbers = iter(range(10_000))

    def comment() -> str:
        return f"# {tag}{next(numbers)}!"

    written: list[str] = []
    for line in lines:
        if rng.random() < share:
            written.append(comment())
        parts = _list_spelled(line, rng)
        for part in parts:
            behind = part and part[-1] != "[" and rng.random() < share
            written.append(f"{part}  {comment()}" if behind else part)
        if not line and rng.random() < share:
            written += [comment(), comment(), ""]
    if rng.random() < share:
        written.append(comment())
    return "\n".join(written) + "\n"


def comments(text: str) -> set[str]:
    """Return the numbered comments of a text."""
    return set(re.findall(r"# \w+[0-9]+!", text))


def _rows_spelled(lines: list[str], rng: random.Random) -> list[str]:
    """Write some rows of letters as dotted keys or inline tables, where they stood as tables."""
    if rng.random() < 0.5:
        return lines
    found: list[str] = []
    at = 0
    while at < len(lines):
        row = _ROW.match(lines[at])
        head = f"[{row[1]}]" if row else ""
        if row is None or head not in found or rng.random() < 0.4:
            found.append(lines[at])
            at += 1
            continue
        end = lines.index("", at) if "" in lines[at:] else len(lines)
        cells = lines[at + 1 : end]
        place = next(
            (rank for rank in range(found.index(head), len(found)) if not found[rank]), len(found)
        )
        dotted = rng.random() < 0.5 and cells
        inline = f"raci = {{ {', '.join(cells)} }}"
        found[place:place] = [f"raci.{cell}" for cell in cells] if dotted else [inline]
        at = end + 1
    return found


def _list_spelled(line: str, rng: random.Random) -> list[str]:
    """Write some lists over several lines."""
    match = _LIST.match(line)
    if match is None or rng.random() < 0.5:
        return [line]
    return [f"{match[1]}[", *(f"  {word.strip()}," for word in match[2].split(",")), "]"]
