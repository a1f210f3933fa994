"""What stands where in a table: the arrangements of roles, tasks and letters that there are."""

from __future__ import annotations

from enum import StrEnum


class Shape(StrEnum):
    """What stands where in a table."""

    COLUMNS = "columns"
    ROWS = "rows"
    NAMED = "named"
    TASKED = "tasked"
    RECORDS = "records"
    TICKED = "ticked"
    PAIRED = "paired"
    TITLED = "titled"
