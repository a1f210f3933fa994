"""The sample organisations to look at: those of ``sample_orgs``, which a wheel brings along."""

from __future__ import annotations

from pathlib import Path

from raci.model.text import Text

#: What each is, with its channels and roles, by the name of its file, those of firms first.
SAMPLES = {
    "gasthof-alpenblick": Text("a hotel, 17 × 7, German"),
    "muster-maschinenbau": Text("a manufacturer, 32 × 16, German"),
    "northwind-group": Text("a group with units, 44 × 27, English"),
    "website-relaunch": Text("the RACI of a project, English"),
    "app-decisions": Text("decisions in DACI, English"),
}

_HERE = Path(__file__).parent


def sample(name: str) -> str:
    """Return the text of a sample.

    Args:
        name: A key of ``SAMPLES``.
    """
    file = f"{name}.toml"
    # Only a wheel has the files here; a checkout has them once, at its top.
    beside, checkout = _HERE / file, _HERE.parents[3] / "sample_orgs" / file
    return (beside if beside.is_file() else checkout).read_text(encoding="utf-8")
