"""The correction screen: the source at the left, what comes of it at the right, keys below.

Shown by ``screen.dialogs.correct``. Each key states something of the reading, and the document is
weighed again at once, in a thread; keys that come meanwhile are not lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.events import Mount
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from raci.model.text import Text, mark, printable
from raci.tables.importing import Imported, Stated
from raci.tables.importing.sheet import aside, one_line
from raci.tui.dialogs.choose import Choose
from raci.tui.dialogs.correction.corrections import (
    command,
    leaving,
    next_reading,
    on_sheet,
    turned,
    with_heads,
    with_letter,
)
from raci.tui.dialogs.correction.sides import Sides
from raci.tui.dialogs.correction.source import (
    DOUBTED,
    INFERRED,
    NONE,
    Taken,
    meanings,
    symbols_at,
)
from raci.tui.dialogs.dialog import Dialog, keys_said
from raci.tui.model.fields import Entry
from raci.tui.panes.lines import LinesPane
from raci.tui.panes.text import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from raci.tables.importing import Doubt
    from raci.tui.dialogs.correction.corrections import Corrections
    from raci.words import Words

#: More doubts than a person goes through.
_MOST_DOUBTS = 300
_LEGEND = (
    (Text("heads"), Taken.HEAD.value),
    (Text("names"), Taken.NAME.value),
    (Text("groups"), Taken.GROUP.value),
    (Text("letters"), Taken.LETTER.value),
    (Text("doubted{sign}", {"sign": DOUBTED}), "warning"),
    (Text("kept"), Taken.FIELD.value),
    (Text("left aside"), Taken.NOTHING.value),
)
#: Lines that are said of a reading at most.
_MOST_LINES = 4
_FAR = 1_000_000


class Correction(Dialog[tuple[Stated, Imported]]):
    """Answers with what was stated and what was read so, or None after Esc."""

    ABOUT = (
        mark("At the left what stands in the document, at the right what the matrix makes of it."),
        mark("Colours tell what each cell was taken for; each key below reads it another way."),
        mark("← → ↑ ↓  move in the document"),
        mark("+ -  one row of heads more or less"),
        mark("t  turn: roles in rows instead of columns, or the other way round"),
        mark("l  say what the letter under the cursor means"),
        mark("x X  leave this column, this row aside, or take it in again"),
        mark("n N  the next reading, the one before, where there are several"),
        mark("Tab  the next sheet; s reads only the one that is shown"),
        mark("d D  the next doubt, the one before"),
        mark("u  take the last correction back; r takes all of them back"),
        mark("Enter, ctrl+s  take over what the right side shows"),
        mark("Esc  leave; nothing changes"),
        mark("The line below the doubts is the command that reads it so in a script."),
    )
    LEAST = (60, 18)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1, 0)", show=False),
        Binding("up", "move(-1, 0)", show=False),
        Binding("right", "move(0, 1)", show=False),
        Binding("left", "move(0, -1)", show=False),
        Binding("pagedown", "move(10, 0)", show=False),
        Binding("pageup", "move(-10, 0)", show=False),
        Binding("home", f"move(0, -{_FAR})", show=False),
        Binding("end", f"move(0, {_FAR})", show=False),
        Binding("ctrl+home", f"move(-{_FAR}, 0)", show=False),
        Binding("ctrl+end", f"move({_FAR}, 0)", show=False),
        Binding("plus", "heads(1)", show=False),
        Binding("minus", "heads(-1)", show=False),
        Binding("t", "turn", show=False),
        Binding("l", "letter", show=False),
        Binding("x", "column", show=False),
        Binding("X", "row", show=False),
        Binding("n", "reading(1)", show=False),
        Binding("N", "reading(-1)", show=False),
        Binding("tab", "sheet(1)", show=False),
        Binding("shift+tab", "sheet(-1)", show=False),
        Binding("s", "this_sheet", show=False),
        Binding("d,f8", "doubt(1)", show=False),
        Binding("D,shift+f8", "doubt(-1)", show=False),
        Binding("u,ctrl+z", "back", show=False),
        Binding("r", "forget", show=False),
        Binding("enter,ctrl+s", "take", show=False),
    ]

    def __init__(
        self, title: str, corrections: Corrections, words: Words, arguments: Sequence[str]
    ) -> None:
        """Show a document.

        Args:
            title: What is read.
            corrections: The document, with what is stated of it so far.
            words: The reader's language.
            arguments: Those of the command that reads it: where it goes, and the file.
        """
        super().__init__(title)
        self.words = words
        self._corrections = corrections
        self._arguments = arguments
        self._weighing = self._taking = False
        self._sides = Sides()
        self._doubts: Sequence[Doubt] = ()

    def body(self) -> ComposeResult:
        """Yield both sides and what is said around them."""
        words = self.words
        yield LinesPane(id="summary")
        yield self._sides
        yield LinesPane(id="legend")
        doubts = OptionList(markup=False)
        doubts.can_focus = False
        yield doubts
        yield Static(id="command", markup=False)
        keys = words(
            "+ -: rows of heads · t: turn · l: letter · x: column, X: row aside · n: next reading "
            "· Tab: sheet, s: only this one · d: doubt · u: undo, r: undo all · Enter: take over "
            "· Esc: change nothing"
        )
        yield keys_said(keys, words)

    @on(Mount)
    def _begin(self) -> None:
        legend: list[tuple[str, str]] = []
        for text, style in _LEGEND:
            legend += [(self.words.say(text), style), ("  ", "")]
        self.query_one("#legend", LinesPane).show([tuple(legend)])
        self._show()

    # What is stated, and what comes of it

    def _state(self, stated: Stated) -> None:
        if self._corrections.state(stated):
            self._weigh()

    def _weigh(self) -> None:
        self._say_command()
        if not self._weighing:
            self._weighing = True
            self.run_worker(self._weigh_and_show())

    async def _weigh_and_show(self) -> None:
        await self._corrections.weigh()
        self._weighing = False
        self._show()
        if self._taking:
            self._taking = False
            self.action_take()

    def _show(self) -> None:
        """Show what came of what is stated."""
        self._say_command()
        imported = self._corrections.found.imported
        self._doubts = imported.doubts[:_MOST_DOUBTS] if imported else ()
        told = [f"{one.place}: {self.words.say(one.message)}" for one in self._doubts]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(Content(printable(text))) for text in told])
        self._sides.show(self._corrections.found, self._corrections.sheets)

    def _say_command(self) -> None:
        text = command(self._arguments, self._corrections.stated)
        self.query_one("#command", Static).update(Content(printable(text)))

    def on_sides_moved(self, event: Sides.Moved) -> None:
        """Say how the table was read that the cursor is in."""
        event.stop()
        self._sum_up()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self._sum_up)

    def _sum_up(self) -> None:
        """Say how the table was read, or why it was not."""
        problem = self._corrections.found.problem
        text = self.words.say(problem) if problem else self._told()
        lines = wrapped(text, max(self.size.width - 4, 20))[:_MOST_LINES]
        pane = self.query_one("#summary", LinesPane)
        pane.styles.height = max(len(lines), 1)
        pane.show([((line, "error" if problem else ""),) for line in lines])

    def _told(self) -> str:
        """Return which sheet is looked at, and how the table there was read."""
        words, sides, readings = self.words, self._sides, self._corrections.found.readings
        told = ""
        if len(sides.sheets) > 1:
            name = one_line(sides.sheets[sides.number].name)
            count = len(sides.sheets)
            told = words("Sheet {n} of {all}, {name}. ", n=sides.number + 1, all=count, name=name)
        if self._corrections.found.unclear:
            told += words("This can be read in {n} ways: n shows the next. ", n=len(readings))
        elif self._corrections.kept:
            told += words("Read as it was last time. ")
        if len(readings) > 1:
            told += words("Reading {n} of {all}: ", n=readings[0].number, all=len(readings))
        if not readings:
            return told + words("One of our own exports: nothing had to be guessed.")
        if sides.reading is None:
            return told + words("no matrix here")
        return told + words.say(sides.reading.summary)

    # Keys

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor in the source."""
        self._sides.move(down, right)

    def action_heads(self, step: int) -> None:
        """Let the heads have a row more or less."""
        self._state(with_heads(self._corrections.stated, self._sides.reading, step))

    def action_turn(self) -> None:
        """Let roles stand in rows instead of columns, or the other way round."""
        self._state(turned(self._corrections.stated, self._sides.reading))

    def action_column(self) -> None:
        """Leave the cursor's column aside, or take it in again."""
        if self._sides.cells:
            at = self._sides.cursor[1]
            self._leave(self._sides.cells.column_called(at), 1, at)

    def action_row(self) -> None:
        """Leave the cursor's row aside, or take it in again."""
        if self._sides.cells:
            at = self._sides.cursor[0]
            self._leave(str(self._sides.cells.sheet.number(at)), 0, at)

    def _leave(self, name: str, side: int, at: int) -> None:
        assert self._sides.cells is not None  # noqa: S101 - whoever calls has asked
        stated, sheet = self._corrections.stated, self._sides.cells.sheet
        known = next((one for one in stated.skip if at in aside(sheet, [one])[side]), name)
        self._state(leaving(stated, known))

    def action_reading(self, step: int) -> None:
        """Take the next way of reading the document."""
        readings = self._corrections.found.readings
        if len(readings) > 1:
            self._state(next_reading(self._corrections.stated, len(readings), step))
        else:
            self.app.bell()

    def action_sheet(self, step: int) -> None:
        """Look at another sheet."""
        self._sides.turn_over(step)

    def action_this_sheet(self) -> None:
        """Read nothing but the sheet that is looked at, or all sheets again."""
        stated, cells = self._corrections.stated, self._sides.cells
        if cells:
            self._state(on_sheet(stated, "" if stated.sheet else cells.sheet.name))

    def action_doubt(self, step: int) -> None:
        """Go to the next doubt."""
        options = self.query_one(OptionList)
        if self._doubts:
            now = options.highlighted
            first = 0 if step > 0 else len(self._doubts) - 1
            options.highlighted = first if now is None else (now + step) % len(self._doubts)
            self._sides.go_to(self._doubts[options.highlighted])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the doubt that was clicked."""
        event.stop()
        if event.option_index < len(self._doubts):
            self._sides.go_to(self._doubts[event.option_index])

    def action_letter(self) -> None:
        """Ask what a symbol means: that of the cursor's cell, or one of all."""
        cells = self._sides.cells
        symbols = symbols_at(cells, *self._sides.cursor) if cells else []
        if len(symbols) == 1:
            self._ask_meaning((symbols[0], ""))
        elif symbols:
            title, hint = self.words("Which letter?"), self.words("a letter of the table")
            entries = [Entry(one, one) for one in symbols]
            self.app.push_screen(Choose(title, entries, self.words, hint=hint), self._ask_meaning)
        else:
            self.app.bell()

    def _ask_meaning(self, chosen: tuple[str, str] | None) -> None:
        if chosen is None:
            return
        symbol, _ = chosen

        def take(answer: tuple[str, str] | None) -> None:
            if answer:
                letter = {INFERRED: None, NONE: ""}.get(answer[0], answer[0])
                self._state(with_letter(self._corrections.stated, symbol, letter))

        title = self.words("What does “{symbol}” mean?", symbol=symbol)
        dialog = Choose(title, meanings(self.words), self.words, hint=self.words("what it means"))
        self.app.push_screen(dialog, take)

    def action_back(self) -> None:
        """Take the last correction back."""
        if self._corrections.take_back():
            self._weigh()
        else:
            self.app.bell()

    def action_forget(self) -> None:
        """Take all corrections back."""
        if self._corrections.forget():
            self._weigh()

    def action_take(self) -> None:
        """Take over what came of it, as soon as it is known."""
        found = self._corrections.found
        if self._weighing:
            self._taking = True
        elif found.imported:
            self.dismiss((self._corrections.stated, found.imported))
        else:
            self.app.bell()
