"""Anything as an organisation's file: read or refused with a sentence, never a traceback."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from raci.check.rule_names import NAMES
from raci.document import Document, compose
from raci.document.fields import CELL, CHANNEL, CHECK, DEPARTMENT, ORGANISATION, ROLE, ROOT, WAIVER
from raci.model.edit import AddItem, RenameId, SetCell, SetField
from raci.model.organisation import Cell
from support import examples
from support.strange.laws import edit_holds, exports_hold, reading_holds

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parents[2] / "sample_orgs"
SAMPLE = (SAMPLES / "gasthof-alpenblick.toml").read_bytes()

anything = settings(max_examples=examples(12), suppress_health_check=list(HealthCheck))

#: What texts are made of that somebody may want to act.
NASTY = "\x1b[2J\x07\x00\u202e\u2066\x9b]0;x\ud7ff<&>\"'`|=+-@#:%\\{}[]\n\r\t\u2028日é"
texts = st.text(st.sampled_from(NASTY) | st.characters(exclude_categories=["Cs"]), max_size=12)
IDS = ("a", "b", "website", "x.y", "ä", "a b")
ids = st.sampled_from(IDS) | texts.filter(bool)
letters = st.sampled_from(("A", "R", "AR", "C", "I", "", "a", "А", "RR"))
scalars = st.one_of(
    texts,
    ids,
    letters,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.dates(),
    st.sampled_from(("RACI101", "it-only", "new", "it", "before", "declined", "error", "DACI")),
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ids, inner, max_size=4)
)


def _table(fields: object) -> st.SearchStrategy[dict[str, object]]:
    assert isinstance(fields, dict)
    return st.dictionaries(st.sampled_from(list(fields)) | ids, values, max_size=5)


cells = st.dictionaries(ids, letters | _table(CELL), max_size=4)
channels = st.builds(
    lambda own, raci, duties: {**own, "raci": raci, "duties": duties},
    _table(CHANNEL),
    cells,
    st.dictionaries(st.sampled_from(("content", "implementation", "x")), cells, max_size=2),
)
files = st.builds(
    lambda root, **tables: {"format": 1, **root, **tables},
    _table(ROOT),
    organisation=_table(ORGANISATION),
    departments=st.dictionaries(ids, _table(DEPARTMENT), max_size=2),
    roles=st.dictionaries(ids, _table(ROLE), max_size=4),
    channels=st.dictionaries(ids, channels, max_size=4),
    waivers=st.lists(_table(WAIVER), max_size=2),
    check=_table(CHECK),
)


@anything
@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b"format = 2\n")
@example(b"format = 1\r\n[organisation]\r\nname = '\xf4\x8f\xbf\xbf'")
def test_any_bytes(data: bytes) -> None:
    """Bytes are read, checked, reported and exported, or are one fault with a place."""
    reading_holds(data)


@anything
@given(files)
def test_any_values(data: dict[str, object]) -> None:
    """A file of any values of TOML, right or wrong, ends in findings and nothing else."""
    reading_holds(compose(data).encode())


@anything
@given(st.data())
def test_a_sample_with_pieces_torn_out_and_doubled(data: st.DataObject) -> None:
    """A sound file that was cut, doubled and spoilt somewhere is told faulty or read."""
    text = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 60))
        piece = data.draw(st.binary(max_size=6) | st.sampled_from((b"[", b'"', b"=", b".")))
        text[start:end] = data.draw(st.sampled_from((piece, bytes(text[start:end]) * 2)))
    reading_holds(bytes(text))


document = Document.parse(SAMPLE.decode(), NAMES)
known = st.sampled_from((*document.organisation.channels, *document.organisation.roles)) | ids
edits = st.one_of(
    st.builds(
        SetCell,
        known,
        known,
        st.builds(Cell, letters | texts, st.none() | texts, st.none() | st.dates(dt.date(1, 1, 1))),
    ),
    st.builds(
        SetField,
        st.tuples(
            st.sampled_from(("channels", "roles", "organisation", "check", "zz")),
            known,
            st.sampled_from((*CHANNEL, *ROLE)) | ids,
        ),
        values | texts,
    ),
    st.builds(AddItem, st.sampled_from(("channels", "roles", "departments")), ids, _table(CHANNEL)),
    st.builds(RenameId, st.sampled_from(("channels", "roles")), known, ids),
)


@anything
@given(edits)
@example(SetField(("roles", "inhaberin", "name"), "\ud800"))
def test_any_edit_of_a_sample(edit: SetCell | SetField | AddItem | RenameId) -> None:
    """An edit with anything in it is done as meant and can be taken back, or is refused."""
    edit_holds(document, edit)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_samples_hold(path: Path) -> None:
    """The samples, from which the fuzzers begin, are read and exported."""
    reading_holds(path.read_bytes())
    exports_hold(Document.parse(path.read_text(encoding="utf-8"), NAMES), binary=True)
