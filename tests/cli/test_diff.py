"""``raci diff``: two versions held against each other, by hand and by git."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.git import CHANGED, RENAMED, commit, git, write
from support.runs import FAULTY, SOUND

if TYPE_CHECKING:
    from support.runs import Run


def test_differences(versions: Run) -> None:
    """Differences are sentences, findings that came are marked, and the exit code is 1."""
    ran = versions("diff", "old.toml", "new.toml")
    assert ran.code == 1
    assert "Website: Office R → C\n" in ran.out
    assert "Fax: channel added\n" in ran.out
    assert "\n+ RACI101 error: Fax" in ran.out
    assert ran.err.startswith("2 differences; ")


def test_german(versions: Run) -> None:
    """Another language is spoken when asked for."""
    ran = versions("diff", "old.toml", "new.toml", "--lang", "de")
    assert "Fax: Kanal dazugekommen\n" in ran.out
    assert ran.err.startswith("2 Unterschiede; ")


def test_no_difference(versions: Run) -> None:
    """The same twice ends with 0 and prints nothing."""
    ran = versions("diff", "old.toml", "old.toml")
    assert (ran.code, ran.out) == (0, "")


def test_json(versions: Run) -> None:
    """JSON has the changes with their paths, and the findings that came and went."""
    document = json.loads(versions("diff", "old.toml", "new.toml", "--format", "json").out)
    first, second = document["changes"]
    assert first == {
        "path": ["channels", "website", "raci", "office"],
        "old": "R",
        "new": "C",
        "message": "Website: Office R → C",
    }
    assert second["message"] == "Fax: channel added"
    assert "RACI101" in [entry["code"] for entry in document["findings"]["came"]]
    assert all(entry["fingerprint"] for entry in document["findings"]["came"])


def test_markdown(versions: Run) -> None:
    """Markdown lists both, and what a name holds is text."""
    write("odd.toml", SOUND + '\n[channels.odd]\nname = "<b>*x*"\n')
    out = versions("diff", "new.toml", "odd.toml", "--format", "markdown").out
    assert "- Fax: channel removed\n" in out
    assert "**Findings that are gone**" in out
    assert "<b>" not in out


def test_colour_and_control_codes(versions: Run) -> None:
    """Colours are ours; what a file holds cannot steer the terminal."""
    write("odd.toml", SOUND + '\n[channels.odd]\nname = "\\u001b[2J"\n')
    out = versions("diff", "old.toml", "odd.toml", "--color", "always").out
    assert "\x1b[2J" not in out
    assert "\x1b[31m+ RACI101" in out


def test_the_day_decides(versions: Run) -> None:
    """Findings are judged by the date that is given."""
    write("due.toml", SOUND.replace('office = "R"', _ENDING))
    early = versions("diff", "old.toml", "due.toml", "--today", "2026-01-01").out
    late = versions("diff", "old.toml", "due.toml", "--today", "2028-01-01").out
    assert early != late


_ENDING = 'office = { letters = "R", until = 2027-01-01 }'


def test_a_revision_of_a_file(repository: Run) -> None:
    """A revision stands for the file as it was, whatever it was called; without it for nothing."""
    assert repository("diff", "HEAD~1", "raci.toml").out.startswith("Website: its id is now site")
    assert "Office R → C" in repository("diff", "HEAD~2", "raci.toml").out
    git("add", "new.toml")
    assert "Owner: role added" in repository("diff", "HEAD", "new.toml").out


def test_two_revisions(repository: Run) -> None:
    """REVISION:PATH names a version on either side, without any file here."""
    Path("raci.toml").unlink()
    ran = repository("diff", "HEAD~2:first.toml", "HEAD~1:raci.toml")
    assert (ran.code, ran.out.splitlines()[0]) == (1, "Website: Office R → C")


def test_a_file_in_a_folder_with_an_odd_name(repository: Run) -> None:
    """Spaces, quotes and line ends in a path do not matter."""
    Path('o "d\nd').mkdir()
    commit('o "d\nd/a b.toml', SOUND, "Odd")
    write('o "d\nd/a b.toml', CHANGED)
    ran = repository("diff", "HEAD", 'o "d\nd/a b.toml')
    assert ran.out.startswith("Website: Office R → C\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("nowhere", "raci.toml"),
        ("--", "-p", "raci.toml"),
        ("--", "--output=x", "raci.toml"),
        ("HEAD:nothing.toml", "raci.toml"),
        ("HEAD", "nothing.toml"),
        (".", "raci.toml"),
    ],
)
def test_versions_that_are_not_there(repository: Run, arguments: tuple[str, ...]) -> None:
    """A revision, path or option that is none of ours is refused, whatever it looks like."""
    before = sorted(path.name for path in Path().iterdir())
    ran = repository("diff", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("raci: ")
    assert sorted(path.name for path in Path().iterdir()) == before


def test_it_wants_two(versions: Run) -> None:
    """Three versions are a wrong usage."""
    ran = versions("diff", "a", "b", "c")
    assert ran.code == 2
    assert "OLD NEW" in ran.err


def test_a_faulty_file(repository: Run) -> None:
    """A version with faults is compared by nobody."""
    write("faulty.toml", FAULTY)
    assert repository("diff", "old.toml", "faulty.toml").code == 2
    commit("raci.toml", FAULTY, "Faulty")
    ran = repository("diff", "HEAD", "old.toml")
    assert ran.code == 1  # old.toml is not in that commit
    ran = repository("diff", "HEAD:raci.toml", "old.toml")
    assert ran.code == 2
    assert "HEAD:raci.toml:17" in ran.err


def test_git_runs_it_as_its_driver(versions: Run) -> None:
    """Given git's seven arguments it names the file and ends with 0."""
    ran = versions("diff", "raci.toml", "old.toml", "0", "100644", "new.toml", "0", "100644")
    assert ran.code == 0
    assert ran.out.startswith("raci.toml\nWebsite: Office R → C\n")


