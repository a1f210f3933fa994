"""What another version takes, beside this one: start, checks, keys and memory.

Usage: ``python bench/before.py PYTHON``, where PYTHON is the interpreter of an environment with the
other version (``git worktree add``, a virtual environment, ``pip install``). Both take turns;
medians of processor time, the ratio of this version to the other one, and the peak memory. Keys are
pressed one at a time, each painted before the next, and held.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from editor import DOWN, LARGEST, LETTERS, USUAL
from peers import compiled
from scale import organisation, run
from terminal import Terminal

ROUNDS = 5
#: Seconds after a single key, in which a person looks at what it did.
LOOKED = 0.25


def commands(python: str, folder: Path) -> dict[str, float]:
    """Return processor milliseconds and MiB of commands."""
    raci = (python, "-m", "raci")
    usual, largest = str(folder / "usual.toml"), str(folder / "largest.toml")
    help_, _ = run(*raci, "--help")
    small, memory = run(*raci, "check", usual, "-q")
    large, most = run(*raci, "check", largest, "-q")
    return {
        "help, ms": 1e3 * help_,
        "check of 44 × 27, ms": 1e3 * small,
        "its peak, MiB": memory,
        "check of 10,000 × 500, ms": 1e3 * large,
        "peak of that, MiB": most,
    }


def keys(python: str, path: Path, home: Path, what: str) -> dict[str, float]:
    """Return processor milliseconds of a start and of keys in the editor, and MiB at its end."""
    terminal = Terminal([python, "-m", "raci", str(path)], home)
    start = terminal.until(b"Channel 0")
    terminal.quiet(3.0)
    terminal.press(DOWN[:6], LOOKED)
    found = {"first rows": 1e3 * start}
    for name, pressed, gap in (
        ("an arrow", DOWN[:12], LOOKED),
        ("a letter", LETTERS[:12], LOOKED),
        ("a held arrow", DOWN, 0.03),
        ("a held letter", LETTERS, 0.03),
    ):
        found[name] = 1e3 * terminal.press(pressed, gap)
    told = {f"{name} at {what}, ms": figure for name, figure in found.items()}
    return told | {f"the editor's peak at {what}, MiB": terminal.end()}


def main() -> int:
    """Measure and print."""
    compiled()
    versions = {"before": sys.argv[1], "now": sys.executable}
    found: dict[str, dict[str, list[float]]] = {name: {} for name in versions}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, size in (("usual", USUAL), ("largest", LARGEST)):
            (folder / f"{name}.toml").write_text(organisation(*size), encoding="utf-8")
        for number in range(ROUNDS):
            for version, python in versions.items():
                figures = commands(python, folder)
                for name, what in (("usual", "44 × 27"), ("largest", "10,000 × 500")):
                    path = folder / f"{name}-{version}-{number}.toml"
                    path.write_bytes((folder / f"{name}.toml").read_bytes())
                    home = folder / f"home-{name}-{version}-{number}"
                    figures |= keys(python, path, home, what)
                for name, figure in figures.items():
                    found[version].setdefault(name, []).append(figure)
    for name, told in found["now"].items():
        before, now = statistics.median(found["before"][name]), statistics.median(told)
        print(f"{name}: {before:.1f} before, {now:.1f} now ({now / before:.2f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
