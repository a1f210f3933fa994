"""Difference and merge of two versions of a file, on its plain TOML values."""

from raci.versions.conflict import Conflict
from raci.versions.difference import Change, differences
from raci.versions.edits import edits_between
from raci.versions.findings import came_and_went
from raci.versions.merge import Merged, merge
from raci.versions.naming import Names

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
