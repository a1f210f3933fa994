"""Exporting 5,000 channels × 200 roles to Excel, against a bare XlsxWriter loop.

Prints the ratio of the processor times (limit 3) and the memory of the export (limit 500 MB), once
for a full matrix with a million letters and once for six letters a row; ends with 0 where both
hold. Each measurement is the best of three in a process of its own.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import resource
import subprocess
import sys
import time

from raci.model.organisation import Cell, Channel, Department, Kind, Organisation, Role
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout, Options
from raci.tables.neutral import from_organisation
from raci.words import words_in

CHANNELS, ROLES, SPARSE = 5_000, 200, 6
MOST_TIMES, MOST_MEGABYTES = 3.0, 500
KINDS = tuple(Kind)


def organisation(per_row: int) -> Organisation:
    """Return a matrix with so many letters a row."""
    chance = random.Random(7)
    departments = {f"d{n}": Department(f"d{n}", f"Department {n}") for n in range(10)}
    roles = {
        f"r{n}": Role(f"r{n}", f"Role {n}", department=f"d{n // 20}", leadership=n % 20 == 0)
        for n in range(ROLES)
    }
    ids = list(roles)
    channels = {
        f"c{n}": Channel(
            f"c{n}",
            f"Channel {n}",
            kind=KINDS[n % 3],
            raci={
                role: Cell("ARCI"[place] if place < 4 else "I")  # noqa: PLR2004 - one of each first
                for place, role in enumerate(chance.sample(ids, per_row))
            },
        )
        for n in range(CHANNELS)
    }
    return Organisation(name="Group", departments=departments, roles=roles, channels=channels)


def bare(matrix: Organisation) -> None:
    """Write names and letters with nothing but XlsxWriter."""
    import xlsxwriter  # type: ignore[import-untyped] # it ships no types

    places = {role: place for place, role in enumerate(matrix.roles, start=1)}
    with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for role, place in places.items():
            sheet.write_string(0, place, role)
        for row, channel in enumerate(matrix.channels.values(), start=1):
            sheet.write_string(row, 0, channel.name)
            for role, cell in channel.raci.items():
                sheet.write_string(row, places[role], cell.letters)


def export(matrix: Organisation) -> None:
    """Write the workbook as the program does."""
    table = from_organisation(matrix, words_in("en"), dt.date(2026, 1, 1), {})
    FORMATS["xlsx"].write(table, Layout.GRID, Options())


def seconds(what: str, per_row: int) -> tuple[float, float]:
    """Return the best of three times, in seconds, and the memory, in megabytes."""
    done = subprocess.run(
        [sys.executable, __file__, what, str(per_row)], capture_output=True, text=True, check=True
    )
    spent, megabytes = done.stdout.split()
    return float(spent), float(megabytes)


def measure(what: str, per_row: int) -> None:
    """Print the best of three times and the most memory that this process used."""
    matrix = organisation(per_row)
    times = []
    for _ in range(3):
        start = time.process_time()
        (bare if what == "bare" else export)(matrix)
        times.append(time.process_time() - start)
    print(min(times), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> int:
    """Measure and compare."""
    good = True
    for name, per_row in (("full", ROLES), ("sparse", SPARSE)):
        plain, _ = seconds("bare", per_row)
        ours, megabytes = seconds("export", per_row)
        good = good and ours <= MOST_TIMES * plain and megabytes <= MOST_MEGABYTES
        print(
            f"{name}: bare {plain:.2f} s, export {ours:.2f} s, ratio {ours / plain:.2f}"
            f" [{MOST_TIMES}], memory {megabytes:.0f} MB [{MOST_MEGABYTES}]"
        )
    return 0 if good else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1], int(sys.argv[2]))
    else:
        sys.exit(main())
