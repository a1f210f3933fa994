"""When the check works and when the screen follows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual.events import Key

from raci.tui.app import RaciApp
from raci.tui.panes.lines import InspectorPane
from raci.tui.screen import checking
from raci.tui.screen.checking import HELD, REST, Patience
from raci.tui.screen.panes import Panes
from raci.words import words_in
from support.editor.firm import manufacturer, workspace

if TYPE_CHECKING:
    import pytest
    from textual.strip import Strip


def test_nothing_is_done_where_nothing_is_expected() -> None:
    """An idle editor does not work."""
    assert not Patience().may_work(1000)


def test_a_large_check_waits_until_nobody_types() -> None:
    """Each key puts it off."""
    patience = Patience()
    patience.expect()
    patience.stir(10)
    assert not patience.may_work(10 + REST / 2)
    patience.stir(10 + REST / 2)
    assert not patience.may_work(10 + REST)
    assert patience.may_work(10 + 2 * REST)


def test_slices_are_short_soon_after_a_key_and_longer_later() -> None:
    """A key that comes in between is not felt to wait."""
    patience = Patience()
    patience.stir(10)
    assert patience.slice(10.5) < patience.slice(20)


def test_what_was_found_is_shown_once() -> None:
    """After the check came to rest, and not again until something changes."""
    patience = Patience()
    patience.expect()
    assert not patience.may_show
    patience.worked()
    assert patience.may_show
    patience.shown()
    assert not patience.may_show
    assert patience.rested_once
    assert not patience.may_work(1000)


def test_a_held_key_is_told_from_quick_fingers() -> None:
    """Only several keys in quick succession are held; the first slow one is a key again."""
    patience = Patience()
    quick = HELD / 2
    for count in range(2):
        patience.stir(10 + count * quick)
        assert not patience.held
    patience.stir(10 + 2 * quick)
    assert patience.held
    assert not patience.let_go(10 + 3 * quick)
    assert patience.let_go(10 + 2 * quick + HELD)
    patience.stir(20)
    assert not patience.held


def test_a_held_key_may_come_late() -> None:
    """Where a busy machine or a slow line lets keys wait and come at once, they are still held."""
    patience = Patience()
    for sent in (0, 1, 2, 3):
        patience.stir(10 + sent * HELD / 2)
    for late in (10 + 4.8 * HELD / 2, 10 + 4.9 * HELD / 2, 10 + 5 * HELD / 2):
        patience.stir(late)
        assert patience.held


async def test_panes_follow_a_held_arrow_when_it_is_let_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The cursor moves with each key; what is said of its cell comes once, at the end."""
    followed: list[str | None] = []
    follow = Panes.follow

    def count(panes: Panes, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - as they are
        followed.append(app.editor.cursor.role)
        follow(panes, *arguments, **named)

    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    async with app.run_test(size=(120, 36)) as pilot:
        while "checking" in (app.editor.panes.header_text or "checking"):
            await pilot.pause(0.02)
        await pilot.press("down")
        monkeypatch.setattr(Panes, "follow", count)
        with monkeypatch.context() as slow:
            slow.setattr(checking, "HELD", 60)  # however busy the machine is
            for _ in range(12):
                app.editor.press(Key("right", None))
                await asyncio.sleep(0)
        end = app.editor.cursor.role
        while end not in followed:
            await pilot.pause(0.02)
        assert len(followed) <= 6
        assert followed[-1] == end


async def test_letters_of_a_held_key_are_all_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The findings after a held letter are those of a check of the whole."""
    monkeypatch.setattr(checking, "REST", 0.05)
    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    async with app.run_test(size=(120, 36)) as pilot:
        while "checking" in (app.editor.panes.header_text or "checking"):
            await pilot.pause(0.02)
        await pilot.press("down", "right")
        with monkeypatch.context() as slow:
            slow.setattr(checking, "HELD", 60)  # however busy the machine is
            for _ in range(9):
                app.editor.press(Key("i", "i"))
        while app.editor.checking.patience.pending:
            await pilot.pause(0.02)
        again = workspace(app.editor.workspace.text).check
        again.settle()
        check = app.editor.board.check
        assert check
        assert check.findings == again.findings


async def test_a_pane_that_shows_the_same_draws_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else is painted, a pane draws its lines once until something in it is to change."""
    drawn: list[int] = []
    draw = InspectorPane.render_line

    def count(pane: InspectorPane, y: int) -> Strip:
        drawn.append(y)
        return draw(pane, y)

    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    async with app.run_test(size=(120, 36)) as pilot:
        while "checking" in (app.editor.panes.header_text or "checking"):
            await pilot.pause(0.02)
        pane = app.editor.query_one(InspectorPane)
        monkeypatch.setattr(InspectorPane, "render_line", count)
        crop = pane.size.region
        pane.refresh()
        first, again = pane.render_lines(crop), pane.render_lines(crop)
        assert drawn == list(crop.line_range)
        assert [strip.text for strip in first] == [strip.text for strip in again]
        pane.show_text([(("another text", ""),)])
        assert "another text" in pane.render_lines(crop)[0].text
        assert len(drawn) == 2 * len(first)
