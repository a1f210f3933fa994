import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.model.error import RaciError
from raci.model.organisation import Cell, Channel, Duty, Organisation, Role
from raci.tables.export import dot, mermaid
from raci.tables.export.accountability import lines
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout, Options
from raci.tables.neutral import from_organisation
from raci.tables.table import Table
from raci.words import words_in


def _text(table: Table, name: str, role: str | None = None) -> str:
    text = FORMATS[name].write(table, Layout.GRID, Options(roles=(role,) if role else ()))
    assert isinstance(text, str)
    return text


def _ladder() -> Table:
    """Four roles above each other, the second from above a leader, and a loop aside."""
    roles = (
        Role("top", "Top"),
        Role("boss", "Boss", leadership=True, reports_to=("top",)),
        Role("head", "Head", reports_to=("boss", "nobody")),
        Role("team", "Team", reports_to=("head",)),
        Role("a", "A", reports_to=("b",)),
        Role("b", "B", reports_to=("a",)),
    )
    channels = (
        Channel("web", "Web", raci={"team": Cell("A")}, duties={Duty.CONTENT: {"a": Cell("A")}}),
        Channel("fax", "Fax", raci={"team": Cell("R")}),
    )
    organisation = Organisation(
        roles={one.id: one for one in roles}, channels={one.id: one for one in channels}
    )
    return from_organisation(organisation, words_in("en"), dt.date(2026, 1, 1), {})


def test_lines_end_at_the_first_leader() -> None:
    """From the accountable role upward all roles are there, and nobody above the leader."""
    graph = lines(_ladder())
    assert {role.id for role in graph.roles} == {"boss", "head", "team", "a", "b"}
    assert set(graph.reports) == {("head", "boss"), ("team", "head"), ("a", "b"), ("b", "a")}


def test_duties_name_their_lines() -> None:
    """A duty's accountable role is joined to the channel with the duty's name."""
    assert lines(_ladder()).accountable == (("web", "team", ""), ("web", "a", "Content"))


def test_one_role_keeps_the_lines_through_it() -> None:
    """With a role chosen, channels whose lines do not pass through it are missing."""
    graph = lines(_ladder(), ("head",))
    assert graph.accountable == (("web", "team", ""),)
    assert graph.groups == (("", (("web", "Web"),)),)
    with pytest.raises(RaciError):
        lines(_ladder(), ("nobody",))


def test_inactive_channels_have_no_line(table: Table) -> None:
    """Only active channels are drawn, those without an accountable role too."""
    names = [name for _, members in lines(table).groups for _, name in members]
    assert names == ["Website", "Prospekt", "Aushang", "Portal | Gäste"]


def test_mermaid_draws_the_lines(table: Table) -> None:
    """Groups are subgraphs, reporting is dotted, leadership and alarms are coloured."""
    text = _text(table, "mermaid")
    assert text.startswith("flowchart LR\n")
    assert '  subgraph g1["Eigene Medien"]\n    c1["Website"]' in text
    assert '  r1(["★ Inhaberin"])' in text
    assert "  c1 --> r1" in text
    assert "  r3 -.-> r1" in text
    assert "  class r1 leader" in text
    assert "  class r3 alarm" in text


def test_dot_draws_the_lines(table: Table) -> None:
    """Groups are clusters, reporting is dashed, leadership and alarms are filled."""
    text = _text(table, "dot")
    assert '  "c:website" -> "r:inhaberin";' in text
    assert '  "r:it" -> "r:inhaberin" [style=dashed];' in text
    assert 'label="★ Inhaberin", style="rounded,filled"' in text
    assert text.endswith("}\n")


def test_a_duty_labels_its_arrow() -> None:
    """Both formats write the duty on the arrow."""
    assert '  c1 -->|"Content"| r4' in _text(_ladder(), "mermaid")
    assert '  "c:web" -> "r:a" [label="Content"];' in _text(_ladder(), "dot")


@given(st.text("ab\"'`%{}[]|<>&#;\\\n:.-1)( é★", max_size=12))
def test_mermaid_labels_are_text(text: str) -> None:
    """No label ends its quotes, opens a directive, HTML or Markdown; decoded it is the text."""
    label = mermaid.quoted(text)
    assert re.fullmatch(r'"[^"%{}<>`&|\[\]\\\n]+"', label)
    decoded = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label[1:-1])
    assert decoded.strip() == " ".join(text.split())


@given(st.text('ab"\\&;\nN{}<>é', max_size=12))
def test_dot_labels_are_text(text: str) -> None:
    """No label ends its quotes or names an escape or an entity; decoded it is the text."""
    label = dot.quoted(text)
    assert re.fullmatch(r'"(?:[^"\\\n]|\\["\\])*"', label)
    decoded = re.sub(r"\\(.)", r"\1", label[1:-1]).replace("&amp;", "&")
    assert decoded == " ".join(text.split())
