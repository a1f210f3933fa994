"""``raci history``: who changed what, when, as git remembers it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.git import RENAMED, commit, git, write
from support.runs import SOUND

if TYPE_CHECKING:
    from support.runs import Run


def test_of_a_cell(repository: Run) -> None:
    """A cell's changes are told over renames of file and id, the newest first."""
    write("raci.toml", RENAMED.replace('office = "C"', 'office = "I"'))
    lines = repository("history", "raci.toml", "site", "office").out.splitlines()
    assert lines[0] == "not committed  Website: Office C → I"
    assert lines[1].endswith("A. Huber  Website: Office R → C  (Only ask the office)")
    assert lines[2].endswith("Website: channel added  (Begin)")
    assert len(lines) == 3


def test_of_a_channel(repository: Run) -> None:
    """A channel's history has all of its changes, its id among them."""
    out = repository("history", "raci.toml", "Website").out
    assert "its id is now site, was website  (A shorter id)" in out
    assert "Office R → C" in out


def test_over_a_renamed_role(repository: Run) -> None:
    """The letters of a role are followed over a change of its id."""
    commit("raci.toml", RENAMED.replace("office =", "desk ="), "Another id of the office")
    lines = repository("history", "raci.toml", "site", "desk").out.splitlines()
    assert [line.partition("  (")[2] for line in lines] == ["Only ask the office)", "Begin)"]


def test_as_json(repository: Run) -> None:
    """JSON has the commit, its message and the path of each change; null if not committed."""
    write("raci.toml", RENAMED.replace('office = "C"', 'office = "I"'))
    ran = repository("history", "raci.toml", "site", "office", "--format", "json")
    first, second, _ = json.loads(ran.out)["changes"]
    assert (first["commit"], first["old"], first["new"]) == (None, "C", "I")
    assert second["subject"] == "Only ask the office"
    assert second["author"] == "A. Huber"
    assert second["path"] == ["channels", "website", "raci", "office"]
    assert second["commit"] == git("rev-parse", "HEAD~1").strip()


def test_work_side_by_side(repository: Run) -> None:
    """What two branches did is told once and where it was done; the merge itself adds nothing."""
    git("checkout", "-qb", "side")
    filler = "\n# one\n# two\n# three\n# four\n# five\n# six\n"
    commit("raci.toml", RENAMED + filler, "Room")
    git("checkout", "-qb", "other")
    commit("raci.toml", RENAMED.replace('"C"', '"I"') + filler, "Only tell")
    git("checkout", "-q", "side")
    name = '[channels.fax]\nname = "Fax"\n'
    commit("raci.toml", RENAMED + filler + name, "A fax")
    git("merge", "-q", "--no-ff", "-m", "Together", "other")
    out = repository("history", "raci.toml", "site", "office").out
    assert [line.partition("  (")[2] for line in out.splitlines()] == [
        "Only tell)",
        "Only ask the office)",
        "Begin)",
    ]
    assert repository("history", "raci.toml", "fax").out.endswith("channel added  (A fax)\n")


def test_a_merge_that_decides(repository: Run) -> None:
    """A merge that has letters of neither side is told as the one that changed them."""
    git("checkout", "-qb", "side")
    commit("raci.toml", RENAMED.replace('"C"', '"I"'), "Only tell")
    git("checkout", "-q", "main")
    commit("raci.toml", RENAMED.replace('"C"', '"R"'), "Back")
    git("merge", "-q", "--no-commit", "-s", "ours", "side")
    write("raci.toml", RENAMED.replace('"C"', '""'))
    git("commit", "-qam", "Decided")
    lines = repository("history", "raci.toml", "site", "office").out.splitlines()
    assert lines[0].endswith("Website: Office R → –  (Decided)")


def test_broken_versions_are_passed_over(repository: Run) -> None:
    """A version in between that is no TOML, or no text, says nothing."""
    for content in (b"a = [", b"\xff"):
        Path("raci.toml").write_bytes(content)
        git("commit", "-qam", "Broken")
    commit("raci.toml", RENAMED, "Whole again")
    assert len(repository("history", "raci.toml", "site", "office").out.splitlines()) == 2


