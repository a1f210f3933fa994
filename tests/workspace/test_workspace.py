"""The open file: edits, history, saving, live findings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import raci.workspace.history as history_module
from raci.check.checker import Options, check
from raci.check.rule_names import NAMES
from raci.check.selection import Selection
from raci.document import Document
from raci.model.edit import AddItem, DeleteItem, SetCell, SetField
from raci.model.error import EditError, FileError
from raci.model.organisation import Cell
from raci.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 21)
TEXT = """\
format = 1  # keep

[organisation]
name = "Firm"
language = "en"

[roles.boss]
name = "Boss"
leadership = true

[roles.it]
name = "IT"
discipline = "it"
reports_to = "boss"

[channels.web]  # the site
name = "Website"
kind = "new"

[channels.web.raci]
it = "AR"  # for now
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An open file in a folder of its own."""
    path = tmp_path / "raci.toml"
    path.write_text(TEXT, encoding="utf-8")
    return Workspace.open(path, today=TODAY)


def codes(workspace: Workspace) -> set[str]:
    """Return the codes of the live findings."""
    workspace.check.settle(float("inf"))
    return {finding.code for finding in workspace.check.findings}


def test_an_edit_changes_text_meaning_and_findings(workspace: Workspace) -> None:
    """After an edit the text, the organisation and the findings say the same."""
    assert "RACI301" in codes(workspace)
    touched = workspace.apply(SetCell("web", "boss", Cell("A")))
    assert touched.channels == {"web"}
    workspace.apply(SetCell("web", "it", Cell("R")))
    assert 'boss = "A"\nit = "R"  # for now\n' in workspace.text
    assert workspace.organisation.channels["web"].raci["boss"] == Cell("A")
    assert "RACI301" not in codes(workspace)


def test_undo_and_redo_give_the_same_bytes(workspace: Workspace) -> None:
    """Undoing all gives the first text, redoing all the last, findings included."""
    first = codes(workspace)
    workspace.apply(SetCell("web", "boss", Cell("A")))
    workspace.apply(DeleteItem("channels", "web"))
    last, text = codes(workspace), workspace.text
    while workspace.undo():
        pass
    assert (workspace.text, codes(workspace)) == (TEXT, first)
    assert not workspace.dirty
    while workspace.redo():
        pass
    assert (workspace.text, codes(workspace)) == (text, last)


def test_a_new_edit_forgets_what_was_undone(workspace: Workspace) -> None:
    """After undo and another edit there is nothing to redo."""
    workspace.apply(SetCell("web", "boss", Cell("A")))
    workspace.undo()
    workspace.apply(SetCell("web", "boss", Cell("C")))
    assert not workspace.history.can_redo
    assert workspace.redo() is None


def test_an_edit_that_changes_nothing_is_no_step(workspace: Workspace) -> None:
    """Setting what is set already leaves no trace in history."""
    workspace.apply(SetField(("channels", "web", "name"), "Website"))
    assert not workspace.history.can_undo
    assert not workspace.dirty


def test_a_misfit_edit_changes_nothing(workspace: Workspace) -> None:
    """An edit of an unknown channel is refused, and nothing has changed."""
    with pytest.raises(EditError):
        workspace.apply(SetCell("nowhere", "boss", Cell("A")))
    assert workspace.text == TEXT


def test_saving_makes_it_clean(workspace: Workspace) -> None:
    """A saved file holds the text, and undo after it makes the workspace dirty again."""
    workspace.apply(SetCell("web", "boss", Cell("A")))
    assert workspace.dirty
    workspace.save()
    assert not workspace.dirty
    assert workspace.path is not None
    assert workspace.path.read_text(encoding="utf-8") == workspace.text
    workspace.undo()
    assert workspace.dirty


def test_a_file_changed_outside_is_not_overwritten(workspace: Workspace) -> None:
    """Saving over somebody else's change is refused, and both texts live on."""
    assert workspace.path is not None
    workspace.apply(SetCell("web", "boss", Cell("A")))
    workspace.path.write_text(TEXT + "# theirs\n", encoding="utf-8")
    with pytest.raises(FileError):
        workspace.save()
    assert workspace.path.read_text(encoding="utf-8").endswith("# theirs\n")
    assert workspace.dirty


