"""Difference and merge of two versions of a file, on its plain TOML values."""

from raci.compare.conflict import Conflict
from raci.compare.difference import Change, differences
from raci.compare.edits import edits_between
from raci.compare.findings import came_and_went
from raci.compare.merge import Merged, merge
from raci.compare.naming import Names

__all__ = [
    "Change",
    "Conflict",
    "Merged",
    "Names",
    "came_and_went",
    "differences",
    "edits_between",
    "merge",
]
