"""Reading one cell: the letters in all the ways people write them, and what stands beside them."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.scheme import SCHEMES, Part
from raci.tables.importing.language.vocabulary import (
    LOOSE,
    NOTHING,
    PARTS,
    TICKS,
    fold,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.model.scheme import Scheme

#: Letters of all schemes that are shipped.
ANY_LETTER = frozenset("".join("".join(scheme.letters) for scheme in SCHEMES.values()))
#: Letters that may stand together without anything between them before the scheme is known.
_CLOSE = frozenset("RASCI")
_LOOKALIKES = str.maketrans("АСІРОМТавсіромтΑΙΡΟΜΤᴀᴄɪʀ", "ACIPOMTABCIPOMTAIPOMTACIR")
_MARKUP = re.compile(r"[*_`~]+|</?[a-zA-Z][^<>]*>|[\u00ad\u200b-\u200f\u2060\ufeff\ufe0f]")
_FOOTNOTE = re.compile(r"(?<=\w)\s*(?:[*†‡§¶#°^¹²³⁰⁴-⁹]+|\[\d+\]|(?<=[A-Za-z])\d{1,2})\s*$")
_STARRED = re.compile(r"^[^*]*\w\s*\*+\s*$")
_BRACKET = re.compile(r"\s*[(\[{（［【〔]\s*([^()\[\]{}（）［］【】〔〕]*?)\s*[)\]}）］】〕]\s*")
_SEPARATOR = re.compile(
    r"\s*(?:[/\\,;+&|·•،、，；／＋＆\n.:–—-]|\s|\b(?:and|und|et|e|y|en|og|och|и|及|和|と)\b)\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[/\\,;+&|·•、，；\n]|\s(?:and|und|et|y|och|og|и)\s")
#: So many letters in one cell name a scheme rather than give somebody all of them.
_ALL = 4
_LABELLED = re.compile(
    r"([A-Za-z](?:[/,+&][A-Za-z])*|[A-Z]{1,4})\s*(?:[:=]|(?<=\s)[–—-]|[–—-](?=\s))\s*(.+)",
    re.DOTALL,
)
_LEGEND = re.compile(r"\b[A-Z]\s*[=:–—]\s*\w")
_NUMBER = re.compile(r"[+-]?[\d.,\s]*\d\s*(?:%|€|\$|h|d|pt|PT)?")


class Kind(StrEnum):
    """What a cell is; one character each, so that a row's kinds are a string.

    A mark is a short text that may be a letter of another language, or stand for nothing.
    """

    LETTERS = "L"
    BLANK = " "
    NOTHING = "-"
    NUMBER = "N"
    TICK = "X"
    MARK = "M"
    TEXT = "T"


@frozen
class Reading:
    """What a text means as a cell.

    Attributes:
        letters: Upper-case, once each, as written.
        parts: Parts said in words, to be turned into letters of the scheme.
        why: What stood beside them, in brackets or after a colon.
        lookalike: Whether a letter of another script was meant as a Latin one.
        loose: Whether a word says it only loosely.
        marked: Whether a footnote mark was taken off.
        bracketed: Whether the letters themselves stood in brackets.
    """

    kind: Kind
    letters: str = ""
    parts: tuple[Part, ...] = ()
    why: str = ""
    lookalike: bool = False
    loose: bool = False
    marked: bool = False
    bracketed: bool = False


_BLANK = Reading(Kind.BLANK)
_NOTHING = Reading(Kind.NOTHING)
_TEXT = Reading(Kind.TEXT)
_A_NUMBER = Reading(Kind.NUMBER)
_TICK = Reading(Kind.TICK)
#: A text that is longer is a word, and no mark.
_LONGEST_MARK = 3


class Reader:
    """Reads cells and remembers what it read: a matrix says the same few texts again and again."""

    def __init__(
        self,
        scheme: Scheme | None = None,
        loose: Mapping[str, Part] | None = None,
        explained: Mapping[str, bool] | None = None,
    ) -> None:
        """Read letters of any scheme, or of one.

        Args:
            scheme: The scheme; None for any.
            loose: What words say loosely, where the document uses them as letters.
            explained: Symbols (upper case) that the document explains, whatever they are else:
                true for those that mean a part, false for those that mean nobody.
        """
        explained = explained or {}
        own = {symbol for symbol, meant in explained.items() if meant and symbol.isalpha()}
        self._letters = frozenset(scheme.letters if scheme else ANY_LETTER) | own
        self._close = frozenset(scheme.letters if scheme else _CLOSE) | own
        self._scheme = scheme
        usual = {word: parts[0] for word, parts in LOOSE.items()} if scheme else {}
        self._loose = usual | dict(loose or {})
        self._symbols = explained
        self.known: dict[str, Reading] = {"": _BLANK}
        self._kinds: dict[str, str] = {}

    def read(self, text: str) -> Reading:
        """Return what ``text`` means."""
        reading = self.known.get(text)
        if reading is None:
            reading = self.known[text] = self._read(text)
        return reading

    def kinds(self, row: list[str]) -> str:
        """Return the kinds of a row's cells, a character each."""
        kinds = list(map(self._kinds.get, row))
        if None in kinds:
            for text in [text for text, kind in zip(row, kinds, strict=True) if kind is None]:
                self._kinds[text] = self.read(text).kind.value
            kinds = list(map(self._kinds.get, row))
        return "".join(filter(None, kinds))

    def _read(self, text: str) -> Reading:  # noqa: PLR0911 - a kind each
        plain = unicodedata.normalize("NFKC", text)
        bare = _MARKUP.sub("", plain).strip()
        if not bare:
            return _NOTHING if text.strip() else _BLANK
        said = self._symbols.get(bare.upper())
        if said is not None:
            return Reading(Kind.LETTERS, bare.upper()) if said else _NOTHING
        if fold(bare) in NOTHING:
            return _NOTHING
        if len(bare) > 200:  # noqa: PLR2004 - a paragraph is no cell of letters
            return _TEXT
        found = self._letters_of(bare)
        if found is not None and _STARRED.search(plain):
            found = _noted(found, marked=True)
        if found is not None and (self._scheme or len(found.letters) + len(found.parts) < _ALL):
            return found
        if _NUMBER.fullmatch(bare):
            return _A_NUMBER
        if fold(bare) in TICKS:
            return _TICK
        return self._mark(bare)

    def _mark(self, bare: str) -> Reading:
        """Return what a short text is: letters of another language, or a sign."""
        # "E" alone is a letter, and no "and" of Italian between others.
        bits = [bit for bit in _SEPARATOR.split(_FOOTNOTE.sub("", bare)) if bit] or [bare]
        if all(self._symbols.get(bit.upper()) for bit in bits):
            return Reading(Kind.LETTERS, "".join(dict.fromkeys(bits)).upper())
        if all(len(bit) == 1 and bit.isalpha() for bit in bits):
            letters = "".join(dict.fromkeys(bits)).upper()
            known = sum(letter in self._letters for letter in letters)
            sure = len(letters) > 1 and known * 2 > len(letters)
            return Reading(Kind.LETTERS if sure else Kind.MARK, letters)
        short = len(bare) <= _LONGEST_MARK and not bare.isalnum()
        return Reading(Kind.MARK) if short else _TEXT

    def _letters_of(self, bare: str) -> Reading | None:
        marked = bool(_FOOTNOTE.search(bare))
        outside, inside = _split_brackets(bare)
        core = _FOOTNOTE.sub("", outside).strip(" :.,;")
        if not core and len(inside) == 1:
            found = self._plain(inside[0])
            return _noted(found, bracketed=True) if found and found.letters else None
        found = self._plain(core)
        if found is None:
            return self._explained(core, inside)
        why = ", ".join(note for note in inside if not self._repeats(note, found))
        return _noted(found, why=why, marked=marked)

    def _plain(self, text: str) -> Reading | None:
        """Read letters or words with nothing else around them."""
        if not text:
            return None
        latin = text.translate(_LOOKALIKES)
        bits = [bit.upper() for bit in _SEPARATOR.split(latin) if bit]
        close = self._close if any(len(bit) > 1 for bit in bits) else self._letters
        joined = "".join(bits)
        if (
            joined
            and len(joined) <= len(bits) + 4
            and all(char in close for char in joined)
            and len(set(joined)) == len(joined)
        ):
            return Reading(Kind.LETTERS, joined, lookalike=latin != text)
        return self._worded(text)

    def _worded(self, text: str) -> Reading | None:
        """Read words, or words and letters, with separators between them."""
        letters, parts, loose = "", list[Part](), False
        for bit in _BETWEEN.split(text) if fold(text) not in PARTS else [text]:
            folded = fold(bit).strip(" .:")
            if not folded:
                continue
            known = PARTS.get(folded, ())
            part = known[0] if known else None
            if len(known) > 1:
                part = self._loose.get(folded, part)
            elif part is None and self._loose:
                part = self._loose.get(folded)
                loose = loose or part is not None
            if part is not None:
                parts.append(part)
            elif len(folded) == 1 and bit.strip().upper() in self._letters:
                letters += bit.strip().upper()
            else:
                return None
        if not letters and not parts:
            return None
        return Reading(Kind.LETTERS, letters, tuple(dict.fromkeys(parts)), loose=loose)

    def _explained(self, text: str, inside: list[str]) -> Reading | None:
        """Read ``R - prepares`` and ``Responsible (R)``."""
        if len(inside) == 1 and fold(text) in PARTS:
            return self._plain(inside[0])
        found = _LABELLED.fullmatch(text)
        letters = self._plain(found[1]) if found else None
        if found is None or letters is None or not letters.letters:
            return None
        note = found[2].strip()
        if self._repeats(note, letters):
            return letters
        if _LEGEND.search(note) or fold(note) in PARTS:
            return None
        return _noted(letters, why=", ".join([note, *inside]))

    def _repeats(self, note: str, found: Reading) -> bool:
        """Tell whether a note only spells out the letter, or abbreviates the word."""
        for part in PARTS.get(fold(note), ()):
            return part in found.parts or any(
                part in SCHEMES[name].parts(found.letters) for name in ("RACI-VS", "CAIRO", "DACI")
            )
        return bool(found.parts) and len(note) == 1 and note.upper() in self._letters


