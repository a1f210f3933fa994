"""Anything as three versions of a file, as a revision and as a file's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from support import examples
from support.strange.laws import begun, git_holds, merging_holds

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[2] / "sample_orgs" / "gasthof-alpenblick.toml"
TEXT = SAMPLE.read_text(encoding="utf-8")
LINES = TEXT.splitlines(keepends=True)

anything = settings(max_examples=examples(10), suppress_health_check=list(HealthCheck))
NEW = ("", "# one\n", "# two\n", "\n", "x = 1\n", "[", 'a = "A"  # c\n', "\x00", "é\r\n")
new = st.sampled_from(NEW)
odd = st.binary(max_size=12).map(lambda data: data.decode("utf-8", "surrogateescape"))
splices = st.lists(st.tuples(st.integers(0, len(LINES)), st.integers(0, 3), new), max_size=5)


def spliced(changes: list[tuple[int, int, str]]) -> bytes:
    """Return the sample with other lines in some places."""
    lines = list(LINES)
    for start, length, text in changes:
        lines[start : start + length] = [text]
    return "".join(lines).encode()


@anything
@given(st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=60))
@example(b"", b"a.b = 1", b"a = {b = 2}")
@example(b"channels = 1\n", b"[channels.a]\n", b"channels = []\n")
def test_any_bytes(base: bytes, ours: bytes, theirs: bytes) -> None:
    """Bytes that are no organisation are merged as far as they can be read, else by lines."""
    merging_holds(base, ours, theirs)


@anything
@given(splices, splices, splices)
def test_any_lines(
    base: list[tuple[int, int, str]],
    ours: list[tuple[int, int, str]],
    theirs: list[tuple[int, int, str]],
) -> None:
    """Whatever two people and their common past made of the lines, nothing is lost in silence."""
    merging_holds(spliced(base), spliced(ours), spliced(theirs))
    merging_holds(TEXT.encode(), spliced(ours), spliced(theirs))


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one commit."""
    folder = tmp_path_factory.mktemp("repository")
    begun(folder, TEXT)
    return folder


@anything
@given(word=st.text(max_size=12) | odd)
@example(word="")
@example(word="\0")
@example(word="\ud800")
@example(word="--output=raci.toml")
@example(word="HEAD\nHEAD")
@example(word=":/Begin")
@example(word="@{-1}")
@example(word="a" * 200_000)
def test_any_word(repository: Path, word: str) -> None:
    """No word is taken for an option, or written anywhere."""
    git_holds(repository, word)
