"""Lines of a view that are longer than the screen is wide."""

from __future__ import annotations

from raci.tui.app import RaciApp
from raci.words import words_in
from support.editor.firm import manufacturer, workspace


async def test_a_line_that_is_cut_says_so() -> None:
    """At its end stands a sign, and never more than fits."""
    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("alt+4")
        await pilot.pause(0.1)
        pane = app.editor.panes.view_pane
        lines = [pane.render_line(y).text for y in range(pane.size.height)]
        longer = [line.rstrip() for line in lines if "…" in line]
        assert longer
        assert all(line.endswith("…") for line in longer)
        assert all(len(line) <= pane.scrollable_content_region.width for line in longer)
