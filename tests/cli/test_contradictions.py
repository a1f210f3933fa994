"""Options that contradict each other, names that say something else: never passed over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.runs import SOUND, UNOWNED

if TYPE_CHECKING:
    from support.runs import Run

_SECOND = 'second = { name = "Second", reports_to = "owner", holder = "B. Maier" }\n'
_VACANT = 'trainee = { name = "Trainee", reports_to = "owner" }\n'
FIRM = UNOWNED.replace("\n[channels.website]\n", _SECOND + _VACANT + "\n[channels.website]\n", 1)


@pytest.fixture(autouse=True)
def file(run: Run) -> Path:
    """Put an organisation with a finding, and a person with two roles, into the working folder."""
    assert run
    path = Path("raci.toml")
    path.write_text(FIRM, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("check --summary --format json", "--summary is a line per file"),
        ("check raci.toml --stdin-filename a.toml", "--stdin-filename names what comes"),
        ("show --role owner --layout long", "--role is a list of its own"),
        ("export --to csv --role owner --layout grid", "--role is a list of its own"),
        ("export --to csv --with-findings", "csv has no room for findings"),
        ("export --to dot --layout long", "dot has one layout only"),
        ("export --to json --layout role", "json has one layout only"),
        ("report --since raci.toml --for owner", "--since is for the board's page alone"),
        ("report --since raci.toml --each role --output x", "--since is for the board's page"),
        ("report --each role --output pages.html", "--each writes pages into a folder"),
        ("report --each role --output -", "name the folder to write into"),
        ("report --to xlsx --output board.xlsx", "Excel is for pages of persons or roles"),
        ("diff raci.toml raci.toml --to html --format json", "--format is a list"),
        ("diff raci.toml raci.toml --output changes.csv", "name a format: --to html"),
        ("diff - -", "- is the standard input, and only one version"),
        ("set website owner  --why because", "--why and --until are said of letters"),
        ("set - website owner R", "- is the standard input, and this needs a file"),
        ("what-if --without office --replaced-by office", "Office leaves: name somebody else"),
        ("what-if --reports =owner", "=owner: name two roles, as in ROLE=ROLE"),
        ("import table.csv --into raci.toml --name Other", "--name, --force and --to json are"),
        ("import table.csv --into raci.toml --to json", "--name, --force and --to json are"),
        ("catalogue hotel", "unrecognized arguments: hotel; see raci catalogue"),
    ],
)
def test_a_contradiction_is_told(run: Run, arguments: str, sentence: str) -> None:
    """Where an option would have to be passed over, nothing is done and the reason is told."""
    ran = run(*arguments.split(" "))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"raci: {sentence}"), ran.err
    assert Path("raci.toml").read_text(encoding="utf-8") == FIRM
    assert [path.name for path in Path().glob("*") if path.is_file()] == ["raci.toml"]


@pytest.mark.parametrize(
    "arguments", ["export --to csv --output matrix.xlsx", "report --to html --output board.pdf"]
)
def test_a_name_that_says_another_format_is_told(run: Run, arguments: str) -> None:
    """The option is obeyed, and whoever opens the file is warned."""
    ran = run(*arguments.split())
    assert ran.code == 0
    assert "though its name says" in ran.err
    assert b"Website" in Path(arguments.rsplit(maxsplit=1)[-1]).read_bytes()


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("found.json", "{"),
        ("found.sarif", "{"),
        ("found.md", "### raci"),
        ("found.xml", "<?xml"),
        ("found.txt", "raci.toml:"),
    ],
)
def test_the_name_of_a_report_says_its_format(run: Run, name: str, begins: str) -> None:
    """A check writes what its output's name stands for, as the other commands do."""
    assert run("check", "raci.toml", "--output", name).code == 1
    assert Path(name).read_text(encoding="utf-8").startswith(begins)


