"""Forms: fields of a few kinds, checked as one types, Enter takes them over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus
from textual.suggester import Suggester
from textual.widgets import Checkbox, Input, Select, Static
from textual.widgets._select import SelectCurrent, SelectOverlay

from raci.model.error import RaciError
from raci.model.text import mark, printable
from raci.tui.dialogs.dialog import Dialog, LineInput, keys_said, said
from raci.tui.model.fields import Answers
from raci.tui.model.search import begun, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key
    from textual.widget import Widget

    from raci.tui.model.fields import Field, Value
    from raci.words import Words


_NOTHING = "-"
#: Letters that follow each other within so many seconds are one word.
_PAUSE = 0.8

Usual = Callable[[Answers], Mapping[str, "Value"]]


class Form(Dialog[Answers]):
    """Asks for several values; answers with all of them, or None after Esc."""

    ABOUT = (
        mark("Nothing changes before it is taken over; undo takes all of it back in one step."),
        mark("Enter, ctrl+s  take over"),
        mark("Tab, ↓  the next field; shift+Tab, ↑ the one before"),
        mark("Space  ticks a box, opens a list; there, letters lead to what begins with them"),
        mark("→  at the end of a name: completes it, where names are known"),
        mark("ctrl+u  empties what is left of the cursor"),
        mark("Esc  leave; nothing changes"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", show=False),
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
        usual: Usual | None = None,
    ) -> None:
        """Ask for ``fields``.

        Args:
            title: What is edited.
            fields: In the order of the screen.
            words: The language of the form.
            check: Called with all answers on every change; raises ``RaciError`` where they do not
                do, and its sentence is shown.
            usual: Called with all answers on every change; returns what others of them usually are,
                by key. These are filled in until a person sets them.
        """
        super().__init__(title)
        self._fields = tuple(fields)
        self._check = check
        self.words = words
        self._usual = usual
        self._own: set[str] = set()
        self._filled: dict[str, Value] = {}
        self._at: Field | None = None
        self._complains = False

    def body(self) -> ComposeResult:
        """Yield a line a field, the place for complaints, and the keys."""
        with VerticalScroll(classes="fields", can_focus=False):
            for field in self._fields:
                with Horizontal(classes="field"):
                    yield _label(field)
                    yield from _widgets(field, self.words)
        yield Static(id="complaint", markup=False)
        if any(not isinstance(field.value, str) or field.choices for field in self._fields):
            keys = self.words("Enter: take over · Tab: next · Space: tick, choose · Esc: leave")
        elif len(self._fields) > 1:
            keys = self.words("Enter: take over · Tab: next · Esc: leave")
        else:
            keys = self.words("Enter: take over · Esc: leave")
        yield keys_said(keys, self.words)
        if any(field.known for field in self._fields):
            more = self.words("→ at the end of a name: complete it")
            yield keys_said(more, self.words, classes="keys -more")

    def help_paragraphs(self) -> Iterator[str]:
        """Yield what its keys do, and what its fields mean."""
        yield from super().help_paragraphs()
        told = [field for field in self._fields if field.about]
        if told:
            yield self.words("What the fields mean:")
        yield from (f"{printable(field.label)}  {field.about}" for field in told)

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

    @on(Checkbox.Changed)
    @on(Select.Changed)
    def _note_own(self, event: Checkbox.Changed | Select.Changed) -> None:
        # Boxes of one field stand for it together, and a list tells of its first value, too.
        field = next(field for field in self._fields if field.key == event.control.name)
        if self._answer(field) != self._filled.get(field.key, field.value):
            self._own.add(field.key)
        self._look()

    @on(Input.Changed)
    def _look(self) -> None:
        self._say(self._fill_in_usual())

    @on(DescendantFocus)
    def _say_what_it_is(self, event: DescendantFocus) -> None:
        """Say below the fields what the one is for that keys act on now."""
        self._at = next((one for one in self._fields if one.key == event.widget.name), None)
        if not self._complains:
            self._tell(self._at.about if self._at else "")

    def _fill_in_usual(self) -> str:
        """Fill in what others usually are; return a sentence on it where anything is."""
        usual = self._usual(self.answers()) if self._usual else {}
        if not usual:
            return ""
        followed = [one for one in self._fields if one.key in usual and one.key not in self._own]
        for field in followed:
            self._set(field, usual[field.key])
        if not followed:
            return ""
        return self.words("It is in the catalogue: what it usually is was filled in.")

    def _set(self, field: Field, value: Value) -> None:
        self._filled[field.key] = value
        if isinstance(value, tuple):
            for key, _ in field.choices:
                box = self.query_one(f"#{_box(field.key, key)}", Checkbox)
                with box.prevent(Checkbox.Changed):
                    box.value = key in value
        else:
            pick = self.query_one(f"#{_name(field.key)}", Select)
            with pick.prevent(Select.Changed):
                pick.value = value or _NOTHING

    def on_line_input_joined(self) -> None:
        """Say, once the changed value was looked at, what became of the lines."""
        self.call_after_refresh(self._say_joined)

    def _say_joined(self) -> None:
        self._say(self.words("The lines that were pasted are one line now."))

    def _say(self, told: str) -> None:
        """Show why the values do not do; where they do, what else there is to tell."""
        complaint = self._complaint()
        self._complains = bool(complaint)
        self._tell(complaint or told or (self._at.about if self._at else ""))

    def _tell(self, text: str) -> None:
        place = self.query_one("#complaint", Static)
        place.update(Content(printable(text)))
        place.set_class(not self._complains, "-told")

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
    return LineInput(
        field.label,
        highlighter=_Pictures(),
        name=field.key,
        classes="label",
        id=name,
        compact=True,
    )


def _widgets(field: Field, words: Words) -> list[Widget]:
    if isinstance(field.value, tuple):
        return [
            Tick(
                Content(wording),
                key in field.value,
                name=field.key,
                id=_box(field.key, key),
                compact=True,
            )
            for key, wording in field.choices
        ]
    if isinstance(field.value, bool):
        return [Tick("", field.value, name=field.key, id=_name(field.key), compact=True)]
    if field.choices:
        none = printable(field.hint) or words("not given")
        options = [(Content(none), _NOTHING)]
        options += [(Content(printable(wording)), key) for key, wording in field.choices]
        return [
            Pick(
                options,
                value=field.value or _NOTHING,
                allow_blank=False,
                name=field.key,
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
            name=field.key,
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
    """A list that Space opens and in which letters choose; arrows and Enter are the form's."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "show_overlay", show=False)]

    def compose(self) -> ComposeResult:
        """Yield what is chosen, and the list that opens."""
        yield SelectCurrent(self.prompt)
        yield PickList().data_bind(compact=Select.compact)

    def on_mount(self) -> None:
        """Know the wordings, by their values."""
        self._typed, self._typed_at = "", 0.0

    def on_key(self, event: Key) -> None:
        """Choose what begins with the letters typed one after another, while it is shut."""
        char = event.character
        if self.expanded or not char or not char.strip() or not event.is_printable:
            return
        event.stop()
        now = monotonic()
        self._typed = char if now - self._typed_at > _PAUSE else self._typed + char
        self._typed_at = now
        place = begun(self._typed, self._wordings(), self._place())
        if place is not None:
            self.value = self._options[place][1]

    def _wordings(self) -> list[str]:
        return [str(prompt) for prompt, _ in self._options]

    def _place(self) -> int:
        return [value for _, value in self._options].index(self.value)


class PickList(SelectOverlay):
    """The list of a ``Pick``, in which letters lead to what begins so."""

    def _find_search_match(self, query: str) -> int | None:
        return begun(query, [str(option.prompt) for option in self.options], self.highlighted or 0)


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
