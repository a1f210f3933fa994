"""Double each nasty shape and see that time and memory no more than double: nothing is quadratic.

Usage: fuzz_growth.py [--largest] [WORD [N]]: only shapes with WORD in their name; N is the first
size.

Each shape is read, checked, reported and exported (organisations), or imported up to the text of an
organisation (tables), in a process of its own with a bound on time and memory. Processor time is
measured. Prints the worst, and ends with 1 where something grows faster or ends in a traceback.

With --largest each table is made as large as 10 MB allow, and halved four times, as large ones may
be refused: at most 10 seconds and 300 MB, those of processes apart included. Archives are
filled up with noise, so that not the rate of packing but what they unpack to decides.
"""

from __future__ import annotations

import datetime as dt
import io
import multiprocessing
import os
import resource
import sys
import traceback
import zipfile
from functools import partial
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
#: The largest table that may come, in bytes (of what is in it, for archives), and what it may take.
LARGEST, LARGEST_UNPACKED, MOST_SECONDS, MOST_MEGABYTES = 10_000_000, 390_000_000, 10, 300


def check_organisation(text: str) -> None:
    """Read, check and report a file, as ``raci check`` does in each format."""
    from pathlib import Path

    from raci.check.rule_names import NAMES
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
    begin, before = _spent(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        work()
    except BaseException:  # noqa: BLE001 - a panic of a library is none of Exception's
        answer.send(traceback.format_exc(limit=-1).strip().splitlines()[-1])
        return
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    apart = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    answer.send((_spent() - begin, max(grown, apart) / 1024))


def _spent() -> float:
    """Return the processor time of this process and of those that it has waited for."""
    return sum(os.times()[:4])


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


def largest(kind: str, shape: Callable[[int], str | bytes]) -> tuple[str, bool]:
    """Return what to print of one shape of a table near the bounds, and whether it holds."""
    worst = (0.0, 0.0)
    bound = LARGEST_UNPACKED if kind in {"xlsx", "ods", "docx"} else LARGEST
    for size in (bound >> halved for halved in range(5)):
        data = _filled(shape(_most(shape, size)))
        answer = measured(partial(import_table, kind, data))
        if isinstance(answer, str):
            return answer.strip(), False
        worst = max(worst[0], answer[0]), max(worst[1], answer[1])
    said = f"at most {worst[0]:.1f} s {worst[1]:.0f} MB"
    return said, worst[0] <= MOST_SECONDS and worst[1] <= MOST_MEGABYTES


def _most(shape: Callable[[int], str | bytes], size: int) -> int:
    """Return about the largest n whose shape holds no more than so many bytes."""
    n = 1000
    while n < LARGEST and _size(shape(2 * n)) <= size:
        n *= 2
    step = n // 2
    while step > n // 16:
        n += step if _size(shape(n + step)) <= size else 0
        step //= 2
    return n


def _size(data: str | bytes) -> int:
    if isinstance(data, str):
        return len(data.encode("utf-8"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(member.file_size for member in archive.infolist())


def _filled(data: str | bytes) -> str | bytes:
    """Return an archive with so much noise in it that it seems to be hardly packed."""
    if isinstance(data, str):
        return data
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("docProps/noise.xml", os.urandom(LARGEST // 2))
    return stream.getvalue()


def main(*words: str) -> int:
    """Double all shapes, or make tables as large as they may be, and print what they take."""
    grown = "--largest" not in words
    word, first = (*(one for one in words if one != "--largest"), "", "")[:2]
    n = int(first or FIRST)
    shapes: dict[str, Callable[[], tuple[str, bool]]] = {}
    for name, text in ORGANISATIONS.items():
        if grown:
            shapes[f"reader: {name}"] = partial(doubled, _checking(text), n)
    for kind, own in TABLES.items():
        for name, shape in own.items():
            growth = partial(doubled, _importing(kind, shape), n)
            shapes[f"{kind}: {name}"] = growth if grown else partial(largest, kind, shape)
    faults = 0
    for name, measure in shapes.items():
        if word in name:
            said, fine = measure()
            faults += not fine
            print(f"{'fine' if fine else 'DEAR'}  {name}: {said}", flush=True)
    print(f"{faults} shapes take more than they should or end in a fault")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