def test_saving_under_another_name_leaves_the_first_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Saving as writes the other file, and from then on that is the open one."""
    other = tmp_path / "other.toml"
    workspace.apply(SetCell("web", "boss", Cell("A")))
    workspace.save(other)
    assert (tmp_path / "raci.toml").read_text(encoding="utf-8") == TEXT
    assert workspace.path == other
    assert not workspace.dirty


def test_a_new_file_is_dirty_until_it_is_saved(tmp_path: Path) -> None:
    """A document that is not on disk yet has something to save, and needs a name."""
    workspace = Workspace(Document.parse(TEXT, NAMES), today=TODAY)
    assert workspace.dirty
    with pytest.raises(FileError):
        workspace.save()
    workspace.save(tmp_path / "new.toml")
    assert not workspace.dirty


def test_nothing_is_saved_over_what_the_file_extends(workspace: Workspace, tmp_path: Path) -> None:
    """Common settings keep their text when a matrix is to be saved under their name."""
    group = tmp_path / "group.toml"
    group.write_text('[check]\nignore = ["301"]\n', encoding="utf-8")
    before = group.read_bytes()
    workspace.apply(SetField(("check", "extend"), "group.toml"))
    with pytest.raises(FileError) as refused:
        workspace.begin_save(group, over=True)
    assert "it is read for this" in refused.value.text.template
    assert group.read_bytes() == before


@pytest.mark.parametrize("text", ["format = ", "format = 99\n"])
def test_what_cannot_be_read_cannot_be_edited(text: str) -> None:
    """Broken and newer files are read-only, and saying so is the only answer to an edit."""
    workspace = Workspace(Document.parse(text, NAMES), today=TODAY)
    assert workspace.read_only
    with pytest.raises(EditError):
        workspace.apply(SetField(("organisation", "name"), "x"))


def test_settings_of_the_file_count_at_once(workspace: Workspace) -> None:
    """A rule that an edit of the file turns off is off in the findings that follow."""
    assert "RACI301" in codes(workspace)
    workspace.apply(SetField(("check", "ignore"), ["RACI301"]))
    assert "RACI301" not in codes(workspace)
    workspace.undo()
    assert "RACI301" in codes(workspace)


LETTERS = st.sampled_from(["A", "R", "AR", "C", "I", ""])
EDITS = st.one_of(
    st.builds(
        lambda role, letters: SetCell("web", role, Cell(letters) if letters else None),
        st.sampled_from(["boss", "it"]),
        LETTERS,
    ),
    st.builds(
        lambda number, letters: AddItem(
            "channels", f"c{number}", {"name": f"C{number}", "raci": {"boss": letters}}
        ),
        st.integers(0, 3),
        LETTERS,
    ),
    st.builds(lambda number: DeleteItem("channels", f"c{number}"), st.integers(0, 3)),
    st.builds(lambda value: SetField(("roles", "it", "leadership"), value), st.booleans()),
)


@settings(deadline=None)
@given(
    actions=st.lists(st.one_of(EDITS, st.sampled_from(["undo", "redo"])), max_size=15),
    thin=st.booleans(),
)
def test_whatever_is_done_and_undone_findings_are_those_of_a_full_check(
    actions: list[object], *, thin: bool
) -> None:
    """After any edits, undos and redos the live findings equal a full check of the text."""
    workspace = Workspace(Document.parse(TEXT, NAMES), today=TODAY)
    workspace.check.settle(float("inf"))
    with pytest.MonkeyPatch.context() as patched:
        if thin:
            patched.setattr(history_module, "_SNAPSHOT_CHANNELS", 0)
            patched.setattr(history_module, "_FEWEST_SNAPSHOTS", 1)
        for action in actions:
            _act(workspace, action)
        fresh = Document.parse(workspace.text, NAMES)
        options = Options(today=TODAY, selection=Selection.of(fresh.organisation.check))
        report = check(fresh.organisation, fresh.problems, fresh.faulty_rows, options)
        workspace.check.settle(float("inf"))
        live = sorted(finding.fingerprint for finding in workspace.check.findings)
        assert live == sorted(finding.fingerprint for finding in report.findings)
        while workspace.undo():
            pass
        assert workspace.text == TEXT


def test_what_is_lent_is_no_loss_until_it_is_changed(tmp_path: Path) -> None:
    """A sample: it can be left, changed and saved, and nothing is on the disk before."""
    document = Document.parse("format = 1\n", NAMES)
    workspace = Workspace(document, today=TODAY, path=tmp_path / "raci.toml")
    assert workspace.worth_saving
    workspace.lend(TEXT)
    assert workspace.dirty
    assert not workspace.worth_saving
    workspace.apply(SetField(("channels", "web", "name"), "Site"))
    assert workspace.worth_saving
    workspace.undo()
    assert not workspace.worth_saving
    workspace.save()
    assert (tmp_path / "raci.toml").read_text() == TEXT
    assert not workspace.dirty


@pytest.mark.parametrize("text", [TEXT.replace("Website", "Webseite"), f"{TEXT}x"])
def test_a_text_that_says_something_else_is_not_saved(workspace: Workspace, text: str) -> None:
    """Where a fault of ours makes another text than the screen shows, the file is left alone."""
    workspace.apply(SetField(("channels", "web", "note"), "Old"))
    workspace.document.text = text
    with pytest.raises(EditError):
        workspace.save()
    assert workspace.path is not None
    assert workspace.path.read_text(encoding="utf-8") == TEXT


def _act(workspace: Workspace, action: object) -> None:
    if action == "undo":
        workspace.undo()
    elif action == "redo":
        workspace.redo()
    else:
        try:
            workspace.apply(action)  # type: ignore[arg-type]
        except EditError:
            return
