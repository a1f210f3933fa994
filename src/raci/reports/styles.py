"""Colours and weights on a terminal, or none at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raci.model.finding import Severity

# The sixteen colours that every terminal has, so that the user's own theme decides their look.
_SEVERITIES = {"error": "1;31", "warning": "1;33", "info": "1;36"}


class Ink:
    """Wraps text into terminal codes where colours are wanted, else leaves it alone."""

    def __init__(self, *, on: bool) -> None:
        """Use terminal codes if ``on``."""
        self.on = on

    def severity(self, text: str, severity: Severity) -> str:
        """Return ``text`` in the colour of a severity."""
        return self._wrap(text, _SEVERITIES[severity])

    def strong(self, text: str) -> str:
        """Return ``text`` bold."""
        return self._wrap(text, "1")

    def faint(self, text: str) -> str:
        """Return ``text`` dimmed."""
        return self._wrap(text, "2")

    def added(self, text: str) -> str:
        """Return ``text`` as an added line of a diff."""
        return self._wrap(text, "32")

    def removed(self, text: str) -> str:
        """Return ``text`` as a removed line of a diff."""
        return self._wrap(text, "31")

    def _wrap(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text
