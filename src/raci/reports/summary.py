"""Counts in words: the gauge of leadership, one line for all files, and a table of the rules."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from raci.model.finding import Severity
from raci.model.text import Text, mark, printable
from raci.reports.checked import accepted, severities, waived
from raci.reports.styles import Ink

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.reports.checked import Checked, Setting


def summary(files: Sequence[Checked]) -> Text:
    """Return the sentence that closes a check: ``2 errors, 1 warning in 4 files``."""
    values = {
        "counts": counts(files),
        "files": Text("{n} file", {"n": len(files)}, plural="{n} files"),
    }
    parts = tuple(_covered(files))
    if parts:
        return Text("{counts} in {files}, {covered}", {**values, "covered": parts})
    return Text("{counts} in {files}", values)


def counts(files: Sequence[Checked]) -> object:
    """Return how many errors, warnings and infos are shown, in a value for a sentence."""
    counted = severities(files)
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


def _covered(files: Sequence[Checked]) -> Iterator[Text]:
    """Yield how many findings are covered, by waivers and by the baseline."""
    by_waivers, by_baseline = waived(files), accepted(files)
    mended = sum(file.mended for file in files)
    if by_waivers:
        yield Text("{n} waived", {"n": by_waivers})
    if mended:
        values = {"known": by_baseline + mended, "mended": mended}
        yield Text("{known} in the baseline, {mended} of them mended", values)
    elif by_baseline:
        yield Text("{n} in the baseline", {"n": by_baseline})


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


def overview(files: Sequence[Checked], setting: Setting) -> str:
    """Return a line for each file: its name, its gauge, its counts."""
    ink = Ink(on=setting.color)
    return "".join(
        f"{title(file, ink)}{printable(file.words.say(_line(file)))}\n" for file in files
    )


def title(file: Checked, ink: Ink) -> str:
    """Return how a line about a file begins."""
    name = f" ({printable(file.organisation)})" if file.organisation else ""
    return f"{ink.strong(printable(file.path))}{name}: "


def _line(file: Checked) -> Text:
    led = gauge(file)
    if led:
        return Text("{led}; {counts}", {"led": led, "counts": counts([file])})
    return Text("{counts}", {"counts": counts([file])})


def statistics(files: Sequence[Checked], setting: Setting) -> str:
    """Return a line for each rule with findings: how many, code and name; most findings first."""
    ink = Ink(on=setting.color)
    found = [entry.finding for file in files for entry in file.shown]
    counted = Counter(finding.code for finding in found)
    known = {finding.code: finding for finding in found}
    width = max((len(str(count)) for count in counted.values()), default=0)
    return "".join(
        f"{count:{width}}  {ink.severity(code, known[code].severity)}  {known[code].name}\n"
        for code, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    )
