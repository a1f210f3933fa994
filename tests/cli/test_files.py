"""Which file is meant, and what a folder holds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from raci.cli.files import discover, is_organisation, nearest, the_file, under
from raci.model.error import FileError
from raci.reports.checked import project_path


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, outside of CI."""
    for name in ("RACI_FILE", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_named_file_goes_first(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The argument counts more than the environment, and that more than the nearest file."""
    (place / "raci.toml").touch()
    assert the_file(None) == place / "raci.toml"
    monkeypatch.setenv("RACI_FILE", "other.toml")
    assert the_file(None) == Path("other.toml")
    assert the_file("third.toml") == Path("third.toml")


def test_folder_stands_for_its_file(place: Path) -> None:
    """Where a folder is named, the ``raci.toml`` in it is meant."""
    assert the_file(".") == Path()
    (place / "raci.toml").touch()
    assert the_file(".") == Path("raci.toml")


def test_nearest_file_upwards(place: Path) -> None:
    """The search goes up to the folder of a repository and not beyond."""
    deep = place / "a" / "b"
    deep.mkdir(parents=True)
    (place / "raci.toml").touch()
    assert nearest(deep) == place / "raci.toml"
    (place / "a" / ".git").touch()
    assert nearest(deep) is None


def test_search_ends_at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any repository the search ends where the folders do."""
    monkeypatch.setattr("pathlib.Path.exists", lambda _: False)
    assert nearest(Path("/nowhere/at/all")) is None


def test_no_file_anywhere(place: Path) -> None:
    """Without any file the sentence says how to begin one."""
    assert list(place.glob("*.toml")) == []
    with pytest.raises(FileError, match="raci new"):
        the_file(None)


def test_discovery(place: Path) -> None:
    """By name broken or not, by content only with both marks, never in hidden folders."""
    ours = 'format = 1\n[organisation]\nname = "x"\n'
    texts = {
        "raci.toml": "broken [",
        "a/group.raci.toml": "",
        "a/b/sales.toml": ours,
        "a/pyproject.toml": "[project]\n",
        "a/format.toml": "format = 1\n",
        "a/notes.txt": ours,
        ".hidden/raci.toml": ours,
        "node_modules/raci.toml": ours,
    }
    for name, text in texts.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    refused: list[OSError] = []
    found = [path.as_posix() for path in discover(Path(), refused.append)]
    assert found == ["raci.toml", "a/group.raci.toml", "a/b/sales.toml"]
    assert refused == []


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("format = 1\n[organisation]", True),
        ("format=1\norganisation = {name = 'x'}", True),
        ("format = 1\norganisation.name = 'x'", True),
        ('"format" = 1\n["organisation"]', True),
        ("[organisation]", False),
        ("format = 1", False),
        ("# format and organisation", False),
        ("format = 1\norganisation = 'x'", False),
        ("organisation and format", False),
    ],
)
def test_content(text: str, *, ours: bool) -> None:
    """Both ``format`` and ``[organisation]``, however TOML spells them."""
    assert is_organisation(text.encode()) is ours


def test_each_file_once(place: Path) -> None:
    """A file that is named, lies in a named folder, and is linked to is one file."""
    (place / "raci.toml").touch()
    (place / "link.toml").symlink_to("raci.toml")
    found, refused = under([Path("raci.toml"), Path(), Path("link.toml")])
    assert (found, refused) == ([Path("raci.toml")], [])


def test_unreadable_folder(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be read is told, and the others are still looked at."""
    (place / "shut").mkdir()
    (place / "raci.toml").touch()
    real = __import__("os").scandir

    def scandir(path: str) -> object:
        if str(path) == "shut":
            raise PermissionError(13, "no", "shut")
        return real(path)

    monkeypatch.setattr("os.scandir", scandir)
    found, refused = under([Path("shut"), Path("raci.toml")])
    assert found == [Path("raci.toml")]
    assert [text.values["path"] for text in refused] == ["shut"]


def test_one_unreadable_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be read is told, and those after it are still found."""
    (place / "a.toml").write_text("secret", encoding="utf-8")
    (place / "raci.toml").touch()
    monkeypatch.setattr(Path, "open", _denied)
    found, refused = under([Path()])
    assert found == [Path("raci.toml")]
    assert [text.values["path"] for text in refused] == ["a.toml"]


def _denied(path: Path, _mode: str) -> bytes:
    raise PermissionError(13, "no", str(path))


def test_what_is_no_file(place: Path) -> None:
    """Pipes are not waited for and others' broken links passed by; a broken one of ours is kept."""
    if hasattr(os, "mkfifo"):
        os.mkfifo(place / "pipe.toml")
        os.mkfifo(place / "raci.toml")
    (place / "loop.toml").symlink_to("loop.toml")
    (place / "gone.raci.toml").symlink_to("nowhere")
    (place / "around").symlink_to(".")
    assert under([Path()]) == ([Path("gone.raci.toml")], [])


def test_project_path(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths count from the project's root in CI, else from the working folder."""
    deep = place / "a"
    deep.mkdir()
    assert project_path(place / "a" / "x.toml") == "a/x.toml"
    monkeypatch.chdir(deep)
    assert project_path(Path("x.toml")) == "x.toml"
    assert project_path(Path("../x.toml")) == "../x.toml"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(place))
    assert project_path(Path("x.toml")) == "a/x.toml"
    assert project_path(Path("../x.toml")) == "x.toml"
