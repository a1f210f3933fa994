"""The registry: every rule that there is, in the order of the codes.

A new rule is a block in its family's module; it is found there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raci.check.rule.rule import Rule
from raci.check.rules import (
    combination,
    cover,
    file,
    leadership,
    letters,
    names,
    ownership,
    teamplay,
    technology,
    upkeep,
    workload,
)
from raci.model.error import RaciError
from raci.model.rule import RuleNames
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

_FAMILIES = (
    ownership,
    letters,
    leadership,
    technology,
    combination,
    teamplay,
    workload,
    cover,
    upkeep,
    names,
    file,
)

_FOUND = {
    value.code: value
    for family in _FAMILIES
    for value in vars(family).values()
    if isinstance(value, Rule)
}

#: All rules.
RULES = tuple(_FOUND[code] for code in sorted(_FOUND))

_NAMES = RuleNames.of(rule.info for rule in RULES)


class Rulebook(NamedTuple):
    """The rules that a check may run, and their names."""

    rules: tuple[Rule, ...] = RULES
    names: RuleNames = _NAMES

    def joined(self, own: Iterable[Rule]) -> Rulebook:
        """Return a book that holds further rules after these.

        Raises:
            RaciError: A code or a name stands for another rule already.
        """
        rules = list(self.rules)
        taken = {word for rule in rules for word in (rule.code, rule.name)}
        for rule in own:
            for word in (rule.code, rule.name):
                if word in taken:
                    raise RaciError(
                        Text(
                            "“{word}” is another rule already; give yours a word of its own",
                            {"word": word},
                        )
                    )
            taken |= {rule.code, rule.name}
            rules.append(rule)
        return Rulebook(tuple(rules), RuleNames.of(rule.info for rule in rules))


#: The rules that come with the program.
BOOK = Rulebook()
