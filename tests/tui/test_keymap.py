"""Commands, their keys, and what users set instead."""

from __future__ import annotations

import subprocess
import sys

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from raci.model.scheme import SCHEMES
from raci.tui.command import Where
from raci.tui.commands import COMMANDS
from raci.tui.keymap import VIM, Keymap, Settings, written
from raci.tui.panes.help import cheat_sheet, help_lines
from raci.words import words_in


def test_no_command_is_on_a_letter() -> None:
    """Letters belong to the schemes, so no scheme can clash with a command."""
    keys = {key for entry in COMMANDS.values() for key in entry.keys}
    assert not {key for key in keys if len(key) == 1 and key.isalpha()}
    assert all(char.isalpha() for scheme in SCHEMES.values() for char in scheme.letters)


def test_no_key_means_two_things_at_one_place() -> None:
    """Where a key acts, it has one command."""
    for where in Where:
        keys = [key for entry in COMMANDS.values() if entry.where is where for key in entry.keys]
        assert len(keys) == len(set(keys))


def test_ids_are_their_own_names() -> None:
    """A command's id is the name under which settings know it."""
    assert all(name == entry.id for name, entry in COMMANDS.items())


def test_every_command_is_in_the_palette_or_has_a_key() -> None:
    """Each can be reached; those on plain cursor keys need no second way."""
    assert all(entry.in_palette or entry.keys or entry.id in VIM for entry in COMMANDS.values())


def test_settings_take_the_place_of_the_defaults() -> None:
    """A remapped command leaves its old key free."""
    keymap = Keymap(COMMANDS.values(), Settings(keys={"save": ("f12",)}))
    assert keymap.find("f12", Where.MATRIX) is COMMANDS["save"]
    assert keymap.find("ctrl+s", Where.MATRIX) is None


def test_what_acts_only_here_goes_before_what_acts_everywhere() -> None:
    """Enter in the list leads to the cell, in the matrix it opens it."""
    keymap = Keymap(COMMANDS.values(), Settings())
    assert keymap.find("enter", Where.LIST) is COMMANDS["to-finding"]
    assert keymap.find("enter", Where.MATRIX) is COMMANDS["open"]
    assert keymap.find("ctrl+z", Where.LIST) is COMMANDS["undo"]
    assert keymap.find("f19", Where.MATRIX) is None


def test_the_vim_keys_name_commands_that_exist() -> None:
    """They are data: ids and keys, the usual keys kept beside them."""
    assert VIM.keys() <= COMMANDS.keys()
    keymap = Keymap(COMMANDS.values(), Settings(vim=True))
    assert keymap.find("j", Where.MATRIX) is COMMANDS["cursor-down"]
    assert keymap.find("down", Where.MATRIX) is COMMANDS["cursor-down"]


def test_no_vim_key_means_two_things() -> None:
    """The vim keys do not clash with each other or with the rest."""
    keymap = Keymap(COMMANDS.values(), Settings(vim=True))
    for where in (Where.MATRIX, Where.EVERYWHERE):
        keys = [
            key
            for entry in COMMANDS.values()
            if entry.where is where
            for key in keymap.keys[entry.id]
        ]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("ctrl+s", "^S"),
        ("f1", "F1"),
        ("full_stop", "."),
        ("delete", "Entf"),
        ("shift+up", "Umschalt+↑"),
        ("ctrl+home", "^Pos1"),
        ("G", "G"),
    ],
)
def test_keys_are_written_as_on_the_keyboard(key: str, shown: str) -> None:
    """In German the keys have their German names."""
    assert written(key, words_in("de")) == shown


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_cheat_sheet_names_every_command_of_the_palette(language: str) -> None:
    """Nothing that can be done is missing on the page."""
    page = cheat_sheet(COMMANDS, words_in(language))
    assert all(f"`{entry.id}`" in page for entry in COMMANDS.values() if entry.in_palette)


def test_the_help_screen_shows_the_keys_as_they_are_now() -> None:
    """Remapped keys stand there, not the defaults."""
    keymap = Keymap(COMMANDS.values(), Settings(keys={"save": ("f12",)}))
    text = "\n".join(
        "".join(span for span, _ in line)
        for line in help_lines(COMMANDS, keymap.keys, words_in("en"), 80)
    )
    assert "F12" in text
    assert "^S " not in text


def test_the_registry_loads_neither_textual_nor_networkx() -> None:
    """``raci config`` reads the commands, and no batch command loads a screen."""
    program = (
        "import sys; import raci.tui.commands; "
        "sys.exit(any(name in sys.modules for name in ('textual', 'rich', 'networkx')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_alt_and_a_digit_open_views_in_terminals_that_send_escape_and_the_digit(
    number: int,
) -> None:
    """Whatever Textual makes of the two bytes, the view opens."""
    keymap = Keymap(COMMANDS.values(), Settings())
    pressed = [event.key for event in XTermParser().feed(f"\x1b{number}") if isinstance(event, Key)]
    [command] = [keymap.find(key, Where.MATRIX) for key in pressed]
    assert command is keymap.find(f"alt+{number}", Where.MATRIX)
    assert command is not None
