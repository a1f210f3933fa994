"""One's own settings: a TOML file in the user's configuration folder.

```toml
language = "de"        # of the editor: de or en
theme = "dark"         # dark, light, contrast, contrast-dark or contrast-light
keymap = "vim"         # default or vim
ascii = true           # plain signs

[keys]                 # other keys for single commands of the editor
undo = ["ctrl+z", "u"]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.cli.names import nearest_words
from raci.document.syntax import sentence
from raci.frozen import field, frozen
from raci.model.text import Text
from raci.toml_edit.values import ReadError, loads
from raci.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

#: What ``theme`` and ``keymap`` take; a theme that does not say dark or light asks the terminal.
THEMES = ("dark", "light", "contrast", "contrast-dark", "contrast-light")
KEYMAPS = ("default", "vim")

_CHOICES = {"language": LANGUAGES, "theme": THEMES, "keymap": KEYMAPS}
_KNOWN = (*_CHOICES, "ascii", "keys")


@frozen
class Preferences:
    """What the file says; what it leaves open, or says wrongly, is None.

    Attributes:
        keys: Keys by the id of the editor's command.
        problems: What is wrong with the file.
    """

    language: str | None = None
    theme: str | None = None
    keymap: str | None = None
    ascii: bool | None = None
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Text, ...] = ()


def place() -> Path:
    """Return where the settings are, whether the file exists or not."""
    from platformdirs import user_config_path

    return user_config_path("raci") / "config.toml"


def load(path: Path, commands: Iterable[str]) -> Preferences:
    """Read the settings.

    Args:
        path: The file; where there is none, nothing is set.
        commands: Ids of the editor's commands.
    """
    try:
        document = loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Preferences()
    except ReadError as error:
        reason = Text("line {line}: {reason}", {"line": error.line, "reason": sentence(error)})
        return Preferences(problems=(Text("cannot be read: {reason}", {"reason": reason}),))
    except (OSError, ValueError) as error:
        return Preferences(problems=(Text("cannot be read: {reason}", {"reason": str(error)}),))
    return _Reader(document, tuple(commands)).preferences()


class _Reader:
    """Takes over what is right and notes what is not."""

    def __init__(self, document: Mapping[str, Any], commands: tuple[str, ...]) -> None:
        self._document = document
        self._commands = commands
        self._problems: list[Text] = []

    def preferences(self) -> Preferences:
        """Return what the document says; what it says wrongly is noted."""
        for key in self._document:
            if key not in _KNOWN:
                self._unknown(Text("unknown key {word}", {"word": key}), key, _KNOWN)
        chosen = {key: self._choice(key, choices) for key, choices in _CHOICES.items()}
        plain = self._ascii()
        keys = self._keys()
        return Preferences(**chosen, ascii=plain, keys=keys, problems=tuple(self._problems))

    def _unknown(self, problem: Text, word: str, known: Iterable[str]) -> None:
        self._problems.append(nearest_words(problem, word, known))

    def _choice(self, key: str, choices: tuple[str, ...]) -> str | None:
        value = self._document.get(key)
        if value is None or value in choices:
            return value
        values = {"key": key, "choices": choices}
        self._unknown(Text("{key}: one of {choices}", values), str(value), choices)
        return None

    def _ascii(self) -> bool | None:
        value = self._document.get("ascii")
        if value is None or isinstance(value, bool):
            return value
        self._problems.append(Text("{key}: true or false", {"key": "ascii"}))
        return None

    def _keys(self) -> dict[str, tuple[str, ...]]:
        table = self._document.get("keys", {})
        if not isinstance(table, dict):
            self._problems.append(Text("{key}: a table of commands", {"key": "keys"}))
            return {}
        found = {}
        for command, value in table.items():
            if command not in self._commands:
                problem = Text("the editor has no command {word}", {"word": command})
                self._unknown(problem, command, self._commands)
                continue
            keys = [value] if isinstance(value, str) else value
            if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
                found[command] = tuple(keys)
            else:
                self._problems.append(Text("{key}: a key or a list of keys", {"key": command}))
        return found
