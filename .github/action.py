"""What the steps of ``action.yml`` do: name the lock, install from it, check.

Usage: action.py lock | install | check

A script of the standard library in place of one for a shell, so that Windows does the same and a
path may hold anything. What it needs to know stands in the variables of the step: those that the
runner sets (GITHUB_…, RUNNER_TEMP), and the action's inputs as RACI_….
"""

from __future__ import annotations

import glob
import hashlib
import os
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[1]
LOCK = HERE / "constraints.txt"
#: Bytes of a step's summary; GitHub shows none that is larger (its limit is 1 MiB).
LONGEST_SUMMARY = 1_000_000


def lock() -> int:
    """Print the output ``digest``, which names what is downloaded to install."""
    versions = LOCK.read_bytes() + (HERE / "pyproject.toml").read_bytes()
    digest = hashlib.sha256(versions + sys.version.encode()).hexdigest()
    sys.stdout.write(f"digest={digest[:20]}\n")
    return 0


def install() -> int:
    """Install the program from its lock into a folder of its own; return pip's exit code."""
    temporary = Path(os.environ["RUNNER_TEMP"])
    downloads = {"PIP_CACHE_DIR": str(temporary / "raci-downloads")}
    held = {"PIP_CONSTRAINT": str(LOCK), "PIP_BUILD_CONSTRAINT": str(LOCK)}
    options = ("--quiet", "--disable-pip-version-check", "--upgrade", "--target")
    command = [sys.executable, "-m", "pip", "install", *options, str(temporary / "raci"), str(HERE)]
    return subprocess.run(command, env=os.environ | downloads | held, check=False).returncode


def check() -> int:
    """Check, with annotations, a summary and a SARIF file; return the exit code of the check."""
    try:
        files = paths(os.environ.get("RACI_PATHS", ""))
        further = words(os.environ.get("RACI_ARGS", ""))
    except ValueError:
        sys.stdout.write("::error::A quotation mark in the inputs paths or args is never closed.\n")
        return 2
    options = [*given("--select", "SELECT"), *given("--ignore", "IGNORE")]
    options += [*given("--baseline", "BASELINE"), *given("--lang", "LANGUAGE"), *further]
    never = [*options, "--fail-on", "never"]
    if sarif := os.environ.get("RACI_SARIF"):
        raci([*never, "--format", "sarif", "--output", sarif], files, out=subprocess.DEVNULL)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        done = raci([*never, "--format", "markdown"], files, out=subprocess.PIPE)
        with Path(summary).open("ab") as page:
            page.write(shown(done.stdout))
    level = os.environ.get("RACI_FAIL_ON") or "error"
    return raci([*options, "--fail-on", level, "--format", "github"], files).returncode


def given(option: str, name: str) -> list[str]:
    """Return an option with its value, or nothing where the input is empty."""
    value = os.environ.get(f"RACI_{name}", "").strip()
    return [option, value] if value else []


def words(line: str) -> list[str]:
    """Return the words of a line as a shell reads them, but for the backslash of Windows' paths.

    Raises ValueError where a quotation mark is never closed.
    """
    reader = shlex.shlex(line, posix=True)
    reader.whitespace_split = True
    reader.commenters = reader.escape = ""
    return list(reader)


def paths(text: str) -> list[str]:
    """Return what is to be checked: a path or pattern a line, or the words of a single line.

    What meets no file stays as it is, so that the check tells.
    """
    lines = list(filter(None, map(str.strip, text.splitlines())))
    found: list[str] = []
    for line in lines:
        whole = len(lines) > 1 or met(line)
        for word in [line.strip("\"'")] if whole else words(line):
            found += met(word) or [word]
    return list(dict.fromkeys(found))


def met(pattern: str) -> list[str]:
    """Return the path itself if it is one, else the paths that the pattern meets."""
    if Path(pattern).exists():
        return [pattern]
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - patterns may be absolute


def shown(report: bytes) -> bytes:
    """Return a report that GitHub shows: where it is too long, the counts above it."""
    if len(report) <= LONGEST_SUMMARY:
        return report
    counts = report.partition(b"\n")[0]
    return counts + b"\n\nThere are too many findings for this page; the step's log has them.\n"


def raci(
    options: list[str], files: list[str], out: int | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run ``raci check``; never with modules of the working folder, which are not ours.

    Where ``out`` says what becomes of the report, errors are left to the run that prints all.
    """
    command = [sys.executable, "-P", "-m", "raci", "check", *options, "--", *files]
    there = {"PYTHONPATH": str(Path(os.environ["RUNNER_TEMP"]) / "raci"), "PYTHONUTF8": "1"}
    errors = None if out is None else subprocess.DEVNULL
    return subprocess.run(command, env=os.environ | there, stdout=out, stderr=errors, check=False)


if __name__ == "__main__":
    sys.exit({"lock": lock, "install": install, "check": check}[sys.argv[1]]())
