"""``raci diff``, ``raci merge``, ``raci history`` and ``raci what-if``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_runs import FAULTY, SOUND, UNOWNED

from raci.cli import merge

if TYPE_CHECKING:
    from cli_runs import Run

CHANGED = SOUND.replace('office = "R"', 'office = "C"')
RENAMED = CHANGED.replace("channels.website", "channels.site")


def git(*arguments: str) -> None:
    """Run git as somebody."""
    who = ("-c", "user.name=A. Huber", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    command = ["git", *who, *arguments]
    subprocess.run(command, check=True, capture_output=True)


def write(name: str, text: str) -> str:
    """Write a file into the working folder and return its name."""
    Path(name).write_text(text, encoding="utf-8")
    return name


@pytest.fixture(autouse=True)
def folder(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep git away from anybody's own settings."""
    assert run
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / "none"))
    write("old.toml", SOUND)
    write("new.toml", UNOWNED.replace('office = "R"', 'office = "C"'))


@pytest.fixture
def repository() -> None:
    """Make a repository with three commits: begun, changed and moved, given another id."""
    Path(".git").rmdir()
    git("init", "-q")
    write("first.toml", SOUND)
    git("add", "first.toml")
    git("commit", "-qm", "Begin")
    git("mv", "first.toml", "raci.toml")
    write("raci.toml", CHANGED)
    git("commit", "-qam", "Only ask the office")
    write("raci.toml", RENAMED)
    git("commit", "-qam", "A shorter id")


def test_diff(run: Run) -> None:
    """Differences are sentences, findings that came are marked, and the exit code is 1."""
    ran = run("diff", "old.toml", "new.toml")
    assert ran.code == 1
    assert "Website: Office R → C\n" in ran.out
    assert "Fax: channel added\n" in ran.out
    assert "\n+ RACI101 error: Fax" in ran.out
    assert ran.err.startswith("2 differences; ")


def test_no_difference(run: Run) -> None:
    """The same twice ends with 0 and prints nothing."""
    ran = run("diff", "old.toml", "old.toml")
    assert (ran.code, ran.out) == (0, "")


def test_diff_as_json_and_markdown(run: Run) -> None:
    """Both other formats carry the same sentences."""
    document = json.loads(run("diff", "old.toml", "new.toml", "--format", "json").out)
    assert [change["message"] for change in document["changes"]] == [
        "Website: Office R → C",
        "Fax: channel added",
    ]
    assert "RACI101" in [entry["code"] for entry in document["findings"]["came"]]
    markdown = run("diff", "new.toml", "old.toml", "--format", "markdown").out
    assert "- Fax: channel removed\n" in markdown
    assert "**Findings that are gone**" in markdown


@pytest.mark.usefixtures("repository")
def test_diff_with_a_revision(run: Run) -> None:
    """A revision stands for the file as it was."""
    assert run("diff", "HEAD~1", "raci.toml").out.startswith("Website: its id is now site")
    ran = run("diff", "nowhere", "raci.toml")
    assert ran.code == 2
    assert ran.err.startswith("raci: git cannot tell: ")


def test_git_runs_it_as_its_driver(run: Run) -> None:
    """Given git's seven arguments it names the file and never fails."""
    ran = run("diff", "raci.toml", "old.toml", "0", "100644", "new.toml", "0", "100644")
    assert ran.code == 0
    assert ran.out.startswith("raci.toml\nWebsite: Office R → C\n")
    ran = run("diff", "raci.toml", "/dev/null", ".", ".", "new.toml", "0", "100644")
    assert ran.code == 0
    assert "Fax: channel added" in ran.out


@pytest.mark.parametrize("arguments", [("old.toml",), ("a", "b", "c")])
def test_diff_wants_two(run: Run, arguments: tuple[str, ...]) -> None:
    """One version, or three, are a wrong usage."""
    ran = run("diff", *arguments)
    assert ran.code == 2
    assert "OLD NEW" in ran.err


def test_diff_of_a_faulty_file(run: Run) -> None:
    """A file with faults is compared by nobody."""
    write("faulty.toml", FAULTY)
    assert run("diff", "old.toml", "faulty.toml").code == 2


def test_merge(run: Run) -> None:
    """Edits of different cells come together in OURS, comments and all."""
    write("ours.toml", SOUND.replace('office = "R"', 'office = "C"  # asked'))
    write("theirs.toml", SOUND.replace('owner = "A"', 'owner = "AR"'))
    ran = run("merge", "old.toml", "ours.toml", "theirs.toml")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    merged = Path("ours.toml").read_text(encoding="utf-8")
    assert 'owner = "AR"\noffice = "C"  # asked\n' in merged
    assert "# since 1998" in merged


def test_merge_of_nothing_new(run: Run) -> None:
    """Where they changed nothing, OURS is not even written."""
    before = Path("new.toml").stat().st_mtime_ns
    assert run("merge", "old.toml", "new.toml", "old.toml").code == 0
    assert Path("new.toml").stat().st_mtime_ns == before


