"""The corrections of one reading: each is weighed in a thread, and each can be taken back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from raci.model.error import RaciError
from raci.tables.importing import Stated
from raci.tui.dialogs.correction.statements import Outcome, outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.tables.importing import Opened
    from raci.tables.importing.sheet import Sheet


class Corrections:
    """What was stated one after the other of a document, and what came of the last.

    Attributes:
        opened: The document.
        stated: What is stated now.
        found: What came of what was weighed last.
        sheets: The sheets that it was read in.
    """

    def __init__(
        self, opened: Opened, base: Stated | None = None, kept: Stated | None = None
    ) -> None:
        """Begin with what is known from last time, or with nothing.

        Args:
            opened: The document.
            base: What is beyond question, such as the kind of a document without a name.
            kept: What was stated last time.
        """
        self.opened = opened
        self._base = base or Stated()
        self._kept = kept is not None and kept != self._base
        self.stated = kept if kept and self._kept else self._base
        self.found = Outcome(self.stated)
        self.sheets: Sequence[Sheet] = ()
        self._steps: list[Stated] = []

    @property
    def kept(self) -> bool:
        """Whether it is read as last time."""
        return self._kept and not self._steps

    def begin(self) -> None:
        """Read it for the first time; where it cannot be read as last time, as if for the first.

        Raises:
            RaciError: It holds nothing that could be corrected into a matrix.
        """
        self.found, self.sheets = self._read(self.stated)
        if self.found.problem and self._kept:
            self._kept = False
            self.found, self.sheets = self._read(self._base)
        if self.found.problem and not any(map(_is_grid, self.sheets)):
            raise RaciError(self.found.problem)
        self.stated = self.found.stated

    def state(self, stated: Stated) -> bool:
        """State something else; tell whether it is anything else."""
        if stated == self.stated:
            return False
        self._steps.append(self.stated)
        self.stated = stated
        return True

    def take_back(self) -> bool:
        """State again what was stated before; tell whether there was anything."""
        if not self._steps:
            return False
        self.stated = self._steps.pop()
        return True

    def forget(self) -> bool:
        """State nothing any longer, not even what is known from last time."""
        return self.state(self._base)

    async def weigh(self) -> None:
        """Read as stated, and anew as long as something else was stated meanwhile."""
        stated = None
        while stated is not self.stated:
            stated = self.stated
            self.found, self.sheets = await asyncio.to_thread(self._read, stated)
        # What has to be said of an unclear document is stated from here on.
        self.stated = self.found.stated

    def _read(self, stated: Stated) -> tuple[Outcome, Sequence[Sheet]]:
        found = outcome(self.opened, stated)
        try:
            sheets = self.opened.sheets(stated)
        except RaciError:  # of which the outcome tells
            return found, self.sheets
        return found, [one for one in sheets if one.rows and not one.prose]


def _is_grid(sheet: Sheet) -> bool:
    """Tell whether a sheet is more than a list or a text."""
    return len(sheet.rows) > 1 and sheet.width > 1 and not sheet.loose
