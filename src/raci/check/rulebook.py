"""The registry of rules: every one that there is, in the order of the codes."""

from __future__ import annotations

from raci.model.finding import Severity
from raci.model.organisation import Size
from raci.model.rule import Limit, RuleInfo, RuleNames

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_DISTANCE = {Size.SMALL: 0, Size.MEDIUM: 1, Size.LARGE: 2}

#: Every rule's code, name, severity and limits.
NAMES = RuleNames.of(
    (
        RuleInfo("RACI101", "unowned-channel", _E),
        RuleInfo("RACI102", "no-accountable", _E),
        RuleInfo("RACI103", "several-accountable", _E),
        RuleInfo("RACI104", "no-responsible", _W, (Limit("accountable-also-does", False),)),
        RuleInfo("RACI105", "bystanders-only", _E),
        RuleInfo("RACI106", "too-many-responsible", _W, (Limit("max", 3),)),
        RuleInfo("RACI107", "too-many-consulted", _W, (Limit("max", 4),)),
        RuleInfo(
            "RACI108", "too-many-informed", _I, (Limit("max", 6), Limit("share", 0.6, highest=1))
        ),
        RuleInfo("RACI109", "nobody-listens", _I),
        RuleInfo("RACI110", "contradictory-letters", _I),
        RuleInfo("RACI111", "four-eyes", _I, on=False),
        RuleInfo("RACI112", "shared-responsible", _I, on=False),
        RuleInfo("RACI113", "duty-without-owner", _W),
        RuleInfo("RACI201", "leadership-out-of-reach", _E),
        RuleInfo("RACI202", "leadership-too-far", _W, (Limit("distance", 1, _DISTANCE),)),
        RuleInfo("RACI203", "no-leadership", _E),
        RuleInfo("RACI204", "responsible-outranks-accountable", _W),
        RuleInfo("RACI205", "reporting-loop", _E),
        RuleInfo("RACI206", "leaders-cling-to-tradition", _W, (Limit("rows", 3),)),
        RuleInfo("RACI207", "mix-without-leadership", _W),
        RuleInfo("RACI208", "mix-undecided", _I),
        RuleInfo("RACI301", "it-only", _E),
        RuleInfo("RACI302", "it-accountable", _W),
        RuleInfo("RACI303", "it-decides-content", _E),
        RuleInfo("RACI304", "outsider-accountable", _E),
        RuleInfo("RACI305", "outsider-only-responsible", _I),
        RuleInfo("RACI306", "nobody-implements", _I, on=False),
        RuleInfo("RACI401", "isolated-channel", _I),
        RuleInfo("RACI402", "unmixed-portfolio", _W),
        RuleInfo("RACI403", "split-portfolio", _W),
        RuleInfo("RACI404", "uncoordinated-combination", _W),
        RuleInfo("RACI405", "phase-not-covered", _W),
        RuleInfo("RACI406", "third-party-blind-spot", _W),
        RuleInfo("RACI407", "unwatched-third-party", _W),
        RuleInfo("RACI408", "redundant-link", _I),
        RuleInfo("RACI501", "silo", _W),
        RuleInfo("RACI502", "communication-not-listening", _W),
        RuleInfo("RACI503", "jack-of-all-trades", _W),
        RuleInfo("RACI504", "island", _I),
        RuleInfo("RACI505", "lone-bridge", _I),
        RuleInfo("RACI506", "craft-missing-in-phase", _I),
        RuleInfo(
            "RACI601",
            "overloaded-accountable",
            _W,
            (
                Limit("share", 0.5, {Size.SMALL: 0.8, Size.LARGE: 0.3}, highest=1),
                Limit("rows", 6),
            ),
        ),
        RuleInfo("RACI602", "overloaded-responsible", _W, (Limit("share", 0.7, highest=1),)),
        RuleInfo("RACI603", "everywhere", _W, (Limit("rows", 8),)),
        RuleInfo("RACI604", "idle-role", _W),
        RuleInfo("RACI605", "spectator", _I),
        RuleInfo("RACI606", "vacant", _E),
        RuleInfo("RACI607", "no-deputy", _W),
        RuleInfo("RACI608", "deputy-loop", _E),
        RuleInfo("RACI609", "same-person-deputy", _W),
        RuleInfo("RACI610", "sole-responsible", _W, (Limit("channels", 5),)),
        RuleInfo("RACI611", "cover-impossible", _I),
        RuleInfo(
            "RACI701", "review-overdue", _W, (Limit("days", 365), Limit("critical-days", 180))
        ),
        RuleInfo("RACI702", "review-in-future", _W),
        RuleInfo("RACI703", "assignment-expired", _E),
        RuleInfo("RACI704", "waiver-expired", _E),
        RuleInfo("RACI705", "waiver-unused", _W),
        RuleInfo("RACI706", "near-duplicate", _I),
        RuleInfo("RACI707", "unwieldy", _I, (Limit("rows", 25), Limit("roles", 20))),
        RuleInfo("RACI708", "leadership-not-looking", _I),
        RuleInfo("RACI709", "near-duplicate-holder", _I),
        RuleInfo("RACI801", "invalid-toml", _E, fixed=True),
        RuleInfo("RACI802", "invalid-field", _E, fixed=True),
        RuleInfo("RACI803", "unknown-reference", _E, fixed=True),
        RuleInfo("RACI804", "unknown-letter", _E, fixed=True),
        RuleInfo("RACI805", "newer-format", _E, fixed=True),
        RuleInfo("RACI806", "unknown-key", _W),
    )
)
