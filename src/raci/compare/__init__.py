"""Difference and merge of two versions of a file, on its plain TOML values."""

from raci.compare.difference import Change, differences
from raci.compare.edits import edits_between
from raci.compare.merge import Conflict, Merged, merge

__all__ = ["Change", "Conflict", "Merged", "differences", "edits_between", "merge"]
