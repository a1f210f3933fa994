"""``raci git``: set up in a real repository, used by git, and taken away without a trace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.git import RENAMED, commit, git, write

if TYPE_CHECKING:
    from support.runs import Run

OURS = "raci.toml diff=raci merge=raci\n*.raci.toml diff=raci merge=raci\n"


@pytest.fixture
def installed(repository: Run) -> Run:
    """Install the drivers."""
    assert repository("git", "install").code == 0
    return repository


@pytest.fixture(params=["the script", "the module"])
def program(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let there be a script beside the interpreter, or none; and none on git's path."""
    found = shutil.which("raci", path=str(Path(sys.executable).parent))
    if request.param == "the module":
        found = None
    elif found is None:
        pytest.skip("the program is not installed")
    monkeypatch.setattr("raci.cli.commands.versions.git_drivers.which", lambda *_, **__: found)
    git_alone = Path(shutil.which("git") or "git").parent
    monkeypatch.setenv("PATH", os.pathsep.join((str(git_alone), "/bin")))
    return found or f"{Path(sys.executable).as_posix()} -P -m raci"


def branches(here: str, there: str) -> None:
    """Commit one text on this branch and another one on the branch ``side``."""
    git("checkout", "-qb", "side")
    commit("raci.toml", there, "There")
    git("checkout", "-q", "main")
    commit("raci.toml", here, "Here")


@pytest.mark.parametrize("command", [("install",), ("install", "--undo"), ("uninstall",)])
def test_attributes_that_are_a_link_are_left_alone(
    repository: Run, command: tuple[str, ...]
) -> None:
    """A repository may lead its attributes anywhere; git itself follows no such link."""
    write("precious", "mine\n*.raci.toml diff=raci merge=raci\n")
    Path(".gitattributes").symlink_to("precious")
    before = Path("precious").read_text(encoding="utf-8")
    ran = repository("git", *command)
    assert ran.code == 2
    assert ".gitattributes is a link" in ran.err
    assert Path("precious").read_text(encoding="utf-8") == before


@pytest.mark.parametrize("undo", [("install", "--undo"), ("uninstall",)])
def test_install_and_undo(repository: Run, undo: tuple[str, ...]) -> None:
    """Drivers and tool are set up once, and taken out without a trace; others' lines stay."""
    config = Path(".git/config")
    before = config.read_text(encoding="utf-8")
    write(".gitattributes", "*.png binary\r\n*.x -diff")
    for _ in range(2):
        assert repository("git", "install").code == 0
    attributes = Path(".gitattributes")
    text = "*.png binary\r\n*.x -diff\r\n" + OURS.replace("\n", "\r\n")
    assert attributes.read_bytes().decode() == text
    assert "f %P %O %A %B %L" in config.read_text(encoding="utf-8")
    assert git("config", "mergetool.raci.trustExitCode") == "true\n"
    assert repository("git", *undo).code == 0
    assert attributes.read_bytes().decode() == "*.png binary\r\n*.x -diff\r\n"
    assert "raci" not in config.read_text(encoding="utf-8").replace(before, "")
    assert repository("git", *undo).code == 0


def test_git_finds_a_program_that_is_not_on_its_path(repository: Run, program: str) -> None:
    """From a virtual environment nobody activated, and past a module that is called like ours."""
    assert repository("git", "install").code == 0
    assert f"then {program} diff -- " in git("config", "diff.raci.command")
    write("raci.py", "raise SystemExit('not me')")
    write("raci.toml", RENAMED.replace('office = "C"', 'office = "I"'))
    assert git("diff", "raci.toml") == "raci.toml\nWebsite: Office C → I\n"


