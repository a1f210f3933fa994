"""Every text that a person reads: rendering in German and English.

English wordings are the keys. The German ones stand in ``locale/de/*.po``, one file a room, and are
compiled into one ``raci.mo`` when the package is built; reading English loads no catalogue.
"""

from __future__ import annotations

import datetime as dt
import os
from functools import cache
from typing import TYPE_CHECKING

from raci.model.text import mark, printable

if TYPE_CHECKING:
    import gettext

    from raci.model.text import Text, Value

__all__ = [
    "CATALOGUES",
    "LANGUAGES",
    "Words",
    "mark",
    "preferred_language",
    "printable",
    "words_in",
]

#: What the program speaks, the default first.
LANGUAGES = ("en", "de")

#: Folder of the compiled catalogues; without pathlib, whose import alone takes 10 ms of a start.
CATALOGUES = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 - see above


class Words:
    """Renders texts in one language."""

    def __init__(self, language: str) -> None:
        """Speak ``language`` (``de`` or ``en``)."""
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, template: str, /, **values: Value) -> str:
        """Return the wording of ``template`` with ``values`` in their places."""
        return self._fill(self._translated(template), values)

    def say(self, text: Text) -> str:
        """Return the sentence in this language; what came from files stands in it unchanged.

        Whoever writes it to a terminal passes it through ``printable``.
        """
        if text.plural:
            number = text.values["n"]
            template = self._counted(text.template, text.plural, int(str(number)))
        else:
            template = self._translated(text.template)
        return self._fill(template, text.values)

    def date(self, day: dt.date) -> str:
        """Return a date as people of this language write it (``01.09.2026``, ``2026-09-01``)."""
        return day.strftime("%d.%m.%Y") if self.language == "de" else day.isoformat()

    def _translated(self, template: str) -> str:
        if self._catalogue is None or not template:
            return template
        return self._catalogue.gettext(template)

    def _counted(self, template: str, plural: str, number: int) -> str:
        if self._catalogue is None:
            return template if number == 1 else plural
        return self._catalogue.ngettext(template, plural, number)

    def _fill(self, template: str, values: object) -> str:
        assert isinstance(values, dict)  # noqa: S101 - texts are made with dicts
        if not values:
            return template
        return template.format_map({name: self._shown(value) for name, value in values.items()})

    def _shown(self, value: Value) -> str:
        if isinstance(value, str):
            return str(value)
        from raci.model.text import Text  # not above: it would slow down the start

        if isinstance(value, Text):
            return self.say(value)
        if isinstance(value, tuple):
            return ", ".join(self._shown(part) for part in value)
        if isinstance(value, dict):
            return str(value[self.language])
        if isinstance(value, dt.date):
            return self.date(value)
        return str(value)


@cache
def words_in(language: str) -> Words:
    """Return the words of a language, made once."""
    return Words(language)


@cache
def _catalogue(language: str) -> gettext.NullTranslations | None:
    if language == "en":
        return None
    import gettext

    return gettext.translation("raci", CATALOGUES, [language])


def preferred_language() -> str:
    """Return the language of the user's locale, English where it is neither of ours."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return "de" if value.lower().startswith("de") else "en"
    return "en"
