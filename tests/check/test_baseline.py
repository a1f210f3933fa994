"""Baselines: accepted findings, written, read, filtered and pruned."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.check.baseline import Baseline, file_key
from raci.model.error import RaciError
from raci.model.finding import ORGANISATION, Finding, Severity, Subject
from raci.model.text import Text
from raci.words import words_in

if TYPE_CHECKING:
    from pathlib import Path


def _finding(code: str, *subjects: Subject, message: str = "something is wrong") -> Finding:
    return Finding(code, "a-rule", Severity.ERROR, subjects, Text(message), ("channels", "x"))


def _channel(code: str, *channels: str) -> Finding:
    return _finding(code, *(Subject("channel", channel) for channel in channels))


_codes = st.sampled_from(["RACI101", "RACI301", "RACI404", "RACI706"])
_ids = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8
)
_findings = st.builds(_channel, _codes, _ids)
_found = st.dictionaries(_ids, st.lists(_findings, max_size=5), max_size=4)


def test_what_was_accepted_is_not_fresh() -> None:
    """Only findings that the baseline does not know are reported."""
    old, new = _channel("RACI101", "website"), _channel("RACI301", "website")
    baseline = Baseline.of({"raci.toml": [old]})
    assert baseline.fresh("raci.toml", [old, new]) == (new,)


def test_files_are_told_apart() -> None:
    """A finding accepted in one file is fresh in another."""
    finding = _channel("RACI101", "website")
    baseline = Baseline.of({"a.toml": [finding]})
    assert baseline.fresh("b.toml", [finding]) == (finding,)


def test_moved_lines_and_renamed_texts_are_the_same_finding() -> None:
    """Neither the message nor the place of a finding matters, only code and subjects."""
    subject = Subject("channel", "website")
    baseline = Baseline.of({"raci.toml": [_finding("RACI101", subject, message="before")]})
    moved = Finding(
        "RACI101", "renamed", Severity.INFO, (subject,), Text("after"), ("channels", "website", 3)
    )
    assert baseline.fresh("raci.toml", [moved]) == ()


def test_waived_findings_are_not_written() -> None:
    """What has a waiver needs no baseline: when the waiver ends, the finding is fresh."""
    finding = _channel("RACI101", "website")
    assert len(Baseline.of({"raci.toml": [finding.waive()]})) == 0


@pytest.mark.parametrize("code", ["RACI801", "RACI802", "RACI803", "RACI804", "RACI805"])
def test_faults_of_the_file_are_never_accepted(code: str) -> None:
    """A baseline hides no unreadable file, not even one written by hand to do so."""
    finding = _finding(code, ORGANISATION)
    assert len(Baseline.of({"raci.toml": [finding]})) == 0
    forged = Baseline({"raci.toml": frozenset({finding.fingerprint})})
    assert forged.fresh("raci.toml", [finding]) == (finding,)


def test_pruning_drops_what_is_no_longer_found() -> None:
    """A mended finding leaves the baseline, so that it is fresh when it comes back."""
    old, mended = _channel("RACI101", "website"), _channel("RACI101", "hotline")
    pruned = Baseline.of({"raci.toml": [old, mended]}).pruned({"raci.toml": [old]})
    assert pruned == Baseline.of({"raci.toml": [old]})


def test_pruning_leaves_other_files_alone_and_drops_those_that_are_gone() -> None:
    """Files that were not looked at keep their findings; one that found none leaves the list."""
    finding = _channel("RACI101", "website")
    baseline = Baseline.of({"a.toml": [finding], "b.toml": [finding]})
    assert set(baseline.pruned({"b.toml": []}).files) == {"a.toml"}


@pytest.mark.parametrize("code", ["RACI801", "RACI802", "RACI804", "RACI805"])
def test_nothing_is_mended_while_the_file_has_a_fault(code: str) -> None:
    """What could not be read may be as faulty as before: no rule speaks of it."""
    baseline = Baseline.of({"raci.toml": [_channel("RACI101", "website")]})
    fault = _finding(code, ORGANISATION)
    assert baseline.mended("raci.toml", [fault]) == 0
    assert baseline.pruned({"raci.toml": [fault]}) == baseline


def test_what_was_not_asked_for_is_not_mended() -> None:
    """A rule that was left out for once says nothing about what it would have found."""
    old = [_channel("RACI101", "website"), _channel("RACI301", "website")]
    baseline = Baseline.of({"raci.toml": old})
    assert baseline.mended("raci.toml", []) == len(old)
    assert baseline.mended("raci.toml", [], frozenset({"RACI301"})) == 1


def test_a_waived_finding_is_accepted_once() -> None:
    """The waiver covers it, and the baseline's entry has become needless."""
    finding = _channel("RACI101", "website")
    baseline = Baseline.of({"raci.toml": [finding]})
    waived = finding.waive()
    assert baseline.fresh("raci.toml", [waived]) == (waived,)
    assert baseline.mended("raci.toml", [waived]) == 1