def test_a_path_with_signs(repository: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blanks and per cent signs in the program's path mean nothing to the shell and to git."""
    place = "/opt/50% of us/raci"
    monkeypatch.setattr("raci.cli.commands.versions.git_drivers.which", lambda *_, **__: place)
    repository("git", "install")
    assert f"then '{place}' diff -- " in git("config", "diff.raci.command")
    assert "then '/opt/50%% of us/raci' merge --path=" in git("config", "merge.raci.driver")


def test_an_empty_file_is_not_left(repository: Run) -> None:
    """Where only our lines stood, no empty file is left."""
    repository("git", "install")
    repository("git", "uninstall")
    assert not Path(".gitattributes").exists()


def test_from_a_folder_below(repository: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The repository's own file is written from wherever one stands in it."""
    Path("below").mkdir()
    monkeypatch.chdir("below")
    assert repository("git", "install").code == 0
    assert Path("../.gitattributes").read_text(encoding="utf-8") == OURS


def test_without_a_repository(versions: Run) -> None:
    """Outside of a repository nothing is written."""
    Path(".git").rmdir()
    ran = versions("git", "install")
    assert ran.code == 2
    assert not Path(".gitattributes").exists()


def test_neighbouring_lines_merge(installed: Run) -> None:
    """Two branches that touch neighbouring lines merge by cell, through git itself."""
    assert installed
    here = RENAMED.replace('office = "C"', 'office = "I"')
    branches(here, RENAMED.replace('owner = "A"', 'owner = "AR"  # helps'))
    git("merge", "-q", "-m", "Both", "side")
    merged = Path("raci.toml").read_text(encoding="utf-8")
    assert 'owner = "AR"  # helps\noffice = "I"\n' in merged
    assert "# since 1998" in merged
    assert git("status", "--porcelain", "-uno") == ""


def test_a_conflict_stops_the_merge(installed: Run) -> None:
    """Git reports the conflict, our words say which cell, and the file has ours."""
    assert installed
    here = RENAMED.replace('office = "C"', 'office = "I"')
    branches(here, RENAMED.replace('office = "C"', 'office = "R"'))
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        git("merge", "side")
    assert "CONFLICT" in stopped.value.stdout
    assert "raci.toml: Website: Office is I here, R there, was C" in stopped.value.stderr
    assert Path("raci.toml").read_text(encoding="utf-8") == here
    assert git("status", "--porcelain", "-uno") == "UU raci.toml\n"


@pytest.mark.parametrize("both_added", [False, True])
def test_the_mergetool_is_given_what_it_needs(
    installed: Run, monkeypatch: pytest.MonkeyPatch, *, both_added: bool
) -> None:
    """Git mergetool runs raci on its copies, believes its exit code, and adds the file itself."""
    assert installed
    name = "new.raci.toml" if both_added else "raci.toml"
    git("checkout", "-qb", "side")
    commit(name, RENAMED.replace('office = "C"', 'office = "R"'), "There")
    git("checkout", "-q", "main")
    commit(name, RENAMED.replace('office = "C"', 'office = "I"'), "Here")
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "side")
    # As if somebody had decided all for theirs in the editor.
    program = (
        "import sys; from raci.cli import main; from raci.cli.commands.versions import merge; "
        "from test_merge_command import decide; "
        "merge.at_terminal = lambda: True; merge.show = lambda space, _: "
        "print(*space.unmerged.sides) or decide(space); sys.exit(main.main())"
    )
    here = Path(__file__).parent
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(here), str(here.parent)]))
    command = git("config", "mergetool.raci.cmd").strip()
    arguments = command[command.index(" merge --edit") : command.index("; else")]
    git("config", "mergetool.raci.cmd", f"'{sys.executable}' -c '{program}'{arguments}")
    said = git("mergetool", "-y", "-t", "raci", name)
    assert "main: Here side: There" in said
    assert 'office = "R"' in Path(name).read_text(encoding="utf-8")
    assert git("status", "--porcelain", "-uno").split()[1] == name
    assert "U" not in git("status", "--porcelain", "-uno").split()[0]


def test_a_broken_side_is_merged_by_lines(installed: Run) -> None:
    """Where a side is no TOML, git reports a conflict, and its marks hold both sides."""
    assert installed
    here = RENAMED.replace('office = "C"', 'office = "I"')
    branches(here, "a = [")
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "side")
    marked = Path("raci.toml").read_text(encoding="utf-8")
    assert marked == f"<<<<<<< ours\n{here}=======\na = [\n>>>>>>> theirs\n"


def test_attributes_that_cannot_be_read(repository: Run) -> None:
    """Where .gitattributes is no file, nothing is set up by halves."""
    Path(".gitattributes").mkdir()
    assert repository("git", "install").code == 2
    assert "raci" not in Path(".git/config").read_text(encoding="utf-8")


