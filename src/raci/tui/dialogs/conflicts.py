"""The conflicts of a merge, decided one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from raci.model.text import printable
from raci.tui.dialogs.dialog import Dialog, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from raci.words import Words

#: Where, what we want, and what the disk has.
Row = tuple[str, str, str]


class Conflicts(Dialog[frozenset[int]]):
    """Answers with the places of the conflicts decided as the disk has it, None after Esc."""

    DEFAULT_CSS = """
    Conflicts OptionList { height: auto; max-height: 15; border: none; background: $surface; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "other", show=False, priority=True),
        Binding("left", "decide(False)", show=False, priority=True),
        Binding("right", "decide(True)", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
    ]

    def __init__(self, title: str, rows: Sequence[Row], words: Words) -> None:
        """Offer each conflict; ours counts at first."""
        super().__init__(title)
        self._rows = tuple(rows)
        self._words = words
        self._theirs: set[int] = set()

    def body(self) -> ComposeResult:
        """Yield a line for each conflict."""
        words = self._words
        question = words("Both changed these, in different ways. Which is to count?")
        yield said(question, classes="question")
        yield OptionList(*(self._option(rank) for rank in range(len(self._rows))), markup=False)
        keys = words("←: mine · →: the disk · Space: the other · Enter: take over · Esc: leave")
        yield said(keys, classes="keys")

    def _option(self, rank: int) -> Option:
        place, mine, theirs = self._rows[rank]
        inks = ("$text-muted", "bold") if rank in self._theirs else ("bold", "$text-muted")
        signs = ("  ", "▸ ") if rank in self._theirs else ("▸ ", "  ")
        return Option(
            Content.assemble(
                (f"{printable(place)}\n", ""),
                (f"  {signs[0]}{printable(mine)}", inks[0]),
                (f"  {signs[1]}{printable(theirs)}", inks[1]),
            )
        )

    def on_mount(self) -> None:
        """Begin with the first."""
        self._list.highlighted = 0

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    def action_decide(self, theirs: bool) -> None:  # noqa: FBT001 - Textual hands actions their arguments by place
        """Decide the marked conflict."""
        rank = self._list.highlighted
        if rank is not None:
            (self._theirs.add if theirs else self._theirs.discard)(rank)
            self._list.replace_option_prompt_at_index(rank, self._option(rank).prompt)

    def action_other(self) -> None:
        """Decide the marked conflict the other way."""
        self.action_decide(self._list.highlighted not in self._theirs)

    def action_take(self) -> None:
        """Answer with what was decided."""
        self.dismiss(frozenset(self._theirs))
