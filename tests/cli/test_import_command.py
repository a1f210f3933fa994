"""``raci import``."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from raci.check.rulebook import NAMES
from raci.document.document import Document

if TYPE_CHECKING:
    from support.runs import Run

TABLE = """\
| Task | Owner | Office | Agency |
|---|---|---|---|
| Website | A | R | C |
| Newsletter | A | R | ? |
| Hotline | A | R | I |
"""


@pytest.fixture(autouse=True)
def file(run: Run) -> Path:
    """Put a matrix in Markdown into the working folder."""
    assert run
    path = Path("old.md")
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_file(run: Run) -> None:
    """The matrix becomes a sound file, named after the table; what is doubtful is told."""
    ran = run("import", "old.md", "--output", "raci.toml")
    assert (ran.code, ran.out) == (0, "")
    assert "old.md" in ran.err
    assert "3 rows from 1 table, 1 doubt" in ran.err
    assert "to open it: raci raci.toml\n" in ran.err
    document = Document.parse(Path("raci.toml").read_text(encoding="utf-8"), NAMES)
    assert document.problems == ()
    organisation = document.organisation
    assert organisation.name == "old"
    assert [channel.name for channel in organisation.channels.values()] == [
        "Website",
        "Newsletter",
        "Hotline",
    ]
    assert organisation.channels["website"].raci["owner"].letters == "A"


def test_names_that_suggest_more(run: Run) -> None:
    """Names of roles that suggest who leads or is outside are counted; the way on is told."""
    ran = run("import", "old.md", "--output", "raci.toml")
    assert "names of roles suggest more" in ran.err
    plain = TABLE.replace("Owner", "Ann").replace("Agency", "Ben")
    Path("plain.md").write_text(plain, encoding="utf-8")
    assert "suggest" not in run("import", "plain.md", "--output", "plain.toml").err


def test_json(run: Run) -> None:
    """What was recognised comes as the contract's JSON, without a file."""
    ran = run("import", "old.md", "--to", "json")
    document = json.loads(ran.out)
    assert document["version"] == 1
    (table,) = document["tables"]
    assert table["roles"] == ["Owner", "Office", "Agency"]
    assert table["rows"][0]["cells"] == {"Owner": "A", "Office": "R", "Agency": "C"}
    assert set(document["doubts"][0]) == {"place", "message"}


def test_standard_input_and_output(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe works in both directions."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TABLE.encode())))
    ran = run("import", "-", "--from", "markdown", "--output", "-", "--name", "Alpenblick")
    assert ran.code == 0
    assert 'name = "Alpenblick"' in ran.out
    assert "to open it" not in ran.err


def test_strict(run: Run, file: Path) -> None:
    """Doubts alone change nothing, but with --strict they end with 1."""
    assert run("import", "old.md", "--to", "json").code == 0
    assert run("import", "old.md", "--to", "json", "--strict").code == 1
    file.write_text(TABLE.replace("?", "I"), encoding="utf-8")
    assert run("import", "old.md", "--to", "json", "--strict").code == 0


def test_existing_file(run: Run) -> None:
    """A file that exists is kept, unless --force says otherwise."""
    Path("raci.toml").write_text("mine", encoding="utf-8")
    ran = run("import", "old.md", "--output", "raci.toml")
    assert ran.code == 2
    assert Path("raci.toml").read_text(encoding="utf-8") == "mine"
    assert run("import", "old.md", "--output", "raci.toml", "--force").code == 0


def test_no_matrix(run: Run, file: Path) -> None:
    """What holds no matrix is refused with a sentence."""
    file.write_text("# Notes\n\nNothing here.\n", encoding="utf-8")
    ran = run("import", "old.md", "--to", "json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("raci: ")


def test_no_output(run: Run) -> None:
    """An organisation's file needs a name, or a dash."""
    ran = run("import", "old.md")
    assert ran.code == 2
    assert "--output FILE" in ran.err


def test_scheme(run: Run) -> None:
    """Letters of another scheme are read as such when it is named."""
    run("import", "old.md", "--scheme", "RASCI", "--output", "raci.toml")
    assert 'scheme = "RASCI"' in Path("raci.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("gone.xlsx", "raci: gone.xlsx: diese Datei oder diesen Ordner gibt es nicht\n"),
        ("empty.csv", "raci: empty.csv: Die Datei ist leer.\n"),
    ],
)
def test_what_cannot_be_imported_is_named(run: Run, name: str, sentence: str) -> None:
    """A file that is not there or holds nothing is told by its name, in the user's language."""
    Path("empty.csv").touch()
    ran = run("import", name, "--output", "raci.toml", "--lang", "de")
    assert (ran.code, ran.err) == (2, sentence)
    assert not Path("raci.toml").exists()
