"""Anything as a journal that a crash left behind: taken over as far as it is whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from support import examples
from support.journals import change, journal
from support.strange.laws import recovery_holds

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[2] / "sample_orgs" / "gasthof-alpenblick.toml"
TEXT = SAMPLE.read_text(encoding="utf-8")
OTHER = TEXT.replace("small", "large")

anything = settings(max_examples=examples(10), suppress_health_check=list(HealthCheck))
texts = st.text(max_size=8) | st.sampled_from(("[", "#", "\n", "\ud800", "\x1b[2J", 'name = "x"'))
values = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts, st.lists(texts))


@anything
@given(st.binary(max_size=200))
@example(b"[" * 100_000)
@example(journal(change(-1, "", "b"), base="a"))
def test_any_bytes(data: bytes) -> None:
    """Bytes that are no journal are none; behind a sound head they are left out."""
    recovery_holds(data, TEXT)
    recovery_holds(journal(change(0, "", "# x\n"), base=TEXT) + data, OTHER)


@anything
@given(st.lists(st.tuples(st.integers(-2, len(TEXT) + 2), st.integers(0, 40), texts), max_size=5))
def test_any_changes(changes: list[tuple[int, int, str]]) -> None:
    """Changes that fit the text are offered and taken over, sound or not, or merged."""
    text, entries = TEXT, []
    for start, length, new in changes:
        old = text[max(start, 0) : max(start, 0) + length]
        entries.append(change(start, old, new))
        text = text[: max(start, 0)] + new + text[max(start, 0) + len(old) :]
    recovery_holds(journal(*entries, base=TEXT), TEXT)
    recovery_holds(journal(*entries, base=TEXT), OTHER)


@anything
@given(values, values, values, values)
def test_any_types(start: object, old: object, new: object, base: object) -> None:
    """Entries of other types than ours end the journal."""
    recovery_holds(journal(change(start, old, new), base=TEXT), TEXT)
    recovery_holds(journal(change(0, "", "# x\n"), base=base), TEXT)
