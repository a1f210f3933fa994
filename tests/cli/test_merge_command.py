"""``raci merge``: two people's edits of one file, by hand and by git."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from raci.cli.commands.versions import merge as command
from support.git import write
from support.runs import FAULTY, SOUND

if TYPE_CHECKING:
    from collections.abc import Callable

    from raci.workspace import Workspace
    from support.runs import Run


def read(name: str) -> str:
    """Return a file's text."""
    return Path(name).read_text(encoding="utf-8")


def test_different_cells(versions: Run) -> None:
    """Edits of different cells come together in OURS, comments and all."""
    write("ours.toml", SOUND.replace('office = "R"', 'office = "C"  # asked'))
    write("theirs.toml", SOUND.replace('owner = "A"', 'owner = "AR"'))
    ran = versions("merge", "old.toml", "ours.toml", "theirs.toml")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    merged = read("ours.toml")
    assert 'owner = "AR"\noffice = "C"  # asked\n' in merged
    assert "# since 1998" in merged


def test_nothing_new(versions: Run) -> None:
    """Where they changed nothing, OURS is not even written."""
    before = Path("new.toml").stat().st_mtime_ns
    assert versions("merge", "old.toml", "new.toml", "old.toml").code == 0
    assert Path("new.toml").stat().st_mtime_ns == before


def test_conflict(versions: Run) -> None:
    """What both changed differently is told by names, stays ours, and ends with 1."""
    ours = write("ours.toml", SOUND.replace('office = "R"', 'office = "C"'))
    write("theirs.toml", SOUND.replace('office = "R"', 'office = "I"'))
    ran = versions("merge", "old.toml", ours, "theirs.toml", "--output", "out.toml")
    assert ran.code == 1
    assert ran.err == "ours.toml: Website: Office is C here, I there, was R\n1 conflict\n"
    assert 'office = "C"' in read("out.toml")
    assert "# since 1998" in read("out.toml")


def test_conflict_in_german(versions: Run) -> None:
    """Conflicts are told in the language of the file."""
    ours = write("ours.toml", SOUND.replace('"en"', '"de"').replace('"R"', '"C"'))
    write("theirs.toml", SOUND.replace('office = "R"', 'office = "I"'))
    ran = versions("merge", "old.toml", ours, "theirs.toml")
    assert ran.err == "ours.toml: Website: Office: hier C, dort I, vorher R\n1 Konflikt\n"


def test_a_role_deleted_here_and_used_there(versions: Run) -> None:
    """A deleted role stays deleted, the other side's use of it is told, nothing refers to it."""
    gone = SOUND.replace('office = "R"\n', "")
    ours = write("ours.toml", "\n".join(line for line in gone.splitlines() if "office" not in line))
    write("theirs.toml", SOUND.replace('office = "R"', 'office = "C"'))
    ran = versions("merge", "old.toml", ours, "theirs.toml")
    assert ran.code == 1
    assert "Office: deleted here, changed or used there\n" in ran.err
    assert "office" not in read("ours.toml")


def test_sound_on_either_side_but_not_together(versions: Run) -> None:
    """Another scheme here and a letter of the old one there are a conflict, too."""
    scheme = SOUND.replace('size = "small"', 'size = "small"\nscheme = "DACI"')
    ours = write("ours.toml", scheme.replace('office = "R"', 'office = "D"'))
    write("theirs.toml", SOUND.replace('owner = "A"', 'owner = "AR"'))
    ran = versions("merge", "old.toml", ours, "theirs.toml")
    assert ran.code == 1
    assert "1 conflict" in ran.err


@pytest.mark.parametrize("place", ["base", "ours", "theirs"])
def test_a_version_that_is_no_text_writes_nothing(versions: Run, place: str) -> None:
    """Where not even lines can be merged, the version is named, and all files are as before."""
    names = {name: write(f"{name}.toml", SOUND) for name in ("base", "ours", "theirs")}
    write(names[place], "\x00")
    ran = versions("merge", *names.values(), "--output", "out.toml")
    assert ran.code == 2
    assert f"{place}.toml, line 1" in ran.err
    assert not Path("out.toml").exists()
    assert read(names["ours"]) == ("\x00" if place == "ours" else SOUND)


