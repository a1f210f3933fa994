"""Two versions of a text without the channels that are the same in both.

Reading TOML takes by far most of the time of a history, and a commit seldom changes more than a
few rows. The result says the same about the channels that differ, and about all else.
"""

from __future__ import annotations

import re
from functools import lru_cache

# The header of one of a channel's tables, without the bracket that it is cut at.
_CHANNEL = re.compile(r"""channels[ \t]*\.[ \t]*(?:([\w-]+)|"([^"\\\n]*)"|'([^'\n]*)')""", re.ASCII)

# Where a bracket at the beginning of a line may be no header, or a header stands elsewhere.
_UNSURE = re.compile(r'"""|\'\'\'|\n[ \t]+\[')

_CUT = "\n["


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Return both texts with only those channels in them that differ.

    Args:
        old: A file as it was.
        new: The file as it became.
    """
    if _UNSURE.search(old) or _UNSURE.search(new):
        return old, new
    before, after = old.split(_CUT), new.split(_CUT)
    changed = {_channel(block) for block in set(before[1:]) ^ set(after[1:])} | {None}
    return _CUT.join(_only(before, changed)), _CUT.join(_only(after, changed))


# Most tables are the same in all versions of a file.
@lru_cache(maxsize=1 << 15)
def _channel(block: str) -> str | None:
    """Return the id of the channel that a table is about, None if it is about none."""
    found = _CHANNEL.match(block)
    return found[1] or found[2] or found[3] if found else None


def _only(blocks: list[str], channels: set[str | None]) -> list[str]:
    return [blocks[0], *(block for block in blocks[1:] if _channel(block) in channels)]
