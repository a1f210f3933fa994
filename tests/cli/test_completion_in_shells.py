"""Completion as somebody types it: in bash, zsh and fish themselves."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import pytest

from support.editor.terminal import Terminal
from support.git import write
from support.runs import SOUND

#: How each shell is started without anybody's settings, and told of our script.
SHELLS = {
    "bash": (
        ("bash", "--norc", "--noprofile", "-i"),
        "bind 'set enable-bracketed-paste off'; source <(raci completion bash)",
    ),
    "zsh": (
        ("zsh", "-f", "-i"),
        "autoload -Uz compinit; compinit -u -D; source <(raci completion zsh)",
    ),
    "zsh, from a folder of $fpath": (
        ("zsh", "-f", "-i"),
        "raci completion zsh > ../bin/_raci; fpath+=../bin; autoload compinit; compinit -u -D",
    ),
    "fish": (("fish", "--no-config", "-i"), "raci completion fish | source"),
}

#: An id that runs something in whatever shell takes it for more than a word.
ACTING = "evil $(touch sprung) `touch sprung` \"a\" 'b' !c ; touch sprung \\"

#: What is typed before Tab, and the words that stand there after it.
TYPED = {
    "a command": ("rev", ["review"]),
    "a file in place of a command": ("rac", ["raci.toml"]),
    "an option": ("check --stat", ["check", "--statistics"]),
    "a value": ("check --fail-on warn", ["check", "--fail-on", "warning"]),
    "a value behind =": ("export --to=xl", ["export", "--to=xlsx"]),
    "a rule": ("rule it-on", ["rule", "it-only"]),
    "the last of a list": (
        "check --select RACI101,it-on",
        ["check", "--select", "RACI101,it-only"],
    ),
    "a channel of the nearest file": ("set webs", ["set", "website"]),
    "a role after it": ("set website off", ["set", "website", "office"]),
    "a channel to review": ("review website fa", ["review", "website", "fax"]),
    "a role of its history": ("history website own", ["history", "website", "owner"]),
    "a channel of the file named": ("set other.toml hot", ["set", "other.toml", "hotline"]),
    "a person": ("report --for A", ["report", "--for", "A. Huber"]),
    "a role to show": ("show --role off", ["show", "--role", "office"]),
    "who reports to whom": (
        "what-if --reports office=own",
        ["what-if", "--reports", "office=owner"],
    ),
    "a file where it may be left out": ("set oth", ["set", "other.toml"]),
    "a file with a blank": ("check our", ["check", "our firm.toml"]),
    "a path": ("check fol", ["check", "folder"]),
    "an id that would act": ("set evi", ["set", ACTING]),
    "the same within a quote": ("set 'evi", ["set", ACTING]),
    "the same within a double one": ('set "evi', ["set", ACTING]),
    "the same behind =": ('show --role="evi', ["show", f"--role={ACTING}"]),
    "after another option": ("--lang de sh", ["--lang", "de", "show"]),
}

#: How often the terminal is read before a shell is given up; each time it is waited a little.
_PATIENCE = 600


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with files, and ``raci`` on the path of whoever is started."""
    for name in ("RACI_FILE", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    place = shlex.quote(str(tmp_path))
    for name, script in (
        ("raci", f'exec {shlex.quote(sys.executable)} -m raci "$@"'),
        # Writes its words down, all at once, under the name that the first of them says.
        ("words", f'cd {place}; name=$1; shift; printf "%s\\n" "$@" >new; mv new "$name"'),
    ):
        (bin_ / name).write_text(f"#!/bin/sh\n{script}\n")
        (bin_ / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_}:{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    work = tmp_path / "work"
    (work / "folder").mkdir(parents=True)
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(work)
    acting = ACTING.replace("\\", "\\\\").replace('"', '\\"')
    channels = f'[channels.fax]\nname = "Fax"\n\n[channels."{acting}"]\nname = "Evil"\n'
    channels += f'\n[roles."{acting}"]\nname = "Evil"\n'
    write("raci.toml", f"{SOUND}\n{channels}")
    write("other.toml", SOUND.replace("channels.website", "channels.hotline"))
    write("our firm.toml", SOUND)
    return tmp_path


def typed_words(terminal: Terminal, told: Path) -> list[str]:
    """Return the words that the shell made of a line, once ``words`` has written them down."""
    for _ in range(_PATIENCE):
        if told.exists():
            # zsh takes the slash behind a folder away again.
            return [word.rstrip("/") for word in told.read_text().splitlines()]
        assert terminal.read(), terminal.text
    pytest.fail(f"no words came:\n{terminal.text}")


@pytest.mark.slow
@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes(folder: Path, shell: str) -> None:
    """Tab completes commands, options, values, lists, rules, files, and the ids of the file."""
    command, setup = SHELLS[shell]
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]} on this system")
    terminal = Terminal(home=folder, program=command)
    terminal.press(f"{setup}; words begun\r".encode())
    told = [typed_words(terminal, folder / "begun")]
    for number, (typed, _) in enumerate(TYPED.values()):
        # After Tab has done its work, the line becomes one that tells its words.
        terminal.press(f"raci {typed}\t".encode())
        terminal.press(f"\x01words {number} \r".encode())
        told.append(typed_words(terminal, folder / str(number)))
    terminal.press(b"exit\r")
    terminal.exit_code()
    assert not (folder / "work" / "sprung").exists()
    assert dict(zip(TYPED, told[1:], strict=True)) == {
        what: ["raci", *words] for what, (_, words) in TYPED.items()
    }
