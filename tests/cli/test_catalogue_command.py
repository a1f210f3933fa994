"""``raci catalogue``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from raci.model.organisation import Industry
from raci.words.catalogue import entries, usual

if TYPE_CHECKING:
    from support.runs import Run


def test_all_channels_are_listed_by_kind(run: Run) -> None:
    """Without an industry the whole catalogue is printed, by kind, with phases and parts."""
    ran = run("catalogue", "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[:2] == [
        f"New ({sum(one.kind == 'new' for one in entries())})",
        "  Website  before the sale, during the sale, after the sale",
    ]
    assert lines[2].startswith("      A leadership · R marketing · C communication, sales, ")
    assert lines[2].endswith(" · I head of service · implementation: IT")
    assert sum(line.startswith("      ") for line in lines) == len(entries())


def test_german(run: Run) -> None:
    """Names, phases and functions are German where that is asked for."""
    out = run("catalogue", "--industry", "trade", "--lang", "de").out
    assert "  Kundendienst vor Ort  nach dem Verkauf\n" in out
    assert "R Arbeit beim Kunden" in out


@pytest.mark.parametrize("industry", [industry.value for industry in Industry])
def test_json_of_an_industry(run: Run, industry: str) -> None:
    """JSON has the usual channels whole, for a script to go on with."""
    found = json.loads(run("catalogue", "--industry", industry, "--format", "json").out)
    assert found["version"] == 1
    assert [one["id"] for one in found["channels"]] == [one.id for one in usual(industry)]
    assert all(industry in one["usual_in"] for one in found["channels"])
    assert all(set(one["name"]) == {"de", "en"} for one in found["channels"])


def test_unknown_industry(run: Run) -> None:
    """An industry that is unknown is refused, and the known ones are named."""
    ran = run("catalogue", "--industry", "circus")
    assert ran.code == 2
    assert "hotel" in ran.err
