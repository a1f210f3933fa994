from markdown_it import MarkdownIt

from raci.tables.export.markdown import escaped, line
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout, Options
from raci.tables.table import Table


def _written(table: Table, layout: Layout = Layout.GRID, role: str | None = None) -> str:
    text = FORMATS["markdown"].write(table, layout, Options(roles=(role,) if role else ()))
    assert isinstance(text, str)
    return text


def _rendered(text: str) -> str:
    return str(MarkdownIt("commonmark").enable("table").render(text))


def test_pipes_line_up(table: Table) -> None:
    """All lines of the table are equally long, so that the source reads as a table."""
    lines = [line for line in _written(table).splitlines() if line.startswith("|")]
    assert len(lines) == 10
    assert len({len(line) for line in lines}) == 1


def test_leadership_is_bold(table: Table) -> None:
    """Leadership's heads and a leader's A are bold, others are not."""
    text = _written(table)
    assert "| **Inhaberin** | Büro |" in text
    assert "| **A**" in text
    assert "- Bold: leadership" in text


def test_pipes_inside_names_are_escaped(table: Table) -> None:
    """A name that holds a pipe stays one cell."""
    assert "Portal \\| Gäste" in _written(table)
    assert "<td>Portal | Gäste</td>" in _rendered(_written(table))


def test_findings_roles_and_notes_follow(table: Table) -> None:
    """Below the table stand legend, roles, notes and the findings that were asked for."""
    text = _written(table)
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# RACI matrix: Gasthof Alpenblick",
        "## Legend",
        "## Roles",
        "## Notes",
        "## Findings",
    ]
    assert "an &lt;outsider&gt; is accountable" in text


def test_role_layout_has_a_section_per_role(table: Table) -> None:
    """Each role has a heading, its facts, and a table where it has letters."""
    text = _written(table, Layout.ROLE)
    assert "## Inhaberin ★" in text
    assert text.count("| Channel") == 4
    assert "- You have no letters yet" in text


def test_one_role_can_be_picked(table: Table) -> None:
    """Only the chosen role's section is written."""
    assert "## Büro" in _written(table, Layout.ROLE, "buero")
    assert "## Inhaberin" not in _written(table, Layout.ROLE, "buero")


def test_text_that_looks_like_markup_is_text() -> None:
    """HTML, links, emphasis, code and entities are shown, not obeyed."""
    nasty = "<b>*x*</b> [a](http://b) `c` &amp; ![i](j) ~~k~~ \\ www.l.m {{n}} $o$ | p"
    rendered = MarkdownIt("commonmark").render(escaped(nasty))
    assert rendered == (
        "<p>&lt;b&gt;*x*&lt;/b&gt; [a](http://b) `c` &amp;amp; ![i](j) ~~k~~ \\ www.l.m {{n}} "
        "$o$ | p</p>\n"
    )


def test_text_cannot_open_a_block() -> None:
    """A text at the start of a line opens no list, rule, heading, quote or table."""
    for text in (
        "- a",
        "+ a",
        "1. a",
        "12) a",
        "# a",
        "> a",
        "---",
        "===",
        "* a",
        "``` a",
        "| a |",
    ):
        rendered = MarkdownIt("commonmark").render(line(text))
        assert rendered.startswith("<p>"), text
        assert rendered.count("<") == 2, text


def test_line_ends_are_blanks() -> None:
    """A name over several lines becomes one line, its control characters pictures."""
    assert escaped("a\r\n\n b\tc\x1b[0m") == "a b c␛\\[0m"