def test_merge_that_cannot_be_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A merge that the text cannot be made to say is refused, and nothing is written."""
    monkeypatch.setattr(merge, "edits_between", lambda *_: ())
    ran = run("merge", "old.toml", "old.toml", "new.toml")
    assert ran.code == 2
    assert "nothing was changed" in ran.err
    assert Path("old.toml").read_text(encoding="utf-8") == SOUND


def test_conflict(run: Run) -> None:
    """What both changed differently is listed, stays ours, and ends with 1."""
    ours = write("ours.toml", SOUND.replace('office = "R"', 'office = "C"'))
    write("theirs.toml", SOUND.replace('office = "R"', 'office = "I"'))
    ran = run("merge", "old.toml", ours, "theirs.toml", "--output", "out.toml")
    assert ran.code == 1
    assert ran.err == ("channels.website.raci.office: ours C, theirs I, before R\n1 conflict\n")
    assert 'office = "C"' in Path("out.toml").read_text(encoding="utf-8")


def test_merge_of_a_faulty_file_writes_nothing(run: Run) -> None:
    """A faulty version is refused, and OURS is untouched."""
    write("theirs.toml", FAULTY)
    assert run("merge", "old.toml", "new.toml", "theirs.toml").code == 2
    assert "Fax" in Path("new.toml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("repository")
def test_history_of_a_cell(run: Run) -> None:
    """A cell's changes are told over renames of file and id, the newest first."""
    write("raci.toml", RENAMED.replace('office = "C"', 'office = "I"'))
    lines = run("history", "raci.toml", "site", "office").out.splitlines()
    assert lines[0] == "not committed  Website: Office C → I"
    assert lines[1].endswith("A. Huber  Website: Office R → C  (Only ask the office)")
    assert lines[2].endswith("Website: channel added  (Begin)")
    assert len(lines) == 3


@pytest.mark.usefixtures("repository")
def test_history_of_a_channel(run: Run) -> None:
    """A channel's history has all of its changes, its id among them."""
    out = run("history", "raci.toml", "Website").out
    assert "its id is now site, was website  (A shorter id)" in out
    assert "Office R → C" in out


@pytest.mark.usefixtures("repository")
def test_history_passes_over_broken_versions(run: Run) -> None:
    """A version in between that is no TOML, or no text, says nothing."""
    for content in (b"a = [", b"\xff"):
        Path("raci.toml").write_bytes(content)
        git("commit", "-qam", "Broken")
    write("raci.toml", RENAMED)
    git("commit", "-qam", "Whole again")
    assert len(run("history", "raci.toml", "site", "office").out.splitlines()) == 2


def test_history_without_a_repository(run: Run) -> None:
    """Outside of a repository git's own words explain."""
    Path(".git").rmdir()
    ran = run("history", "old.toml", "website")
    assert ran.code == 2
    assert ran.err.startswith("raci: git cannot tell: ")


def test_no_git(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git the sentence says that it is needed."""
    monkeypatch.setenv("PATH", "")
    ran = run("history", "old.toml", "website")
    assert (ran.code, ran.err) == (2, "raci: there is no git here; it must be installed for this\n")


@pytest.mark.usefixtures("repository")
def test_no_change_remembered(run: Run) -> None:
    """A role that never had a letter there has no history."""
    write("raci.toml", RENAMED + '\n[roles.guest]\nname = "Guest"\n')
    ran = run("history", "raci.toml", "site", "guest")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "git remembers no change of it\n"


def test_what_if(run: Run) -> None:
    """What would come and go is listed, and the file is as before."""
    ran = run("what-if", "old.toml", "--without", "owner")
    assert ran.code == 0
    assert "+ RACI" in ran.out
    assert "new finding" in ran.err
    assert Path("old.toml").read_text(encoding="utf-8") == SOUND


def test_what_if_another_line(run: Run) -> None:
    """A reporting line moves, or ends."""
    ran = run("what-if", "old.toml", "--reports", "office=", "--today", "2026-09-01")
    assert ran.code == 0


@pytest.mark.parametrize("arguments", [(), ("--reports", "office"), ("--without", "nobody")])
def test_what_if_refusals(run: Run, arguments: tuple[str, ...]) -> None:
    """Nothing asked, half a line, or somebody unknown are refused."""
    assert run("what-if", "old.toml", *arguments).code == 2


@pytest.mark.usefixtures("repository")
def test_git_install_and_undo(run: Run) -> None:
    """Both drivers are set up in the repository, once, and taken out without a trace."""
    config = Path(".git/config")
    before = config.read_text(encoding="utf-8")
    write(".gitattributes", "*.png binary\n")
    for _ in range(2):
        assert run("git", "install").code == 0
    attributes = Path(".gitattributes")
    assert attributes.read_text(encoding="utf-8") == (
        "*.png binary\nraci.toml diff=raci merge=raci\n*.raci.toml diff=raci merge=raci\n"
    )
    assert "raci merge %O %A %B" in config.read_text(encoding="utf-8")
    assert run("git", "install", "--undo").code == 0
    assert attributes.read_text(encoding="utf-8") == "*.png binary\n"
    assert "raci" not in config.read_text(encoding="utf-8").replace(before, "")


@pytest.mark.usefixtures("repository")
def test_git_undo_removes_a_file_that_is_empty(run: Run) -> None:
    """Where only our lines stood, no empty file is left."""
    run("git", "install")
    run("git", "install", "--undo")
    assert not Path(".gitattributes").exists()


@pytest.mark.usefixtures("repository")
def test_git_merges_with_it(run: Run) -> None:
    """Two branches that touch neighbouring lines merge by cell, through git itself."""
    run("git", "install")
    program = f'"{sys.executable}" -m raci'
    git("config", "merge.raci.driver", f"{program} merge %O %A %B")
    git("checkout", "-qb", "side")
    write("raci.toml", RENAMED.replace('owner = "A"', 'owner = "AR"'))
    git("commit", "-qam", "The owner helps")
    git("checkout", "-q", "-")
    write("raci.toml", RENAMED.replace('office = "C"', 'office = "I"'))
    git("commit", "-qam", "Only tell the office")
    git("merge", "-q", "side")
    assert 'owner = "AR"\noffice = "I"\n' in Path("raci.toml").read_text(encoding="utf-8")
