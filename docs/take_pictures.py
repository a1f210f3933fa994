"""Take the pictures of the tour: the editor on the samples, as SVG.

Usage: python docs/take_pictures.py
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

from raci.tui.app import RaciApp
from raci.tui.keymap import Settings
from raci.words import words_in
from raci.workspace import Workspace

if TYPE_CHECKING:
    from textual.pilot import Pilot

ROOT = Path(__file__).parent.parent
TODAY = dt.date(2026, 11, 21)
#: Picture, sample, columns and rows, dark or light, keys.
PICTURES = (
    ("editor-dark", "northwind-group", (120, 36), True, ("f8", "f8")),
    ("editor-light", "muster-maschinenbau", (120, 36), False, ("f8",)),
    ("mend", "northwind-group", (110, 30), True, ("f8", "full_stop")),
    ("mend.de", "gasthof-alpenblick", (110, 30), False, ("f8", "f8", "full_stop")),
    ("teamplay", "northwind-group", (110, 30), True, ("alt+5",)),
    ("teamplay.de", "muster-maschinenbau", (110, 30), False, ("alt+5",)),
)


async def settle(app: RaciApp, pilot: Pilot[int]) -> None:
    """Wait until all is checked and every key has done its work, however busy the machine is."""
    await pilot.pause()
    editor = app.editor
    while not editor.checking.done_once or editor.checking.patience.pending:
        await pilot.pause(0.05)
    while editor.type_ahead.holding:
        await pilot.pause(0.05)
    await pilot.pause(0.6)  # what is shown a little later, as what stands behind a name


async def take(sample: str, size: tuple[int, int], keys: tuple[str, ...], *, dark: bool) -> str:
    """Return the screen as SVG after some keys."""
    workspace = Workspace.open(ROOT / "sample_orgs" / f"{sample}.toml", today=TODAY)
    words = words_in(workspace.organisation.language or "en")
    app = RaciApp(workspace, words=words, settings=Settings(dark=dark, plain=False))
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        for key in keys:
            await pilot.press(key)
            await settle(app, pilot)
        return app.export_screenshot(title="raci")


def without_fonts(picture: str) -> str:
    """Return the picture without the fonts that it would fetch from elsewhere."""
    picture = re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    return picture.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


def main() -> None:
    """Write all pictures into ``docs/pictures``."""
    for name, sample, size, dark, keys in PICTURES:
        picture = asyncio.run(take(sample, size, keys, dark=dark))
        target = ROOT / "docs" / "pictures" / f"{name}.svg"
        target.write_text(without_fonts(picture), encoding="utf-8")


if __name__ == "__main__":
    main()
