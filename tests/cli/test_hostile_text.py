"""Whatever a file says, and whatever command says it: to a terminal it is text and nothing else."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from raci.toml_edit.path import key
from support.git import commit, git, write

if TYPE_CHECKING:
    from support.runs import Run

#: Control codes but for line ends and tabs, what turns text around, and what no XML can hold.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")

#: Of these, what a table that is exported may hold: marks of writing direction are text.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")

#: What terminals, spreadsheets, Markdown, HTML, Rich, CI and shells would act on.
NASTY = (
    "\x1b[31mred\x1b]0;title\x07\x9b2J\x7f\u202eevil\u2066\ufffe\uffff\r\n::error file=x::gone\n"
    "=cmd|' /C calc'!A0 [bold]b[/] [link=x]l[/link] <script>alert(1)</script> **m** `c` | a | "
    "$(touch x) ; touch x & %0A %s {name} ${name} ../../etc/passwd \\"
)
#: The same in ids, which hold no control codes, and what would be an option or a path.
NASTY_ID = "../../\u202eetc [bold] =1+1 <b>|**`::error::$(x) {name} %s"
OPTION = "--output=../gone"


def quoted(text: str) -> str:
    """Return a text as TOML writes it; its strings are those of JSON but for what follows DEL."""
    return json.dumps(text, ensure_ascii=True).replace("\\/", "/")


def organisation(marketing: str = "R") -> str:
    """Return an organisation with something nasty in every text and id."""
    name, role, row = quoted(NASTY), key(NASTY_ID), key(f"{NASTY_ID}/row")
    return f"""\
format = 1
[organisation]
name = {name}
language = "en"
row_name = {name}
note = {name}
[departments.{role}]
name = {name}
note = {name}
[roles.{role}]
name = {name}
short = {name}
department = {quoted(NASTY_ID)}
holder = [{name}, {quoted(NASTY + "2" * 3000)}]
deputy = {quoted(NASTY_ID)}
note = {name}
[roles.{role}.fields]
{role} = {name}
[roles.{key(OPTION)}]
name = {quoted(OPTION)}
leadership = true
[channels.{row}]
name = {name}
group = {name}
kind = "new"
note = {name}
critical = true
reviewed = {{ on = 2020-01-01, by = {name} }}
[channels.{row}.raci]
{role} = {{ letters = "A", why = {name}, until = 2020-01-01 }}
{key(OPTION)} = "{marketing}"
[channels.{row}.fields]
{role} = {name}
[channels.{key(OPTION)}]
name = {name}
kind = "traditional"
[[waivers]]
rule = "RACI101"
channels = [{quoted(OPTION)}]
reason = {name}
until = 2020-01-01
by = {name}
"""


#: The same with faults of the file, each of which quotes what it found.
FAULTY = (
    organisation()
    + f"""