@pytest.mark.parametrize("place", ["base", "ours", "theirs"])
def test_a_version_that_is_no_toml_is_merged_by_lines(versions: Run, place: str) -> None:
    """Whichever version cannot be read, it is named, and what git makes of the lines stands."""
    names = {name: write(f"{name}.toml", SOUND) for name in ("base", "ours", "theirs")}
    write(names[place], SOUND + "a = [\n")
    ran = versions("merge", *names.values(), "--output", "out.toml")
    assert f"{place}.toml, line" in ran.err
    assert "merged by lines" in ran.err
    assert ran.code == (0 if place == "base" else 1)
    assert read("out.toml") == (SOUND if place == "base" else SOUND + "a = [\n")


def test_a_version_that_is_not_utf8(versions: Run) -> None:
    """Bytes that are no characters are kept as they stand, beside what the other side changed."""
    write("ours.toml", SOUND.replace('name = "Alpenblick"', 'name = "Bergblick"'))
    other = SOUND.encode() + b"\n# \xff\n"
    Path("theirs.toml").write_bytes(other)
    ran = versions("merge", "old.toml", "ours.toml", "theirs.toml")
    assert ran.code == 1
    assert "0xFF" in ran.err
    assert Path("ours.toml").read_bytes() == other.replace(b"Alpenblick", b"Bergblick")


@pytest.mark.parametrize("place", ["base", "ours", "theirs"])
def test_a_fault_of_content_is_kept(versions: Run, place: str) -> None:
    """A misspelt letter in any version is merged as it stands, and only told."""
    texts = dict.fromkeys(("base", "ours", "theirs"), SOUND)
    faulty = SOUND + '\n[channels.fax]\nname = "Fax"\nraci = { owner = "Q" }\n'
    texts[place] = faulty
    texts["theirs"] = texts["theirs"].replace('size = "small"', 'size = "large"')
    names = [write(f"{name}.toml", text) for name, text in texts.items()]
    ran = versions("merge", *names, "--output", "out.toml")
    assert ran.code == 0
    merged = SOUND if place == "base" else faulty
    assert read("out.toml") == merged.replace('size = "small"', 'size = "large"')
    assert ("“Q”" in ran.err) == (place != "base")


def test_a_faulty_side_is_merged_by_cell(versions: Run) -> None:
    """A fault is no hindrance where lines alone would be in conflict."""
    ours = write("ours.toml", SOUND.replace('owner = "A"', 'owner = "AR"'))
    write("theirs.toml", SOUND.replace('office = "R"', 'office = "Q"'))
    ran = versions("merge", "old.toml", ours, "theirs.toml")
    assert ran.code == 0
    assert "“Q”" in ran.err
    assert 'owner = "AR"\noffice = "Q"\n' in read(ours)


def test_both_added_the_file(versions: Run) -> None:
    """An empty base, as git gives it for a file that both added, is no fault."""
    write("empty.toml", "")
    write("ours.toml", SOUND)
    write("theirs.toml", SOUND.replace('office = "R"', 'office = "C"'))
    ran = versions("merge", "empty.toml", "ours.toml", "theirs.toml")
    assert ran.code == 1
    assert ran.err == "ours.toml: Website: Office is R here, C there, was –\n1 conflict\n"


def test_copies_are_read_where_they_belong(versions: Run) -> None:
    """What a file extends is looked for beside the file, not beside git's copies of it."""
    Path("firm").mkdir()
    write("firm/group.toml", '[check]\nignore = ["RACI109"]\n')
    text = SOUND + '\n[check]\nextend = "group.toml"\n'
    names = [write(name, text) for name in ("base.toml", "ours.toml", "theirs.toml")]
    assert "group.toml" in versions("merge", *names).err
    assert versions("merge", *names, "--path", "firm/raci.toml").err == ""


def test_refusals_name_the_file_that_git_means(versions: Run) -> None:
    """With --path, messages name the file and not the copy."""
    write("ours.toml", FAULTY)
    ran = versions("merge", "old.toml", "ours.toml", "old.toml", "--path", "firm.raci.toml")
    assert ran.err.startswith("firm.raci.toml: ")
    assert "it was so before the merge" in ran.err


def test_comments_come_with_what_they_added(versions: Run) -> None:
    """A channel that only they have comes as they wrote it, their comments beside ours."""
    ours = write("ours.toml", SOUND.replace('office = "R"', 'office = "C"  # asked'))
    fax = '\n# still used\n[channels.fax]\nname = "Fax"  # by law\n\n[channels.fax.raci]\n# who?\n'
    write("theirs.toml", SOUND + fax + 'owner = "AR"\n')
    assert versions("merge", "old.toml", ours, "theirs.toml").code == 0
    assert read("ours.toml").endswith('office = "C"  # asked\n' + fax + 'owner = "AR"\n')


