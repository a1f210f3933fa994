"""Whatever the file's spelling and whatever the edit: nothing is lost, nothing is mistaken."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raci.document import Document
from support import examples
from support.edits import check_comments, check_edit, check_same, owners_after, reparsed
from support.rules import RULES
from support.strange.files import draw_edit, draw_file

pytestmark = pytest.mark.slow

_RANDOMS = st.randoms(use_true_random=False)
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def edit_and_undo(rng: random.Random, edits: int) -> None:
    """Edit a file at random, asserting the laws, and take everything back."""
    strange = draw_file(rng)
    document = start = Document.parse(strange.text, RULES)
    owners, patches = strange.owners, []
    for _ in range(edits):
        edit = draw_edit(rng, document)
        applied = document.apply(edit)
        check_edit(document, edit, applied)
        owners = owners_after(edit, owners)
        check_comments(document, edit, applied.document, owners)
        patches.append(applied.patch)
        document = applied.document
    text = document.text
    for patch in reversed(patches):
        text = patch.reverse.apply(text)
    assert text == start.text


@settings(max_examples=examples(30), suppress_health_check=_SLOW)
@given(_RANDOMS)
def test_edits_lose_nothing_and_come_back(rng: random.Random) -> None:
    """The edited model is what the text says, no comment is lost, undoing gives the start."""
    edit_and_undo(rng, 4)


@pytest.mark.parametrize("decade", range(0, 300, 30))
def test_hundreds_of_files_lose_nothing(decade: int) -> None:
    """The same holds for some hundred files that are the same in each run."""
    for seed in range(decade, decade + 30):
        edit_and_undo(random.Random(seed), 3)  # noqa: S311 - chance, no secret


@settings(max_examples=examples(15), suppress_health_check=_SLOW)
@given(_RANDOMS)
def test_segments_join_to_the_text(rng: random.Random) -> None:
    """Cut at its headers, any text is whole again when joined."""
    document = Document.parse(draw_file(rng).text, RULES)
    assert "".join(document.outline.texts) == document.text
    check_same(document, reparsed(document))