def test_each_version_is_read_once(repository: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many commits there are, git is asked a fixed number of times."""
    import subprocess

    for letters in ("I", "C", "R", "", "I", "C"):
        commit("raci.toml", RENAMED.replace('"C"', f'"{letters}"'), letters or "none")
    started: list[object] = []
    popen = subprocess.Popen.__init__

    def counted(self: subprocess.Popen[bytes], *args: object, **kwargs: object) -> None:
        started.append(args)
        popen(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess.Popen, "__init__", counted)
    assert len(repository("history", "raci.toml", "site", "office").out.splitlines()) == 8
    assert len(started) == 2


def test_hostile_commits(repository: Run) -> None:
    """Names and messages of commits are text, whatever they hold."""
    git("config", "log.showSignature", "true")
    git("config", "color.ui", "always")
    write("raci.toml", RENAMED.replace('"C"', '"I"'))
    message = ":100644 100644 a b M \x1b[2J\x01" + "a" * 40
    git("-c", "user.name=\x1b[31mEvil", "commit", "-qam", message)
    ran = repository("history", "raci.toml", "site", "office")
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "Website: Office C → I" in ran.out
    assert len(ran.out.splitlines()) == 3


def test_odd_paths(repository: Run) -> None:
    """A path that looks like a pattern, an option or two lines is a path."""
    for name in ("-p.toml", "a*.toml", "x\ny.toml", ":(top)z.toml"):
        git("--literal-pathspecs", "add", "--", write(name, SOUND))
        git("commit", "-qm", name)
        ran = repository("history", "--", name, "website")
        assert (ran.code, ran.err) == (0, "")
        assert "Website: channel added" in ran.out


def test_a_file_that_git_does_not_know(repository: Run) -> None:
    """A file that was never committed is said to be so."""
    ran = repository("history", "new.toml", "website")
    assert ran.code == 2
    assert "git does not know this file" in ran.err


def test_without_any_commit(versions: Run) -> None:
    """A repository without commits explains itself."""
    Path(".git").rmdir()
    git("init", "-q")
    ran = versions("history", "old.toml", "website")
    assert ran.code == 2
    assert ran.err.startswith("raci: git cannot tell: ")


def test_without_a_repository(versions: Run) -> None:
    """Outside of a repository git's own words explain."""
    Path(".git").rmdir()
    ran = versions("history", "old.toml", "website")
    assert ran.code == 2
    assert ran.err.startswith("raci: git cannot tell: ")


def test_without_git(versions: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git the sentence says that it is needed."""
    monkeypatch.setenv("PATH", "")
    ran = versions("history", "old.toml", "website")
    assert (ran.code, ran.err) == (2, "raci: there is no git here; it must be installed for this\n")


def test_no_change_remembered(repository: Run) -> None:
    """A role that never had a letter there has no history."""
    write("raci.toml", RENAMED + '\n[roles.guest]\nname = "Guest"\n')
    ran = repository("history", "raci.toml", "site", "guest")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "git remembers no change of it\n"


def test_letters_of_a_duty(repository: Run) -> None:
    """A cell of a duty belongs to the history of its channel and role."""
    duty = RENAMED + '\n[channels.site.duties.content]\noffice = "R"\n'
    commit("raci.toml", duty, "Content")
    lines = repository("history", "raci.toml", "site", "office").out.splitlines()
    assert lines[0].endswith("Website (content): Office – → R  (Content)")


def _conflict(solved: str, message: str = "Merge branch 'team-b'") -> None:
    """Merge a branch that tells the office, where we ask it for work, with a text as the answer."""
    git("checkout", "-qb", "team-b")
    commit("raci.toml", RENAMED.replace('office = "C"', 'office = "I"'), "Only tell")
    git("checkout", "-q", "main")
    commit("raci.toml", RENAMED.replace('office = "C"', 'office = "R"'), "Let it work")
    git("merge", "-q", "-s", "ours", "-m", message, "team-b")
    write("raci.toml", solved)
    git("commit", "-q", "--amend", "--no-edit", "-a")


@pytest.mark.parametrize(("took", "dropped"), [("R", "I"), ("I", "R")])
def test_what_a_merge_decided(repository: Run, took: str, dropped: str) -> None:
    """Of two letters the one that stayed is told, and the one that did not."""
    _conflict(RENAMED.replace('office = "C"', f'office = "{took}"'))
    lines = repository("history", "raci.toml", "site", "office").out.splitlines()
    assert f"Website: Office: merge of team-b: {took}, not {dropped}" in lines[0]
    assert len(lines) == 5


def test_a_merge_that_decided_against_both(repository: Run) -> None:
    """What neither side had is a change of the merge itself."""
    _conflict(RENAMED.replace('office = "C"', 'office = "AR"'))
    first = repository("history", "raci.toml", "site", "office").out.splitlines()[0]
    assert "Website: Office I → AR" in first or "Website: Office R → AR" in first


def test_a_merge_that_kept_what_a_side_deleted(repository: Run) -> None:
    """The fate of a whole channel is told as well; a merge without a name by its commit."""
    fax = '\n[channels.fax]\nname = "Fax"\nraci = { owner = "A" }\n'
    commit("raci.toml", RENAMED + fax, "Fax")
    git("checkout", "-qb", "side")
    commit("raci.toml", RENAMED, "No fax")
    git("checkout", "-q", "main")
    commit("raci.toml", RENAMED + fax.replace('"A"', '"AR"'), "More of it")
    git("merge", "-q", "-s", "ours", "-m", "Both", "side")
    side = git("rev-parse", "side")[:7]
    first = repository("history", "raci.toml", "fax").out.splitlines()[0]
    assert f"Fax: merge of {side}: kept, not deleted  (Both)" in first


def test_what_only_one_side_changed_is_no_decision(repository: Run) -> None:
    """A merge that brings what the other side did not touch adds no line."""
    git("checkout", "-qb", "side")
    commit("raci.toml", RENAMED.replace('"C"', '"I"'), "Only tell")
    git("checkout", "-q", "main")
    commit("raci.toml", "# ours\n" + RENAMED, "A comment")
    git("merge", "-q", "-m", "Both", "side")
    assert "merge of" not in repository("history", "raci.toml", "site").out


def test_by_a_former_id(repository: Run) -> None:
    """An id of earlier leads to the channel or role of today, and to one that is gone."""
    renamed = RENAMED.replace("channels.site", "channels.page").replace("office =", "desk =")
    commit("raci.toml", renamed, "Other ids")
    wanted = repository("history", "raci.toml", "page", "desk").out
    assert wanted
    for channel in ("site", "website"):
        assert repository("history", "raci.toml", channel, "office").out == wanted
    commit("raci.toml", renamed[: renamed.index("[channels")], "Away")
    ran = repository("history", "raci.toml", "page")
    assert ran.out.splitlines()[0].endswith("Website: channel removed  (Away)")
    assert "Office R → C" in ran.out
    ran = repository("history", "raci.toml", "nowhere")
    assert ran.code == 2
    assert "there is no channel nowhere" in ran.err


def test_the_row_about_the_choice_of_channels(repository: Run) -> None:
    """The first row has a history as channels have, whole or of one role."""
    text = Path("raci.toml").read_text(encoding="utf-8")
    commit("raci.toml", f'{text}\n[portfolio.raci]\nowner = "A"\noffice = "R"\n', "Who chooses")
    assert repository("set", "portfolio", "office", "C").code == 0
    told = repository("history", "portfolio").out.splitlines()
    assert [line.rpartition(": ")[2].split("  ")[0] for line in told] == [
        "Office R → C",
        "Owner – → A",
        "Office – → R",
    ]
    assert len(repository("history", "portfolio", "owner").out.splitlines()) == 1
