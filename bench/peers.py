"""What a user would take instead, in an environment of its own: VisiData, agenraci."""

from __future__ import annotations

import compileall
import subprocess
import sys
import venv
from pathlib import Path

#: To open and look through a matrix; to check a charter of who does what.
NAMES = ("visidata", "agenraci")


def compiled() -> None:
    """Compile the package, as an installation does: or each start would do so anew, and keep none.

    Where Python is told to write no compiled modules, those of a checkout are of an older state.
    """
    import raci

    compileall.compile_dir(str(Path(raci.__file__).parent), quiet=1)


def peers(folder: Path) -> Path | None:
    """Install the peers below ``folder``; return where their programs are, None without them."""
    place = folder / "peers"
    venv.create(place, with_pip=True)
    programs = place / "bin"
    done = subprocess.run(
        [str(programs / "python"), "-m", "pip", "install", "--quiet", *NAMES],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        text=True,
    )
    if done.returncode:
        print(f"without peers: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    return programs


def charter(actions: int, roles: int) -> str:
    """Return a charter for agenraci, as large as an organisation of so many channels."""
    lines = ["project: group", "roles:", *(f"  - r{number}" for number in range(roles)), "actions:"]
    for number in range(actions):
        held = [f"r{(number + step) % roles}" for step in range(5)]
        lines += [f"  c{number}:", f"    responsible: {held[1]}", f"    accountable: {held[0]}"]
        lines += [f"    consulted: [{held[2]}, {held[3]}]", f"    informed: [{held[4]}]"]
    return "\n".join(lines) + "\n"