@given(_found, _found)
def test_pruning_only_ever_shrinks(
    accepted: dict[str, list[Finding]], now: dict[str, list[Finding]]
) -> None:
    """Whatever is found now, a pruned baseline accepts nothing that it did not before."""
    baseline = Baseline.of(accepted)
    pruned = baseline.pruned(now)
    for path, fingerprints in pruned.files.items():
        assert fingerprints <= baseline.files[path]
    for path, findings in now.items():
        if path in baseline.files:
            assert pruned.fresh(path, findings) == baseline.fresh(path, findings)


@given(_found)
def test_what_is_written_is_read_back(found: dict[str, list[Finding]]) -> None:
    """Writing and reading a baseline keeps every finding, whatever script its ids are in."""
    baseline = Baseline.of(found)
    text = baseline.text()
    assert Baseline.parse(text) == baseline
    assert text.encode().decode() == text


@given(_found)
def test_the_text_does_not_depend_on_any_order(found: dict[str, list[Finding]]) -> None:
    """Two people who accept the same findings write the same bytes."""
    turned = {path: found[path][::-1] for path in reversed(found)}
    assert Baseline.of(turned).text() == Baseline.of(found).text()


def test_the_file_has_a_line_for_each_finding() -> None:
    """People read its differences, and git merges them line by line."""
    findings = [_channel("RACI404", "website", "hotline"), _channel("RACI101", "küche")]
    assert Baseline.of({"raci.toml": findings}).text() == (
        "{\n"
        '  "version": 1,\n'
        '  "files": {\n'
        '    "raci.toml": [\n'
        '      ["RACI101", "channel", "küche"],\n'
        '      ["RACI404", "channel", "hotline", "channel", "website"]\n'
        "    ]\n"
        "  }\n"
        "}\n"
    )


def test_an_empty_baseline_is_one_too() -> None:
    """Where nothing is found, the file says so and can be read again."""
    text = Baseline().text()
    assert json.loads(text) == {"version": 1, "files": {}}
    assert Baseline.parse(text) == Baseline()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{", "no valid JSON"),
        ("[" * 100_000, "no valid JSON"),
        ("[]", "no baseline"),
        ("{}", "no baseline"),
        ('{"version": "1", "files": {}}', "no baseline"),
        ('{"version": 1, "files": []}', "no baseline"),
        ('{"version": 1, "files": {"a": {}}}', "no baseline"),
        ('{"version": 1, "files": {"a": [[]]}}', "no baseline"),
        ('{"version": 1, "files": {"a": ["RACI101"]}}', "no baseline"),
        ('{"version": 1, "files": {"a": [["RACI101", 1]]}}', "no baseline"),
        ('{"version": 2, "files": {}}', "newer"),
    ],
)
def test_what_is_no_baseline_is_told_in_a_sentence(text: str, part: str) -> None:
    """A broken or newer file ends in one sentence, never in a traceback or an empty baseline."""
    with pytest.raises(RaciError) as caught:
        Baseline.parse(text)
    assert part in words_in("en").say(caught.value.text)


def test_paths_are_relative_to_the_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file has the same key from whichever folder the check is run."""
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path)
    assert file_key("sub/raci.toml", "baseline.json") == "sub/raci.toml"
    monkeypatch.chdir(tmp_path / "sub")
    assert file_key("raci.toml", "../baseline.json") == "sub/raci.toml"
    assert file_key("raci.toml", str(tmp_path / "baseline.json")) == "sub/raci.toml"


def test_a_file_on_another_drive_keeps_its_whole_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no relative path leads, as between Windows drives, the absolute one is the key."""

    def refuse(_path: str, _start: str) -> str:
        raise ValueError

    monkeypatch.setattr(os.path, "relpath", refuse)
    assert file_key("/srv/raci.toml", "baseline.json") == "/srv/raci.toml"
