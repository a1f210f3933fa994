"""Measures what is passed in a program that a test starts: Python runs this first, if it can.

Only the readers that have a process of their own are measured, as probes cost each start some time.
"""

import atexit
import json
import os
from pathlib import Path

from slipcover import FileMatcher, ImportManager, Slipcover

passed = Slipcover(immediate=True, branch=True)
ImportManager(passed, FileMatcher(sources=[os.environ["REACH_OF"]])).__enter__()


@atexit.register
def keep() -> None:
    """Leave what was passed to those who started this."""
    kept = Path(os.environ["REACH_KEPT"], f"{os.getpid()}.json")
    kept.write_text(json.dumps(passed.get_coverage()), encoding="utf-8")
