"""Counts in words: the gauge of leadership, one line for all files, and a table of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.finding import Severity
from raci.model.text import Text, mark, printable
from raci.reports.checked import Tally
from raci.reports.styles import Ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.reports.checked import Checked, Setting


def summary(tally: Tally) -> Text:
    """Return the sentence that closes a check: ``2 errors, 1 warning in 4 files``."""
    values = {
        "counts": counts(tally),
        "files": Text("{n} file", {"n": tally.files}, plural="{n} files"),
    }
    parts = tuple(_covered(tally))
    if parts:
        return Text("{counts} in {files}, {covered}", {**values, "covered": parts})
    return Text("{counts} in {files}", values)


def counts(tally: Tally) -> object:
    """Return how many errors, warnings and infos are shown, in a value for a sentence."""
    counted = tally.severities
    parts = tuple(
        _counted(severity, counted[severity]) for severity in Severity if counted[severity]
    )
    return parts or Text("no findings")


def _counted(severity: Severity, number: int) -> Text:
    if severity is Severity.ERROR:
        return Text("{n} error", {"n": number}, plural="{n} errors")
    if severity is Severity.WARNING:
        return Text("{n} warning", {"n": number}, plural="{n} warnings")
    return Text("{n} info", {"n": number}, plural="{n} infos")


def _covered(tally: Tally) -> Iterator[Text]:
    """Yield how many findings are covered, by waivers and by the baseline."""
    if tally.waived:
        yield Text("{n} waived", {"n": tally.waived})
    if tally.mended:
        values = {"known": tally.accepted + tally.mended, "mended": tally.mended}
        yield Text("{known} in the baseline, {mended} of them mended", values)
    elif tally.accepted:
        yield Text("{n} in the baseline", {"n": tally.accepted})


def gauge(file: Checked) -> Text | None:
    """Return how many channels are led as they should be; None where that is no question.

    It is none in a plain matrix, which is about tasks, and where no channel is active.
    """
    stand = file.leadership
    if file.plain or not stand.channels:
        return None
    far = stand.channels - stand.within - stand.out_of_reach - stand.unowned
    parts = tuple(
        Text(template, {"n": number})
        for number, template in (
            (far, _TOO_FAR),
            (stand.out_of_reach, _OUT_OF_REACH),
            (stand.unowned, _UNOWNED),
        )
        if number > 0
    )
    values = {"within": stand.within, "channels": stand.channels}
    if file.row_name:
        led = Text("Chefsache {within} of {channels}", values)
    else:
        led = Text("Chefsache {within} of {channels} channels", values)
    return Text("{led}; {parts}", {"led": led, "parts": parts}) if parts else led


_TOO_FAR = mark("{n} too far from leadership")
_OUT_OF_REACH = mark("{n} out of reach")
_UNOWNED = mark("{n} unowned")


def overview(files: Iterable[Checked], setting: Setting) -> Iterator[str]:
    """Yield a line for each file: its name, its gauge, its counts."""
    ink = Ink(on=setting.color)
    for file in files:
        yield f"{title(file, ink)}{printable(file.words.say(_line(file)))}\n"


def title(file: Checked, ink: Ink) -> str:
    """Return how a line about a file begins."""
    name = f" ({printable(file.organisation)})" if file.organisation else ""
    return f"{ink.strong(printable(file.path))}{name}: "


def _line(file: Checked) -> Text:
    led = gauge(file)
    if led:
        return Text("{led}; {counts}", {"led": led, "counts": counts(Tally.of([file]))})
    return Text("{counts}", {"counts": counts(Tally.of([file]))})


def statistics(tally: Tally, setting: Setting) -> str:
    """Return a line for each rule with findings: how many, code and name; most findings first."""
    ink = Ink(on=setting.color)
    known = tally.latest
    width = max((len(str(count)) for count in tally.codes.values()), default=0)
    return "".join(
        f"{count:{width}}  {ink.severity(code, known[code].severity)}  {known[code].name}\n"
        for code, count in sorted(tally.codes.items(), key=lambda item: (-item[1], item[0]))
    )
