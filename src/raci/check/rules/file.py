"""Family 8, the file: what the document finds while reading; here only the names of its rules."""

from __future__ import annotations

from raci.check.rule import rule
from raci.model.finding import Severity

_ERROR = Severity.ERROR

invalid_toml = rule("801", "invalid-toml", _ERROR, fixed=True)
invalid_field = rule("802", "invalid-field", _ERROR, fixed=True)
unknown_reference = rule("803", "unknown-reference", _ERROR, fixed=True)
unknown_letter = rule("804", "unknown-letter", _ERROR, fixed=True)
newer_format = rule("805", "newer-format", _ERROR, fixed=True)
unknown_key = rule("806", "unknown-key", Severity.WARNING)
