"""The conflicts of a merge side by side, decided one by one or all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static

from raci.model.text import Text, mark, printable
from raci.tui.dialogs.dialog import Dialog, keys_said, said
from raci.tui.dialogs.differences import Then
from raci.tui.panes.text import clipped, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from raci.tui.dialogs.differences import Contested
    from raci.words import Words

# Lines of the box and the screen around the list.
_AROUND = 11

# Between the two sides, and before the chosen one.
_GAP = " │ "
_CHOSEN, _OTHER = "▸ ", "  "
_FAINT = "$foreground 62%"


class Conflicts(Dialog[tuple[Then, int]]):
    """Answers with what is to be done and the place of the marked conflict; None after Esc.

    What was decided stands in the choices that the dialog was given, also after Esc.
    """

    ABOUT = (
        mark("Both sides changed the same thing. For each, one side is kept; “?” is undecided."),
        mark("← →  keep the left or the right side of the marked conflict"),
        mark("shift+← shift+→, < >  keep that side of all of them"),
        mark("Space, a click  keep the other side"),
        mark("↑ ↓ PgUp PgDn  go on in the list"),
        mark("F6  look at the matrix meanwhile; what was decided stays"),
        mark("ctrl+s  take over and save, in a merge of three files"),
        mark("Enter  take over; leads to what is undecided, if anything is"),
        mark("Esc  leave"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", "step(6)", show=False),
        Binding("pageup", "step(-6)", show=False),
        Binding("space", "other", show=False),
        Binding("left", "decide(False)", show=False),
        Binding("right", "decide(True)", show=False),
        Binding("shift+left,less_than_sign", "decide_all(False)", show=False),
        Binding("shift+right,greater_than_sign", "decide_all(True)", show=False),
        Binding("enter", "take", show=False),
        Binding("ctrl+s", "save", show=False),
        Binding("f6", "look", show=False),
    ]

    def __init__(  # noqa: PLR0913 - each is shown
        self,
        title: str,
        rows: Sequence[Contested],
        heads: tuple[str, str],
        choices: dict[int, bool],
        words: Words,
        *,
        merging: bool = False,
    ) -> None:
        """Offer each conflict.

        Args:
            title: What it is about.
            rows: The conflicts.
            heads: What stands over our side and over theirs.
            choices: By the place of a conflict whether it is decided for theirs; filled here.
            words: The language.
            merging: Whether one may look at the matrix meanwhile, and save at once.
        """
        super().__init__(title)
        self._rows = tuple(rows)
        self._heads = heads
        self._choices = choices
        self._words = words
        self._merging = merging

    def body(self) -> ComposeResult:
        """Yield a paragraph for each conflict; they are written when their width is known."""
        words = self._words
        question = words("Both changed these, in different ways. Which is to count?")
        yield said(question, classes="question")
        yield Static(classes="heads", markup=False)
        options = OptionList(*("" for _ in self._rows), markup=False)
        # Keys are for the dialog, which decides with some of them.
        options.can_focus = False
        yield options
        yield Static(classes="left", markup=False)
        yield keys_said(words("← →: this side · shift+← shift+→: all · Space: the other"), words)
        if self._merging:
            yield keys_said(words("F6: the matrix · ctrl+s: take over and save"), words)
        yield keys_said(words("Enter: take over · Esc: leave"), words)

    def on_mount(self) -> None:
        """Begin with the first that is not decided."""
        self._list.highlighted = self._undecided() or 0

    def on_resize(self) -> None:
        """Write the conflicts for the width that there is now."""
        self._list.styles.max_height = max(self.app.size.height - _AROUND, 3)
        self.call_after_refresh(self._write)

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    def _write(self) -> None:
        ours, theirs = (clipped(head, self._column) for head in self._heads)
        gap = " " * (self._column - cell_len(ours))
        self.query_one(".heads", Static).update(Content(f"  {ours}{gap}{_GAP}  {theirs}"))
        for rank in range(len(self._rows)):
            self._write_one(rank)
        self._count()

    @property
    def _column(self) -> int:
        """Cells of one side's text."""
        width = self._list.scrollable_content_region.width
        return max((width - len(_GAP)) // 2 - len(_CHOSEN), 8)

    def _write_one(self, rank: int) -> None:
        self._list.replace_option_prompt_at_index(rank, self._paragraph(rank))

    def _paragraph(self, rank: int) -> Content:
        row, choice = self._rows[rank], self._choices.get(rank)
        mark = "? " if choice is None else "  "
        parts = [(mark, "bold"), (printable(row.place), "")]
        parts += [(f"  {printable(row.before)}", _FAINT)] if row.before else []
        styles = ("", "") if choice is None else ("bold", _FAINT)[:: -1 if choice else 1]
        signs = [_CHOSEN if choice is theirs else _OTHER for theirs in (False, True)]
        columns = [wrapped(side, self._column) or ["–"] for side in (row.ours, row.theirs)]
        for line in range(max(map(len, columns))):
            ours, theirs = (one[line] if line < len(one) else "" for one in columns)
            ahead = signs if not line else [_OTHER, _OTHER]
            gap = " " * (self._column - cell_len(ours))
            parts += [(f"\n{ahead[0]}{ours}{gap}", styles[0]), (_GAP, _FAINT)]
            parts += [(f"{ahead[1]}{theirs}", styles[1])]
        return Content.assemble(*parts)

    def _undecided(self) -> int | None:
        """Return the first that is not decided, from the marked one on."""
        start = self._list.highlighted or 0
        ranks = [*range(start, len(self._rows)), *range(start)]
        return next((rank for rank in ranks if rank not in self._choices), None)

    def _count(self) -> None:
        number = len(self._rows) - len(self._choices)
        text = Text("{n} is undecided", {"n": number}, "{n} are undecided")
        self.query_one(".left", Static).update(Content(self._words.say(text) if number else ""))

    def action_step(self, step: int) -> None:
        """Go on in the list."""
        place = (self._list.highlighted or 0) + step
        self._list.highlighted = min(max(place, 0), len(self._rows) - 1)

    def action_decide(self, theirs: bool) -> None:  # noqa: FBT001 - Textual hands actions their arguments by place
        """Decide the marked conflict."""
        rank = self._list.highlighted
        if rank is not None:
            self._choices[rank] = theirs
            self._write_one(rank)
            self._count()

    def action_decide_all(self, theirs: bool) -> None:  # noqa: FBT001 - likewise
        """Decide all of them for one side."""
        self._choices.update(dict.fromkeys(range(len(self._rows)), theirs))
        self._write()

    def action_other(self) -> None:
        """Decide the marked conflict the other way."""
        self.action_decide(not self._choices.get(self._list.highlighted or 0, True))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Decide what was clicked the other way."""
        event.stop()
        self.action_other()

    def action_take(self) -> None:
        """Have it done, once all is decided; else go to what is not."""
        self._answer(Then.TAKE)

    def action_save(self) -> None:
        """Have it done and saved."""
        if self._merging:
            self._answer(Then.SAVE)

    def action_look(self) -> None:
        """Let the matrix be seen; what was decided stays."""
        if self._merging:
            self.dismiss((Then.LOOK, self._list.highlighted or 0))

    def _answer(self, then: Then) -> None:
        undecided = self._undecided()
        if undecided is None:
            self.dismiss((then, self._list.highlighted or 0))
        else:
            self._list.highlighted = undecided
