"""The panes around the matrix, which follow the cursor and every edit."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tui.command import Where
from raci.tui.commands.registry import COMMANDS
from raci.tui.grid.model import Cursor
from raci.tui.grid.rows import HEAD
from raci.tui.grid.widget import MatrixGrid
from raci.tui.keymap import written
from raci.tui.model import edits
from raci.tui.model.fixes import offered
from raci.tui.model.places import column_for, leads_to
from raci.tui.panes.bars import Header, Heading
from raci.tui.panes.findings import FindingsPane
from raci.tui.panes.footer import Footer, Hint
from raci.tui.panes.inspection import Inspector
from raci.tui.panes.inspector import InspectorPane
from raci.tui.panes.lines import plain
from raci.tui.panes.tabs import Tabs
from raci.tui.panes.view import ViewPane
from raci.tui.screen.checking import Patience
from raci.tui.screen.cursor import Aiming
from raci.tui.views.registry import VIEWS
from raci.tui.views.scene import Scene
from raci.workspace.reviews import seen_last

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from raci.model.finding import Finding
    from raci.model.organisation import Channel
    from raci.tui.filtering import Filter
    from raci.tui.finding_filter import FindingFilter
    from raci.tui.grid.rows import RowKey
    from raci.tui.keymap import Keymap, Settings
    from raci.tui.panes.lines import Line
    from raci.tui.reviewing import Reviewing
    from raci.tui.screen.modes import Carrying
    from raci.tui.theme import Glyphs
    from raci.words import Words
    from raci.workspace import Workspace

#: From this many columns on the inspector stands beside the grid.
WIDE = 120
#: From this many lines on a finding has two of them.
MIDDLE = 20
#: From this many lines on the findings are a list.
TALL = 30
#: From this many columns on the inspector is as wide as its text likes to be.
_ROOMY = 150
#: Widths of the inspector, the best first; it leaves to the matrix what that can use.
_INSPECTORS = (42, 40, 38, 36, 34)
_NARROW_INSPECTORS = (36, 34)

_LISTS = {"findings", "inspector", "view"}


class Following(Aiming):
    """The screen's panes.

    Attributes:
        carrying: What is being moved with the arrow keys.
        reviewing: The review round that is under way.
        filter: Which rows are shown; None for all.
        finding_filter: Which findings their view shows; None for all.
        typing: Whether letters act on cells; with the vim keys only after ``i``.
        view: The place of the open view among the tabs; 0 is the matrix.
    """

    def __init__(
        self, workspace: Workspace, words: Words, glyphs: Glyphs, keymap: Keymap, settings: Settings
    ) -> None:
        """Show ``workspace``; nothing is checked before the first rows are on the screen."""
        super().__init__(workspace)
        self.words = words
        self.glyphs = glyphs
        self.keymap = keymap
        self.carrying: Carrying | None = None
        self.reviewing: Reviewing | None = None
        self.filter: Filter | None = None
        self.finding_filter: FindingFilter | None = None
        self.typing = not settings.vim
        self.view = 0
        self._vim = settings.vim
        self._patience = Patience()
        self._opened: Finding | None = None
        self._followed: tuple[object, ...] = ()
        self._columns = ""
        self._viewed: tuple[object, ...] = ()
        self._fix: tuple[Finding | None, object, str] = (None, None, "")

    def compose(self) -> ComposeResult:
        """Lay the panes out; without containers, each of which would be walked on every paint."""
        yield Header(id="header")
        yield Tabs(id="tabs")
        yield MatrixGrid(self.board, words=self.words, glyphs=self.glyphs, id="grid")
        yield ViewPane(id="view")
        yield InspectorPane(self.words, id="inspector")
        yield FindingsPane(self.board.findings, self.words, self.glyphs, id="findings")
        yield Footer(id="footer")

    @cached_property
    def _list(self) -> FindingsPane:
        return self.query_one("#findings", FindingsPane)

    @cached_property
    def view_pane(self) -> ViewPane:
        """The pane of the views beside the matrix."""
        return self.query_one("#view", ViewPane)

    @property
    def header_text(self) -> str:
        """The header as it stands on the screen, without its inks."""
        return "".join(plain(line) for line in self.query_one("#header", Header).lines)

    def where(self) -> Where:
        """Return where keys act now."""
        focused = self.focused
        return Where.LIST if focused is not None and focused.id in _LISTS else Where.MATRIX

    def share_width(self, width: int) -> None:
        """Divide so many columns between the matrix and the inspector."""
        panes = _INSPECTORS if width >= _ROOMY else _NARROW_INSPECTORS
        columns = f"1fr {self.grid.leaving(width, panes)}"
        if columns != self._columns:
            self._columns = columns
            self.styles.grid_columns = columns
            self.call_after_refresh(self.follow)

    # Findings

    def current_finding(self) -> Finding | None:
        """Return the finding that keys act on.

        In a view or in the list the chosen one; in the matrix the one that was opened last if the
        cursor is still where it leads, else the worst of the row.
        """
        focused = self.focused.id if self.focused else None
        if self.view and focused != "findings":
            return self.view_pane.item.finding if self.view_pane.item else None
        if self.where() is Where.LIST:
            return self._list.finding
        opened = self._opened
        if opened is not None and self.findings.index(opened) is not None:
            return opened
        row = self.board.of_row(self.channel())
        return row[0] if row else None

    def finding_left_from(self) -> Finding | None:
        """Return the finding from which F8 and F7 go on.

        One that was just mended still tells the place: who goes through the list mend by mend
        leaves none of it out.
        """
        if self.view or self.where() is Where.LIST or self._opened is None:
            return self.current_finding()
        return self._opened

    @property
    def checked(self) -> bool:
        """Whether the first check has come to its end."""
        return self._patience.rested_once

    def lead_to(self, finding: Finding) -> None:
        """Put the cursor where a finding can be mended, and keep to it while it stays there."""
        self._list.chosen = self.findings.index(finding)
        self._opened = finding
        row, role = leads_to(finding, self.organisation)
        if row is not None and role is None and row != HEAD:
            role = column_for(finding, row, self.organisation, self.grid.visible_roles)
        self.go_to(row, role)
        self._opened = finding
        self.follow()

    def let_go(self) -> None:
        """Keep no longer to a finding from which the cursor went away."""
        if self._opened and leads_to(self._opened, self.organisation)[0] != self.cursor.row:
            self._opened = None

    def go_to(self, row: RowKey | None, role: str | None) -> None:
        """Put the cursor there, as far as it exists."""
        if row is None:
            return
        if not self.grid.move_to(row, role):
            self.grid.move_to(row, None)
        self.follow()

    def step_in_list(self, step: int) -> None:
        """Go on in the list, the view or the details, whichever keys act on."""
        pane = self.focused
        if isinstance(pane, InspectorPane):
            pane.scroll_lines(step)
        elif isinstance(pane, FindingsPane | ViewPane):
            pane.step(step)
            self.follow()

    # Views

    def show_view(self, view: int) -> None:
        """Open the view at that place of the tabs; the matrix is at 0."""
        self.view = view % len(VIEWS)
        self.set_class(bool(self.view), "-view")
        self.set_focus(self.view_pane if self.view else self.grid)
        self._viewed = ()
        self.call_after_refresh(self.follow)

    def scene(self) -> Scene:
        """Return what views look at."""
        check, only = self.board.check, self.finding_filter
        return Scene(
            self.organisation,
            tuple(one for one in self.findings if only is None or only.keep(one)),
            check.standings if check else {},
            self.words,
            self.glyphs,
            self.view_pane.size.width,
            only.title if only else None,
        )

    def _follow_view(self) -> None:
        items = VIEWS[self.view].items
        what = self.view, self.finding_filter
        shown = (what, self.workspace.document, len(self.findings), self.view_pane.size)
        if items is not None and shown != self._viewed:
            anew = not self._viewed or self._viewed[0] != what
            self._viewed = shown
            self.view_pane.tell(items(self.scene()), anew=anew)

    # The panes

    def follow(self) -> None:
        """Let every pane show what is so now; each repaints only what changed."""
        self._followed = (self.cursor, self.workspace.document)
        self._follow_view()
        self._follow_findings()
        if self.size.width >= WIDE:
            inspector = self.query_one("#inspector", InspectorPane)
            inspector.tell(self.inspection(inspector.text_width))
        self._follow_header()

    def _follow_header(self) -> None:
        checked = self.checked
        heading = Heading(
            self.organisation.name,
            self.workspace.dirty,
            self.board.counts() if checked else None,
            self.board.gauge() if checked else None,
            self.words.say(self.mode()),
        )
        self.query_one("#header", Header).tell(heading, self.words, self.glyphs)
        self.query_one("#tabs", Tabs).tell(self._titles, self.view)
        footer, channel = self.query_one("#footer", Footer), self._reviewed()
        if channel:
            footer.say(self.words.say(seen_last(self.organisation, channel)))
        else:
            footer.tell(self._hints)

    def _reviewed(self) -> Channel | None:
        """Return the channel that the review round has come to."""
        channel = self.reviewing.channel if self.reviewing else None
        return self.organisation.channels.get(channel) if channel else None

    def mode(self) -> Text:
        """Return what is unusual about the keys or the rows now, an empty text for nothing."""
        if self.carrying:
            return Text("moving: arrows carry, Enter drops, Esc puts back")
        if self.reviewing:
            return self.reviewing.told
        if self.workspace.read_only:
            return Text("read-only")
        if self.filter:
            return Text("only {what}", {"what": self.filter.title})
        if self._vim:
            return Text("letters") if self.typing else Text("keys")
        return Text("")

    @cached_property
    def _titles(self) -> tuple[str, ...]:
        return tuple(self.words(view.title) for view in VIEWS)

    @cached_property
    def _hints(self) -> tuple[Hint, ...]:
        shown = [entry for entry in COMMANDS.values() if entry.hint and self.keymap.keys[entry.id]]
        shown.sort(key=lambda entry: entry.rank)
        return tuple(
            (written(self.keymap.keys[entry.id][0], self.words), self.words(entry.hint), entry.id)
            for entry in shown
        )

    def _follow_findings(self) -> None:
        finding = self.current_finding()
        place = self.findings.index(finding) if finding else None
        pane = self._list
        pane.single = self.size.height < TALL
        reveal = self._opened is not None or self.size.width < WIDE
        pane.follow(place, lambda: self._fix_of(finding), self._here, reveal=reveal)

    def _here(self) -> Line:
        inspector = Inspector(self.organisation, self.words, self.glyphs, self.size.width)
        target, role = self.target(), self.organisation.roles.get(self.role() or "")
        return inspector.brief(role, edits.cell_at(self.organisation, target) if target else None)

    def _fix_of(self, finding: Finding | None) -> str:
        if finding is None or self.workspace.read_only:
            return ""
        if self._fix[:2] != (finding, self.workspace.document):
            fixes = offered(finding, self.organisation, self.workspace.today)
            title = self.words.say(fixes[0].title) if fixes else ""
            self._fix = finding, self.workspace.document, title
        return self._fix[2]

    def inspection(self, width: int) -> list[Line]:
        """Describe what the cursor or the view is on, in lines of that many cells."""
        inspector = Inspector(self.organisation, self.words, self.glyphs, width)
        item = self.view_pane.item if self.view else None
        if item and item.finding:
            return inspector.finding(item.finding)
        place = Cursor(item.row, item.role) if item and item.row else self.cursor
        return self._described(inspector, place)

    def _described(self, inspector: Inspector, place: Cursor) -> list[Line]:
        organisation, board, row = self.organisation, self.board, place.row
        role = organisation.roles.get(place.role or "")
        if row.channel is not None and row.channel in organisation.channels:
            channel = organisation.channels[row.channel]
            standing, found = board.standing(channel.id), board.of_row(channel.id)
            return inspector.channel(channel, row.duty, role, standing, found)
        if row.kind == "portfolio":
            return inspector.portfolio(role)
        if row.kind == "group":
            model = self.grid.grid_model
            return inspector.group(model.name(row), model.rows.headings[row.id].members)
        if role is not None:
            return inspector.role(role, board.of_role(role.id))
        return inspector.overview()
