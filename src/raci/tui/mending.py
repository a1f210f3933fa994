"""The mends that a person can choose from, as the check offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from raci.check.fixes import Fix
    from raci.model.finding import Finding
    from raci.model.organisation import Organisation


def offered(finding: Finding, organisation: Organisation, today: dt.date) -> tuple[Fix, ...]:
    """Return the fixes of a finding, the likeliest first; loaded when first asked for."""
    from raci.check.fixes import fixes

    return fixes(finding, organisation, today)
