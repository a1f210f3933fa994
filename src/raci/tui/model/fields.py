"""The fields of forms, and what they answer: plain values that any command can make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from raci.frozen import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci.document.fields import Field as DocumentField
    from raci.words import Words

#: What a form answers with: the text, the flag, or the chosen keys of each field.
Value = str | bool | tuple[str, ...]
Answers = Mapping[str, Value]


@frozen
class Field:
    """One line of a form.

    Attributes:
        key: Its name in the answers.
        label: What it is called.
        value: What it holds at first: text, a flag, a chosen key, or chosen keys.
        choices: Keys and wordings; with a text as ``value`` one of them or none can be chosen,
            with a tuple any of them.
        known: What a text is completed from; several are separated by commas.
        hint: Shown while a text is empty, or for no choice.
        label_key: The label's name in the answers where it can be changed, too; else empty.
        about: What it means, in a sentence; empty where the label says it.
    """

    key: str
    label: str
    value: Value = ""
    choices: tuple[tuple[str, str], ...] = ()
    known: tuple[str, ...] = ()
    hint: str = ""
    label_key: str = ""
    about: str = ""


def explained(
    fields: Iterable[Field], table: Mapping[str, DocumentField], words: Words
) -> tuple[Field, ...]:
    """Return the fields with what the file's keys of the same names mean."""
    return tuple(
        replace(one, about=words(table[one.key].help)) if one.key in table else one
        for one in fields
    )


@frozen
class Entry:
    """Something to choose.

    Attributes:
        key: What the dialog answers with.
        text: What is shown and searched.
        note: Shown behind it, and not searched.
        below: Shown in lines of its own below it, and not searched.
    """

    key: str
    text: str
    note: str = ""
    below: str = ""
