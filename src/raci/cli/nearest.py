"""Words that a person may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest_words(problem: Text, word: str, known: Iterable[str]) -> Text:
    """Return ``problem`` with the known words that are most like ``word``, if any are."""
    import difflib

    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(name.lower(), name)
    alike = difflib.get_close_matches(word.lower(), folded, n=3, cutoff=0.6)
    if not alike:
        return problem
    names = tuple(folded[name] for name in alike)
    return Text("{problem}; did you mean {names}?", {"problem": problem, "names": names})
