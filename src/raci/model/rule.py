"""What a rule is to those who do not run it: its names, its limits, its page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from raci.frozen import field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from raci.model.finding import Severity
    from raci.model.organisation import Size

LimitValue = bool | int | float | tuple[str, ...]

#: A rule's limits in force, by their names: what the rule itself declares tells their types.
Limits = Mapping[str, Any]


@frozen
class Limit:
    """A number or switch of a rule that a file can set under ``[check.rules.NAME]``.

    Attributes:
        name: The key in the file.
        default: Its value where the file says nothing and the size has none of its own.
        by_size: Other defaults for some sizes of organisation.
        plain: Another default in plain matrices, whatever their size; None for the same.
        choices: The words that a list may hold; empty where it is no list.
        lowest: The least value allowed.
        highest: The greatest value allowed; None for no bound.
    """

    name: str
    default: LimitValue
    by_size: Mapping[Size, LimitValue] = field(default_factory=dict)
    lowest: float = 0
    highest: float | None = None
    plain: LimitValue | None = None
    choices: tuple[str, ...] = ()

    def value(self, size: Size, *, plain: bool = False) -> LimitValue:
        """Return the default in an organisation of this size."""
        if plain and self.plain is not None:
            return self.plain
        return self.by_size.get(size, self.default)


@frozen
class RuleInfo:
    """A rule as files, command lines and reports name it.

    Attributes:
        code: ``RACI301``; never reused.
        name: ``it-only``.
        severity: Where nobody sets another.
        limits: What a file can set.
        on: Whether it runs without being selected.
        fixed: Whether it can be neither waived, ignored, deselected nor lowered (801 to 805).
    """

    code: str
    name: str
    severity: Severity
    limits: tuple[Limit, ...] = ()
    on: bool = True
    fixed: bool = False


class RuleNames:
    """All rules by code and by name; what a file or a command line may say of them.

    Rules are loaded when a name is first asked for: most files name none.
    """

    def __init__(self, rules: Callable[[], Iterable[RuleInfo]]) -> None:
        """Keep where to ask for the rules."""
        self._rules = rules

    @classmethod
    def of(cls, rules: Iterable[RuleInfo]) -> RuleNames:
        """Return the names of ``rules``."""
        known = tuple(rules)
        return cls(lambda: known)

    @cached_property
    def by_code(self) -> Mapping[str, RuleInfo]:
        """The rules by their codes, in order of these."""
        return {rule.code: rule for rule in self._rules()}

    @cached_property
    def by_name(self) -> Mapping[str, RuleInfo]:
        """The rules by their names."""
        return {rule.name: rule for rule in self.by_code.values()}

    def __iter__(self) -> Iterator[RuleInfo]:
        """Yield the rules in order of their codes."""
        return iter(self.by_code.values())

    def find(self, word: str) -> RuleInfo | None:
        """Return the rule of that code (``RACI301`` or ``301``) or name."""
        return self.by_name.get(word) or self.by_code.get(word) or self.by_code.get(f"RACI{word}")

    def matching(self, word: str) -> tuple[RuleInfo, ...]:
        """Return the rules that a code, a prefix (``RACI3``, ``3``) or a name stands for."""
        named = self.find(word)
        if named:
            return (named,)
        number = word.removeprefix("RACI")
        if word != "RACI" and not number.isdigit():
            return ()
        return tuple(rule for rule in self if rule.code.startswith(f"RACI{number}"))


@frozen
class RulePage:
    """A rule's page in one language; ``example`` and ``mended`` are whole files.

    Attributes:
        remedy: What to do about it, in a sentence.
        change: What differs between the two, as a diff without a head.
    """

    what: str
    why: str
    remedy: str
    example: str
    mended: str
    change: str
    source: str
