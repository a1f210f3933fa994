"""DOT: the lines of accountability for Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tables.cleaning import one_line
from raci.tables.export.accountability import lines, node_text
from raci.tables.styles import LIGHT, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.tables.export.accountability import Lines
    from raci.tables.layouts import Layout, Options
    from raci.tables.table import Column, Table

# Inside quotes Graphviz still reads backslashes (``\N`` is the node's name) and HTML entities.
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;"})


def quoted(text: str) -> str:
    """Return ``text`` as a DOT string whose label shows exactly this on one line."""
    return f'"{one_line(text).translate(_ESCAPES)}"'


def to_dot(table: Table, layout: Layout, options: Options) -> str:  # noqa: ARG001 - one picture
    """Return the lines as a directed graph; ``options.roles`` keeps those through these roles."""
    graph = lines(table, options.roles)
    text = [
        "digraph {",
        f"  label={quoted(table.title)}; labelloc=t; rankdir=LR; fontname=sans;",
        "  node [fontname=sans, shape=box]; edge [fontname=sans, fontsize=10];",
        *_channels(graph),
        *(
            f"  {_node('r', one.id)} [label={quoted(node_text(one))}{_look(graph, one)}];"
            for one in graph.roles
        ),
    ]
    for channel, role, duty in graph.accountable:
        label = f" [label={quoted(duty)}]" if duty else ""
        text.append(f"  {_node('c', channel)} -> {_node('r', role)}{label};")
    for role, upper in graph.reports:
        text.append(f"  {_node('r', role)} -> {_node('r', upper)} [style=dashed];")
    return "\n".join([*text, "}\n"])


def _node(sort: str, name: str) -> str:
    return quoted(f"{sort}:{name}")


def _channels(graph: Lines) -> Iterator[str]:
    for number, (title, members) in enumerate(graph.groups, start=1):
        if title:
            yield f"  subgraph cluster_{number} {{"
            yield f"    label={quoted(title)}; color={quoted(LIGHT.line)};"
        for channel, name in members:
            yield f"    {_node('c', channel)} [label={quoted(name)}];"
        if title:
            yield "  }"


def _look(graph: Lines, column: Column) -> str:
    """Return a role's colours: leadership stands out, and IT or outsiders who are accountable."""
    alarming = any(role == column.id for _, role, _ in graph.accountable)
    if column.leader:
        ink = LIGHT.inks[Style.LEADS]
    elif (column.it or column.external) and alarming:
        ink = LIGHT.inks[Style.ALARM]
    else:
        return ', style="rounded"'
    colours = f"fillcolor={quoted(ink.ground or '')}, fontcolor={quoted(ink.text)}"
    return f', style="rounded,filled", {colours}'
