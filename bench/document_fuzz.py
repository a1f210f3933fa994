"""Edit thousands of strangely spelled files and see that nothing is ever lost.

Usage: document_fuzz.py [FILES [EDITS_PER_FILE [FIRST_SEED]]]

Prints how many files and edits held; with a fault, the seed that shows it, and ends with 1.
"""

from __future__ import annotations

import random
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from raci.document import Document
from support.edits import check_comments, check_edit, owners_after
from support.rules import RULES
from support.strange.files import draw_edit, draw_file


def one_file(seed: int, edits: int) -> int:
    """Edit one file and take everything back; return the number of edits."""
    rng = random.Random(seed)
    strange = draw_file(rng)
    start = Document.parse(strange.text, RULES)
    assert start.readable, start.problems  # noqa: S101 - the generator writes TOML
    document, owners, patches = start, strange.owners, []
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
    assert text == start.text  # noqa: S101 - the law this script is for
    return len(patches)


def main(files: int = 2000, edits: int = 12, first: int = 0) -> int:
    """Run all files; report the faulty ones."""
    begin = time.perf_counter()
    faults, done = 0, 0
    for seed in range(first, first + files):
        try:
            done += one_file(seed, edits)
        except Exception:  # noqa: BLE001 - any fault is what we look for
            faults += 1
            print(f"seed {seed}: {traceback.format_exc(limit=-3)}")
    seconds = time.perf_counter() - begin
    print(f"{files} files, {done} edits, {faults} faulty files, {seconds:.0f} s")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
