"""What changed, in paragraphs that lead to their cells: since another version, or ever."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.organisation import Duty
from raci.tui.grid.board import HEAD, PORTFOLIO, RowKey
from raci.tui.model.places import leads_to

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from raci.document import Document
    from raci.model.finding import Finding
    from raci.model.organisation import Organisation, Path
    from raci.tui.grid.palette import Glyphs
    from raci.tui.panes.text import Item
    from raci.versions import Change
    from raci.versions.git.cell_history import CommittedChange
    from raci.words import Words
    from raci.workspace.document_merge import DocumentMerge


#: Seconds of checking after which it is asked whether anybody still waits for it.
_SLICE = 0.05


@frozen
class Told:
    """A paragraph.

    Attributes:
        text: It may hold what a file or git says; the pane makes it printable.
        style: How it is written.
        sign: Stands before its first line; as wide as the further lines are indented.
        row: The row it leads to; None where it leads nowhere.
        role: The role it leads to.
    """

    text: str
    style: str = ""
    sign: str = ""
    row: RowKey | None = None
    role: str | None = None


@frozen
class Compared:
    """What differs between two versions, and the findings that came and went with it."""

    changes: Sequence[Change]
    came: Sequence[Finding]
    gone: Sequence[Finding]


def compared(
    old: Document | None, new: Document, today: dt.date, wanted: Callable[[], bool]
) -> Compared:
    """Hold a version against an older one; None stands for a file that was not there yet.

    Args:
        old: The older version, readable.
        new: The newer one, readable.
        today: The day both are judged by.
        wanted: Asked now and then; where it says no, the answer may be incomplete.
    """
    from raci.versions import came_and_went, differences

    values = old.data if old else {}
    before = _findings(old, today, wanted) if old else ()
    came, gone = came_and_went(before, _findings(new, today, wanted), values, new.data)
    return Compared(differences(values, new.data), came, gone)


def _findings(document: Document, today: dt.date, wanted: Callable[[], bool]) -> Sequence[Finding]:
    """Return the findings by the rules that the version sets itself."""
    from raci.check.checker import Options
    from raci.check.live import LiveCheck
    from raci.check.selection import Selection

    organisation = document.organisation
    options = Options(today=today, selection=Selection.of(organisation.check))
    live = LiveCheck(organisation, document.problems, document.faulty_rows, options)
    while wanted() and not live.settle(_SLICE):
        pass
    return live.findings


def comparison_told(
    found: Compared, organisation: Organisation, words: Words, glyphs: Glyphs
) -> Iterator[Told]:
    """Yield the differences, then the findings that came and those that went."""
    if not found.changes:
        yield Told(words("Nothing differs."))
        return
    yield Told(words("Differences"), "title")
    for change in found.changes:
        yield _change_told(change, organisation, words)
    for title, findings in (
        (words("New findings"), found.came),
        (words("Findings that are gone"), found.gone),
    ):
        yield Told("")
        yield Told(title, "title")
        if not findings:
            yield Told(words("none"), "muted", "  ")
        for finding in findings:
            sign = f"{glyphs.severity(finding.severity)} "
            text = words.say(finding.message)
            yield Told(text, finding.severity.value, sign, *leads_to(finding, organisation))


def past_told(
    found: Iterable[CommittedChange], organisation: Organisation, words: Words, here: RowKey
) -> Iterator[Told]:
    """Yield the changes under the commits that made them.

    Args:
        found: The newest first, those of a commit one after another.
        organisation: As it is now.
        words: The language.
        here: Where changes lead whose channel had another id then.
    """
    head: object = found
    for version, change in found:
        if head != version:
            if head is not found:
                yield Told("")
            head = version
            said = f"{version.date}  {version.author}" if version else words("not committed")
            yield Told(said, "strong")
            if version:
                yield Told(version.subject, "muted", "  ")
        yield _change_told(change, organisation, words, here)
    if head is found:
        yield Told(words("git remembers no change of it"))


def _change_told(
    change: Change, organisation: Organisation, words: Words, here: RowKey | None = None
) -> Told:
    row, role = place_of_path(change.path, organisation)
    # Indented more than the message of a commit above it.
    return Told(words.say(change.message), "", "    " if here else "  ", row or here, role)


def place_of_path(path: Path, organisation: Organisation) -> tuple[RowKey | None, str | None]:
    """Return the row and the role to which a path leads; no row where it has none (any more)."""
    last = path[-1] if path else None
    role = str(last) if last in organisation.roles else None
    match path:
        case ("portfolio", *_):
            return PORTFOLIO, role
        case ("roles", str(one), *_) if one in organisation.roles:
            return HEAD, one
        case ("channels", str(one), "duties", str(duty), *_) if one in organisation.channels:
            known = duty in set(Duty)
            return (RowKey("duty", one, Duty(duty)) if known else RowKey("channel", one)), role
        case ("channels", str(one), *rest) if one in organisation.channels:
            return RowKey("channel", one), role if rest[:1] == ["raci"] else None
    return None, None


def items(told: Iterable[Told], width: int) -> list[Item]:
    """Break paragraphs into lines of that many cells; the first of each leads to its cell."""
    from raci.tui.panes.text import Item, wrapped

    lines: list[Item] = []
    for one in told:
        first, *rest = wrapped(one.text, width - len(one.sign)) or [""]
        lines.append(Item(((one.sign, one.style), (first, one.style)), one.row, one.role))
        indent = " " * len(one.sign)
        lines += [Item(((indent, ""), (part, one.style))) for part in rest]
    return lines


@frozen
class Contested:
    """A conflict in the reader's words.

    Attributes:
        place: Where it is, by names.
        ours: What we, the screen or the branch one stands on want.
        theirs: What the disk or the other branch wants.
        before: What stood there when both began; empty where that says nothing.
    """

    place: str
    ours: str
    theirs: str
    before: str = ""


class Then(StrEnum):
    """What is to be done after the list of conflicts."""

    TAKE = "take"
    SAVE = "save"
    LOOK = "look"


def contested(merge: DocumentMerge, words: Words) -> Iterator[Contested]:
    """Yield the conflicts of a merge as the list shows them."""
    for conflict in merge.conflicts:
        place, ours, theirs = merge.told(conflict)
        before = merge.before(conflict)
        yield Contested(
            words.say(place).removesuffix(":"),
            words("{value}", value=ours),
            words("{value}", value=theirs),
            "" if before is None else words("was {value}", value=before),
        )