[scheme]
name = {quoted(NASTY)}
[scheme.letters.{key(NASTY)}]
part = {quoted(NASTY)}
[{key(NASTY)}]
x = 1
[channels.x]
name = 1
kind = {quoted(NASTY)}
combines_with = [{quoted(NASTY)}]
[channels.{key(NASTY)}]
name = ""
[channels.y]
name = "Y"
raci = {{ {key(NASTY)} = "A", {key(OPTION)} = {quoted(NASTY)} }}
[check]
ignore = [{quoted(NASTY)}]
extend = {quoted(NASTY)}
"""
)

ROW, ROLE = f"{NASTY_ID}/row", NASTY_ID
TABLE = f"Task,Head,{NASTY.splitlines()[0]}\n" + '"{}",A,R\nWeb,R,A ({})\n'.format(
    NASTY.replace('"', ""), "\x1b[2J"
)

COMMANDS: dict[str, tuple[str, ...]] = {
    **{
        f"check {form} {name}": ("check", f"{name}.toml", "--format", form, "--statistics")
        for form in ("concise", "full", "json", "sarif", "github", "gitlab", "junit", "markdown")
        for name in ("new", "faulty", "broken")
    },
    "show": ("show", "new.toml"),
    "show long": ("show", "new.toml", "--layout", "long"),
    "show role": ("show", "new.toml", "--role", ROLE),
    "show nobody": ("show", "new.toml", "--role", NASTY),
    **{
        f"export {form}": ("export", "new.toml", "--to", form, "--with-findings")
        for form in ("markdown", "csv", "tsv", "html", "json", "mermaid", "dot", "svg")
    },
    "import": ("import", "table.csv", "--output", "-"),
    "import json": ("import", "table.csv", "--to", "json"),
    "import sheet": ("import", "table.csv", "--output", "-", "--sheet", NASTY),
    "import again": ("import", "new.md", "--output", "-"),
    "set": ("set", "new.toml", ROW, OPTION, "C", "--why", NASTY),
    "set nobody": ("set", "new.toml", NASTY, NASTY, NASTY),
    "set letters": ("set", "new.toml", ROW, ROLE, NASTY),
    "review": ("review", "new.toml", ROW),
    "fix": ("fix", "new.toml", "--diff"),
    "fix faulty": ("fix", "faulty.toml", "--diff"),
    "rule": ("rule", NASTY),
    "baseline": ("baseline", "write", "new.toml", "--baseline", "baseline.json"),
    **{
        f"report {form}{name}": ("report", "raci.toml", "--to", form, *more)
        for form in ("markdown", "html", "json")
        for name, more in (
            ("", ()),
            (" since", ("--since", "old.toml")),
            (" since commit", ("--since", "HEAD~1")),
            (" role", ("--for", ROLE)),
        )
    },
    "report nobody": ("report", "new.toml", "--for", NASTY),
    "calendar": ("calendar", "new.toml"),
    "diff page": ("diff", "old.toml", "new.toml", "--to", "markdown"),
    "what completes bash": ("completion", "bash", "--", "set", "new.toml", ""),
    "what completes zsh": ("completion", "zsh", "--", "set", "new.toml", ROW, ""),
    "what completes fish": ("completion", "fish", "--", "report", "new.toml", "--for", ""),
    "diff": ("diff", "old.toml", "new.toml"),
    "diff markdown": ("diff", "old.toml", "new.toml", "--format", "markdown"),
    "diff json": ("diff", "old.toml", "new.toml", "--format", "json"),
    "merge": ("merge", "base.toml", "old.toml", "new.toml"),
    "history": ("history", "raci.toml", ROW),
    "history cell": ("history", "raci.toml", ROW, OPTION),
    "what-if": ("what-if", "new.toml", "--without", ROLE),
    "what-if nobody": ("what-if", "new.toml", "--without", NASTY),
    "completion": ("completion", "bash"),
    "schema": ("schema",),
    "no such file": ("check", NASTY.replace("\x00", "")),
    "no such command": (NASTY,),
    "no such option": ("check", f"--{NASTY}"),
    "edit": ("edit", "broken.toml"),
}


@pytest.fixture
def hostile(repository: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Write files that say nasty things, and a history of one."""
    monkeypatch.setenv("COLUMNS", "200")
    commit("raci.toml", organisation(), NASTY)
    commit("raci.toml", organisation("C"), NASTY)
    write("old.toml", organisation("I"))
    write("base.toml", organisation("C"))
    write("new.toml", organisation())
    write("faulty.toml", FAULTY)
    write("broken.toml", organisation() + f"\n{NASTY.splitlines()[0]} = \n")
    write("table.csv", TABLE)
    repository("export", "new.toml", "--output", "new.md")
    return repository


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_lets_a_file_steer_the_terminal(hostile: Run, name: str) -> None:
    """Control codes of texts, ids and arguments reach neither stdout nor stderr."""
    before = {path.name for path in Path("..").iterdir()}
    ran = hostile(*COMMANDS[name])
    for stream, steering in (
        (ran.out, CONTROLS if name.startswith(("export", "report html")) else STEERING),
        (ran.err, STEERING),
    ):
        found = steering.search(stream.replace("\r\n", "\n"))
        assert not found, stream[max(found.start() - 60, 0) : found.start() + 20]
    assert "fault of the program" not in ran.err
    assert {path.name for path in Path("..").iterdir()} == before
    assert not Path("x").exists()


