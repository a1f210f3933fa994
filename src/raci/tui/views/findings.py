"""All findings, by severity and family: each leads to the cell in which it is fixed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len

from raci.model.finding import Severity
from raci.model.text import Text
from raci.tui.model.places import leads_to
from raci.tui.panes.text import Item, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.model.finding import Finding
    from raci.tui.views.scene import Scene

_SEVERITIES = {
    Severity.ERROR: Text("{n} error", {}, "{n} errors"),
    Severity.WARNING: Text("{n} warning", {}, "{n} warnings"),
    Severity.INFO: Text("{n} info", {}, "{n} infos"),
}
_INDENT = 3


def findings(scene: Scene) -> list[Item]:
    """Return the findings under a heading for each severity."""
    if not scene.findings and scene.only is None:
        return [Item(((f" {scene.words('There are no findings.')}", "fine"),))]
    items = [Item(()), *_narrowed(scene)]
    for severity, group in groupby(scene.findings, key=lambda finding: finding.severity):
        found = list(group)
        counted = _SEVERITIES[severity]
        title = scene.words.say(Text(counted.template, {"n": len(found)}, counted.plural))
        blank = [Item(())] if len(items) > 1 else []
        items += [*blank, Item(((" ", ""), (title, "title")))]
        items += [item for finding in found for item in _lines(scene, finding)]
    return items[1:]


def _narrowed(scene: Scene) -> Iterator[Item]:
    if scene.only is None:
        return
    told = scene.words.say(Text("only {what}", {"what": scene.only}))
    yield Item(((f" {told}", "strong"),))
    if not scene.findings:
        yield Item(((" ", ""), (scene.words("There are none of these."), "fine")))


def _lines(scene: Scene, finding: Finding) -> list[Item]:
    row, role = leads_to(finding, scene.organisation)
    message = scene.words.say(finding.message)
    room = max(scene.width - _INDENT - len(finding.code) - 2, 1)
    first, *rest = wrapped(message, room) or [""]
    mark = f" {scene.glyphs.severity(finding.severity)} "
    gap = " " * (room - cell_len(first) + 1)
    head = ((mark, finding.severity.value), (first, ""), (gap, ""), (finding.code, "muted"))
    return [
        Item(head, row, role, finding),
        *(Item(((" " * _INDENT + part, ""),), goes_on=True) for part in rest),
    ]
