"""Write the reference pages from what the program knows: the editor's keys, the file's keys.

Usage: python docs/write_reference.py
"""

from __future__ import annotations

from pathlib import Path

from raci.check.rulebook import NAMES
from raci.document.schema import reference
from raci.tui.commands import COMMANDS
from raci.tui.panes.help import cheat_sheet
from raci.words import words_in

HERE = Path(__file__).parent


def pages() -> dict[str, str]:
    """Return the pages by the names of their files, in English and in German."""
    made = {}
    for language, ending in (("en", "md"), ("de", "de.md")):
        words = words_in(language)
        made[f"keys.{ending}"] = cheat_sheet(COMMANDS, words).rstrip() + "\n"
        made[f"format.{ending}"] = reference(words, NAMES).rstrip() + "\n"
    return made


if __name__ == "__main__":
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
