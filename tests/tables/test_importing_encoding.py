"""Old code pages: each that can be named is read, and none is guessed that cannot be meant."""

from __future__ import annotations

import unicodedata

import pytest

from raci.model.error import RaciError
from raci.tables import importing
from raci.tables.importing import Stated
from raci.tables.importing.readers.encoding import ENCODINGS
from raci.words import words_in

EAST_ASIAN = {
    "cp932": "部長広報担当",
    "euc-jp": "部長広報担当",
    "iso2022-jp": "部長広報担当",
    "gb18030": "总经理办公室",
    "big5": "總經理辦公室",
    "big5hkscs": "總經理辦公室",
    "cp949": "대표이사사무국",
    "euc-kr": "대표이사사무국",
}


def alphabet(encoding: str) -> str:
    """Return the letters beyond ASCII that an encoding has; a few of all for Unicode."""
    if encoding in EAST_ASIAN:
        return EAST_ASIAN[encoding]
    if encoding.startswith("utf"):
        return "äßéčłőжщÆþΩğ部국"
    text = bytes(range(0x80, 0x100)).decode(encoding, "ignore")
    return "".join(char for char in text if unicodedata.category(char)[0] == "L")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_letters_of_an_encoding_come_back(encoding: str) -> None:
    """Every letter of each alphabet stands in a name, and comes in as it is."""
    letters = alphabet(encoding)
    each = 2 if encoding in EAST_ASIAN else 6
    names = [f"Desk {letters[at : at + each]}" for at in range(0, len(letters), each)]
    names = names or ["Desk", "Head"]
    tasks = [f"{name} {place}" for place, name in enumerate(names)]
    rows = [
        [task, *("RA"[place == at] for at in range(len(names)))] for place, task in enumerate(tasks)
    ]
    text = "\n".join(";".join(row) for row in [["Task", *names], *rows])
    found = importing.read(text.encode(encoding), "x.csv", stated=Stated(encoding=encoding))
    assert found.tables[0].roles == tuple(names)
    assert [row.name for row in found.tables[0].rows] == tasks
    assert not found.doubts


@pytest.mark.parametrize(
    "name",
    ["windows-1250", "latin1", "UTF8", "ibm852", "shift_jisx0213", "klingon", "rot13", "idna"],
)
def test_names_of_encodings(name: str) -> None:
    """Other names of an encoding are as good; others are refused with the list."""
    text = b"Task;Head;Desk\nWebsite;A;R\nLeaflet;I;A\n"
    if name in {"windows-1250", "latin1", "UTF8", "ibm852"}:
        assert importing.read(text, "x.csv", stated=Stated(encoding=name)).tables[0].roles == (
            "Head",
            "Desk",
        )
        return
    with pytest.raises(RaciError) as refused:
        importing.read(text, "x.csv", stated=Stated(encoding=name))
    said = words_in("en").say(refused.value.text)
    assert f"no encoding “{name}”" in said
    assert "cp1250" in said


@pytest.mark.parametrize(
    ("name", "encodings"),
    [
        ("Müller", "cp1252 iso8859-1 cp850 cp437 mac-roman cp1250 iso8859-2 cp852 cp1254 cp1257"),
        ("Geschäftsführung, Prüfung, Größe", "cp1252 cp850 mac-roman cp1250 cp852 cp1254"),
        ("Zespół świąteczny, Właściciel", "cp1250 iso8859-2 cp852 mac-latin2"),
        ("Ředitel, Účtárna, Oddělení", "cp1250 iso8859-2 cp852 mac-latin2"),
        ("Équipe, Gérant, Comité, Dépôt", "cp1252 cp850 mac-roman iso8859-15 cp863"),
        ("Ügyfélszolgálat, Szórólap, Főnök", "cp1250 iso8859-2 cp852"),
        ("Müdür, Büro, Şube, Görev", "cp1254 iso8859-9 cp857"),
        ("Įstaiga, Užduotis, Skyrius", "cp1257 iso8859-13"),
        ("Übung für Bürgerbüros", "cp1252 cp850 mac-roman"),
    ],
)
def test_east_asian_is_not_guessed_for_europe(name: str, encodings: str) -> None:
    """Text that is ASCII but for some letters is never taken for Chinese, Japanese or Korean."""
    for encoding in encodings.split():
        for head in (name, *name.split(", ")):
            text = f"Task;Head;{head}\nWebsite;A;R\nLeaflet;I;A\n"
            found = importing.read(text.encode(encoding), "x.csv")
            assert max(map(max, found.tables[0].roles)) < "\u2e80", encoding


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp932", "作業,部長,広報担当,開発チーム\nウェブサイト,A,R,I\n印刷物,I,A,R\n"),
        ("euc-jp", "作業,部長,広報担当,A社\nウェブサイト,A,R,I\n印刷物,I,A,R\n"),
        ("gb18030", "任务,总经理,办公室,市场部\n网站,A,R,I\n宣传单,I,A,R\n"),
        ("big5", "任務,總經理,辦公室,IT部\n網站,A,R,I\n傳單,I,A,R\n"),
        ("cp949", "업무,대표이사,사무국,마케팅팀\n웹사이트,A,R,I\n전단지,I,A,R\n"),
    ],
)
def test_east_asian_is_guessed_where_it_is(encoding: str, text: str) -> None:
    """Names in words of their own, beside letters of RACI, are what they are."""
    found = importing.read(text.encode(encoding), "x.csv")
    assert found.tables[0].roles == tuple(text.split("\n", maxsplit=1)[0].split(",")[1:])
    assert found.doubts
