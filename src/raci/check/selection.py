"""Which rules run, at which severity and with which limits: the file first, then the command line.

See the project's rules page, "The file": ``select`` replaces what ran before, ``extend-select``
adds, ``ignore`` takes away; 801 to 805 always run. A rule that is off runs when ``select`` names it
in full, when ``extend-select`` names it, or when the file gives it a severity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.check.rulebook import BOOK, Rulebook
from raci.frozen import frozen
from raci.model.error import RaciError
from raci.model.finding import Severity
from raci.model.text import Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from raci.model.organisation import CheckSettings, Size
    from raci.model.rule import Limits, LimitValue, RuleInfo, RuleNames

_NO_SETTINGS: Mapping[str, LimitValue] = {}


@frozen
class Selection:
    """What runs.

    Attributes:
        codes: Of the rules whose findings are shown.
        severities: By code, where the file sets another than the rule's own.
        set_limits: By code, the limits that the file sets.
        book: All rules that could run.
    """

    codes: frozenset[str]
    severities: Mapping[str, Severity]
    set_limits: Mapping[str, Mapping[str, LimitValue]]
    book: Rulebook = BOOK

    @classmethod
    def of(
        cls,
        settings: CheckSettings,
        book: Rulebook = BOOK,
        /,
        *,
        select: Iterable[str] | None = None,
        extend_select: Iterable[str] = (),
        ignore: Iterable[str] = (),
    ) -> Selection:
        """Combine a file's settings with a command line's lists, which come after.

        Args:
            settings: The file's; words that name no rule are left out, the document tells of them.
            book: All rules that could run.
            select: Codes, prefixes or names from the command line; None where it selects nothing.
            extend_select: Likewise.
            ignore: Likewise.

        Raises:
            RaciError: A word of the command line stands for no rule.
        """
        names = book.names
        severities = {
            code: Severity(rule.severity)
            for code, rule in settings.rules.items()
            if rule.severity and code in names.by_code and not names.by_code[code].fixed
        }
        by_default = {rule.code for rule in names if rule.on or rule.code in severities}
        codes = set(by_default)
        asked = (select, tuple(extend_select), tuple(ignore))
        _known((word for words in asked for word in words or ()), names)
        for selected, extended, ignored in (
            (settings.select, settings.extend_select, settings.ignore),
            asked,
        ):
            if selected is not None:
                codes = {code for word in selected for code in _selected(word, by_default, names)}
            codes |= {rule.code for word in extended for rule in names.matching(word)}
            codes -= {rule.code for word in ignored for rule in names.matching(word)}
        codes |= {rule.code for rule in names if rule.fixed}
        limits = {code: rule.limits for code, rule in settings.rules.items()}
        return cls(frozenset(codes), severities, limits, book)

    def limits(self, code: str, size: Size, *, plain: bool = False) -> dict[str, Any]:
        """Return a rule's limits in force in an organisation of that size."""
        given = self.set_limits.get(code, _NO_SETTINGS)
        limits = self.book.names.by_code[code].limits
        return {
            limit.name: given.get(limit.name, limit.value(size, plain=plain)) for limit in limits
        }

    def severity(self, rule: RuleInfo, found: Severity | None = None) -> Severity:
        """Return how much a finding weighs: as the file says, as the rule found, as usual."""
        return self.severities.get(rule.code) or found or rule.severity


@frozen
class Options:
    """How a check is meant.

    Attributes:
        today: What all dates are compared with.
        selection: Which rules run, at which severity and with which limits.
        waivers: Whether waivers count; without them 704 and 705 are silent.
    """

    today: dt.date
    selection: Selection
    waivers: bool = True

    def limits(self, size: Size) -> Callable[[str, bool], Limits]:
        """Return what tells the limits of a rule by its code, in a plain matrix or another."""

        def limits(code: str, plain: bool) -> Limits:  # noqa: FBT001 - a function for the matrix
            return self.selection.limits(code, size, plain=plain)

        return limits


def _selected(word: str, by_default: set[str], names: RuleNames) -> Iterable[str]:
    """Return the codes that ``select`` means: a rule named in full even if it is off."""
    named = names.find(word)
    if named:
        return (named.code,)
    return (rule.code for rule in names.matching(word) if rule.code in by_default)


def _known(words: Iterable[str], names: RuleNames) -> None:
    for word in words:
        if not names.matching(word):
            raise RaciError(_unknown(word, names))


def _unknown(word: str, names: RuleNames) -> Text:
    from difflib import get_close_matches

    known = [known for rule in names for known in (rule.name, rule.code)]
    near = get_close_matches(word.lower(), known, 1) or get_close_matches(word.upper(), known, 1)
    if near:
        values = {"word": word, "near": near[0]}
        return Text("There is no rule “{word}”; perhaps “{near}” is meant.", values)
    values = {"word": word}
    return Text("There is no rule “{word}”; “raci rule” lists them all.", values)
