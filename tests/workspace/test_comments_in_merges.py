"""A merge loses no comment in silence, and is never worse than a merge by lines."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.versions import merge
from raci.versions.git.lines import merge_lines
from raci.versions.values import same_file
from raci.words import words_in
from raci.workspace import document_merge
from raci.workspace.document_merge import DocumentMerge
from support.commented import commented, commented_texts, comments
from support.versions import BASE

PLAIN = commented(BASE, "base", Random(1), 0)  # noqa: S311 - no secret


def merged(base: str, ours: str, theirs: str) -> DocumentMerge:
    """Merge three texts into ours."""
    sides = [Document.parse(text, NAMES) for text in (base, ours, theirs)]
    return DocumentMerge(*sides, kept=sides[1])


def told(found: DocumentMerge) -> str:
    """Return what the merge tells of comments that did not come along."""
    return "\n".join(map(words_in("en").say, found.lost_comments()))


@settings(max_examples=60, deadline=None)
@given(commented_texts("ours"), commented_texts("theirs"))
def test_no_comment_is_lost_in_silence(ours: str, theirs: str) -> None:
    """Each comment of either side is in the merge, or it is told that it is not."""
    found = merged(PLAIN, ours, theirs)
    text = found.text()
    assert comments(ours) | comments(theirs) == comments(text) | comments(told(found))
    base, mine, others = (Document.parse(one, NAMES).data for one in (PLAIN, ours, theirs))
    assert same_file(Document.parse(text, NAMES).data, merge(base, mine, others).values)


@settings(max_examples=60, deadline=None)
@given(commented_texts("ours"))
def test_where_one_side_changed_nothing_the_other_is_the_merge(ours: str) -> None:
    """To the last character, whichever side it is."""
    assert merged(PLAIN, ours, PLAIN).text() == merged(PLAIN, PLAIN, ours).text() == ours


@settings(max_examples=60, deadline=None)
@given(commented_texts("ours"), commented_texts("theirs"))
def test_never_worse_than_lines(ours: str, theirs: str) -> None:
    """What lines can merge, and say what was meant, is merged so; what they cannot has no marks."""
    lines = merge_lines(PLAIN.encode(), ours.encode(), theirs.encode())
    assert lines
    found = merged(PLAIN, ours, theirs)
    data = Document.parse(found.text(), NAMES).data
    by_lines = Document.parse(lines.text.decode(), NAMES)
    if not lines.conflicts and by_lines.readable and same_file(by_lines.data, data):
        assert found.text() == lines.text.decode()
    assert "<<<<<<<" not in found.text()


FIRM = """\
format = 1

[organisation]
name = "Firm"

[roles.boss]
name = "Boss"

[roles.it]
name = "IT"
reports_to = ["boss"]

[channels.web]
name = "Website"

[channels.web.raci]
boss = "A"
it = "R"
"""


@pytest.mark.parametrize(
    ("here", "there", "wanted"),
    [
        (('"A"', '"AR"'), ('it = "R"\n', 'it = "R"  # THEIRS\n'), 'it = "R"  # THEIRS\n'),
        (('"R"', '"C"  # ours'), ('it = "R"\n', 'it = "R"  # x\n'), '# x\nit = "C"  # ours\n'),
        (('boss = "A"', 'boss = "AR"'), ('it = "R"', '# x\nit = "R"'), '"AR"\n# x\nit = "R"\n'),
        (
            ('["boss"]\n', '["boss"]  # yes\n'),
            ('["boss"]', '[\n  "boss", # no\n]'),
            'reports_to = [\n  "boss", # no\n]  # yes\n',
        ),
        (('"Website"', '"Web"'), ('"Website"\n', '"Website"\n\n# a\n# b\n'), "\n# a\n# b\n\n[cha"),
        (('"R"\n', '"C"\n'), ('it = "R"\n', 'it = "R"\n\n# the end\n'), 'it = "C"\n\n# the end\n'),
        (
            ("[channels.web.raci]\n", "[channels.web.raci]  # who\n"),
            ("[channels.web.raci]\n", "# why\n[channels.web.raci]\n"),
            "# why\n[channels.web.raci]  # who\n",
        ),
        (
            ('[channels.web.raci]\nboss = "A"', 'raci.boss = "AR"\nraci.it'),
            ('"A"', '"A"  # sure'),
            'raci.boss = "AR"  # sure\n',
        ),
    ],
    ids=["behind", "both behind", "above", "inside", "block", "end", "header", "other spelling"],
)
def test_their_comments_come_along(
    here: tuple[str, str], there: tuple[str, str], wanted: str
) -> None:
    """Beside what they stood by, also where both sides touched the same lines."""
    ours, theirs = FIRM.replace(*here), FIRM.replace(*there)
    if "raci.it" in ours:
        ours = ours.replace('raci.it\nit = "R"\n', 'raci.it = "R"\n')
    assert wanted in merged(FIRM, ours, theirs).text()


def test_their_comments_go_with_renamed_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """What they wrote beside an entry comes to it although we call it otherwise."""
    monkeypatch.setattr(document_merge, "merge_lines", lambda *_: None)
    ours = FIRM.replace("channels.web", "channels.site").replace("roles.it", "roles.edv")
    ours = ours.replace('it = "R"', 'edv = "R"')
    theirs = FIRM.replace('it = "R"', 'it = "R"  # both').replace("[roles.it]", "# one\n[roles.it]")
    found = merged(FIRM, ours, theirs)
    assert 'edv = "R"  # both' in found.text()
    assert "# one\n[roles.edv]" in found.text()
    assert told(found) == ""


def test_a_comment_on_what_we_deleted_is_told() -> None:
    """It has no place any more; ours on what they deleted gets a line of its own."""
    here, there = FIRM.replace('it = "R"\n', ""), FIRM.replace('it = "R"', 'it = "R"  # why')
    assert told(merged(FIRM, here, there)) == "Website: IT loses their comment “# why”"
    kept = merged(FIRM, there, here)
    assert told(kept) == ""
    assert "# why\n" in kept.text()
    assert 'it = "R"' not in kept.text()
    here, fax = FIRM[: FIRM.index("\n[channels.web]")], '\n[channels.fax]\nname = "Fax"\n'
    assert told(merged(FIRM, there, here + fax)) == "Website: IT loses our comment “# why”"


def test_the_same_line_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of a drawn box may be alike; they stay as they were drawn."""
    monkeypatch.setattr(document_merge, "merge_lines", lambda *_: None)
    box = "# ----\n# text\n# ----\n"
    theirs = FIRM.replace("[channels.web]", f"{box}[channels.web]")
    ours = FIRM.replace("[channels.web]", f"{box}# more\n[channels.web]")
    assert f"{box}# more\n[channels.web]" in merged(FIRM, ours, theirs).text()


def test_line_ends_are_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their comments take the line ends of our file, and a file may begin with its mark."""
    monkeypatch.setattr(document_merge, "merge_lines", lambda *_: None)
    ours = "\ufeff" + FIRM.replace('"A"', '"AR"').replace("\n", "\r\n")
    theirs = "# first\n" + FIRM.replace('["boss"]', '[ # in\n  "boss",\n]')
    text = merged(FIRM, ours, theirs).text()
    assert text.startswith("\ufeff# first\r\nformat")
    assert '[ # in\r\n  "boss",\r\n]\r\n' in text
    assert text.count("\n") == text.count("\r\n")