@pytest.mark.parametrize("name", [name for name in COMMANDS if "github" in name])
def test_annotations_are_ours_alone(hostile: Run, name: str) -> None:
    """No text of a file begins a workflow command of its own."""
    lines = hostile(*COMMANDS[name]).out.splitlines()
    assert lines
    assert all(re.match("::(error|warning|notice) title=RACI", line) for line in lines)


@pytest.mark.parametrize("name", [name for name in COMMANDS if "json" in name or "sarif" in name])
def test_json_stays_json(hostile: Run, name: str) -> None:
    """What is JSON can be read, and says what the file says."""
    ran = hostile(*COMMANDS[name])
    assert json.loads(ran.out)


def test_no_command_talks_to_anybody(hostile: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a name is looked up nor a connection made, whatever address a file names."""

    def called(*_: object) -> None:
        pytest.fail("somebody is called")

    monkeypatch.setattr(socket, "getaddrinfo", called)
    monkeypatch.setattr(socket.socket, "connect", called)
    address = "http://evil.example/x"
    write("there.toml", organisation() + f'[check]\nextend = "{address}"\n')
    write("page.html", f'<base href="{address}"><link rel=stylesheet href="{address}"><table>')
    entity = f'<!DOCTYPE a [<!ENTITY % b SYSTEM "{address}"> %b;]>'
    write("page.xml", f"{entity}<html><table><tr><td>&b;</td></tr></table></html>")
    for command in (
        *COMMANDS.values(),
        ("check", "there.toml"),
        ("import", "page.html", "--output", "-"),
        ("import", "page.xml", "--output", "-"),
        ("import", address, "--output", "-"),
    ):
        assert "somebody is called" not in hostile(*command).err


def test_exports_of_nasty_names_are_files_in_the_folder_alone(hostile: Run) -> None:
    """Names and ids of a file never become paths: not of exports, nor of what they lead to."""
    inside = {path.name for path in Path().iterdir()}
    for ending in ("csv", "html", "svg", "xlsx"):
        assert hostile("export", "new.toml", "--output", f"made.{ending}").code == 0
    made = {path.name for path in Path().iterdir()} - inside
    assert made == {f"made.{ending}" for ending in ("csv", "html", "svg", "xlsx")}


@pytest.mark.parametrize("form", ["html", "markdown", "json", "pdf"])
def test_pages_of_nasty_names_are_files_that_any_disk_takes(hostile: Run, form: str) -> None:
    """Each person's page has a name of plain letters, and lies in the folder that was named."""
    if form == "pdf":
        pytest.importorskip("typst")
    inside = {path.name for path in Path().iterdir()}
    ran = hostile("report", "new.toml", "--each", "person", "--to", form, "--output", "pages")
    assert ran.code == 0
    names = [path.name for path in Path("pages").iterdir()]
    assert len(names) == 2 + (form == "html")
    assert all(re.fullmatch(r"[a-z0-9_]{1,120}\.[a-z]+", name) for name in names)
    assert {path.name for path in Path().iterdir()} - inside == {"pages"}


def test_sheets_of_nasty_names_open(hostile: Run) -> None:
    """A workbook with a sheet for each person has names that Excel takes."""
    assert hostile("report", "new.toml", "--each", "person", "--output", "all.xlsx").code == 0
    assert len(openpyxl.load_workbook("all.xlsx").sheetnames) == 2


def test_git_takes_no_text_for_an_option(hostile: Run) -> None:
    """A channel, a revision or a file that looks like an option is none for git."""
    hostile("diff", OPTION, "raci.toml")
    hostile("history", "raci.toml", OPTION)
    assert not Path("../gone").exists()
    assert git("status", "--porcelain", "raci.toml") == ""
