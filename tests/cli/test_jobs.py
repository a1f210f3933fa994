"""Work on several processes."""

from __future__ import annotations

import datetime as dt
import gc
import math
import tracemalloc
import weakref
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest

from raci.cli.checks import Paths, Sweep, check_file, cores, over, with_progress
from raci.cli.commands.checks.check import setting
from raci.cli.context import Session
from raci.reports.registry import FOR_PEOPLE, pieces
from raci.toml_edit.scan import statements
from raci.words import words_in
from raci.workspace.document_check import Request
from support.runs import SOUND, UNOWNED

if TYPE_CHECKING:
    from pathlib import Path

    from support.runs import Run


@pytest.mark.parametrize("jobs", [None, 0, 1, 2])
def test_order_is_kept(jobs: int | None) -> None:
    """However many processes work, the results come in the order of the items."""
    items = list(range(60))
    assert list(over(math.factorial, items, jobs)) == [math.factorial(item) for item in items]


def test_no_items() -> None:
    """Nothing to do starts no process."""
    assert list(over(math.factorial, [], 4)) == []


def test_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """At least one core works, also where the system does not say which."""
    assert cores() >= 1
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert cores() == 1


def test_bar_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many files draw a bar on a terminal and wipe it at the end."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert list(with_progress(iter(range(50)), 50, Session("de"))) == list(range(50))
    err = capsys.readouterr().err
    assert "prüfe 25/50" in err
    assert err.endswith("\r\x1b[K")


@pytest.mark.parametrize(("total", "terminal"), [(50, False), (3, True)])
def test_no_bar(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    total: int,
    *,
    terminal: bool,
) -> None:
    """Few files, or a pipe, draw none."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal, raising=False)
    list(with_progress(iter(range(total)), total, Session("en")))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("number", ["0", "-3", "x", "²"])
def test_no_number_of_processes(run: Run, number: str) -> None:
    """Fewer than one process is no number of them."""
    ran = run("check", "--jobs", number)
    assert ran.code == 2
    assert "no number from 1 up" in ran.err


def test_memory_does_not_grow_with_the_files(tmp_path: Path) -> None:
    """What is kept of a file that was checked is what was found in it, and nothing of its text."""
    request = Request(dt.date(2026, 9, 1))
    paths = [tmp_path / f"{number}.raci.toml" for number in range(150)]
    for number, path in enumerate(paths):
        path.write_text(SOUND.replace("website", f"website-{number}"), encoding="utf-8")
    try:
        for path in paths[:50]:
            check_file(path, request)
        tracemalloc.start()
        before, _ = tracemalloc.get_traced_memory()
        for path in paths[50:]:
            check_file(path, request)
        after, _ = tracemalloc.get_traced_memory()
        assert statements.cache_info().currsize < 50 * SOUND.count("\n[")
        assert after - before < 100 * 5_000
    finally:
        tracemalloc.stop()
        gc.unfreeze()


def test_remains_of_many_files_are_collected(tmp_path: Path) -> None:
    """Though the collector rests, what checked files leave behind goes every fifty files."""

    class Ring:
        def __init__(self) -> None:
            self.itself = self

    path = tmp_path / "raci.toml"
    path.write_text(SOUND, encoding="utf-8")
    request = Request(dt.date(2026, 9, 1))
    left = weakref.ref(Ring())
    gc.disable()
    try:
        for _ in range(50):
            check_file(path, request)
        assert left() is None
    finally:
        gc.enable()
        gc.unfreeze()


def _folder(place: Path, number: int) -> Sweep:
    """Write organisations with a finding or two each, and return the sweep of their folder."""
    for rank in range(number):
        text = UNOWNED.replace("fax", f"fax-{rank}")
        (place / f"{rank:03}.raci.toml").write_text(text, encoding="utf-8")
    options = Namespace(jobs=1, quiet=True)
    return Sweep(Paths((str(place),)), Request(dt.date(2026, 9, 1)), Session("en"), options)


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_findings_are_told_before_the_next_file_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """What a person reads comes file by file: one that is gone by its turn is told as such."""
    sweep = _folder(tmp_path, 3)
    parts = pieces(form, sweep, setting(words_in("en")))
    assert "000.raci.toml" in next(parts)
    (tmp_path / "001.raci.toml").unlink()
    assert "002.raci.toml" in "".join(parts)
    assert sweep.refused
    assert "001.raci.toml cannot be read" in capsys.readouterr().err


def test_what_was_told_of_a_file_is_not_kept(tmp_path: Path) -> None:
    """The memory of a check does not grow with its files, however much is found in them."""
    parts = pieces("concise", _folder(tmp_path, 150), setting(words_in("en")))
    kept = []
    try:
        tracemalloc.start()
        for rank, _ in enumerate(parts):
            if rank in {99, 149}:  # as far from when remains are collected
                kept.append(tracemalloc.get_traced_memory()[0])
        assert kept[1] - kept[0] < 50 * 800
    finally:
        tracemalloc.stop()
        gc.unfreeze()
