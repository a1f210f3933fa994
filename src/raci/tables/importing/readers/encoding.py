"""Bytes to text: by their mark, as UTF-8, as UTF-16 without a mark, else guessed and told."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.importing.imported import Doubt

if TYPE_CHECKING:
    from collections.abc import Sequence

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
#: Encodings in which a character takes several bytes, of which the first may follow a letter.
_EAST_ASIAN = ("cp932", "euc-jp", "iso2022-jp", "gb18030", "big5", "big5hkscs", "cp949", "euc-kr")
#: What a text can be in, by the names of Windows, of standards and of old computers: the whole of
#: Unicode; the west, centre, north-east and south-east of Europe; Cyrillic, Greek, Turkish, Hebrew,
#: Arabic, Vietnamese, Thai; the east of Asia.
ENCODINGS = (
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "ascii"),
    *("cp1252", "iso8859-1", "iso8859-15", "cp850", "cp437", "cp858", "cp860", "cp861", "cp863"),
    *("cp865", "iso8859-10", "iso8859-14", "mac-roman", "mac-iceland"),
    *("cp1250", "iso8859-2", "iso8859-16", "cp852", "mac-latin2", "mac-croatian", "mac-romanian"),
    *("cp1257", "iso8859-13", "iso8859-4", "cp775", "iso8859-3"),
    *("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "cp1125", "cp855", "mac-cyrillic"),
    *("cp1253", "iso8859-7", "cp737", "cp869", "mac-greek"),
    *("cp1254", "iso8859-9", "cp857", "mac-turkish"),
    *("cp1255", "iso8859-8", "cp862", "cp1256", "iso8859-6", "cp1258", "cp874", "tis-620"),
    *_EAST_ASIAN,
)
#: What a text may be taken for where nobody says.
_GUESSED = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859-2", "iso8859-5"),
    *("iso8859-7", "koi8-r", "cp866", "cp850", "cp852", "mac-roman", "mac-cyrillic", "cp1255"),
    *("cp1256", "cp1258", "cp874"),
)
#: Characters beyond ASCII that stand together; two or more; some beside a letter of ASCII.
_RUNS, _LONG_RUNS = re.compile(r"[^\x00-\x7f]+"), re.compile(r"[^\x00-\x7f]{2,}")
_TOUCHING = re.compile(r"[A-Za-z][^\x00-\x7f]+|[^\x00-\x7f]+[A-Za-z]")


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
    encoding = _likeliest(data[:_SAMPLE])
    return data.decode(encoding, "replace"), encoding.replace("_", "-")


def _likeliest(sample: bytes) -> str:
    """Return the encoding that a text is most likely in.

    An East Asian encoding is dropped where the text is ASCII otherwise: its characters would stand
    beside each other and not inside European words.
    """
    from charset_normalizer import from_bytes

    def known(names: Sequence[str]) -> list[str]:
        return [codecs.lookup(name).name.replace("-", "_") for name in names]

    best = from_bytes(sample, cp_isolation=known((*_GUESSED, *_EAST_ASIAN))).best()
    if best is not None and best.encoding in known(_EAST_ASIAN):
        text = str(best)
        runs, long, touching = (len(each.findall(text)) for each in (_RUNS, _LONG_RUNS, _TOUCHING))
        if touching * 2 > runs or long * 2 < runs:
            best = from_bytes(sample, cp_isolation=known(_GUESSED)).best()
    return best.encoding if best is not None else "cp1252"


def listed(encoding: str) -> str:
    """Return the codec of an encoding that a person names, by whatever name Python knows it.

    Raises:
        RaciError: No text is read in it.
    """
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        name = ""
    if name not in {codecs.lookup(one).name for one in ENCODINGS}:
        raise RaciError(
            Text(
                "There is no encoding “{encoding}”; these are: {names}.",
                {"encoding": encoding, "names": ENCODINGS},
            )
        )
    return name


def recoded(data: bytes, encoding: str) -> bytes:
    """Return a text in UTF-8 that is in an encoding which a person names.

    Raises:
        RaciError: There is no such encoding, or the text is not in it.
    """
    try:
        text = data.decode(listed(encoding))
    except ValueError:
        message = Text("The text is not in {encoding}.", {"encoding": encoding})
        raise RaciError(message) from None
    return codecs.BOM_UTF8 + text.encode("utf-8", "replace")
