"""Take the recording of the tour: the editor itself, key by key, as one animated SVG a language.

Usage: python docs/take_recording.py

Each frame is a screenshot of the real editor. A row of the screen that looks the same in several
frames stands once in the file and is shown in each of them, so that the file stays small. Nothing
is fetched and no script runs; who has asked for less motion sees the last frame.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from take_pictures import settle

from raci.tui.app import RaciApp
from raci.tui.keymap import Settings
from raci.words import words_in
from raci.workspace import Workspace

ROOT = Path(__file__).parent.parent
TODAY = dt.date(2026, 11, 21)
SIZE = (100, 30)


class Step(NamedTuple):
    """Keys that are pressed one after the other, how long each is looked at, and what it shows."""

    keys: str
    seconds: float
    said: str


class Story(NamedTuple):
    """A recording: its sample, its language and its steps."""

    sample: str
    language: str
    steps: tuple[Step, ...]


STORIES = {
    "tour": Story(
        "northwind-group",
        "en",
        (
            Step("", 3, "A group: channels are rows, roles are columns"),
            Step("f8", 2.5, "F8: the first finding"),
            Step("full_stop", 3, "the full stop: what would fix it"),
            Step("enter", 3, "Enter: it is done, and the finding is gone"),
            Step("ctrl+z", 2, "Ctrl+Z: undone"),
            Step("f8", 2, "F8: the next finding"),
            Step("slash", 1.5, "/ finds a channel or a role"),
            Step("n e w s", 0.4, "by a part of its name"),
            Step("enter", 2, "Enter goes there"),
            Step("alt+5", 4, "Alt+5: who works with whom"),
            Step("alt+1", 2, "Alt+1: back to the matrix"),
        ),
    ),
    "tour.de": Story(
        "gasthof-alpenblick",
        "de",
        (
            Step("", 3, "Ein Gasthof: Kanäle sind Zeilen, Rollen sind Spalten"),
            Step("f8", 2.5, "F8: der erste Befund"),
            Step("f8", 2.5, "F8: der nächste"),
            Step("full_stop", 3, "der Punkt: was ihn behebt"),
            Step("enter", 3, "Eingabe: erledigt, der Befund ist weg"),
            Step("ctrl+z", 2, "Strg+Z: rückgängig"),
            Step("slash", 1.5, "/ findet Kanal oder Rolle"),
            Step("k u n u", 0.4, "nach einem Teil des Namens"),
            Step("enter", 2, "Eingabe geht hin"),
            Step("a", 3, "A: die Inhaberin steht dafür gerade"),
            Step("alt+5", 4, "Alt+5: wer mit wem arbeitet"),
            Step("alt+1", 2, "Alt+1: zurück zur Matrix"),
        ),
    ),
}

AREA = re.compile(r'<rect fill="([^"]+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"')
TEXT = re.compile(
    r'<text class="[^"]*?-(r\d+)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)"[^>]*>(.*?)</text>'
)
STYLE = re.compile(r"\.[^\s{]*?-(r\d+) \{([^}]*)\}")
#: Of a cell of a screenshot, and of the line below it that says what was pressed.
HEIGHT, WIDTH, FOOT = 24.4, 12.2, 34.0


async def frames(story: Story) -> list[tuple[str, float, str]]:
    """Return the screen after each key as SVG, how long it stays, and what is said below it."""
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "raci.toml"
        shutil.copy(ROOT / "sample_orgs" / f"{story.sample}.toml", path)
        app = RaciApp(
            Workspace.open(path, today=TODAY),
            words=words_in(story.language),
            settings=Settings(dark=True, plain=False),
        )
        async with app.run_test(size=SIZE) as pilot:
            await settle(app, pilot)
            for step in story.steps:
                for key in step.keys.split() or [""]:
                    if key:
                        await pilot.press(key)
                    await settle(app, pilot)
                    taken.append((app.export_screenshot(title="raci"), step.seconds, step.said))
    return taken


def rows(picture: str) -> dict[int, str]:
    """Return what stands in each row of a screenshot, by the number of the row."""
    styles = dict(STYLE.findall(picture))
    found: dict[int, list[str]] = defaultdict(list)
    for fill, x, y, width in AREA.findall(picture):
        row = int((float(y) - 1.5) / HEIGHT + 0.5)
        found[row].append(f'<rect fill="{fill}" x="{x}" y="0" width="{width}" height="24.65"/>')
    for kind, x, y, length, text in TEXT.findall(picture):
        if not text.replace("&#160;", "").strip():
            continue
        row = int((float(y) - 20) / HEIGHT + 0.5)
        style = styles[kind].replace(" ", "").strip(";")
        found[row].append(
            f'<text style="{style}" x="{x}" y="18.5" textLength="{length}">{text}</text>'
        )
    return {row: "".join(parts) for row, parts in found.items()}


def animated(taken: list[tuple[str, float, str]]) -> str:
    """Return the frames as one animated SVG."""
    shown: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, (picture, _, said) in enumerate(taken):
        for row, content in rows(picture).items():
            shown[row, content].append(number)
        shown[SIZE[1], f'<text x="12" y="26" fill="#e8e8e8">{said}</text>'].append(number)
    starts = [sum(seconds for _, seconds, _ in taken[:number]) for number in range(len(taken) + 1)]
    classes: dict[tuple[int, ...], str] = {}
    body, last = [], len(taken) - 1
    for (row, content), when in shown.items():
        name = classes.setdefault(tuple(when), f"f{len(classes)}")
        body.append(f'<g class="{name}" transform="translate(0 {row * HEIGHT:.1f})">{content}</g>')
    css = "".join(_rule(name, when, starts, last) for when, name in classes.items())
    width, height = SIZE[0] * WIDTH, SIZE[1] * HEIGHT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height + FOOT:.0f}">\n'
        "<style>text{font:20px DejaVu Sans Mono,Menlo,Consolas,monospace;white-space:pre}"
        f"{css}@media(prefers-reduced-motion:reduce){{g{{animation:none!important}}}}</style>\n"
        f'<rect width="100%" height="100%" fill="#121212"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def _rule(name: str, when: tuple[int, ...], starts: list[float], last: int) -> str:
    """Return the style that shows something in the frames of these numbers, and in no others."""
    base = f".{name}{{visibility:{'visible' if last in when else 'hidden'}"
    if len(when) > last:
        return base + "}"
    points: list[tuple[float, str]] = []
    for number in range(last + 1):
        state = "visible" if number in when else "hidden"
        if not points or points[-1][1] != state:
            points.append((100 * starts[number] / starts[-1], state))
    steps = "".join(f"{at:.3f}%{{visibility:{state}}}" for at, state in points)
    end = f"100%{{visibility:{points[-1][1]}}}"
    return (
        f"{base};animation:{name} {starts[-1]:g}s step-end infinite}}"
        f"@keyframes {name}{{{steps}{end}}}"
    )


def main() -> None:
    """Write the recordings into ``docs/pictures``."""
    for name, story in STORIES.items():
        target = ROOT / "docs" / "pictures" / f"{name}.svg"
        target.write_text(animated(asyncio.run(frames(story))), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
