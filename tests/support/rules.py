"""A handful of rules, as the document knows them: codes, names, limits."""

from raci.model.finding import Severity
from raci.model.rule import Limit, RuleInfo, RuleNames

RULES = RuleNames.of(
    [
        RuleInfo("RACI101", "unowned-channel", Severity.ERROR),
        RuleInfo(
            "RACI104", "no-responsible", Severity.WARNING, (Limit("accountable-also-does", False),)
        ),
        RuleInfo("RACI109", "nobody-listens", Severity.INFO),
        RuleInfo("RACI301", "it-only", Severity.ERROR),
        RuleInfo(
            "RACI601",
            "overloaded-accountable",
            Severity.WARNING,
            (Limit("share", 0.5, highest=1), Limit("rows", 6, lowest=1)),
        ),
        RuleInfo("RACI802", "invalid-field", Severity.ERROR, fixed=True),
    ]
)
