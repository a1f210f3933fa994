"""``raci schema``: the JSON Schema of the file, for editors that complete and check TOML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from raci.check.rule_names import NAMES
from raci.cli import output
from raci.document.schema import schema
from raci.model.text import mark

if TYPE_CHECKING:
    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.words import Words

DESCRIPTION = mark("Print the JSON Schema of the file, for editors that complete and check TOML.")


def add_arguments(parser: Parser, words: Words) -> None:
    """Add nothing: there is one schema."""


def run(options: Options, session: Session) -> int:  # noqa: ARG001 - as all commands
    """Print the schema, its explanations in the reader's language."""
    document = schema(NAMES, session.words)
    output.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    return 0
