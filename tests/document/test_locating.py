"""Paths become lines and columns, whatever the spelling."""

from __future__ import annotations

import pytest

from raci.document import Document
from raci.model.finding import Place
from raci.toml_edit import outline, scan
from support.rules import RULES

TEXT = """\
\ufefforganisation.name = "O" # c
waivers = [
  { rule = "it-only", x = [
   ]}, { until = 1 },
]

[channels."a b".raci]
x = { letters = "A", why = '''
]
''' }
deep.er.key = [ [1, 2], 'x', ]

[ channels . 'c' ]
phases = ["before",
  "after"] # tail
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), (1, 1, 1, 1)),
        (("nothing", "at", "all"), (1, 1, 1, 1)),
        (("organisation",), (1, 1, 1, 18)),
        (("organisation", "name"), (1, 1, 1, 24)),
        (("organisation", "size"), (1, 1, 1, 18)),
        (("waivers", 0), (3, 3, 4, 6)),
        (("waivers", 0, "rule"), (3, 5, 3, 21)),
        (("waivers", 0, "reason"), (3, 3, 4, 6)),
        (("waivers", 1, "until"), (4, 10, 4, 19)),
        (("channels",), (7, 1, 7, 22)),
        (("channels", "a b"), (7, 1, 7, 22)),
        (("channels", "a b", "name"), (7, 1, 7, 22)),
        (("channels", "a b", "raci", "x"), (8, 1, 10, 6)),
        (("channels", "a b", "raci", "x", "why"), (8, 22, 10, 4)),
        (("channels", "a b", "raci", "deep", "er", "key"), (11, 1, 11, 31)),
        (("channels", "a b", "raci", "deep", "er", "key", 0, 1), (11, 21, 11, 22)),
        (("channels", "a b", "raci", "deep", "er", "key", 1), (11, 25, 11, 28)),
        (("channels", "c"), (13, 1, 13, 19)),
        (("channels", "c", "phases"), (14, 1, 15, 11)),
        (("channels", "c", "phases", 1), (15, 3, 15, 10)),
        (("channels", "c", "name"), (13, 1, 13, 19)),
    ],
)
def test_path_is_found(path: tuple[str | int, ...], expected: tuple[int, int, int, int]) -> None:
    """Keys from key to value, elements, headers; what is missing at the nearest table."""
    document = Document.parse(TEXT, RULES)
    assert document.readable
    assert document.locate(path) == Place(*expected)


def test_line_ends_do_not_shift_places() -> None:
    """With CRLF, lines and columns are the same as without."""
    plain = Document.parse(TEXT, RULES)
    windows = Document.parse(TEXT.replace("\n", "\r\n"), RULES)
    for path in (("waivers", 1, "until"), ("channels", "c", "phases", 1), ("channels", "a b")):
        assert plain.locate(path) == windows.locate(path)


TRICKY = [
    'a = "[x]"\n[b]\n',
    'a = """\n[x]\n"""\n[b]\n',
    'a = """x\\""""\n[b]\n',
    "a = '''\n[x]\n'''''\n[b]\n",
    'a = """"x""""\n[b]\n',
    "a = [\n[1],\n # [c]\n]\n[b]\n",
    'a = [\n"]", # "\n]\n[b]\n',
    '# """\n[b]\n',
    "a = 1 # '''\n[b]\n",
    'a = { b = """\n[x]\n""" }\n[b]\n',
    "a = { b = [\n[1]\n] }\n[b]\n",
    '"a = [" = 1\n[b]\n',
    "'a#' = 1\n[b]\n",
    "  [b]\n",
    "a=1\r\n\r\n[b]\r\n",
    "\ufeff[b]",
    "a = 1979-05-27 07:32:00 # [x]\n[b]",
    '"" = 1\n[b]\n',
    '["[b]"]\nx = 1\n[b]\n',
]


@pytest.mark.parametrize("text", TRICKY, ids=range(len(TRICKY)))
def test_headers_are_told_from_what_looks_like_them(text: str) -> None:
    """Brackets in texts, lists and comments are no headers."""
    document = Document.parse(text, RULES)
    assert document.problems[0].code != "RACI801"
    found = list(scan.segments(text))
    assert "".join(part for _, part in found) == text
    assert found[-1][0] == ("b",)
    assert len(found) == 2 + ('["' in text and "x = 1" in text)


def test_locating_needs_no_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many findings are located, each table is scanned once and lines are counted once."""
    scan.statements.cache_clear()
    channels = "".join(f'[channels.c{n}]\nname = "C"\nkind = "new"\n' for n in range(300))
    document = Document.parse("format = 1\n" + channels, RULES)
    counted: list[int] = []
    real = outline._line_starts

    def counting(text: str) -> list[int]:
        counted.append(1)
        return real(text)

    monkeypatch.setattr(outline, "_line_starts", counting)
    for _ in range(3):
        for n in range(300):
            assert document.locate(("channels", f"c{n}", "kind")).line == 4 + 3 * n
    assert len(counted) == 1
    assert scan.statements.cache_info().misses <= 302
