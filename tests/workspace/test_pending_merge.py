"""What a merge of git's left in conflict: found in real repositories, without and with drivers."""

from __future__ import annotations

import datetime as dt
import subprocess
from typing import TYPE_CHECKING

import pytest

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.model.error import FileError
from raci.versions.git import revisions
from raci.versions.git.conflicts import suspected
from raci.words import words_in
from raci.workspace.file_merge import PendingMerge, pending_merge, waiting
from support.small_firm import FIRM

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 22)
TEXT = FIRM[: FIRM.index("\n[channels.shop]")].replace('reports_to = "boss"\n', "")
HERE = TEXT.replace('it = "R"', 'it = "C"').replace('name = "Post"', 'name = "Post"\nkind = "new"')
THERE = TEXT.replace('it = "R"', 'it = "I"').replace('name = "Firm"', 'name = "The Firm"')
FAX = '\n# by law\n[channels.fax]\nname = "Fax"  # still\n'


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in a repository, committed once."""
    for name in ("GLOBAL", "SYSTEM"):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", str(tmp_path / "none"))
    monkeypatch.delenv("GIT_DIR", raising=False)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A. Huber")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@b.example")
    place = tmp_path / "firm" / "raci.toml"
    place.parent.mkdir()
    git(place, "init", "-q", "-b", "main")
    commit(place, TEXT, "Begin")
    return place


def git(path: Path, *arguments: str, refused: bool = False) -> None:
    """Run git beside the file; ``refused``: it must end with a conflict."""
    command = ["git", "-C", str(path.parent), *arguments]
    done = subprocess.run(command, check=False, capture_output=True)
    assert bool(done.returncode) == refused, done


def commit(path: Path, text: str, message: str) -> None:
    """Write and commit."""
    path.write_text(text, encoding="utf-8")
    git(path, "add", "--", path.name)
    git(path, "commit", "-qm", message)


def branches(path: Path, here: str = HERE, there: str = THERE) -> None:
    """Commit one text on main and another one on side; main is checked out."""
    git(path, "checkout", "-qb", "side")
    commit(path, there, "There")
    git(path, "checkout", "-q", "main")
    commit(path, here, "Here")


def look(path: Path) -> PendingMerge | None:
    """Ask as the editor does: cheaply first."""
    now = Document.parse(path.read_bytes().decode(), NAMES, path=path)
    return pending_merge(path, now) if suspected(path, now.text) else None


def conflicts(found: PendingMerge | None) -> list[str]:
    """Return the places of the conflicts."""
    assert found
    say = words_in("en").say
    return [say(found.merge.told(conflict)[0]) for conflict in found.merge.conflicts]


def test_a_file_at_rest_starts_no_git(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a sign of a merge git is not even asked."""
    branches(path)
    monkeypatch.setattr(revisions, "run", None)
    assert look(path) is None
    outside = path.parent.with_name("else.toml")
    outside.write_text(TEXT, encoding="utf-8")
    assert look(outside) is None


@pytest.mark.parametrize(
    ("way", "sides"),
    [
        (("merge", "side"), ("main: Here", "side: There")),
        (("cherry-pick", "side"), ("main: Here", "side: There")),
        (("rebase", "side"), ("side: There", "main: Here")),
        (("rebase", "--apply", "side"), ("side: There", "main: Here")),
    ],
    ids=["merge", "cherry-pick", "rebase", "rebase --apply"],
)
def test_marks_are_no_hindrance(path: Path, way: tuple[str, ...], sides: tuple[str, ...]) -> None:
    """However git came to write its marks, the conflict is between cells, its sides are named."""
    branches(path)
    git(path, *way, refused=True)
    assert "<<<<<<<" in path.read_text(encoding="utf-8")
    found = look(path)
    assert conflicts(found) == ["Website: IT"]
    assert found
    assert found.sides == sides
    for chosen in (frozenset[int](), frozenset({0})):
        text = found.merge.text(chosen)
        assert 'name = "The Firm"' in text
        assert 'kind = "new"' in text
        assert "# for now" in text


def test_a_revert_names_what_it_goes_back_to(path: Path) -> None:
    """The other side of a revert is the version before the commit."""
    commit(path, HERE, "Here")
    commit(path, HERE.replace('it = "C"', 'it = "I"'), "Later")
    git(path, "revert", "--no-edit", "HEAD~1", refused=True)
    found = look(path)
    assert found
    assert found.sides[0] == "main: Later"
    assert found.sides[1].endswith(": Begin")


@pytest.mark.parametrize("readable", [True, False])
def test_a_stash_leaves_no_note(path: Path, *, readable: bool) -> None:
    """After `git stash pop` the sides have no names; conflicts are found all the same."""
    path.write_text(THERE, encoding="utf-8")
    git(path, "stash", "-q")
    commit(path, HERE, "Here")
    git(path, "stash", "pop", refused=True)
    if readable:
        git(path, "checkout", "--ours", "--", path.name)
    found = look(path)
    assert conflicts(found) == ["Website: IT"]
    assert found
    assert found.sides == ()


def test_what_was_decided_by_hand_counts(path: Path) -> None:
    """In a file that can be read, what was decided for theirs is no conflict any more."""
    branches(path)
    git(path, "merge", "side", refused=True)
    path.write_text(HERE.replace('it = "C"', 'it = "A"'), encoding="utf-8")
    found = look(path)
    assert conflicts(found) == ["Website: IT"]
    assert found
    assert found.merge.told(found.merge.conflicts[0])[1:] == ("A", "I")
    path.write_text(HERE.replace('it = "C"', 'it = "I"'), encoding="utf-8")
    assert conflicts(look(path)) == []


