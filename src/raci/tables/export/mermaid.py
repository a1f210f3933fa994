"""Mermaid: the lines of accountability as a flowchart for Markdown pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.tables.cleaning import one_line
from raci.tables.export.accountability import lines, node_text
from raci.tables.styles import LIGHT, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.tables.export.accountability import Lines
    from raci.tables.layouts import Layout, Options
    from raci.tables.table import Table

# Mermaid reads quotes, directives (``%%{init}%%``), HTML and Markdown inside labels too; its own
# entities (``#37;``) are what it leaves alone.
_SPECIAL = re.compile(r"[^\w \-,()/+]|^[-+]|(?<=\d)\)")


def quoted(text: str) -> str:
    """Return ``text`` as a label that shows exactly this on one line."""
    return f'"{_SPECIAL.sub(_entity, one_line(text)) or " "}"'


def _entity(found: re.Match[str]) -> str:
    return f"#{ord(found[0])};" if found[0].isascii() else found[0]


def to_mermaid(table: Table, layout: Layout, options: Options) -> str:  # noqa: ARG001 - one picture
    """Return the lines as a flowchart; ``options.roles`` keeps those through these roles."""
    graph = lines(table, options.roles)
    names = _names(graph)
    text = [
        "flowchart LR",
        *_channels(graph, names),
        *(f"  {names['role', one.id]}([{quoted(node_text(one))}])" for one in graph.roles),
    ]
    for channel, role, duty in graph.accountable:
        label = f"|{quoted(duty)}|" if duty else ""
        text.append(f"  {names['channel', channel]} -->{label} {names['role', role]}")
    for role, upper in graph.reports:
        text.append(f"  {names['role', role]} -.-> {names['role', upper]}")
    return "\n".join([*text, *_classes(graph, names)]) + "\n"


def _names(graph: Lines) -> dict[tuple[str, str], str]:
    """Return short names for the nodes: ids of a file may be words that Mermaid keeps."""
    channels = [channel for _, members in graph.groups for channel, _ in members]
    names = {("channel", one): f"c{number}" for number, one in enumerate(channels, start=1)}
    for number, role in enumerate(graph.roles, start=1):
        names["role", role.id] = f"r{number}"
    return names


def _channels(graph: Lines, names: dict[tuple[str, str], str]) -> Iterator[str]:
    for number, (title, members) in enumerate(graph.groups, start=1):
        indent = "  "
        if title:
            yield f"  subgraph g{number}[{quoted(title)}]"
            indent = "    "
        for channel, name in members:
            yield f"{indent}{names['channel', channel]}[{quoted(name)}]"
        if title:
            yield "  end"


def _classes(graph: Lines, names: dict[tuple[str, str], str]) -> Iterator[str]:
    """Yield the colours: leadership stands out, and IT or outsiders who are accountable."""
    accountable = {role for _, role, _ in graph.accountable}
    leaders = [names["role", one.id] for one in graph.roles if one.leader]
    alarms = [
        names["role", one.id]
        for one in graph.roles
        if (one.it or one.external) and one.id in accountable
    ]
    for name, style, members in (
        ("leader", Style.LEADS, leaders),
        ("alarm", Style.ALARM, alarms),
    ):
        if members:
            ink = LIGHT.inks[style]
            yield f"  classDef {name} fill:{ink.ground},color:{ink.text}"
            yield f"  class {','.join(members)} {name}"