def bits_of(text: str) -> list[str]:
    """Return what a cell joins with separators, as ``zuständig und verantwortlich``."""
    return [bit for bit in _BETWEEN.split(_MARKUP.sub("", text)) if bit.strip()]


def joined(text: str) -> str:
    """Return the letters of a cell of ours, in whatever scheme; nothing for any other text."""
    text = text.strip()
    ours = len(text) <= len(ANY_LETTER) and set(text) <= ANY_LETTER
    return text if ours and len(set(text)) == len(text) else ""


def _split_brackets(text: str) -> tuple[str, list[str]]:
    """Return what stands outside of brackets, and what in each of them."""
    inside = [found.strip() for found in _BRACKET.findall(text)]
    return _BRACKET.sub(" ", text).strip(), [note for note in inside if note]


def _noted(
    found: Reading, *, why: str = "", marked: bool = False, bracketed: bool = False
) -> Reading:
    return Reading(
        found.kind,
        found.letters,
        found.parts,
        why or found.why,
        found.lookalike,
        found.loose,
        marked or found.marked,
        bracketed or found.bracketed,
    )


_SUFFIXES = re.compile(
    r"\b(?:part(?:y|ies)|persons?|people|roles?|teams?|names?|by|with|to|individuals?|stakeholders?|"
    r"staff|for|is|are|be|must|keep|primary|main|final|ultimate|overall|who|the|person\(s\)|"
    r"personen|rollen?|wer|wird|ist|qui|quien|quem|chi|owner)\b"
)
#: A single letter before or behind a word, as in ``R Responsible``.
_WORD_AND_LETTER = re.compile(r"^[A-Z](?=[\s/])|(?<=[\s/–—-])[A-Z]$")
_UNDERLINE = re.compile(r"(?<=\w)_+(?=\w)")
_HEAD_LETTER = re.compile(r"^\W*([A-Z])\W*$")


