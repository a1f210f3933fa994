"""Fuzz what reads files of others, merges them, or asks git of them; by atheris.

Usage: fuzz.py [--minutes M] [TARGET ...]: all targets, or those whose names begin like this.

Each target runs for M minutes in a process of its own, guided by the branches it reaches, with a
bound of ten seconds and two gigabytes for each input. Prints for each how often it ran, what it
reached and the slowest input; a fault with its traceback and the input that shows it, and ends
with 1. Atheris has no place among the development's tools, as few interpreters can install it:
``pip install atheris`` into an environment of its own, beside ``pip install -e '.[test]'``.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS, MEGABYTES = 10, 2048
LONGEST = 20_000

KINDS = (
    *("csv", "tsv", "markdown", "html", "json", "yaml"),
    *("xlsx", "ods", "docx", "xls"),
)
TARGETS = (
    "reader",
    "structured",
    *(f"import-{kind}" for kind in KINDS),
    "journal",
    "edits",
    "merge",
    "git",
)

#: What the formats are made of, for the fuzzer to put in.
WORDS = (
    *(
        "format = 1",
        "[organisation]",
        "[channels.a]",
        "[roles.a]",
        "[[waivers]]",
        "[check]",
        "raci",
    ),
    *("[channels.a.raci]", "[channels.a.duties.content]", "reports_to", "deputy", "combines_with"),
    *("[scheme]", "[scheme.letters.A]", "extend", "until = 2027-01-31", "0xFFFFFFFFFFFFFFFFF"),
    *('"""', "'''", "\\u0000", "\\x1b", "|---|", "|===", "{|", "|}", "||", "!!", "[cols="),
    *("\\\\begin{tabular}", "\\\\end{tabular}", "\\\\multicolumn{9}", "\\\\\\\\", " & ", "+---+"),
    *(".. list-table::", ".. csv-table::", "===== =====", "<table>", "<tr><td>", "colspan=99"),
    *("rowspan=99", "charset=idna", "mime-version: 1.0", "content-type: multipart/mixed"),
    *("&a ", "*a", "? ", "<w:tbl>", "<w:tc>", "<w:gridSpan", "<row", "<c t='s'", "r='XFD1048576'"),
    *("number-columns-repeated", "Responsible", "Accountable", "A/R", "Task", '"start"', '"base"'),
)


def main() -> int:
    """Run the targets one after the other, or one of them in this process."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=3)
    asked.add_argument("--within", help=argparse.SUPPRESS)
    asked.add_argument("targets", nargs="*")
    options = asked.parse_args()
    try:
        import atheris  # type: ignore[import-untyped] # noqa: F401 - asked whether it is there
    except ImportError:
        print("atheris is missing: pip install atheris (into an environment of its own)")
        return 2
    if options.within:
        _fuzz(options.targets[0], Path(options.within), options.minutes)
    wanted = options.targets or [""]
    chosen = [name for name in TARGETS if name.startswith(tuple(wanted))]
    faulty = [name for name in chosen if not _ran(name, options.minutes)]
    return int(bool(faulty))


def _ran(name: str, minutes: float) -> bool:
    """Fuzz one target in a process of its own and print what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, name, "--within", folder, "--minutes", str(minutes)]
        done = subprocess.run(command, capture_output=True, check=False)
        said = done.stderr.decode(errors="replace")
        slowest = Path(folder) / "slowest"
        slow = slowest.read_text() if slowest.exists() else "–"
        runs = re.findall(r"number_of_executed_units: +(\d+)", said) or re.findall(r"#(\d+)", said)
        reached = re.findall(r"cov: (\d+)", said) or ["0"]
        print(
            f"{name}: {runs[-1] if runs else 0} runs, {reached[-1]} branches, slowest {slow}",
            flush=True,
        )
        if done.returncode:
            print(said[-4000:] + done.stdout.decode(errors="replace")[-4000:])
            for fault in Path(folder).glob("fault-*"):
                fault.rename(Path(tempfile.gettempdir()) / f"{name}-{fault.name}")
                print(f"the input: {tempfile.gettempdir()}/{name}-{fault.name}")
    return not done.returncode


def _fuzz(name: str, folder: Path, minutes: float) -> None:
    """Fuzz one target here, and end the process."""
    import atheris

    with atheris.instrument_imports(include=["raci", "tomllib", "markdown_it"]):
        from fuzz_targets import target
    run, seeds = target(name)
    corpus = folder / "corpus"
    corpus.mkdir()
    for rank, seed in enumerate(seeds):
        (corpus / str(rank)).write_bytes(seed)
    words = folder / "words"
    quoted = (word.replace("\\", "\\\\").replace('"', '\\"') for word in WORDS)
    words.write_text("".join(f'"{word}"\n' for word in quoted))
    settings = {
        "max_total_time": int(minutes * 60),
        "timeout": SECONDS,
        "rss_limit_mb": MEGABYTES,
        "max_len": LONGEST,
        "dict": words,
        "artifact_prefix": f"{folder}/fault-",
        "print_final_stats": 1,
    }
    arguments = [sys.argv[0], *(f"-{key}={value}" for key, value in settings.items()), str(corpus)]
    atheris.Setup(arguments, _timed(run, folder / "slowest"))
    atheris.Fuzz()


def _timed(run: Callable[[bytes], None], slowest: Path) -> Callable[[bytes], None]:
    """Note the slowest input as it runs; the first ones load what they need and don't count."""
    longest, count = 0.0, 0

    def timed(data: bytes) -> None:
        nonlocal longest, count
        begin = time.process_time()
        run(data)
        taken = time.process_time() - begin
        count += 1
        if taken > longest and count > 50:  # noqa: PLR2004 - the first ones
            longest = taken
            slowest.write_text(f"{taken:.2f} s for {len(data)} bytes")

    return timed


if __name__ == "__main__":
    sys.exit(main())