def test_git_has_no_other_side(versions: Run) -> None:
    """A file that came or went is all new, or all gone."""
    ran = versions("diff", "raci.toml", "/dev/null", ".", ".", "new.toml", "0", "100644")
    assert ran.code == 0
    assert "Fax: channel added" in ran.out
    ran = versions("diff", "raci.toml", "new.toml", "0", "100644", "/dev/null", ".", ".")
    assert "Fax: channel removed" in ran.out


def test_git_never_stops_at_a_broken_version(versions: Run) -> None:
    """A side that is no TOML is said so and shown by lines; git goes on with other files."""
    write("broken.toml", SOUND + "[\x1b")
    ran = versions("diff", "raci.toml", "old.toml", "0", "100644", "broken.toml", "0", "100644")
    assert ran.code == 0
    assert "raci.toml:18:2: no valid TOML" in ran.out
    assert "+[␛" in ran.out


def test_git_diff_speaks_in_words(repository: Run) -> None:
    """Set up by ``raci git install``, git diff itself shows the differences in words."""
    assert repository("git", "install").code == 0
    git("config", "diff.raci.command", f'"{sys.executable}" -m raci diff --')
    write("raci.toml", RENAMED.replace('office = "C"', 'office = "I"'))
    assert git("diff").startswith("raci.toml\nWebsite: Office C → I\n")


def test_a_revision_by_its_message(repository: Run) -> None:
    """A commit that is named by words of its message is one like any other."""
    ran = repository("diff", ":/Begin", "raci.toml")
    assert ran.code == 1
    assert "Website: Office R → C" in ran.out
    ran = repository("diff", "raci.toml", ":/Begin")
    assert ran.code == 2
    assert ":/Begin is a commit; name a file as well" in ran.err


def test_a_revision_without_such_a_message(repository: Run) -> None:
    """One that git does not find is told as what it is."""
    ran = repository("diff", ":/nothing like it", "raci.toml")
    assert ran.code == 2
    assert "neither a file nor a version that git knows" in ran.err


def test_without_names(repository: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest file is held against the last commit, or against the one that is named."""
    write("raci.toml", RENAMED.replace('office = "C"', 'office = "I"'))
    Path("below").mkdir()
    monkeypatch.chdir("below")
    assert repository("diff").out == "Website: Office C → I\n"
    assert "Website: Office R → I" in repository("diff", "HEAD~2").out
    assert repository("diff", "../raci.toml").out == "Website: Office C → I\n"
    monkeypatch.chdir("/")
    ran = repository("diff")
    assert ran.code == 2
    assert "there is no raci.toml here" in ran.err


def test_a_revision_names_its_file(repository: Run) -> None:
    """A report compares with ``REVISION:PATH`` as a diff does, and git's refusals are ours."""
    ran = repository("report", "--since", "HEAD~2:first.toml")
    assert "## Changed since HEAD" in ran.out
    ran = repository("report", "--since", "nowhere")
    assert ran.err == "raci: nowhere is neither a file nor a version that git knows\n"
