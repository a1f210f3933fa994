"""A preview is shown in place of the file, and is never taken for it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.model.edit import SetCell, SetField
from raci.model.error import EditError
from raci.model.organisation import Cell
from raci.storage import file as disk
from raci.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = """\
format = 1

[organisation]
name = "Firm"

[roles.boss]
name = "Boss"

[channels.web]
name = "Website"
"""
NAME = ("organisation", "name")


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    """A file with an unsaved edit, and a preview before it."""
    path = tmp_path / "raci.toml"
    path.write_text(TEXT, encoding="utf-8")
    space = Workspace.open(path, today=dt.date(2026, 11, 22))
    space.apply(SetField(NAME, "Mine"))
    space.preview(Document.parse(TEXT.replace("Firm", "Preview"), NAMES))
    return space


def test_it_is_shown_and_cannot_be_changed(space: Workspace) -> None:
    """The screen and the findings follow it; the text to be saved does not."""
    assert space.organisation.name == "Preview"
    assert space.previewing
    assert '"Mine"' in space.text
    with pytest.raises(EditError) as refused:
        space.apply(SetCell("web", "boss", Cell("A")))
    assert refused.value.text == space.refusal


def test_it_is_no_unsaved_work(space: Workspace) -> None:
    """Whether something is unsaved does not hang on what is only shown."""
    assert space.dirty
    space.put_back()
    space.save()
    space.preview(Document.parse(TEXT, NAMES))
    space.preview(Document.parse(TEXT + "# more\n", NAMES))
    assert not space.dirty
    space.put_back()
    assert not space.previewing
    assert space.organisation.name == "Mine"


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (lambda space: space.undo(), "Firm"),
        (lambda space: space.replace(TEXT.replace("Firm", "Other")), "Other"),
        (lambda space: space.save(), "Mine"),
        (lambda space: space.reload(disk.read(space.path)), "Firm"),
        (lambda space: space.merge_with(disk.read(space.path)), "Mine"),
        (lambda space: space.put_back(), "Mine"),
        (lambda space: (space.put_back(), space.undo(), space.redo()), "Mine"),
    ],
    ids=["undo", "replace", "save", "reload", "merge", "put back", "redo"],
)
def test_every_change_ends_it(
    space: Workspace, change: Callable[[Workspace], object], left: str
) -> None:
    """Whatever is done is done to the file, which is shown again."""
    change(space)
    assert not space.previewing
    assert space.organisation.name == left
    assert space.path
    assert "Preview" not in space.path.read_text(encoding="utf-8")


def findings(space: Workspace) -> set[str]:
    """Return the fingerprints of the live findings."""
    space.check.settle()
    return {finding.fingerprint for finding in space.check.findings}


def test_findings_follow_it(space: Workspace) -> None:
    """What the rules say is said of what is shown, and afterwards of the file again."""
    space.put_back()
    before = findings(space)
    full = TEXT + '\n[channels.fax]\nname = "Fax"\n'
    space.preview(Document.parse(full, NAMES))
    assert findings(space) > before
    space.put_back()
    assert findings(space) == before
