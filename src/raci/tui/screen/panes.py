"""The panes around the matrix, which follow the cursor and every edit."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from raci.model.text import Text, mark
from raci.tui.command import Where
from raci.tui.grid.model import Cursor
from raci.tui.model import edits
from raci.tui.model.findings import offered, unread
from raci.tui.panes.bars import Footer, Header, Heading, Tabs
from raci.tui.panes.findings import FindingsPane
from raci.tui.panes.inspection import Inspector
from raci.tui.panes.lines import InspectorPane, LinesPane
from raci.tui.panes.text import plain, shortened
from raci.tui.panes.view import ViewPane
from raci.tui.views.coverage import coverage
from raci.tui.views.findings import findings
from raci.tui.views.organisation import reporting
from raci.tui.views.scene import Scene, View
from raci.tui.views.teamplay import teamplay
from raci.tui.views.workload import workload
from raci.workspace.reviews import seen_last

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.screen import Screen

    from raci.model.finding import Finding
    from raci.model.organisation import Channel, Organisation
    from raci.tui.grid.palette import Glyphs
    from raci.tui.grid.widget import MatrixGrid
    from raci.tui.panes.bars import Hint
    from raci.tui.panes.text import Line
    from raci.tui.screen.board import LiveBoard
    from raci.tui.screen.cursor import Aim
    from raci.tui.screen.modes import Modes
    from raci.words import Words

#: The views in the order of the tabs.
VIEWS = (
    View("matrix", mark("Matrix"), None),
    View("findings", mark("Findings"), findings),
    View("organisation", mark("Organisation"), reporting),
    View("coverage", mark("Coverage"), coverage),
    View("teamplay", mark("Teamplay"), teamplay),
    View("workload", mark("Workload"), workload),
)
#: From this many columns on the inspector stands beside the grid.
WIDE = 120
#: Below so many lines the footer is not to be seen, and the header says what it would.
_WITH_FOOTER = 4
#: From this many lines on a finding has two of them.
MIDDLE = 20
#: From this many lines on the findings are a list.
TALL = 30
#: The classes that the screen takes on from so many columns or rows on.
WIDTHS = [(0, "-narrow"), (WIDE, "-wide")]
HEIGHTS = [(0, "-low"), (MIDDLE, "-middle"), (TALL, "-tall")]
#: So much of a wide terminal, and at most so many columns, are for the rule behind a finding.
_EXPLANATION, _WIDEST_EXPLANATION = 0.42, 76
#: From this many columns on the inspector is as wide as its text likes to be.
_ROOMY = 150
#: Lines of the list of findings with its border, and of the bars above and below.
_LIST = 6
_BARS = 3
#: So many names are told that say what the file does not.
_NAMES = 3
#: The share of a narrow terminal that a view leaves to what is said of its chosen line.
_SHARES = {"findings": 0.5}
_USUAL_SHARE = 0.36
#: Widths of the inspector, the best first; it leaves to the matrix what that can use.
_INSPECTORS = (42, 40, 38, 36, 34)
_NARROW_INSPECTORS = (36, 34)


class Panes:
    """The widgets of the screen, and what they show.

    Attributes:
        view: The place of the open view among the tabs; 0 is the matrix.
        view_pane: The pane of the views beside the matrix.
        findings: The list of findings below.
    """

    def __init__(
        self, screen: Screen[None], grid: MatrixGrid, board: LiveBoard, modes: Modes, aim: Aim
    ) -> None:
        """Make the widgets around ``grid`` for ``screen``, which shows ``board``."""
        self.view = 0
        self._screen = screen
        self._grid = grid
        self._board = board
        self._modes = modes
        self._aim = aim
        self._words: Words = board.words
        self._glyphs: Glyphs = board.glyphs
        self._header = Header(id="header")
        self._tabs = Tabs(id="tabs")
        self.view_pane = ViewPane(id="view")
        self._inspector = InspectorPane(board.words, id="inspector")
        self.findings = FindingsPane(board.findings, board.words, board.glyphs, id="findings")
        self._hint = LinesPane(id="hint")
        self._hinted: Line = ()
        self._asked: tuple[object, bool] = None, False
        self._footer = Footer(id="footer")
        self._blank = Static(id="blank", markup=False)
        self._blank_said: tuple[str, ...] = ()
        self._tracks = "", ""
        self._viewed: tuple[object, ...] = ()
        self._fix: tuple[Finding | None, object, str] = (None, None, "")

    def compose(self) -> ComposeResult:
        """Lay the panes out; without containers, each of which would be walked on every paint."""
        yield self._header
        yield self._tabs
        yield self._grid
        yield self.view_pane
        yield self._inspector
        yield self.findings
        yield self._hint
        yield self._footer
        yield self._blank

    @property
    def header_text(self) -> str:
        """The header as it stands on the screen, without its styles."""
        return "".join(plain(line) for line in self._header.lines)

    @property
    def _organisation(self) -> Organisation:
        return self._board.organisation

    @property
    def _size(self) -> Size:
        return self._screen.size

    def where(self) -> Where:
        """Return where keys act now."""
        lists = (self.findings, self._inspector, self.view_pane)
        return Where.LIST if self._screen.focused in lists else Where.MATRIX

    def share(self, size: Size) -> bool:
        """Divide the screen between the panes; tell whether any of them moved."""
        tracks = f"1fr {self._beside(size.width)}", self._heights(size)
        if tracks == self._tracks:
            return False
        self._tracks = tracks
        self._screen.styles.grid_columns, self._screen.styles.grid_rows = tracks
        return True

    def _beside(self, width: int) -> int:
        """Return how wide the inspector is beside the matrix or a view."""
        if VIEWS[self.view].id == "findings":
            return min(int(width * _EXPLANATION), _WIDEST_EXPLANATION)
        widths = _INSPECTORS if width >= _ROOMY else _NARROW_INSPECTORS
        return self._grid.leaving(width, widths)

    def _heights(self, size: Size) -> str:
        """Return the heights of the rows: bars, the matrix or a view, what is below, the footer."""
        below: list[int] = []
        if not self.view:
            below = [_LIST if size.height >= TALL else 2 if size.height >= MIDDLE else 1]
        elif size.width < WIDE:
            share = _SHARES.get(VIEWS[self.view].id, _USUAL_SHARE)
            below = [max(int((size.height - _BARS) * share), 1)]
        if self._hint.display:
            below.append(1)
        return " ".join(("1 1 1fr", *map(str, below), "1"))

    def step(self, step: int) -> None:
        """Go on in the list, the view or the details, whichever keys act on."""
        pane = self._screen.focused
        if isinstance(pane, InspectorPane):
            pane.scroll_lines(step)
        elif isinstance(pane, FindingsPane | ViewPane):
            pane.step(step)

    def focus_next(self) -> None:
        """Let keys act on the next of the panes that are shown."""
        panes = (self._grid, self.view_pane, self.findings, self._inspector)
        shown = [pane for pane in panes if pane.display]
        focused = self._screen.focused
        place = next((n for n, pane in enumerate(shown) if pane is focused), 0)
        self._screen.set_focus(shown[(place + 1) % len(shown)])

    # Views

    def show_view(self, view: int) -> None:
        """Open the view at that place of the tabs; the matrix is at 0."""
        self.view = view % len(VIEWS)
        self._screen.set_class(bool(self.view), "-view")
        self.share(self._size)
        self._screen.set_focus(self.view_pane if self.view else self._grid)
        self._viewed = ()

    def scene(self) -> Scene:
        """Return what views look at."""
        check = self._board.check
        only = self._modes.finding_filter if VIEWS[self.view].id == "findings" else None
        return Scene(
            self._organisation,
            tuple(one for one in self._board.findings if only is None or only.keep(one)),
            check.standings if check else {},
            self._words,
            self._glyphs,
            # Beside the scroll bar, under which what stands at the right would disappear.
            self.view_pane.size.width - 1,
            only.title if only else None,
        )

    def follow_view(self) -> None:
        """Show the open view as it is now; what it has chosen is what keys act on."""
        items = VIEWS[self.view].items
        what = self.view, self._modes.finding_filter
        document = self._board.workspace.document
        shown = (what, document, len(self._board.findings), self.view_pane.size)
        if items is not None and shown != self._viewed:
            anew = not self._viewed or self._viewed[0] != what
            self._viewed = shown
            self.view_pane.show_items(items(self.scene()), anew=anew)

    # Following

    def follow_names(self) -> None:
        """Say below the findings, as the check does, that names suggest what the file hides."""
        organisation = self._organisation
        asked: tuple[object, bool] = organisation.roles, organisation.plain
        if asked[0] is self._asked[0] and asked[1] == self._asked[1]:
            return  # letters alone have changed
        self._asked = asked
        names = _telling_names(organisation) if organisation.plain else ()
        self._hint.display = bool(names)
        if names:
            shown = (*names[:_NAMES], "…") if len(names) > _NAMES else names
            told = Text(
                "{names}: sounds like leadership or IT",
                {"n": len(names), "names": shown},
                "{names}: sound like leadership or IT",
            )
            way = self._words("ctrl+p proposals")
            self._hinted = (f" {way}  ", "key"), (self._words.say(told), "muted")
        self.share(self._size)

    def follow(
        self, finding: Finding | None, hints: Sequence[Hint], *, reveal: bool, checked: bool
    ) -> None:
        """Let every pane show what is so now; each repaints only what changed.

        Args:
            finding: The one that keys act on.
            hints: What the footer offers.
            reveal: Whether the list scrolls to that finding.
            checked: Whether the first check has come to its end.
        """
        if not self.view:
            self._follow_findings(finding, reveal=reveal)
        if self.view or self._size.width >= WIDE:
            self._inspector.show_text(self.inspection(self._inspector.text_width))
        self._follow_bars(hints, checked=checked)

    def _follow_bars(self, hints: Sequence[Hint], *, checked: bool) -> None:
        self._follow_blank()
        words, workspace, board = self._words, self._board.workspace, self._board
        no_row = self._grid.size.height <= self._grid.grid_model.head_height and not self.view
        too_low = words("No row fits: make the terminal higher.")
        mode = words.say(self._modes.told(read_only=workspace.read_only))
        heading = Heading(
            self._organisation.name,
            workspace.dirty,
            board.counts() if checked else None,
            board.gauge() if checked else None,
            too_low if no_row and self._size.height < _WITH_FOOTER else mode,
        )
        self._header.show_heading(heading, words, self._glyphs)
        self._hint.show([shortened(self._hinted, self._size.width - 1)])
        self._tabs.show_titles(self._titles, self.view)
        channel = self._reviewed()
        if no_row:
            self._footer.show_sentence(too_low)
        elif channel:
            self._footer.show_sentence(words.say(seen_last(self._organisation, channel)))
        elif self._modes.newcomer:
            letters = " ".join(self._organisation.scheme.letters)
            self._footer.show_sentence(
                words("Type {letters} on a cell · F1 help · ctrl+p commands", letters=letters)
            )
        else:
            self._footer.show_hints(hints)

    def _follow_blank(self) -> None:
        """Say how to fill an empty matrix, mend a broken one, see what a filter hides."""
        said: tuple[str, ...] = ()
        words, workspace = self._words, self._board.workspace
        document = workspace.document
        if not document.readable:
            said = unread(document, words, unmerged=workspace.unmerged is not None)
        elif not self._organisation.channels:
            said = (
                words("No channel yet."),
                words("+ adds a channel, * a role."),
                words("ctrl+p, “begin”: with a template, an industry, a table"),
                words("A table that was copied elsewhere can be pasted here."),
            )
        elif self._modes.filter and not any(row.channel for row in self._grid.row_keys):
            said = (words("No row fits the filter."), words("ctrl+l shows others, or all."))
        self._blank.styles.max_width = max(self._grid.size.width - 5, 20)
        if said != self._blank_said:
            self._blank_said = said
            self._blank.update(Content("\n").join(map(Content, said)))
            self.hush(quiet=not self._screen.is_current)

    def hush(self, *, quiet: bool) -> None:
        """Hide what is said on an empty matrix, or show it again."""
        self._screen.set_class(bool(self._blank_said) and not quiet, "-blank")

    def _reviewed(self) -> Channel | None:
        """Return the channel that the review round has come to."""
        channel = self._modes.review.channel if self._modes.review else None
        return self._organisation.channels.get(channel) if channel else None

    @cached_property
    def _titles(self) -> tuple[str, ...]:
        return tuple(self._words(view.title) for view in VIEWS)

    def _follow_findings(self, finding: Finding | None, *, reveal: bool) -> None:
        place = self._board.findings.index(finding) if finding else None
        pane, size = self.findings, self._size
        pane.single = size.height < TALL
        reveal = reveal or size.width < WIDE
        target = self._aim.target()
        cell = edits.cell_at(self._organisation, target) if target else None
        noted = cell is not None and (cell.why is not None or cell.until is not None)
        here = self._here if pane.single or size.width < WIDE else None
        pane.follow(place, lambda: self._fix_of(finding), here, reveal=reveal, noted=noted)

    def _here(self) -> Line:
        inspector = Inspector(self._organisation, self._words, self._glyphs, self._size.width)
        target = self._aim.target()
        role = self._organisation.roles.get(self._aim.role() or "")
        if target is None:
            return inspector.brief(role, None)
        row = self._grid.cursor.row
        folded = row.kind == "channel" and row.id not in self._grid.grid_model.unfolded
        channel = self._organisation.channels.get(row.id) if folded else None
        return inspector.brief(role, edits.cell_at(self._organisation, target), channel)

    def _fix_of(self, finding: Finding | None) -> str:
        workspace = self._board.workspace
        if finding is None or workspace.read_only:
            return ""
        if self._fix[:2] != (finding, workspace.document):
            fixes = offered(finding, self._organisation, workspace.today)
            title = self._words.say(fixes[0].title) if fixes else ""
            self._fix = finding, workspace.document, title
        return self._fix[2]

    def inspection(self, width: int) -> list[Line]:
        """Describe what the cursor or the view is on, in lines of that many cells."""
        inspector = Inspector(self._organisation, self._words, self._glyphs, width)
        item = self.view_pane.item if self.view else None
        if item and item.finding:
            return inspector.finding(item.finding, self._fix_of(item.finding))
        if item and item.about:
            return item.about(width)
        if self.view and not (item and item.row):
            return inspector.overview()
        place = Cursor(item.row, item.role) if item and item.row else self._grid.cursor
        return self._described(inspector, place)

    def _described(self, inspector: Inspector, place: Cursor) -> list[Line]:
        organisation, board, row = self._organisation, self._board, place.row
        role = organisation.roles.get(place.role or "")
        if row.channel is not None and row.channel in organisation.channels:
            channel = organisation.channels[row.channel]
            standing, found = board.standing(channel.id), board.of_row(channel.id)
            return inspector.channel(channel, row.duty, role, standing, found)
        if row.kind == "portfolio":
            return inspector.portfolio(role)
        if row.kind == "group":
            model = self._grid.grid_model
            return inspector.group(model.name(row), model.rows.headings[row.id].members)
        if role is not None:
            return inspector.role(role, board.of_role(role.id))
        return inspector.overview()


def _telling_names(organisation: Organisation) -> tuple[str, ...]:
    # The importer's words for roles, which only a plain matrix needs.
    from raci.workspace.document_check import telling_names

    return telling_names(organisation)