def test_rows_spelled_in_lines(versions: Run) -> None:
    """A channel that they added in one line, where we write tables, comes with its comment."""
    ours = write("ours.toml", SOUND.replace('office = "R"', 'office = "C"  # asked'))
    line = 'channels.fax = { name = "Fax", raci = { owner = "AR" } }  # theirs\n'
    write("theirs.toml", SOUND.replace("format = 1\n", f"format = 1\n{line}"))
    assert versions("merge", "old.toml", ours, "theirs.toml").code == 0
    assert line in read("ours.toml")
    assert 'office = "C"  # asked\n' in read("ours.toml")


# With --edit


@pytest.fixture
def editing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Workspace], int]], None]:
    """Return a function that puts somebody's doings in place of a terminal and the editor."""

    def place(doings: Callable[[Workspace], int]) -> None:
        monkeypatch.setattr(command, "at_terminal", lambda: True)
        monkeypatch.setattr(command, "show", lambda workspace, _: doings(workspace))

    return place


def decide(workspace: Workspace, *, theirs: bool = True, save: bool = True) -> int:
    """Decide all conflicts as the editor does."""
    unmerged = workspace.unmerged
    assert unmerged
    ranks = range(len(unmerged.merge.conflicts)) if theirs else ()
    text = unmerged.merge.text(frozenset(ranks))
    unmerged.decided = (workspace.text, text)
    workspace.replace(text)
    if save:
        workspace.save()
    return 0


def undone(workspace: Workspace) -> int:
    """Decide, and take it back."""
    decide(workspace, save=False)
    workspace.undo()
    return 0


def contested() -> tuple[str, str, str]:
    """Write three versions with one conflict; return their names."""
    ours = write("ours.toml", SOUND.replace('office = "R"', 'office = "C"  # asked'))
    theirs = SOUND.replace('office = "R"', 'office = "I"').replace("Alpenblick", "Blick")
    return "old.toml", ours, write("theirs.toml", theirs)


@pytest.mark.parametrize("target", [(), ("--output", "out.toml"), ("--output", "new.toml")])
def test_conflicts_are_decided_in_the_editor(
    versions: Run, editing: Callable[..., None], target: tuple[str, ...]
) -> None:
    """What is decided and saved there is the merge, wherever it goes, and ends with 0."""
    seen: list[Workspace] = []

    def doings(workspace: Workspace) -> int:
        seen.append(workspace)
        return decide(workspace)

    editing(doings)
    names = contested()
    ran = versions("merge", "--edit", *names, *target)
    assert (ran.code, ran.err) == (0, "")
    merged = read(target[1] if target else "ours.toml")
    assert 'office = "I"  # asked' in merged
    assert "Blick" in merged
    assert seen[0].unmerged
    assert seen[0].unmerged.sides == ("ours.toml", "theirs.toml")


@pytest.mark.parametrize(
    "doings",
    [
        lambda _: 0,
        lambda workspace: decide(workspace, save=False),
        undone,
    ],
    ids=["left", "not saved", "undone"],
)
def test_what_is_left_undecided_is_not_written(
    versions: Run, editing: Callable[..., None], doings: Callable[[Workspace], int]
) -> None:
    """Leaving without deciding or saving leaves every file as it was, and ends with 1."""
    editing(doings)
    names = contested()
    before = [read(name) for name in names]
    ran = versions("merge", "--edit", *names)
    assert (ran.code, ran.err) == (1, "1 conflict is undecided\n")
    assert [read(name) for name in names] == before


def test_an_editor_that_had_to_stop_says_so(versions: Run, editing: Callable[..., None]) -> None:
    """Its exit code is the command's."""
    editing(lambda _: 2)
    assert versions("merge", "--edit", *contested()).code == 2


def test_deciding_needs_a_terminal(versions: Run) -> None:
    """Without one it is said what to do instead, and nothing is written."""
    names = contested()
    before = read("ours.toml")
    ran = versions("merge", "--edit", *names)
    assert ran.code == 2
    assert "needs a terminal; without --edit it is listed" in ran.err
    assert read("ours.toml") == before


def test_without_conflicts_no_editor_is_opened(versions: Run) -> None:
    """What goes together is written, with or without a terminal."""
    theirs = write("theirs.toml", SOUND.replace('owner = "A"', 'owner = "AR"'))
    assert versions("merge", "--edit", "old.toml", "new.toml", theirs).code == 0
    assert 'owner = "AR"' in read("new.toml")
