"""Difference and merge of two versions of a file, on its plain TOML values."""

from raci.versions.difference import Change, came_and_went, differences
from raci.versions.names import Names
from raci.versions.three_way.conflict import Conflict
from raci.versions.three_way.edits import edits_between
from raci.versions.three_way.merge import Merged, merge

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
