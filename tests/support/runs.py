"""What the tests of the command line share: small organisations, and what came of a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

#: A sound organisation without findings.
SOUND = """\
format = 1

[organisation]
name = "Alpenblick"
language = "en"
size = "small"

[roles]
owner = { name = "Owner", leadership = true, holder = "A. Huber" }
office = { name = "Office", reports_to = "owner", holder = "B. Maier" }

[channels.website]
name = "Website"  # since 1998

[channels.website.raci]
owner = "A"
office = "R"
"""

#: The same with a row that nobody has anything to do with: 101, an error.
UNOWNED = SOUND + '\n[channels.fax]\nname = "Fax"\n'

#: Faults of the content: an unknown letter in line 19.
FAULTY = SOUND.replace('office = "R"', 'office = "X"')


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs ``raci`` with arguments."""

    def __call__(self, *arguments: str) -> Ran:
        """Return exit code and output."""
