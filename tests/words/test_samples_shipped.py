"""The samples to look at, as the program brings them along."""

from __future__ import annotations

from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from raci.check.rule_names import NAMES
from raci.document.document import Document
from raci.words.samples import SAMPLES, sample

ROOT = Path(__file__).parents[2]


def test_every_sample_organisation_is_offered() -> None:
    """A file that is added to the folder needs a line that says what it is."""
    assert {path.stem for path in (ROOT / "sample_orgs").glob("*.toml")} == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_what_its_line_says(name: str) -> None:
    """As many channels and roles, in that language."""
    organisation = Document.parse(sample(name), NAMES).organisation
    said = SAMPLES[name].template
    counts = [int(word) for word in said.replace(",", " ").split() if word.isdecimal()]
    assert counts in ([], [len(organisation.channels), len(organisation.roles)])
    assert said.endswith("German" if organisation.language == "de" else "English")


def test_a_wheel_has_the_samples_where_they_are_looked_for() -> None:
    """Beside the module that reads them."""
    files = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert {f"raci/words/samples/{name}.toml" for name in SAMPLES} <= files
