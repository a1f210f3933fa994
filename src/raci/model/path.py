"""Paths into a file: what a finding points at and an edit changes."""

from __future__ import annotations

#: Keys and list positions from the file's root, as in ``("waivers", 0, "until")``.
Path = tuple[str | int, ...]
