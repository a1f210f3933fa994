"""The marks that a merge by lines leaves in a text where both sides changed the same lines."""

from __future__ import annotations

_OURS, _BASE, _THEIRS, _END = "<<<<<<<", "|||||||", "=======", ">>>>>>>"

# Where a line belongs after a mark: None is outside of all marks.
_AFTER = {_OURS: _OURS, _BASE: _BASE, _THEIRS: _THEIRS, _END: None}

# Which marks may come next.
_NEXT = {None: {_OURS}, _OURS: {_BASE, _THEIRS}, _BASE: {_THEIRS}, _THEIRS: {_END}}


def begins_conflict(line: str) -> bool:
    """Tell whether a line is the first mark of a conflict; in TOML it can be nothing else."""
    return _mark(line) == _OURS


def our_side(text: str) -> str | None:
    """Return a text with our side of each conflict; None where there are no marks, or torn ones.

    What somebody solved by hand already stays as it is.
    """
    kept: list[str] = []
    side: str | None = None
    marked = False
    for line in text.split("\n"):
        mark = _mark(line)
        if mark is not None:
            if mark not in _NEXT[side]:
                return None
            side, marked = _AFTER[mark], True
        elif side in {None, _OURS}:
            kept.append(line)
    return "\n".join(kept) if marked and side is None else None


def _mark(line: str) -> str | None:
    word = line[: len(_OURS)]
    return word if word in _AFTER and line[len(word) :].rstrip("\r")[:1] in {"", " "} else None
