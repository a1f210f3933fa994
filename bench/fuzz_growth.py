"""Double each nasty shape and see that time and memory no more than double: nothing is quadratic.

Usage: fuzz_growth.py [WORD [N]]: only shapes whose name holds WORD; N is the first size.

Each shape is read, checked, reported and exported (organisations), or imported up to the text of an
organisation (tables), in a process of its own with a bound on time and memory. Processor time is
measured. Prints the worst, and ends with 1 where something grows faster or ends in a traceback.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import resource
import sys
import time
import traceback
from typing import TYPE_CHECKING

from fuzz_shapes import ORGANISATIONS, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

#: The first size, how often it is doubled, and by how much each doubling may cost more. A ratio
#: counts where the larger run took longer than ``FLOOR`` seconds or ``ROOM`` megabytes.
FIRST, DOUBLINGS, MOST, FLOOR, ROOM = 20_000, 2, 2.6, 0.4, 300
#: Bounds of one run: seconds of the processor, bytes of memory.
SECONDS, MEMORY = 20, 3 << 30


def check_organisation(text: str) -> None:
    """Read, check and report a file, as ``raci check`` does in each format."""
    from pathlib import Path

    from raci.check.rulebook import NAMES
    from raci.cli.commands.checks.check import setting
    from raci.document import Document
    from raci.reports.registry import FORMATS, render
    from raci.words import words_in
    from raci.workspace.document_check import Request, checked_document

    document = Document.parse(text, NAMES)
    request = Request(dt.date(2026, 11, 22), lines=True)
    checked = checked_document(document, Path("raci.toml"), request)
    for form in FORMATS:
        render(form, [checked], setting(words_in("en")))


def import_table(kind: str, data: str | bytes) -> None:
    """Import a table up to the text of an organisation; a refusal is an answer, too."""
    from raci.document import compose
    from raci.model.error import RaciError
    from raci.tables.importing import Stated, read, to_values

    content = data.encode("utf-8") if isinstance(data, str) else data
    try:
        compose(to_values(read(content, "x", stated=Stated(source=kind)), "X", "en"))
    except RaciError:
        return


def _run(work: Callable[[], None], answer: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    begin, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        work()
    except BaseException:  # noqa: BLE001 - a panic of a library is none of Exception's
        answer.send(traceback.format_exc(limit=-1).strip().splitlines()[-1])
        return
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    answer.send((time.process_time() - begin, grown / 1024))


def measured(work: Callable[[], None]) -> tuple[float, float] | str:
    """Return seconds and megabytes of ``work`` in a process of its own, or what went wrong."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_run, args=(work, there))
    process.start()
    there.close()
    try:
        answer: tuple[float, float] | str = here.recv()
    except EOFError:
        answer = f"longer than {SECONDS} s, or killed"
    process.join()
    return answer


def doubled(make: Callable[[int], Callable[[], None]], first: int) -> tuple[str, bool]:
    """Return what to print of one shape, and whether it holds."""
    runs: list[tuple[float, float]] = []
    for step in range(DOUBLINGS + 1):
        answer = measured(make(first << step))
        if isinstance(answer, str):
            return answer.strip(), False
        runs.append(answer)
    said = ", ".join(f"{seconds:.2f} s {room:.0f} MB" for seconds, room in runs)
    (old, _), (new, room) = runs[-2:]
    # The last doubling tells; where it is dear, so does each.
    fine = (new < FLOOR or new / max(old, 0.001) <= MOST) and (
        room < ROOM or room / max(runs[-2][1], 1) <= MOST
    )
    return said, fine


def _importing(
    kind: str, shape: Callable[[int], str | bytes]
) -> Callable[[int], Callable[[], None]]:
    def make(n: int) -> Callable[[], None]:
        data = shape(n)
        return lambda: import_table(kind, data)

    return make


def _checking(shape: Callable[[int], str]) -> Callable[[int], Callable[[], None]]:
    def make(n: int) -> Callable[[], None]:
        text = shape(n)
        return lambda: check_organisation(text)

    return make


def main(word: str = "", first: int = FIRST) -> int:
    """Double all shapes, and print what they take."""
    shapes = {f"reader: {name}": _checking(shape) for name, shape in ORGANISATIONS.items()}
    for kind, own in TABLES.items():
        shapes |= {f"{kind}: {name}": _importing(kind, shape) for name, shape in own.items()}
    faults = 0
    for name, make in shapes.items():
        if word in name:
            said, fine = doubled(make, first)
            faults += not fine
            print(f"{'fine' if fine else 'DEAR'}  {name}: {said}", flush=True)
    print(f"{faults} shapes grow faster than they should or end in a fault")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main("".join(sys.argv[1:2]), *map(int, sys.argv[2:3])))
