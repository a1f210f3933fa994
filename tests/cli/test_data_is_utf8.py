"""What programs read is UTF-8, whatever the locale; what people read follows their terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from support.git import commit, git, write
from support.runs import SOUND

GERMAN = SOUND.replace("Office", "Büro").replace('language = "en"', 'language = "de"')


def printed(*arguments: str) -> bytes:
    """Return what the program prints where the locale knows ASCII alone."""
    done = subprocess.run(
        [sys.executable, "-m", "raci", *arguments],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert b"raci: " not in done.stderr
    return done.stdout


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("raci.toml", GERMAN)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--format", "json"),
        ("export", "--to", "json"),
        ("what-if", "raci.toml", "--without", "office", "--format", "json"),
        ("review", "raci.toml", "--format", "json"),
        ("schema", "--lang", "de"),
    ],
)
def test_json_of_a_pipe(arguments: tuple[str, ...]) -> None:
    """JSON through a pipe can be read, letters beyond ASCII among it."""
    json.loads(printed(*arguments).decode("utf-8"))


def test_json_about_versions() -> None:
    """The same holds for what git remembers."""
    git("init", "-q", "-b", "main")
    commit("raci.toml", GERMAN.replace('office = "R"', 'office = "C"'), "Änderung")
    write("raci.toml", GERMAN)
    told = printed("history", "raci.toml", "website", "--format", "json")
    assert "Büro" in json.loads(told.decode("utf-8"))["changes"][0]["message"]
    told = printed("diff", "HEAD", "raci.toml", "--format", "json")
    assert "Büro" in json.loads(told.decode("utf-8"))["changes"][0]["message"]


def test_a_new_file_through_a_pipe() -> None:
    """A template through a pipe is TOML, which is UTF-8."""
    assert (
        "ü"
        in tomllib.loads(printed("new", "-", "--lang", "de").decode("utf-8"))["roles"].__repr__()
    )


def test_what_people_read_follows_their_terminal() -> None:
    """The matrix for people uses what their terminal can show."""
    assert printed("show").isascii()


@pytest.mark.skipif(sys.platform != "linux", reason="only here a name may be any bytes")
@pytest.mark.parametrize(
    ("form", "to_file"),
    [("json", False), ("json", True), ("sarif", True), ("gitlab", True), ("junit", True)],
)
def test_a_name_that_is_no_utf8(form: str, *, to_file: bool) -> None:
    """A file's name of other bytes leaves the report UTF-8."""
    name = os.fsdecode(b"b\xff.raci.toml")
    write(name, GERMAN + '\n[channels.fax]\nname = "Fax"\n')
    told = printed("check", name, "--format", form, *(("--output", "report") if to_file else ()))
    text = (Path("report").read_bytes() if to_file else told).decode("utf-8")
    assert "Fax" in text
    if form != "junit":
        json.loads(text)


@pytest.mark.skipif(sys.platform != "linux", reason="only here a name may be any bytes")
def test_a_baseline_of_such_a_name() -> None:
    """A baseline that names such a file can be read again, and accepts its findings."""
    name = os.fsdecode(b"b\xff.raci.toml")
    write(name, GERMAN + '\n[channels.fax]\nname = "Fax"\n')
    printed("baseline", "write", name, "--baseline", "accepted.json")
    assert printed("check", name, "--baseline", "accepted.json") == b""
