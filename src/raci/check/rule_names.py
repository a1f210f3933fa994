"""The names of all rules, for those who read files and check nothing: they load no rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.rule import RuleNames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.model.rule import RuleInfo


def _infos() -> Iterator[RuleInfo]:
    from raci.check.rulebook import RULES

    return (rule.info for rule in RULES)


#: The names, severities and limits of all rules.
NAMES = RuleNames(_infos)
