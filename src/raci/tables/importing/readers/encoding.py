"""Bytes to text: by mark, as UTF-8, as UTF-16 without a mark, else guessed and said so."""

from __future__ import annotations

import codecs

from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.importing.imported import Doubt

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Letters and signs that texts of western Europe hold beyond ASCII; a text in which all others
#: are missing is taken for Windows-1252, what western spreadsheets write.
_WESTERN = frozenset(
    "äöüÄÖÜßéèêëàâáãåæçñíìîïóòôõøœúùûýÿÉÈÊËÀÂÁÃÅÆÇÑÍÌÎÏÓÒÔÕØŒÚÙÛ–—‘’“”„‚…•·€°§«»¿¡ªº²³½\xa0"
)
_SAMPLE = 200_000


def decode(data: bytes, name: str, doubts: list[Doubt]) -> str:
    """Return the text of ``data`` with line feeds for line ends.

    Raises:
        RaciError: The bytes are no text in any encoding.
    """
    text = _by_mark(data)
    if text is None:
        text = _strict(data, "utf-8") if b"\0" not in data else _utf16(data)
    if text is None:
        text, encoding = _guessed(data)
        doubts.append(
            Doubt(
                f"{name}:1",
                Text("The text is not UTF-8; it was read as {encoding}.", {"encoding": encoding}),
            )
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16(data: bytes) -> str | None:
    """Decode UTF-16 without a mark: nearly every second byte of western text is zero there."""
    sample = data[:_SAMPLE]
    half = max(len(sample) // 2, 1)
    for zeros, encoding in ((sample[1::2], "utf-16-le"), (sample[::2], "utf-16-be")):
        if zeros.count(0) > 0.3 * half:
            return _strict(data[: len(data) // 2 * 2], encoding)
    raise RaciError(Text("This is no text, and no kind of file that is known here."))


def _guessed(data: bytes) -> tuple[str, str]:
    western = _strict(data, "cp1252")
    if western is not None and all(
        char in _WESTERN for char in set(western[:_SAMPLE]) if char > "\x7f"
    ):
        return western, "Windows-1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best is not None else "cp1252"
    return data.decode(encoding, "replace"), encoding.replace("_", "-")


def recoded(data: bytes, encoding: str) -> bytes:
    """Return a text in UTF-8 that is in an encoding which a person names.

    Raises:
        RaciError: There is no such encoding, or the text is not in it.
    """
    try:
        text = data.decode(codecs.lookup(encoding).name)
    except LookupError:
        message = Text("There is no encoding “{encoding}”.", {"encoding": encoding})
        raise RaciError(message) from None
    except (UnicodeDecodeError, TypeError, ValueError):
        message = Text("The text is not in {encoding}.", {"encoding": encoding})
        raise RaciError(message) from None
    return codecs.BOM_UTF8 + text.encode("utf-8", "replace")
