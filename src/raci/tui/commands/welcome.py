"""The beginning: from an empty file to a matrix on the screen, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.rule_names import NAMES
from raci.model.edit import SetField
from raci.model.error import EditError
from raci.model.organisation import Industry, Size
from raci.model.text import Text
from raci.model.vocabulary import INDUSTRIES
from raci.tui.command import Section, command
from raci.tui.commands.exchange import import_table, paste_table
from raci.tui.model.fields import Entry, Field
from raci.tui.screen.actions import unwritable
from raci.tui.screen.dialogs import choose, fill_in

if TYPE_CHECKING:
    from raci.tui.model.fields import Answers
    from raci.tui.screen.editor import Editor
    from raci.words import Words

_TABLE, _PASTE, _EMPTY = "table", "paste", "empty"
#: Templates by the size of a firm, as ``raci new --template`` names them.
_SIZES = {
    "small": Text("A small firm"),
    "medium": Text("A firm with departments"),
    "large": Text("A large firm"),
}


def _has_channels(editor: Editor) -> Text | None:
    if editor.organisation.channels:
        return Text("There are channels already: “Add a channel” adds another one.")
    return unwritable(editor)


def is_wanted(editor: Editor) -> bool:
    """Tell whether nothing was begun yet: no file on the disk, no channel, no role."""
    organisation, workspace = editor.organisation, editor.workspace
    begun = workspace.history.can_undo or organisation.channels or organisation.roles
    return not workspace.on_disk and not begun and unwritable(editor) is None


@command(
    "welcome",
    "Begin with a template or a table",
    "Asks for the organisation's name and for what to begin with: an industry, a size, a table.",
    Section.FILE,
    also="new, start, sample",
    unless=_has_channels,
)
async def welcome(editor: Editor) -> None:
    """Ask for a name and a beginning until there is one, or the person leaves."""
    words = editor.words
    if not editor.workspace.on_disk:
        # Nobody has written anything yet, so leaving loses nothing.
        editor.workspace.lend(editor.workspace.text)

    def check(answers: Answers) -> str:
        return _text("empty", str(answers["name"]), words)

    name = Field("name", words("Name"), hint=words("what your organisation is called; can wait"))
    answers = await fill_in(editor, words("Welcome: whose matrix is it?"), [name], check)
    if not answers:
        editor.show_message(Text("`+` adds a channel, `*` a role; ctrl+p finds everything else."))
        return
    hint = words("part of an industry's name; ↑↓ choose, Enter takes")
    entries = beginnings(words, samples=not editor.workspace.on_disk)
    title = words("What do you want to begin with?")
    while answer := await choose(editor, title, entries, hint=hint):
        size = await _size(editor, answer[0]) if answer[0] in set(Industry) else ""
        if size is None:
            continue
        if await _begin(editor, answer[0], str(answers["name"]), size):
            return


async def _size(editor: Editor, industry: str) -> str | None:
    """Ask how large the firm is, what is usual in its industry first; None where that was left."""
    from raci.words.templates.industry import industry_sizes

    words, usual = editor.words, industry_sizes()[Industry(industry)]
    entries = [
        Entry(
            size, words.say(_SIZES[size]), words("usual in the industry") if size == usual else ""
        )
        for size in sorted(Size, key=lambda one: one is not usual)
    ]
    title = words("{name}: how large?", name=INDUSTRIES[Industry(industry)])
    answer = await choose(editor, title, entries, hint=words("roles follow the size"), typing=False)
    return answer[0] if answer else None


def beginnings(words: Words, *, samples: bool) -> list[Entry]:
    """Return what a matrix can begin with: sizes, tables, industries, samples, nothing.

    Args:
        words: The reader's language.
        samples: Whether those are offered: never where saving would put one over a file.
    """
    from raci.words.samples import SAMPLES

    return [
        *(Entry(key, words.say(text), words("a template")) for key, text in _SIZES.items()),
        Entry(_TABLE, words("Read a table"), words("Excel, CSV, Markdown, HTML, ODS, JSON …")),
        Entry(_PASTE, words("Paste a table"), words("what was copied in a spreadsheet")),
        Entry(_EMPTY, words("Nothing"), words("to add channels and roles one by one")),
        *(
            Entry(
                one.value,
                words("Industry: {name}", name=INDUSTRIES[one]),
                words("a template"),
            )
            for one in Industry
        ),
        *(
            Entry(key, words("Sample: {name}", name=key.replace("-", " ").title()), words.say(text))
            for key, text in (SAMPLES if samples else {}).items()
        ),
    ]


async def _begin(editor: Editor, key: str, name: str, size: str) -> bool:
    """Do what was chosen; tell whether there is a beginning now."""
    from raci.words.samples import SAMPLES, sample

    if key in SAMPLES:
        editor.workspace.lend(sample(key))
    else:
        template = "empty" if key in {_TABLE, _PASTE} else key
        editor.workspace.replace(_text(template, name, editor.words, size))
    editor.show_anew()
    if key in {_TABLE, _PASTE}:
        await (import_table(editor) if key == _TABLE else paste_table(editor))
        if not editor.organisation.channels:
            editor.undo()
            return False
    rows = [row for row in editor.grid.row_keys if row.kind == "channel"]
    roles = editor.grid.visible_roles
    if rows and roles:
        editor.go_to(rows[0], roles[0])
    path = editor.workspace.path
    values = {"path": path.name if path else "raci.toml"}
    if key in SAMPLES:
        editor.show_message(Text("A copy to look at: only ctrl+s writes it, to {path}.", values))
    else:
        editor.show_message(Text("Nothing is on the disk yet: ctrl+s writes {path}.", values))
    return True


def _text(template_name: str, name: str, words: Words, size: str = "") -> str:
    """Return a template's text with the name of the organisation; its own where that is blank.

    Raises:
        EditError: The name cannot be one.
    """
    from raci.document import Document
    from raci.words.templates import template

    text = template(template_name, words.language, size)
    if not name.strip():
        return text
    document = Document.parse(text, NAMES)
    changed = document.apply(SetField(("organisation", "name"), name.strip())).document
    if changed.problems:
        raise EditError(changed.problems[0].message)
    return changed.text
