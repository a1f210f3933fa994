"""Finding commands: by the words that people have for them, in their language."""

from __future__ import annotations

import pytest
from textual.command import Hit

from raci.tui.app import RaciApp
from raci.tui.command import Section
from raci.tui.commands import COMMANDS
from raci.tui.model.search import command_fit
from raci.tui.screen.command_palette import CommandsProvider
from raci.words import words_in
from support.editor.firm import workspace


async def found(query: str, language: str = "de") -> list[str]:
    """Return the titles that the palette lists, without their keys."""
    app = RaciApp(workspace(), words=words_in(language))
    async with app.run_test():
        hits = [hit async for hit in CommandsProvider(app.editor).search(query)]
    assert all(isinstance(hit, Hit) for hit in hits)
    hits.sort(reverse=True)
    return [(hit.text or "").split("  ")[0] for hit in hits]


@pytest.mark.parametrize(
    ("query", "command"),
    [
        ("Firma", "organisation"),
        ("betrieb", "organisation"),
        ("drucken", "export"),
        ("Excel", "export"),
        ("Farbe", "theme"),
        ("Person", "add-role"),
        ("Unterschied", "changes-since-save"),
        ("vergleich", "compare-file"),
        ("Fassung", "changes-since-revision"),
        ("ignorieren", "waive"),
        ("importieren", "import"),
        ("Grenzwert", "rule-settings"),
        ("Frist", "edit"),
        ("Vertretung", "edit"),
        ("Bericht", "export"),
        ("überfällig", "review"),
        ("Einstellungen", "theme"),
        ("organigramm", "view-organisation"),
        ("rückg", "undo"),
        ("ruckg", "undo"),
        ("neu kanal", "add-channel"),
    ],
)
async def test_germans_find_commands_by_their_own_words(query: str, command: str) -> None:
    """What a command is not called but what it is for leads to it, among the first."""
    assert words_in("de")(COMMANDS[command].title) in (await found(query))[:3]


@pytest.mark.parametrize(
    ("query", "command"), [("company", "organisation"), ("print", "export"), ("colour", "theme")]
)
async def test_so_do_others(query: str, command: str) -> None:
    """The same in English."""
    assert COMMANDS[command].title in (await found(query, "en"))[:3]


async def test_scattered_letters_find_nothing_and_that_is_said() -> None:
    """What stands nowhere is told in the language of the reader."""
    assert await found("rklp") == ["Kein Befehl passt"]


async def test_channels_are_not_found_by_scattered_letters() -> None:
    """Nor is a command by the inside of a word of its help."""
    assert await found("wbst") == ["Kein Befehl passt"]
    assert (await found("webs"))[0] == "Website"
    assert words_in("de")(COMMANDS["waive"].title) not in await found("drucken")


async def test_changes_stand_before_movements() -> None:
    """Before anything is typed, what changes something comes first, the cursor's ways last."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test():
        titles = [hit.text async for hit in CommandsProvider(app.editor).discover()]
    sections = [
        entry.section
        for title in titles
        for entry in COMMANDS.values()
        if title and entry.in_palette and title.split("  ")[0] == entry.title
    ]
    assert sections[0] is Section.EDIT
    assert sections[-1] is Section.MOVE
    assert sections.index(Section.MOVE) > sections.index(Section.FILE)


def test_titles_are_better_than_other_words_and_these_better_than_helps() -> None:
    """Beginnings of words are best; all words of a query have to stand somewhere."""
    fits = [
        command_fit("ex", "Export", "", ""),
        command_fit("ex", "An export", "", ""),
        command_fit("ex", "Next", "", ""),
        command_fit("ex", "", "excel", ""),
        command_fit("ex", "", "", "as Excel"),
    ]
    assert fits == sorted(fits, key=lambda fit: fit or 0)
    assert None not in fits
    assert command_fit("ex zz", "Export", "", "") is None
    assert command_fit("exp xls", "Export", "xlsx", "") is not None
    assert command_fit("ept", "Export", "", "") is None
