"""Journals as bytes, for tests of what a crash leaves behind."""

from __future__ import annotations

import json
import zlib


def journal(*records: object, base: object = "x", version: object = 2) -> bytes:
    """Return a sound journal: a head with the base, then these records."""
    return journal_of({"raci": version, "path": "x", "base": base}, *records)


def journal_of(*records: object) -> bytes:
    """Return records with their sums."""
    lines, total = [], 0
    for record in records:
        line = json.dumps(record).encode()
        total = zlib.crc32(line, total)
        lines.append(b"%s %08x\n" % (line, total))
    return b"".join(lines)


def change(start: object, old: object, new: object) -> dict[str, object]:
    """Return a record of a change."""
    return {"start": start, "old": old, "new": new}
