"""``raci import``."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from raci.check.rule_names import NAMES
from raci.document.document import Document
from raci.model.organisation import Kind

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
    """Names that suggest who leads, who is outside, what a channel is, are told."""
    ran = run("import", "old.md", "--output", "raci.toml")
    assert (
        "Owner, Agency, Website, Newsletter, Hotline: these names suggest more than the table "
        "says; to take that over: raci fix --propose raci.toml, or "
    ) in ran.err
    plain = TABLE.replace("Owner", "Ann").replace("Agency", "Ben")
    for name in ("Website", "Newsletter", "Hotline"):
        plain = plain.replace(name, f"Plan {name[0]}")
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
    assert set(document["doubts"][0]) == {"place", "message", "table", "rows", "roles"}


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


def test_propose(run: Run) -> None:
    """What names suggest is taken over when that is said, and each of it is told."""
    ran = run("import", "old.md", "--output", "raci.toml", "--propose")
    assert "Mark Owner as leadership: the name says “Owner”" in ran.err
    assert "names suggest more" not in ran.err
    document = Document.parse(Path("raci.toml").read_text(encoding="utf-8"), NAMES)
    assert document.problems == ()
    organisation = document.organisation
    assert organisation.roles["owner"].leadership
    assert organisation.roles["agency"].external
    assert organisation.channels["hotline"].kind is Kind.TRADITIONAL


def test_how_it_was_read(run: Run) -> None:
    """The reading stands in one line a table."""
    assert (
        "roles in the columns, letters in the cells; 1 row of heads; Owner, Office"
        in run("import", "old.md", "--to", "json").err
    )


def test_what_is_said_of_the_reading(run: Run, file: Path) -> None:
    """Where roles stand, what letters mean and what is left aside can be said."""
    ran = run("import", "old.md", "--to", "json", "--roles", "rows")
    assert json.loads(ran.out)["tables"][0]["roles"] == ["Website", "Newsletter", "Hotline"]
    ran = run("import", "old.md", "--to", "json", "--letters", "?=I", "--skip", "Office,D")
    (table,) = json.loads(ran.out)["tables"]
    assert table["roles"] == ["Owner"]
    file.write_text(TABLE.replace("| C |", "| V |"), encoding="utf-8")
    ran = run("import", "old.md", "--to", "json", "--letters", "V=C,?=")
    rows = json.loads(ran.out)["tables"][0]["rows"]
    assert [row["cells"].get("Agency") for row in rows] == ["C", None, "I"]


@pytest.mark.parametrize("said", ["V", "V=AR", "=A"])
def test_letters_that_say_nothing(run: Run, said: str) -> None:
    """What is no pair of letters is refused with an example."""
    ran = run("import", "old.md", "--to", "json", "--letters", said)
    assert ran.code == 2
    assert "V=A,D=R" in ran.err


def test_an_encoding(run: Run) -> None:
    """An encoding that is named is believed; one that is none is refused."""
    Path("old.csv").write_bytes("Úkol;Ředitel;Účtárna\nWeb;A;R\nFax;R;A\n".encode("cp1250"))
    ran = run("import", "old.csv", "--to", "json", "--encoding", "cp1250")
    assert json.loads(ran.out)["tables"][0]["roles"] == ["Ředitel", "Účtárna"]
    assert run("import", "old.csv", "--to", "json", "--encoding", "klingon").code == 2


#: Roles and tasks that nothing tells apart.
UNCLEAR = ",Nord,Sued,Ost,West,Mitte\nEKA,A,A,R,C,C\nBUL,R,C,R,C,A\nCOR,I,C,A,C,I\n"


def test_readings_to_choose_from(run: Run) -> None:
    """A table that can be read in two ways alike is asked for, and read as is said."""
    Path("two.csv").write_text(UNCLEAR, encoding="utf-8")
    ran = run("import", "two.csv", "--to", "json")
    assert ran.code == 2
    answer = json.loads(ran.out)
    assert (answer["tables"], answer["doubts"]) == ([], [])
    assert [one["number"] for one in answer["readings"]] == [1, 2]
    assert {one["reading"] for one in answer["readings"]} == {"columns", "rows"}
    assert "--reading N" in ran.err
    for one in answer["readings"]:
        again = run("import", "two.csv", "--to", "json", "--reading", str(one["number"]))
        (table,) = json.loads(again.out)["tables"]
        columns = ["Nord", "Sued", "Ost", "West", "Mitte"]
        rows = ["EKA", "BUL", "COR"]
        assert table["roles"] == (columns if one["reading"] == "columns" else rows)
    assert run("import", "two.csv", "--to", "json", "--reading", "9").code == 2


def test_merge_into_a_file(run: Run, file: Path) -> None:
    """What a table changes in a file is told cell by cell, and written only when that is said."""
    assert run("import", "old.md", "--output", "raci.toml").code == 0
    before = Path("raci.toml").read_text(encoding="utf-8")
    file.write_text(TABLE.replace("| A | R | I |", "| I | A | R |") + "| Fax | A | R | |\n")
    ran = run("import", "old.md", "--into", "raci.toml")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "new row: Fax (Owner A, Office R)",
        "Hotline · Owner: A → I",
        "Hotline · Office: R → A",
        "Hotline · Agency: I → R",
    ]
    assert Path("raci.toml").read_text(encoding="utf-8") == before
    assert run("import", "old.md", "--into", "raci.toml", "--write").code == 0
    document = Document.parse(Path("raci.toml").read_text(encoding="utf-8"), NAMES)
    assert document.organisation.channels["hotline"].raci["office"].letters == "A"
    assert run("import", "old.md", "--into", "raci.toml").code == 0


def test_names_suggest_more_in_a_merge(run: Run) -> None:
    """What names of the table suggest stands in the plan; it is merged where the file is silent."""
    Path("raci.toml").write_text(
        'format = 1\n\n[organisation]\nname = "House"\n\n[roles.agency]\nname = "Agency"\n'
        "external = false\n"
        '[roles.firm]\nname = "Law firm"\n\n[channels.website]\nname = "Website"\n'
        'kind = "traditional"\nraci = { agency = "A" }\n'
    )
    ran = run("import", "old.md", "--into", "raci.toml", "--propose")
    assert ran.code == 1
    said = [line for line in ran.out.splitlines() if line[:3] in {"Kin", "Pha", "Mar", "Cou"}]
    assert "Mark Owner as leadership: the name says “Owner”" in said
    assert any(line.startswith("Kind of Newsletter: ") for line in said)
    assert "Phases of Website: " in "\n".join(said)
    assert not [line for line in said if "Agency" in line or "firm" in line]
    assert not [line for line in said if line.startswith("Kind of Website")]
    plain = run("import", "old.md", "--into", "raci.toml").out
    assert set(ran.out.splitlines()) - set(said) == set(plain.splitlines())
    assert run("import", "old.md", "--into", "raci.toml", "--propose", "--write").code == 0
    merged = Document.parse(Path("raci.toml").read_text(encoding="utf-8"), NAMES).organisation
    assert merged.roles["owner"].leadership
    assert not merged.roles["agency"].external
    assert not merged.roles["firm"].external
    assert merged.channels["website"].kind is Kind.TRADITIONAL
    assert merged.channels["website"].phases
    assert run("import", "old.md", "--into", "raci.toml", "--propose").code == 0


@pytest.mark.parametrize(
    "words", [("--into", "a.toml", "--output", "b.toml"), ("--output", "b.toml", "--write")]
)
def test_one_file_at_a_time(run: Run, words: tuple[str, ...]) -> None:
    """A new file, or one to merge into: not both, and only the latter is changed."""
    assert run("import", "old.md", *words).code == 2
