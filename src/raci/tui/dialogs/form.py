"""Forms: fields of a few kinds, checked as one types, Enter takes them over."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Checkbox, Input, Select, Static

from raci.model.error import RaciError
from raci.model.text import printable
from raci.tui.dialogs.dialog import Dialog, LineInput, said
from raci.tui.model.fields import Answers
from raci.tui.model.search import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.text import Text
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from raci.tui.model.fields import Field, Value
    from raci.words import Words


_NOTHING = "-"


class Form(Dialog[Answers]):
    """Asks for several values; answers with all of them, or None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", show=False, priority=True),
        Binding("enter", "take", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        check: Callable[[Answers], object],
        words: Words,
    ) -> None:
        """Ask for ``fields``.

        Args:
            title: What is edited.
            fields: In the order of the screen.
            words: The language of the form.
            check: Called with all answers on every change; raises ``RaciError`` where they do not
                do, and its sentence is shown.
        """
        super().__init__(title)
        self._fields = tuple(fields)
        self._check = check
        self.words = words

    def body(self) -> ComposeResult:
        """Yield a line a field, the place for complaints, and the keys."""
        with VerticalScroll(classes="fields", can_focus=False):
            for field in self._fields:
                with Horizontal(classes="field"):
                    yield _label(field)
                    yield from _widgets(field)
        yield Static(id="complaint", markup=False)
        keys = self.words("Enter: take over · Tab: next · Space: tick, choose · Esc: leave")
        yield said(keys, classes="keys")

    def answers(self) -> dict[str, Value]:
        """Return what the form holds now."""
        answers = {field.key: self._answer(field) for field in self._fields}
        for field in self._fields:
            if field.label_key:
                label = self.query_one(f"#{_name(field.label_key)}", Input)
                answers[field.label_key] = label.value.strip()
        return answers

    def _answer(self, field: Field) -> Value:
        if isinstance(field.value, tuple):
            boxes = (
                (key, self.query_one(f"#{_box(field.key, key)}", Checkbox))
                for key, _ in field.choices
            )
            return tuple(key for key, box in boxes if box.value)
        widget = self.query_one(f"#{_name(field.key)}")
        if isinstance(widget, Checkbox):
            return widget.value
        if isinstance(widget, Select):
            return "" if widget.value in (_NOTHING, Select.NULL) else str(widget.value)
        assert isinstance(widget, Input)  # noqa: S101 - the kinds of _widgets, and no other
        return widget.value.strip()

    @on(Input.Changed)
    @on(Checkbox.Changed)
    @on(Select.Changed)
    def _look(self) -> None:
        self.query_one("#complaint", Static).update(Content(printable(self._complaint())))

    def on_line_input_joined(self) -> None:
        """Say, once the changed value was looked at, what became of the lines."""
        self.call_after_refresh(self._say_joined)

    def _say_joined(self) -> None:
        said = self._complaint() or self.words("The lines that were pasted are one line now.")
        self.query_one("#complaint", Static).update(Content(printable(said)))

    def _complaint(self) -> str:
        try:
            self._check(self.answers())
        except RaciError as error:
            return self.words.say(error.text)
        return ""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the values over."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Answer with the values, if they do."""
        if self._complaint():
            self._look()
            self.app.bell()
        else:
            self.dismiss(self.answers())


class ListSuggester(Suggester):
    """Completes the last of several names that are separated by commas."""

    def __init__(self, known: Sequence[str]) -> None:
        """Complete from ``known``."""
        super().__init__(case_sensitive=True)
        self._known = tuple(known)

    async def get_suggestion(self, value: str) -> str | None:
        """Return ``value`` with its last name completed; None where nothing begins so."""
        before, comma, last = value.rpartition(",")
        begun = last.lstrip()
        if not begun:
            return None
        space = last[: len(last) - len(begun)]
        for name in self._known:
            if folded(name).startswith(folded(begun)) and len(name) >= len(begun):
                return before + comma + space + begun + name[len(begun) :]
        return None


def _label(field: Field) -> Widget:
    if not field.label_key:
        return said(field.label, classes="label")
    name = _name(field.label_key)
    return LineInput(field.label, highlighter=_Pictures(), classes="label", id=name, compact=True)


def _widgets(field: Field) -> list[Widget]:
    if isinstance(field.value, tuple):
        return [
            Tick(Content(wording), key in field.value, id=_box(field.key, key), compact=True)
            for key, wording in field.choices
        ]
    if isinstance(field.value, bool):
        return [Tick("", field.value, id=_name(field.key), compact=True)]
    if field.choices:
        options = [(Content(_NOTHING), _NOTHING)]
        options += [(Content(printable(wording)), key) for key, wording in field.choices]
        return [
            Pick(
                options,
                value=field.value or _NOTHING,
                allow_blank=False,
                id=_name(field.key),
                compact=True,
            )
        ]
    suggester = ListSuggester(field.known) if field.known else None
    return [
        LineInput(
            field.value,
            printable(field.hint),
            _Pictures(),
            id=_name(field.key),
            suggester=suggester,
            compact=True,
        )
    ]


class _Pictures(Highlighter):
    """Shows characters that could steer the terminal as pictures; the field's value keeps them."""

    def highlight(self, text: Text) -> None:
        """Show one character for each."""
        text.plain = printable(text.plain)


def _name(key: str) -> str:
    return f"field-{key}"


def _box(key: str, choice: str) -> str:
    return f"field-{key}-{choice}"


class Pick(Select[str], inherit_bindings=False):
    """A list that Space opens; arrows and Enter are the form's as long as it is shut."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "show_overlay", show=False)]


class Tick(Checkbox, inherit_bindings=False):
    """A checkbox that Space ticks; Enter is the form's."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "toggle_button", show=False)]

    @property
    def _button(self) -> Content:
        """The box as it stands in forms on paper; Textual measures it."""
        return Content("[x]" if self.value else "[ ]")

    def render(self) -> Content:
        """Return the box and its label, both marked where the keys act on them."""
        label = self.label.pad(1, 1) if self.label else self.label
        style = self.get_visual_style("toggle--label")
        return Content.assemble(self._button, label).stylize_before(style)
