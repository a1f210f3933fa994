"""``-`` in place of a file: the commands that only read take it, the others refuse it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.git import write
from support.runs import FAULTY, SOUND, UNOWNED

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.runs import Run


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that puts a text into the standard input."""

    def put(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return put


def test_what_reads_takes_it(run: Run, pipe: Callable[[str], None]) -> None:
    """Matrix, table, and what-if are the same for a file and for the same text through a pipe."""
    name = write("raci.toml", UNOWNED)
    for before, after in (
        (("show",), ()),
        (("export",), ("--to", "csv")),
        (("what-if",), ("--without", "owner")),
    ):
        pipe(UNOWNED)
        piped = run(*before, "-", *after)
        assert piped == run(*before, name, *after)
        assert piped.code == 0


@pytest.mark.parametrize("order", [("-", "raci.toml"), ("raci.toml", "-")])
def test_one_side_of_a_comparison(
    run: Run, pipe: Callable[[str], None], order: tuple[str, str]
) -> None:
    """Either version of a comparison may come through the pipe."""
    write("raci.toml", SOUND)
    pipe(UNOWNED)
    ran = run("diff", *order)
    assert ran.code == 1
    assert ran.out.startswith("Fax: channel ")


def test_mends_of_it_are_shown_not_written(run: Run, pipe: Callable[[str], None]) -> None:
    """The mends of what comes through a pipe are shown; there is nothing to write them into."""
    pipe(SOUND.replace('"A"', '"А"'))
    ran = run("fix", "-")
    assert (ran.code, '+owner = "A"' in ran.out) == (1, True)
    ran = run("fix", "-", "--write")
    assert ran.code == 2
    assert "leave out --write" in ran.err


def test_faults_are_placed(run: Run, pipe: Callable[[str], None]) -> None:
    """A fault in it is told with its line, as one in a file is."""
    pipe(FAULTY)
    ran = run("show", "-")
    assert ran.code == 2
    assert ran.err.startswith("raci: -:17:")


@pytest.mark.parametrize(
    "command", [("set", "-", "website", "owner", "R"), ("review", "-"), ("history", "-", "website")]
)
def test_what_saves_does_not(
    run: Run, pipe: Callable[[str], None], command: tuple[str, ...]
) -> None:
    """Commands about a file on the disk refuse, and write no file of that name."""
    pipe(SOUND)
    assert run(*command).code == 2
    assert not Path("-").exists()
