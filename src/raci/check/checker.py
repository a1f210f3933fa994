"""The full check of one organisation, as of a day."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from raci.check.live import LiveCheck
from raci.check.selection import Options
from raci.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from raci.model.finding import Finding, Leadership, Standing
    from raci.model.organisation import Organisation


__all__ = ["Options", "Report", "check"]


@frozen
class Report:
    """What a check found.

    Attributes:
        findings: Those of rows in the order of the file; the document knows the lines of all.
        leadership: How many active channels stand how to leadership.
        standings: By the ids of the active channels.
    """

    findings: tuple[Finding, ...]
    leadership: Leadership
    standings: Mapping[str, Standing]


def check(
    organisation: Organisation,
    problems: Iterable[Finding],
    faulty_rows: frozenset[str | None],
    options: Options,
) -> Report:
    """Run every selected rule.

    Args:
        organisation: What to check; an empty one where the document could not be read.
        problems: The document's own findings, 801 to 806.
        faulty_rows: Channels with a cell that could not be read (None: the portfolio row).
        options: Day, selection, and whether waivers count.
    """
    with _without_collector():
        live = LiveCheck(organisation, problems, faulty_rows, options)
        live.settle()
    standings = live.standings
    ordered = {id_: standings[id_] for id_ in organisation.channels if id_ in standings}
    return Report(live.findings, live.leadership, ordered)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the search for reference cycles: a check makes many values and hardly any cycle.

    Without it a check of 10,000 channels takes 1.2 times as long as parsing them, with it 1.6.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