def test_the_list_of_differences_goes_into_a_file(run: Run) -> None:
    """Under a name for data the list is written, as ``--format`` writes it."""
    Path("old.toml").write_text(SOUND, encoding="utf-8")
    printed = run("diff", "old.toml", "raci.toml", "--format", "json").out
    assert run("diff", "old.toml", "raci.toml", "--output", "changes.json").code == 1
    assert Path("changes.json").read_text(encoding="utf-8") == printed
    assert json.loads(printed)["changes"]
    assert run("diff", "raci.toml", "raci.toml").err == "no differences\n"


def test_a_baseline_replaces_baselines_only(run: Run) -> None:
    """What is something else stays; what a merge tore is written anew."""
    Path("package.json").write_text('{"name": "shop"}', encoding="utf-8")
    ran = run("baseline", "write", "--baseline", "package.json")
    assert (ran.code, Path("package.json").read_text(encoding="utf-8")) == (2, '{"name": "shop"}')
    assert "this is no baseline and would be lost" in ran.err
    Path("torn.json").write_text('<<<<<<<\n["RACI101", "channel"', encoding="utf-8")
    assert run("baseline", "write", "--baseline", "torn.json").code == 0
    assert run("check", "--baseline", "torn.json").code == 0


def test_a_person_stands_for_the_only_role_they_hold(run: Run) -> None:
    """Letters go to the role of a person who has one; of several, one is to be named."""
    assert run("set", "fax", "a. huber", "A").out == "Fax: Owner – → A\n"
    assert 'owner = "A"' in Path("raci.toml").read_text(encoding="utf-8").partition("fax")[2]
    ran = run("set", "fax", "B. Maier", "R")
    assert (ran.code, ran.err) == (
        2,
        "raci: B. Maier holds several roles; name one of them: Office, Second\n",
    )


def test_a_person_takes_over(run: Run) -> None:
    """Who leaves is replaced by a person as by a role; of a role, by the person's other one."""
    assert run("what-if", "--without", "B. Maier", "--replaced-by", "A. Huber").code == 0
    handed = run("what-if", "--without", "office", "--replaced-by", "B. Maier")
    assert handed.out == run("what-if", "--without", "office", "--replaced-by", "second").out
    nobody = run("what-if", "--without", "office", "--replaced-by", "B. Mayer")
    assert nobody.err.startswith("raci: there is no role and nobody called B. Mayer; did you mean")


def test_notes_that_change_are_told(run: Run) -> None:
    """Where letters stay and what is noted of them changes, that is what is told."""
    ran = run("set", "website", "office", "R", "--why", "for now", "--until", "31.1.2027")
    assert ran.out == "Website: Office R → R (for now, until 2027-01-31)\n"
    ran = run("set", "website", "office", "R", "--why", "", "--until", "")
    assert ran.out == "Website: Office R (for now, until 2027-01-31) → R\n"


def test_roles_without_a_page_are_told(run: Run) -> None:
    """A page for each person leaves out roles that name none, and says so."""
    ran = run("report", "--each", "person", "--output", "pages")
    assert ran.err == (
        "2 pages are in pages\nTrainee: this role names no person and is on no page\n"
    )


def test_one_person_as_a_workbook(run: Run) -> None:
    """A single person's page comes in Excel's format, too."""
    assert run("report", "--for", "A. Huber", "--output", "huber.xlsx").code == 0
    from openpyxl import load_workbook

    assert load_workbook("huber.xlsx").sheetnames == ["A. Huber"]


def test_the_way_to_a_file_is_told(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of another name nearby, an empty folder, a wrong variable: each is named."""
    file.rename("firm.toml")
    assert "is firm.toml meant?" in run("show").err
    Path("empty").mkdir()
    assert "it is a folder without a raci.toml" in run("show", "empty").err
    assert run("new", "empty").code == 0
    assert Path("empty", "raci.toml").is_file()
    monkeypatch.setenv("RACI_FILE", "gone.toml")
    assert run("show").err == "raci: $RACI_FILE names gone.toml: there is no such file\n"
