"""The registry: every rule that there is, in the order of the codes.

A new rule is a block in its family's module; it is found there.
"""

from __future__ import annotations

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
from raci.model.rule import RuleNames

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

#: The names, severities and limits of all rules.
NAMES = RuleNames.of(rule.info for rule in RULES)
