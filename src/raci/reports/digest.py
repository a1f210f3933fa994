"""Short names of findings that stay the same from run to run, for those who track them."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from raci.model.finding import SEPARATOR

if TYPE_CHECKING:
    from raci.model.finding import Finding


def digest(finding: Finding, *parts: str) -> str:
    """Return 32 hexadecimal digits of the finding's fingerprint and of ``parts``."""
    text = SEPARATOR.join((*parts, finding.fingerprint))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