@lru_cache(4096)
def head_part(text: str) -> Reading | None:
    """Return the letter that a column's head names, as in ``Responsible (R)``; None if none."""
    joined = _UNDERLINE.sub(" ", unicodedata.normalize("NFKC", text))
    bare = _MARKUP.sub("", joined).strip()
    if not bare or len(bare) > 60:  # noqa: PLR2004 - a head, no sentence
        return None
    outside, inside = _split_brackets(bare)
    for note in (outside, *inside):
        letter = _HEAD_LETTER.match(note.translate(_LOOKALIKES))
        if letter and letter[1] in ANY_LETTER:
            return Reading(Kind.LETTERS, letter[1])
    explained = re.fullmatch(r"([A-Z])\s*[:=–—-]\s*(.+)", outside)
    if explained and explained[1] in ANY_LETTER:
        return Reading(Kind.LETTERS, explained[1])
    for found in _WORD_AND_LETTER.finditer(outside):
        around = f"{outside[: found.start()]} {outside[found.end() :]}"
        if found[0] in ANY_LETTER and _part_said(around):
            return Reading(Kind.LETTERS, found[0])
    parts = _part_said(outside) or (PARTS.get(fold(inside[0])) if inside else None)
    return Reading(Kind.LETTERS, "", parts[:1]) if parts else None


def _part_said(text: str) -> tuple[Part, ...]:
    """Return the parts that a text is a word for, apart from what it says of who they are."""
    folded = " ".join(_SUFFIXES.sub(" ", fold(text)).split()).strip(" :?./=–—-")
    return PARTS.get(folded) or PARTS.get(folded.removesuffix("s"), ())
