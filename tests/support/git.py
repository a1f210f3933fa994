"""What the tests of versions share: an organisation that changes, and git to remember it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from support.runs import SOUND

#: The sound organisation with another letter, and then with another id.
CHANGED = SOUND.replace('office = "R"', 'office = "C"')
RENAMED = CHANGED.replace("channels.website", "channels.site")

_WHO = ("-c", "user.name=A. Huber", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")


def git(*arguments: str) -> str:
    """Run git as somebody and return what it prints."""
    command = ["git", *_WHO, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stdout


def commit(name: str, text: str, message: str) -> None:
    """Write a file and commit it."""
    write(name, text)
    git("add", "--", name)
    git("commit", "-qm", message)


def write(name: str, text: str) -> str:
    """Write a file into the working folder and return its name."""
    Path(name).write_text(text, encoding="utf-8")
    return name
