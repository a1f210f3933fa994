"""Folders as a picker shows them, and what a typed path means."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.model.error import FileError
from raci.tui.model.folder import (
    FolderEntry,
    completed,
    divided,
    dropped,
    first_choice,
    listed,
    narrowed,
    tilde,
)

ENDINGS = (".csv", ".xlsx")


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Return a folder of tables, folders, and other things."""
    folder = tmp_path / "stuff"
    folder.mkdir()
    for name in ("Old", "customers", ".git"):
        (folder / name).mkdir()
    for age, name in enumerate(("new.CSV", "mid.xlsx", "old.csv")):
        (folder / name).touch()
        os.utime(folder / name, (1_700_000_000 - age, 1_700_000_000 - age))
    for name in ("letter.pdf", ".hidden.csv", "~$new.xlsx", ".~lock.mid.xlsx#"):
        (folder / name).touch()
    return folder


def _names(lines: object) -> list[str]:
    assert isinstance(lines, list | tuple)
    return [one.shown for one in lines]


def test_tables_come_first_the_newest_of_them_at_the_top(folder: Path) -> None:
    """Then folders by name, then what cannot be read; not what is hidden or a lock."""
    lines = narrowed(listed(folder, ENDINGS), "")
    assert _names(lines) == [
        "../",
        "new.CSV",
        "mid.xlsx",
        "old.csv",
        "customers/",
        "Old/",
        "letter.pdf",
    ]
    assert [one.readable for one in lines] == [False, True, True, True, False, False, False]


def test_hidden_files_come_to_who_types_their_dot(folder: Path) -> None:
    """Everything else stays away then, but the folder above."""
    lines = listed(folder, ENDINGS)
    assert _names(narrowed(lines, ".")) == ["../", ".hidden.csv", ".git/"]
    assert _names(narrowed(lines, "..")) == ["../"]
    assert _names(narrowed(lines, "hidden")) == []


def test_parts_of_names_narrow_and_beginnings_come_first(folder: Path) -> None:
    """Case does not matter."""
    assert _names(narrowed(listed(folder, ENDINGS), "OLD")) == ["old.csv", "Old/"]
    assert _names(narrowed(listed(folder, ENDINGS), "csv")) == ["new.CSV", "old.csv"]


def test_a_folder_that_cannot_be_listed_is_told_why(folder: Path) -> None:
    """There is none, it is a file, or it is somebody else's."""
    with pytest.raises(FileError) as nowhere:
        listed(folder / "nowhere", ENDINGS)
    assert nowhere.value.text.template == "There is no folder {folder}."
    with pytest.raises(FileError) as file:
        listed(folder / "old.csv", ENDINGS)
    assert file.value.text.values["folder"] == str(folder / "old.csv")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leads_nowhere_is_no_table(folder: Path) -> None:
    """It is shown, and cannot be read."""
    (folder / "link.csv").symlink_to(folder / "nothing.csv")
    line = next(one for one in listed(folder, ENDINGS) if one.name == "link.csv")
    assert not line.readable
    assert not line.folder


def test_the_root_has_no_folder_above() -> None:
    """There is nowhere to go."""
    root = Path(Path.cwd().anchor)
    assert ".." not in [one.name for one in listed(root, ENDINGS)]


def test_enter_takes_the_file_that_was_typed_in_full() -> None:
    """Even where a longer name stands before it; else the first line but the one above."""
    lines = [FolderEntry(name, folder=False, readable=True) for name in ("a.csv.csv", "a.csv")]
    assert first_choice(lines, "a.csv") == 1
    assert first_choice(lines, "a") == 0
    above = FolderEntry("..", folder=True, readable=False)
    assert first_choice([above, *lines], "") == 1
    assert first_choice([above], "") == 0


def test_a_typed_path_is_a_folder_and_the_beginning_of_a_name(tmp_path: Path) -> None:
    """Relative to what is shown, absolute, above, or from the user's home."""
    home = Path.home()
    assert divided(tmp_path, "mat") == (tmp_path, "mat")
    assert divided(tmp_path, "sub/mat") == (tmp_path / "sub", "mat")
    assert divided(tmp_path, "../") == (tmp_path.parent, "")
    assert divided(tmp_path, f"{home}/x") == (home, "x")
    assert divided(tmp_path, "~/Documents/x") == (home / "Documents", "x")
    assert divided(tmp_path, "~") == (home, "")
    assert divided(tmp_path, "~nobody-of-that-name/x")[1] == "x"


def test_completion_goes_as_far_as_all_names_agree() -> None:
    """Then it takes the one that is marked; a folder's ends with a slash."""
    lines = [
        FolderEntry(name, folder=name == "Matrices", readable=True)
        for name in ("Matrix 2025.csv", "Matrix 2026.csv", "Matrices")
    ]
    assert completed("m", lines, lines[0]) == "Matri"
    assert completed("Matri", lines, lines[0]) == "Matrix 2025.csv"
    assert completed("../sub/m", lines[:2], lines[0]) == "../sub/Matrix 202"
    assert completed("trices", lines[2:], lines[2]) == "Matrices/"
    assert completed("~", lines[2:], lines[2]) == "~/Matrices/"
    assert completed("x", [], None) == "x"


@given(st.lists(st.text("abC.-_ é", min_size=1, max_size=6), min_size=1), st.data())
def test_completing_never_takes_a_typed_beginning_away(
    names: list[str], data: st.DataObject
) -> None:
    """What begins like a name still matches the same names after Tab."""
    lines = [FolderEntry(name, folder=False, readable=True) for name in dict.fromkeys(names)]
    name = data.draw(st.sampled_from(lines)).name
    begun = name[: data.draw(st.integers(1, len(name)))]
    found = narrowed(lines, begun)
    after = completed(begun, found, found[0] if found else None)
    assert not found or narrowed(lines, after)


@pytest.mark.skipif(sys.platform == "win32", reason="quotes as the shells of Unix have them")
@pytest.mark.parametrize(
    ("pasted", "path"),
    [
        ("'/home/ann/My matrix.xlsx' ", "/home/ann/My matrix.xlsx"),
        (r"/home/ann/My\ matrix.xlsx", "/home/ann/My matrix.xlsx"),
        ("file:///home/ann/My%20matrix.xlsx", "/home/ann/My matrix.xlsx"),
        ("/home/ann/Ann's matrix.xlsx", "/home/ann/Ann's matrix.xlsx"),
        ("'never closed", "'never closed"),
        ("two words", "two words"),
    ],
)
def test_a_file_dropped_onto_the_terminal_is_a_path(pasted: str, path: str) -> None:
    """Quoted, with escaped blanks, or as an address; anything else stays what it is."""
    assert dropped(pasted) == path


def test_the_home_folder_is_shown_as_a_tilde() -> None:
    """As shells do; other folders are shown in full."""
    assert tilde(Path.home()) == "~"
    assert tilde(Path.home() / "a") == str(Path("~/a"))
    assert tilde(Path("/elsewhere")) == str(Path("/elsewhere"))
