"""The letters of a cell: which are sound, and what is wrong with the others (804)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from raci.model.organisation import Cell
from raci.model.text import Text
from raci.toml_edit.path import dotted

if TYPE_CHECKING:
    from raci.model.organisation import Path
    from raci.model.scheme import Scheme

# Letters of other scripts that look like Latin capitals (Unicode TR 39, confusables).
_LOOK_ALIKES = {
    "Cyrillic": dict(
        zip("АВСЕНІЈКМОРЅТХԚԜӀҮаесіјорѕхԛԝӏүһ", "ABCEHIJKMOPSTXQWIYaecijopsxqwlyh", strict=True)
    ),
    "Greek": dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹαινορτυχϲ", "ABEZHIKMNOPTYXCaivoptyxc", strict=True)),
}
_SCRIPTS = {"Cyrillic": Text("Cyrillic"), "Greek": Text("Greek"), "": Text("special")}
_SEPARATORS = frozenset("/,;+&.|-_\\ \t\n\u00a0\u2009\u200b\u202f")


class Letters:
    """Reads the letters of cells in one scheme; equal plain cells are one object."""

    def __init__(self, scheme: Scheme) -> None:
        """Know the single letters from the start; combinations join as they are met."""
        self.scheme = scheme
        self.cells: dict[str, Cell] = {"": Cell("")}
        for char in scheme.letters:
            self.cells[char] = Cell(char)

    def cell(self, letters: str) -> Cell | None:
        """Return the cell of these letters, spelled in order; None where they are not sound."""
        found = self.cells.get(letters)
        if found is None:
            if not self.sound(letters):
                return None
            spelled = self.scheme.spelled(letters)
            found = self.cells.setdefault(spelled, Cell(spelled))
            self.cells[letters] = found
        return found

    def sound(self, letters: str) -> bool:
        """Tell whether each letter is of the scheme and stands once."""
        return len(set(letters)) == len(letters) and all(
            char in self.scheme.letters for char in letters
        )

    def meant(self, letters: str) -> str | None:
        """Return the right spelling of what was meant, None where that is unclear."""
        chars = [_latin(char) for char in letters if char not in _SEPARATORS]
        known = self.scheme.letters
        upper = [char if char in known else char.upper() for char in chars]
        if not upper or any(char not in known for char in upper):
            return None
        return self.scheme.spelled("".join(upper))

    def complaint(self, path: Path, letters: str) -> Text:
        """Return what is wrong with letters that are not sound."""
        values: dict[str, object] = {"key": dotted(path), "letters": letters}
        meant = self.meant(letters)
        alien = next((char for char in letters if _latin(char) != char), None)
        if alien is not None:
            return self._look_alike(values, alien, meant)
        if meant is not None:
            values["right"] = meant
            return _misspelt(values, letters)
        values["letter"] = next(
            (char for char in letters if char not in self.scheme.letters), letters
        )
        values["scheme"] = self.scheme.name
        values["allowed"] = tuple(self.scheme.letters)
        return Text("{key}: “{letter}” is no letter of {scheme} ({allowed})", values)

    def _look_alike(self, values: dict[str, object], alien: str, meant: str | None) -> Text:
        values |= {"letter": alien, "latin": _latin(alien), "script": _SCRIPTS[_script(alien)]}
        values["code"] = f"U+{ord(alien):04X}"
        if meant is None:
            return Text(
                "{key}: “{letter}” in “{letters}” is the {script} letter {code}, not the Latin "
                "{latin}",
                values,
            )
        values["right"] = meant
        return Text(
            "{key}: “{letter}” in “{letters}” is the {script} letter {code}, not the Latin "
            "{latin}; write “{right}”",
            values,
        )


def _misspelt(values: dict[str, object], letters: str) -> Text:
    if any(char in _SEPARATORS for char in letters):
        return Text("{key}: letters stand together; write “{right}” for “{letters}”", values)
    if letters != letters.upper():
        return Text("{key}: letters are capitals; write “{right}” for “{letters}”", values)
    return Text("{key}: each letter stands once; write “{right}” for “{letters}”", values)


def _script(char: str) -> str:
    return next((name for name, chars in _LOOK_ALIKES.items() if char in chars), "")


def _latin(char: str) -> str:
    """Return the Latin letter that ``char`` looks like, or ``char`` itself."""
    for chars in _LOOK_ALIKES.values():
        if char in chars:
            return chars[char]
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and plain.isascii() and plain.isalpha() else char
