"""How tables come in, as it looks: the picker, the correction screen, the welcome."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.tables.importing import Opened
from raci.tui.app import RaciApp
from raci.tui.dialogs.correction.corrections import Corrections
from raci.tui.dialogs.correction.screen import Correction
from raci.tui.dialogs.file_picker import FilePicker
from raci.tui.dialogs.form import Form
from raci.tui.keymap import Settings
from raci.words import words_in
from raci.words.templates import template
from raci.workspace import Workspace
from support.editor.firm import TODAY, workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.screen import Screen

TABLE = """\
Nr;Bereich;Aufgabe;Vertrieb;Vertrieb;Marketing;Extern;Status
;;;Leitung;Innendienst;Social;Agentur;
1;Eigene;Website;V;D;M;I;läuft
2;Eigene;Newsletter;V;I;D;Q;läuft
3;Fremde;Google-Profil;V;;D;M;offen
4;Fremde;kununu;V;D (mit HR);I;;offen
"""


def _still(keys: str, dialog: Screen[Any] | None = None) -> Any:  # noqa: ANN401 - a coroutine function
    """Return what shows a dialog, presses keys, and lets nothing blink."""

    async def show(pilot: Pilot[int]) -> None:
        app = pilot.app
        await pilot.pause(0.1)
        if dialog is not None:
            app.push_screen(dialog)
            await pilot.pause(0.1)
        for key in keys.split():
            await pilot.press(key)
            await pilot.pause(0.05)
        while isinstance(app.screen, Correction) and app.screen._weighing:
            await pilot.pause(0.02)
        for field in app.screen.query(Input):
            field.cursor_blink = False
        for screen in app.screen_stack:
            for widget in screen.walk_children():
                widget.refresh()
        await pilot.pause()

    return show


def _app(language: str, *, dark: bool) -> RaciApp:
    settings = Settings(dark=dark, plain=False)
    return RaciApp(workspace(), words=words_in(language), settings=settings)


@pytest.mark.skipif(sys.platform == "win32", reason="paths look otherwise there")
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_picker(
    language: str,
    snap_compare: Callable[..., bool],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Tables with their days, folders, and what cannot be read."""
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "Tabellen"
    (folder / "Vorjahr").mkdir(parents=True)
    for age, name in enumerate(("Matrix 2026.xlsx", "alt.csv", "Brief.pdf")):
        (folder / name).write_text("x")
        day = 1_790_000_000 - 86_400 * age
        os.utime(folder / name, (day, day))
    app = _app(language, dark=language == "de")
    picker = FilePicker("Matrix", str, [".xlsx", ".csv"], app.words, start=folder)
    size = (80, 24) if language == "de" else (120, 36)
    assert snap_compare(app, terminal_size=size, run_before=_still("", picker))


@pytest.mark.parametrize(
    ("language", "size", "dark", "keys"),
    [
        ("de", (80, 24), True, "d d d"),
        ("en", (120, 36), False, "end x d"),
        ("de", (200, 50), True, "X"),
        ("en", (80, 24), False, "down right right right right l"),
        ("de", (120, 36), False, "plus plus"),
    ],
    ids=["doubts", "column_aside", "row_aside", "letter", "no_reading"],
)
def test_the_correction(
    language: str,
    size: tuple[int, int],
    dark: bool,  # noqa: FBT001 - a parameter of the test
    keys: str,
    snap_compare: Callable[..., bool],
) -> None:
    """Doubts, what is left aside, the letters' list, and a reading that is none."""
    app = _app(language, dark=dark)
    corrections = Corrections(Opened(TABLE.encode(), "plan.csv"))
    corrections.begin()
    arguments = ("--into", "raci.toml", "plan.csv")
    dialog = Correction("plan.csv", corrections, app.words, arguments)
    assert snap_compare(app, terminal_size=size, run_before=_still(keys, dialog))


@pytest.mark.parametrize(
    ("language", "size", "keys"),
    [
        ("de", (80, 24), ""),
        ("en", (80, 24), "enter"),
        ("de", (120, 36), "enter B e i s p"),
        ("en", (20, 7), ""),
    ],
    ids=["name", "beginnings", "samples", "too_small"],
)
def test_the_welcome(
    language: str,
    size: tuple[int, int],
    keys: str,
    snap_compare: Callable[..., bool],
    tmp_path: Path,
) -> None:
    """The name, what to begin with, samples, and a terminal that is too small."""
    path = tmp_path / "raci.toml"
    document = Document.parse(template("empty", language), NAMES, path=path)
    space = Workspace(document, today=TODAY, path=path)
    app = RaciApp(space, words=words_in(language), settings=Settings(dark=True, plain=False))

    async def show(pilot: Pilot[int]) -> None:
        while not isinstance(app.screen, Form):
            await pilot.pause(0.02)
        await _still(keys)(pilot)

    assert snap_compare(app, terminal_size=size, run_before=show)
