"""Write the reference from what the program knows: keys, fields, rules, and the manual page.

Usage: python docs/write_reference.py
"""

from __future__ import annotations

from pathlib import Path

from raci.check.rule_names import NAMES
from raci.cli.manual import manual
from raci.document.schema import reference
from raci.tui.commands import COMMANDS
from raci.tui.panes.help import cheat_sheet
from raci.words import Words, words_in
from raci.words.rule_pages import index, markdown

HERE = Path(__file__).parent


def pages() -> dict[str, str]:
    """Return the pages by the names of their files, in English and in German."""
    made = {}
    for language, ending in (("en", "md"), ("de", "de.md")):
        words = words_in(language)
        made[f"keys.{ending}"] = cheat_sheet(COMMANDS, words).rstrip() + "\n"
        made |= rules_pages(words, ending)
        made[f"man/{language}/raci.1"] = manual(words)
        made[f"format.{ending}"] = reference(words, NAMES).rstrip() + "\n"
    return made


def rules_pages(words: Words, ending: str) -> dict[str, str]:
    """Return the pages of the rules and their index by family."""
    other = {"md": ("de.md", "Auf Deutsch"), "de.md": ("md", "In English")}[ending]
    made = {}
    for rule in NAMES:
        ways = f"[{words('Rules')}](README.{ending}) · [{other[1]}]({rule.code}.{other[0]})"
        made[f"rules/{rule.code}.{ending}"] = f"{markdown(rule, words)}\n{ways}\n"
    made[f"rules/README.{ending}"] = index(NAMES, words, f".{ending}")
    return made


if __name__ == "__main__":
    for name, text in pages().items():
        (HERE / name).parent.mkdir(parents=True, exist_ok=True)
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