@pytest.fixture
def gone(repository: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Install the drivers from a place at which there is no program any more."""
    monkeypatch.setattr(
        "raci.cli.commands.versions.git_drivers.which", lambda *_, **__: "/gone/bin/raci"
    )
    assert repository("git", "install").code == 0
    return repository


def asked(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git, whatever becomes of it."""
    command = ["git", "-c", "user.name=A. Huber", "-c", "user.email=a@b.example", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")


def test_without_the_program_git_compares_by_lines(gone: Run) -> None:
    """Its own difference is shown, and one line says why."""
    assert gone
    write("raci.toml", RENAMED.replace('office = "C"', 'office = "I"'))
    done = asked("diff", "raci.toml")
    assert done.returncode == 0
    assert '-office = "C"\n+office = "I"\n' in done.stdout
    assert done.stderr.count("\n") == 1
    assert "raci git install" in done.stderr


@pytest.mark.parametrize("clean", [True, False])
def test_without_the_program_git_merges_by_lines(gone: Run, *, clean: bool) -> None:
    """As it would without a driver: marks where lines are in conflict, else the merge."""
    assert gone
    here = RENAMED.replace('office = "C"', 'office = "I"')
    there = RENAMED.replace('"small"', '"large"') if clean else RENAMED.replace('"C"', '"R"')
    branches(here, there)
    done = asked("merge", "-m", "Both", "side")
    assert done.returncode == (0 if clean else 1)
    assert "raci git install" in done.stderr
    merged = Path("raci.toml").read_text(encoding="utf-8")
    if clean:
        assert merged == here.replace('"small"', '"large"')
    else:
        assert "<<<<<<< ours\n" in merged
        assert 'office = "R"\n>>>>>>> theirs\n' in merged


def test_without_the_program_the_mergetool_says_so(gone: Run) -> None:
    """The tool fails with a sentence, and the file stays in conflict."""
    assert gone
    branches(RENAMED.replace('"C"', '"I"'), RENAMED.replace('"C"', '"R"'))
    asked("merge", "side")
    done = asked("mergetool", "-y", "-t", "raci", "raci.toml")
    assert done.returncode == 1
    assert "raci git install" in done.stderr
    assert "<<<<<<<" in Path("raci.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["-q.raci.toml", "--.raci.toml", "a 'b\" $c.raci.toml"])
def test_odd_names(installed: Run, name: str) -> None:
    """A file that is called like an option is compared and merged as any other."""
    assert installed
    text = RENAMED.replace('office = "C"', 'office = "I"')
    commit(name, RENAMED, "Oddly named")
    git("checkout", "-qb", "side")
    commit(name, RENAMED.replace('owner = "A"', 'owner = "AR"'), "There")
    git("checkout", "-q", "main")
    commit(name, text, "Here")
    assert git("diff", "HEAD~1", "--", name) == f"{name}\nWebsite: Office C → I\n"
    git("merge", "-q", "-m", "Both", "side")
    assert Path(name).read_text("utf-8") == text.replace('owner = "A"', 'owner = "AR"')


def test_a_failing_merge_leaves_gits_own(installed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program ends with an error, nothing of theirs is missing from the file."""
    assert installed
    driver = git("config", "merge.raci.driver")
    start = driver.index("; then ") + len("; then ")
    end = driver.index(" merge --path")
    git("config", "merge.raci.driver", driver[:start] + "sh -c 'exit 2'" + driver[end:])
    monkeypatch.setenv("LC_ALL", "C")
    branches(RENAMED.replace('"C"', '"I"'), RENAMED.replace('"C"', '"R"'))
    assert asked("merge", "side").returncode == 1
    assert 'office = "R"\n>>>>>>> theirs\n' in Path("raci.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("place", ["/opt/50% of us/raci", "/a'b\"c/#;x/raci", "/täglich\\n/raci"])
def test_what_is_installed_from_anywhere_is_taken_away(
    repository: Run, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """Signs that mean something to git or the shell are no hindrance, nor is a folder below."""
    before = Path(".git/config").read_text(encoding="utf-8")
    monkeypatch.setattr("raci.cli.commands.versions.git_drivers.which", lambda *_, **__: place)
    Path("below").mkdir()
    monkeypatch.chdir("below")
    assert repository("git", "install").code == 0
    assert Path("../.gitattributes").read_text(encoding="utf-8") == OURS
    assert repository("git", "install", "--undo").code == 0
    assert Path("../.git/config").read_text(encoding="utf-8") == before
    assert not Path("../.gitattributes").exists()
