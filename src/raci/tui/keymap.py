"""From keys to commands: the defaults, what the user sets instead, and the vim keys as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import field, frozen
from raci.model.text import mark
from raci.tui.command import Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from raci.tui.command import Command
    from raci.words import Words

#: Keys that vim users expect beside the usual ones; letters type only after ``i``.
VIM: dict[str, tuple[str, ...]] = {
    "cursor-left": ("left", "h"),
    "cursor-down": ("down", "j"),
    "cursor-up": ("up", "k"),
    "cursor-right": ("right", "l"),
    "row-start": ("home", "0", "circumflex_accent"),
    "row-end": ("end", "dollar_sign"),
    "matrix-top": ("ctrl+home", "g"),
    "matrix-bottom": ("ctrl+end", "G"),
    "page-up": ("pageup", "ctrl+b"),
    "page-down": ("pagedown", "ctrl+f"),
    "undo": ("ctrl+z", "u"),
    "redo": ("ctrl+y", "ctrl+r"),
    "clear": ("delete", "backspace", "x"),
    "copy": ("ctrl+c", "y"),
    "paste": ("ctrl+v", "p"),
    "find-next": ("f3", "n"),
    "find-previous": ("shift+f3", "N"),
    "type-letters": ("i",),
}


@frozen
class Settings:
    """What the user's configuration and the command line say of the editor.

    Attributes:
        keys: Command id to the keys it is to have instead of its own.
        vim: Whether letters are commands until ``i`` is pressed.
        dark: Whether the theme is dark; None asks the terminal.
        contrast: Whether it is one of high contrast.
        plain: Whether signs are ASCII; None asks the locale.
        newcomer: Whether nobody typed a letter in the editor yet.
    """

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    vim: bool = False
    dark: bool | None = None
    contrast: bool = False
    plain: bool | None = None
    newcomer: bool = False


# Most terminals send alt and a digit as Escape and the digit, which Textual 8.2 takes for what
# macOS types with option.
_ALT_DIGITS = {
    "inverted_exclamation_mark": "alt+1",
    "trade_mark_sign": "alt+2",
    "pound_sign": "alt+3",
    "cent_sign": "alt+4",
    "infinity": "alt+5",
    "section_sign": "alt+6",
    "pilcrow_sign": "alt+7",
    "bullet": "alt+8",
}


class Keymap:
    """Which command a key means, and which keys a command has."""

    def __init__(self, commands: Iterable[Command], settings: Settings) -> None:
        """Take each command's own keys unless the settings say otherwise."""
        base = VIM if settings.vim else {}
        self.keys: dict[str, tuple[str, ...]] = {}
        self._by_key: dict[str, list[Command]] = {}
        self._hinted: list[Command] = []
        for entry in commands:
            keys = settings.keys.get(entry.id, base.get(entry.id, entry.keys))
            self.keys[entry.id] = keys
            if entry.hint and keys:
                self._hinted.append(entry)
            for key in keys:
                self._by_key.setdefault(key, []).append(entry)

    def find(self, key: str, where: Where) -> Command | None:
        """Return what ``key`` means there; what acts only there goes first."""
        meant = key if key in self._by_key else _ALT_DIGITS.get(key, key)
        entries = self._by_key.get(meant, ())
        for wanted in (where, Where.EVERYWHERE):
            for entry in entries:
                if entry.where is wanted:
                    return entry
        return None

    def hints(self, words: Words) -> tuple[tuple[str, str, str], ...]:
        """Return what the footer tells: keys as written, a word, the command's id; by rank."""
        ranked = sorted(self._hinted, key=lambda entry: entry.rank)
        return tuple(
            (written(self.keys[entry.id][0], words), words(entry.hint), entry.id)
            for entry in ranked
        )


_SIGNS = {
    "full_stop": ".",
    "colon": ":",
    "slash": "/",
    "question_mark": "?",
    "plus": "+",
    "asterisk": "*",
    "number_sign": "#",
    "minus": "-",
    "dollar_sign": "$",
    "circumflex_accent": "^",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "delete": mark("Del"),
    "backspace": mark("Backspace"),
    "enter": mark("Enter"),
    "escape": mark("Esc"),
    "space": mark("Space"),
    "home": mark("Home"),
    "end": mark("End"),
    "pageup": mark("PgUp"),
    "pagedown": mark("PgDn"),
    "tab": mark("Tab"),
    "shift": mark("Shift"),
    "alt": mark("Alt"),
}


def written(key: str, words: Words) -> str:
    """Return a key as it stands on keyboards of that language: ``^S``, ``F1``, ``Entf``."""
    *modifiers, last = key.split("+")
    shown = words(_SIGNS.get(last, last))
    if (len(shown) == 1 and shown.isalpha() and modifiers) or (
        shown[:1] == "f" and shown[1:].isdigit()
    ):
        shown = shown.upper()
    for modifier in reversed(modifiers):
        shown = (
            f"^{shown}"
            if modifier == "ctrl"
            else f"{words(_SIGNS.get(modifier, modifier))}+{shown}"
        )
    return shown


#: The keys that dialogs name, beside letters and signs.
_NAMED = (
    *(key for key in _SIGNS if key not in {"shift", "alt"}),
    *(f"f{number}" for number in range(1, 13)),
)


def key_called(name: str, words: Words) -> str | None:
    """Return the key that a text calls so, ``Entf`` or ``Strg+S``; None for no key's name."""
    if len(name) == 1 and name.isalnum():
        return name
    *modifiers, last = name.split("+") if len(name) > 1 else (name,)
    spoken = {words(mark("ctrl")).lower(): "ctrl", words(mark("Shift")).lower(): "shift"}
    known = {written(key, words): key for key in _NAMED}
    key = known.get(last) or (last.lower() if len(last) == 1 and last.isalpha() else None)
    if key is None or not {one.lower() for one in modifiers} <= spoken.keys():
        return None
    return "+".join([*(spoken[one.lower()] for one in modifiers), key])
