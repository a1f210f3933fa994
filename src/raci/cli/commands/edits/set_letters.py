"""``raci set``: one edit from a script, the same way as the editor's."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from raci.cli.arguments import UsageError, add_file, day, today
from raci.cli.files import open_document, the_file
from raci.cli.names import role_meant, row_meant
from raci.model.edit import SetCell
from raci.model.error import EditError
from raci.model.organisation import Cell, Duty
from raci.model.text import Text, mark, printable
from raci.model.vocabulary import DUTIES
from raci.workspace import Workspace

if TYPE_CHECKING:
    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.model.organisation import Assignments, Channel, Organisation, Role
    from raci.model.scheme import Scheme
    from raci.words import Words

DESCRIPTION = mark("Change the letters of one role on one channel, and nothing else in the file.")


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    add_file(parser, words)
    parser.add_argument(
        "channel", metavar="CHANNEL", help=words("id or name of the channel; portfolio for its row")
    )
    parser.add_argument(
        "role", metavar="ROLE", help=words("id or name of the role, or a person who has just one")
    )
    parser.add_argument(
        "letters", metavar="LETTERS", help=words('letters of the scheme, as in AR; "" clears')
    )
    parser.add_argument(
        "--duty",
        choices=[duty.value for duty in Duty],
        help=words("the letters of this duty, not the channel's own"),
    )
    parser.add_argument("--why", metavar="TEXT", help=words('a note on the letters; "" clears'))
    parser.add_argument(
        "--until", metavar="DATE", type=_day_or_nothing, help=words('their last day; "" clears')
    )


def _day_or_nothing(text: str) -> object:
    return day(text) if text else ""


def run(options: Options, session: Session) -> int:
    """Set the cell, save the file, and print what is different now."""
    path = the_file(options.file)
    document, stamp = open_document(path)
    space = Workspace(document, today=today(), path=path, stamp=stamp)
    organisation = space.organisation
    channel = row_meant(organisation, options.channel)
    role = role_meant(organisation, options.role)
    duty = Duty(options.duty) if options.duty else None
    if duty and channel is None:
        raise EditError(Text("the portfolio row has no duties"))
    before = _assignments(organisation, channel, duty).get(role.id)
    cell = _cell(before, _letters(options.letters, organisation.scheme), options)
    if cell == before:
        session.notify(Text("nothing to change"))
        return 0
    space.apply(SetCell(channel.id if channel else None, role.id, cell, duty))
    space.save()
    row = channel.name if channel else session.words("Choice and mix of channels")
    row += f" ({session.words.say(DUTIES[duty])})" if duty else ""
    sys.stdout.write(f"{printable(_change(session, row, role, before, cell))}\n")
    return 0


def _assignments(
    organisation: Organisation, channel: Channel | None, duty: Duty | None
) -> Assignments:
    if channel is None:
        return organisation.portfolio or {}
    return channel.duties.get(duty, {}) if duty else channel.raci


def _letters(typed: str, scheme: Scheme) -> str:
    """Return the letters as a cell has them, however a person wrote them.

    Raises:
        EditError: One is not in the scheme.
    """
    chars = [char for char in typed.upper() if char not in " /,+"]
    for char in chars:
        if char not in scheme.letters:
            values = {"char": char, "scheme": scheme.name, "letters": tuple(scheme.letters)}
            raise EditError(Text("{char} is no letter of {scheme}: {letters}", values))
    return scheme.spelled("".join(chars))


def _cell(before: Cell | None, letters: str, options: Options) -> Cell | None:
    """Return the new cell; why and until stay unless they are given or the letters go.

    Raises:
        UsageError: The letters go, and yet one of both is given.
    """
    if not letters:
        if options.why or options.until:
            raise UsageError(Text("--why and --until are said of letters, and there are none"))
        return None
    old = before or Cell("")
    why = old.why if options.why is None else options.why or None
    until = old.until if options.until is None else options.until or None
    return Cell(letters, why, until)


def _change(session: Session, row: str, role: Role, before: Cell | None, cell: Cell | None) -> str:
    """Return what is different: ``Newsletter: Marketing R → A``, with notes where these are."""
    sides = (before or Cell(""), cell or Cell(""))
    noted = cell is not None and len({(side.why, side.until) for side in sides}) > 1
    old, new = (_shown(side, noted=noted) for side in sides)
    return session.words("{row}: {role} {old} → {new}", row=row, role=role.name, old=old, new=new)


def _shown(cell: Cell, *, noted: bool) -> Text | str:
    until = Text("until {day}", {"day": cell.until})
    notes = (*((cell.why,) if cell.why else ()), *((until,) if cell.until else ()))
    if not noted or not notes:
        return cell.letters or "–"
    return Text("{letters} ({notes})", {"letters": cell.letters, "notes": notes})
