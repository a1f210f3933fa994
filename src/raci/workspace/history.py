"""Undo and redo: what each step changed, as a patch and, for recent ones, as whole documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import frozen, replace

if TYPE_CHECKING:
    from raci.document import Document
    from raci.model.edit import Edit, Touched
    from raci.toml_edit.patch import Patch

# A snapshot shares what an edit did not touch, yet it has a list of all segments and a dict of all
# channels of its own: about 1 MB at 10,000 channels. So snapshots are kept for as many steps as
# hold this many channels together, and older steps are undone by their patches and read again.
_SNAPSHOT_CHANNELS = 1_000_000
_FEWEST_SNAPSHOTS = 20


@frozen
class Step:
    """One edit that was done.

    Attributes:
        edit: What was asked for.
        patch: What it did to the text.
        touched: What it changed.
        before: The document it was done to; None where only the patch is kept.
        after: The document it made; None where only the patch is kept.
    """

    edit: Edit
    patch: Patch
    touched: Touched
    before: Document | None
    after: Document | None


class History:
    """The steps done and the steps taken back, the latest last."""

    def __init__(self) -> None:
        """Start without any step."""
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def done(self) -> tuple[Step, ...]:
        """The steps that make the document what it is, the oldest first."""
        return tuple(self._done)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._undone)

    def record(self, step: Step) -> None:
        """Remember a new step; those taken back before it can no longer be done again."""
        self._undone.clear()
        self._done.append(step)
        self._thin(step)

    def undo(self) -> Step | None:
        """Return the step to take back, or None."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> Step | None:
        """Return the step to do again, or None."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]

    def _thin(self, newest: Step) -> None:
        channels = len(newest.after.organisation.channels) if newest.after else 0
        kept = max(_FEWEST_SNAPSHOTS, _SNAPSHOT_CHANNELS // max(channels, 1))
        index = len(self._done) - kept - 1
        if index >= 0 and self._done[index].before is not None:
            self._done[index] = replace(self._done[index], before=None, after=None)