def test_marks_that_were_solved_by_hand_stay_solved(path: Path) -> None:
    """Of several marked places, those without marks are as somebody left them."""
    here = HERE.replace('name = "Firm"', 'name = "Our Firm"')
    branches(path, here)
    git(path, "merge", "side", refused=True)
    text = path.read_text(encoding="utf-8")
    assert text.count("<<<<<<<") == 2
    begin, end = text.index("<<<<<<<"), text.index("\n", text.index(">>>>>>>")) + 1
    path.write_text(text[:begin] + 'name = "Firms"\n' + text[end:], encoding="utf-8")
    found = look(path)
    assert conflicts(found) == ["Organisation: name", "Website: IT"]
    assert found
    assert found.merge.told(found.merge.conflicts[0])[1] == "Firms"


def test_their_rows_come_with_their_comments(path: Path) -> None:
    """A row that only they have comes as they wrote it; our comments stay."""
    branches(path, there=THERE + FAX)
    git(path, "merge", "side", refused=True)
    found = look(path)
    assert found
    text = found.merge.text()
    assert text.endswith(FAX)
    assert "# for now" in text


def test_line_ends_are_those_of_the_disk(path: Path) -> None:
    """Where git turns line ends for the disk, what is decided has those, too."""
    branches(path)
    git(path, "config", "core.autocrlf", "true")
    git(path, "checkout", "-q", "side")
    git(path, "checkout", "-q", "main")
    git(path, "merge", "side", refused=True)
    path.write_text("torn <<<<<<<\r\n<<<<<<< x", encoding="utf-8", newline="")
    found = look(path)
    assert found
    assert found.merge.text().count("\r\n") == found.merge.text().count("\n") > 9


def test_a_repository_from_elsewhere_runs_nothing(path: Path) -> None:
    """What a repository's settings name as watcher or filter is not run by opening a file."""
    branches(path)
    git(path, "merge", "side", refused=True)
    trap = path.with_name("trap")
    trap.write_text(f"#!/bin/sh\ntouch {path.with_name('sprung')}\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "filter.trap.smudge", "filter.trap.clean", "diff.trap.textconv"):
        git(path, "config", key, str(trap))
    attributes = path.parent / ".git" / "info" / "attributes"
    attributes.write_text("*.toml filter=trap diff=trap\n", encoding="utf-8")
    assert conflicts(look(path)) == ["Website: IT"]
    assert not path.with_name("sprung").exists()


def test_both_added_the_file(path: Path) -> None:
    """Without a version that both began with, all that differs is in conflict."""
    other = path.with_name("other.toml")
    git(path, "checkout", "-qb", "side")
    commit(other, THERE, "There")
    git(path, "checkout", "-q", "main")
    commit(other, HERE, "Here")
    git(path, "merge", "side", refused=True)
    assert conflicts(look(other)) == ["Organisation: name", "Website: IT"]


def test_a_file_that_one_side_deleted(path: Path) -> None:
    """There is nothing to hold side by side; it is said what git waits for."""
    git(path, "checkout", "-qb", "side")
    git(path, "rm", "-q", path.name)
    git(path, "commit", "-qm", "Away")
    git(path, "checkout", "-q", "main")
    commit(path, HERE, "Here")
    git(path, "merge", "side", refused=True)
    with pytest.raises(FileError) as caught:
        look(path)
    assert "git rm" in words_in("en").say(caught.value.text)


def test_a_side_that_is_no_toml(path: Path) -> None:
    """It can be merged in a text editor only, and that is said."""
    branches(path, there=THERE + "<<\n")
    git(path, "merge", "side", refused=True)
    with pytest.raises(FileError) as caught:
        look(path)
    assert "text editor" in words_in("en").say(caught.value.text)


def test_another_working_tree(path: Path) -> None:
    """In a further working tree the signs of a merge are where its `.git` file points."""
    branches(path)
    tree = path.parent.with_name("tree")
    git(path, "worktree", "add", "-q", "-b", "third", str(tree), "main")
    assert look(tree / "raci.toml") is None
    git(tree / "raci.toml", "merge", "side", refused=True)
    assert conflicts(look(tree / "raci.toml")) == ["Website: IT"]
    assert look(path) is None


def test_another_file_in_the_same_merge(path: Path) -> None:
    """A file that merged well is not in conflict because another one is."""
    commit(path.with_name("other.toml"), TEXT, "Another")
    branches(path)
    git(path, "merge", "side", refused=True)
    assert look(path.with_name("other.toml")) is None


def test_the_file_is_named_as_one_types_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git waits for can be typed as it stands there, from where one is."""
    branches(path)
    git(path, "merge", "side", refused=True)
    found = look(path)
    assert found
    text = found.merge.text()
    say = words_in("en").say
    assert say(waiting(path, found, text)) == "1 conflict of git's merge is undecided."
    found.decided = (path.read_text(encoding="utf-8"), text)
    monkeypatch.chdir(path.parent)
    assert say(waiting(path, found, text)).startswith("git add raci.toml tells git")
    monkeypatch.chdir(path.parent.parent)
    assert "git add firm/raci.toml" in say(waiting(path, found, text))
    (path.parent / "below").mkdir()
    monkeypatch.chdir(path.parent / "below")
    assert str(path) in say(waiting(path, found, text))
    spaced = path.with_name("our firm.toml")
    monkeypatch.chdir(path.parent)
    assert "'our firm.toml'" in say(waiting(spaced, found, text))
