"""How long a workbook of 5,000 × 200 takes to import, against python-calamine alone.

Limits: 2.5 times python-calamine's own reading and half a second; below 150 MB of memory.
Processor time is measured, that of the process which reads the workbook included: others may be
busy on the machine.
"""

from __future__ import annotations

import io
import os
import random
import resource
import sys

import xlsxwriter  # type: ignore[import-untyped] # it ships no types
from python_calamine import CalamineWorkbook

from raci.tables import importing

ROWS, ROLES, TIMES, SECONDS, MEGABYTES = 5000, 200, 2.5, 0.5, 150
LETTERS = ("R", "A", "C", "I", "", "", "A/R")


def workbook() -> bytes:
    """Return a matrix as large as the limits speak of."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Task", *(f"Role {number}" for number in range(ROLES))])
        for row in range(ROWS):
            letters = (random.choice(LETTERS) for _ in range(ROLES))
            sheet.write_row(row + 1, 0, [f"Task {row}", *letters])
    return stream.getvalue()


def spent() -> float:
    """Return the processor time of this process and of those that it has waited for."""
    return sum(os.times()[:4])


def main() -> int:
    """Measure, print, and say whether the limits hold."""
    data = workbook()
    importing.read(data, "large.xlsx")  # what is loaded once does not count
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    megabytes = max(resource.getrusage(one).ru_maxrss for one in whose) // 1024
    alone, whole = [], []
    for _ in range(3):
        start = spent()
        CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        middle = spent()
        importing.read(data, "large.xlsx")
        alone.append(middle - start)
        whole.append(spent() - middle)
    limit = TIMES * min(alone) + SECONDS
    print(f"calamine alone {min(alone):.2f} s, import {min(whole):.2f} s, limit {limit:.2f} s")
    print(f"memory {megabytes} MB, limit {MEGABYTES} MB")
    return int(min(whole) > limit or megabytes > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
