"""The page of a comparison: both gauges, the matrix with what changed in it, what came and went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import replace
from raci.model.naming import short_names
from raci.model.vocabulary import DUTY_ROWS
from raci.reports.pages.blocks import Bar, Grid, Line, Lines, Page, Section, Tone
from raci.reports.pages.gauge import leadership, tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.model.organisation import Duty, Organisation
    from raci.reports.pages.facts import Facts, Since

#: A row of the matrix: the channel's id (None for the portfolio row) and its duty.
_RowKey = tuple["str | None", "Duty | None"]


def comparison_page(old: Facts, new: Facts, since: Since) -> Page:
    """Return the page of what differs between two versions.

    Args:
        old: What the rules say of the earlier version.
        new: What they say of the later one, whose language and date the page has.
        since: What the earlier version is called, what changed, which findings came and went.
    """
    words = new.words
    changes = tuple(Line(words.say(change)) for change in since.changes or ())
    findings = (
        *(Line(words.say(one.message), "+", Tone.ALARM) for one in since.came),
        *(Line(words.say(text), "✓", Tone.GOOD) for text in since.gone),
    )
    return Page(
        language=words.language,
        kind=words("What changed since {name}", name=since.name),
        title=new.organisation.name,
        date=words.date(new.today),
        facts=(),
        sections=(
            Section("before", words("Before"), _side(old), half=True),
            Section("after", words("After"), _side(new), half=True),
            Section("matrix", words("Matrix"), _matrix(old.organisation, new), empty="–"),
            Section(
                "changes",
                words("Changes"),
                Lines(changes) if changes else None,
                empty=words("Nothing changed."),
            ),
            Section(
                "findings",
                words("Findings that came and went"),
                Lines(findings) if findings else None,
                empty=words("None came, none went."),
            ),
        ),
    )


def _side(facts: Facts) -> Bar:
    """Return the gauge of one side, with how much the rules find there."""
    gauge, told = leadership(facts), tally(facts)
    return replace(gauge, caption=f"{gauge.caption}; {told}") if told else gauge


def _matrix(old: Organisation, new: Facts) -> Grid | None:
    """Return the matrix with both letters where they differ: ``R → C``."""
    roles = {**new.organisation.roles, **old.roles, **new.organisation.roles}
    before, after = _letters(old), _letters(new.organisation)
    keys = [*after, *(key for key in before if key not in after)]
    if not keys or not roles:
        return None
    heads = short_names(roles.values())
    rows, changed = [], set()
    for line, key in enumerate(keys):
        cells = []
        for place, role in enumerate(roles, start=1):
            was, now = before.get(key, {}).get(role, ""), after.get(key, {}).get(role, "")
            if was != now:
                changed.add((line, place))
            cells.append(now if was == now else f"{was or '–'} → {now or '–'}")
        name, differs = _name(key, old, new)
        changed |= {(line, 0)} if differs else set()
        rows.append((name, *cells))
    head = new.organisation.row_name or new.words("Channel")
    columns = (head, *(heads[role] for role in roles))
    known = " · ".join(f"{heads[key]} {role.name}" for key, role in roles.items())
    return Grid(columns, tuple(rows), frozenset(changed), known)


def _name(key: _RowKey, old: Organisation, new: Facts) -> tuple[str, bool]:
    """Return what a row is called, before and now where that differs; and whether it does."""
    words, (channel, duty) = new.words, key
    if channel is None:
        return words("Choice and mix of channels"), False
    was, now = old.channels.get(channel), new.organisation.channels.get(channel)
    known = now or was
    name = known.name if known else channel
    if duty:
        return f"{name}: {words.say(DUTY_ROWS[duty])}", False
    if was is None:
        return words("{name} (new)", name=name), True
    if now is None:
        return words("{name} (gone)", name=name), True
    return (f"{was.name} → {name}", True) if was.name != name else (name, False)


def _letters(organisation: Organisation) -> dict[_RowKey, dict[str, str]]:
    """Return the letters of each row by role."""
    return dict(_rows(organisation))


def _rows(organisation: Organisation) -> Iterator[tuple[_RowKey, dict[str, str]]]:
    if organisation.portfolio is not None:
        yield (
            (None, None),
            {role: cell.letters for role, cell in organisation.portfolio.items()},
        )
    for channel in organisation.channels.values():
        for duty, cells in channel.assignments():
            yield (channel.id, duty), {role: cell.letters for role, cell in cells.items()}
