"""Comments for pull requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from raci.frozen import replace
from raci.reports.formats.markdown import escaped
from raci.reports.registry import render

if TYPE_CHECKING:
    from raci.reports.checked import Checked, Setting


def cells(report: str) -> list[list[str]]:
    """Return the texts of the body rows of all tables, as a Markdown parser reads them."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(report)
    rows: list[list[str]] = []
    for index, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        if token.type == "td_open":
            inline = tokens[index + 1].children or []
            assert {child.type for child in inline} <= {"text", "text_special"}
            rows[-1].append("".join(child.content for child in inline))
    return [row for row in rows if row]


def test_table_reads_back(files: list[Checked], setting: Setting) -> None:
    """A parser finds the findings in the table as they were."""
    rows = cells(render("markdown", files, setting))
    assert rows[0] == ["✕ Fehler", "3", "RACI301 it-only", "Website: only IT answers for it"]
    assert rows[1][3].startswith("A|b <script>`x`</script> @team #1 100% ::error::␛[31m␍␊")
    assert len(rows) == 3


def test_the_gauge_stands_above_the_table(files: list[Checked], setting: Setting) -> None:
    """A file's table begins, in its language, with how many channels are led as they should be."""
    report = render("markdown", files, setting)
    assert "Chefsache: 2 von 10 Kanälen; 1 zu weit von der Leitung" in report
    assert "Chefsache" not in render("markdown", [replace(files[0], plain=True)], setting)


def test_many_findings_of_a_rule_are_folded(files: list[Checked], setting: Setting) -> None:
    """Five findings of a rule are in sight, and the others in a fold that names the rule."""
    many = replace(files[0], findings=files[0].findings[:1] * 8 + files[0].findings[1:])
    report = render("markdown", [many], setting)
    open_part, _, folded = report.partition("<details>")
    assert len(cells(open_part)) == 5 + 2
    assert folded.startswith("<summary>RACI301 it-only: und 3 weitere</summary>\n\n|")
    assert len(cells(folded.removesuffix("</details>\n"))) == 3
    assert report.count("<details>") == report.count("</details>") == 1


def test_summary_and_titles(files: list[Checked], setting: Setting) -> None:
    """The comment opens with the counts; only files with findings have a table."""
    report = render("markdown", files, setting)
    assert report.startswith("### raci: 1 error, 1 warning, 1 info in 3 files, 1 waived\n")
    assert "c.toml" not in report
    assert "<b>" not in report


def test_file_without_a_name(files: list[Checked], setting: Setting) -> None:
    """A file that cannot be read has no organisation to name."""
    unnamed = replace(files[0], organisation="", relative="x.toml")
    assert "#### x.toml\n" in render("markdown", [unnamed], setting)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cf")), min_size=1))
def test_escaped_text_is_only_text(text: str) -> None:
    """Any text reads back as itself: no markup, link, mention, reference or emoji."""
    quoted = escaped(f"x{text}x")
    for live in "@#<>|`":
        assert live not in quoted.replace("&#", "")
    for reference in "$!~%":  # GitLab's snippets, merge requests, labels and milestones
        assert reference not in quoted.replace(f"\\{reference}", "")
    (row,) = cells(f"| a |\n| --- |\n| {quoted} |\n")
    assert (
        row[0].split()
        == f"x{text}x".replace("\u2028", "\ufffd")
        .replace("\u2029", "\ufffd")
        .replace("\u0085", "\ufffd")
        .split()
    )


def test_too_long_for_a_comment(files: list[Checked], setting: Setting) -> None:
    """A report that would not fit into a comment says how much it leaves out."""
    many = replace(files[0], findings=files[0].findings * 400)
    report = render("markdown", [many], setting)
    assert len(report) < 65_536
    assert "more findings do not fit into a comment." in report


def test_too_many_files_for_a_comment(files: list[Checked], setting: Setting) -> None:
    """The heads of many files take room as well."""
    lone = replace(files[0], findings=files[0].findings[:1])
    report = render("markdown", [lone] * 2_000, setting)
    assert 30_000 < len(report) < 65_536
    shown = report.count("only IT answers for it")
    assert f"{2_000 - shown} more findings do not fit into a comment." in report


@pytest.mark.parametrize("address", ["www.x.at", "WWW.X.AT", "https://x.at", "a@x.at"])
def test_an_address_leads_nowhere(address: str) -> None:
    """What GitHub would make a link is text, as whoever wrote the file chose where it leads."""
    assert address not in escaped(address)
    assert all(part not in escaped(address) for part in ("www.", "WWW.", "://", "@"))
