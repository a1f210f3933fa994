"""A repository from elsewhere runs nothing: each setting that names a program is a trap here."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.model.error import FileError
from raci.versions.git import process, revisions
from raci.versions.git.cell_history import cell_history, id_of_today
from raci.versions.git.conflicts import sides, suspected
from raci.versions.git.lines import diff_lines, merge_lines
from raci.workspace.file_merge import pending_merge
from support.git import CHANGED, RENAMED, commit, git, write
from support.runs import SOUND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.runs import Run

#: Every key of git's configuration that names a program, with a name of its own where it has one.
PROGRAMS = (
    "alias.cat-file alias.log alias.diff-index alias.log.command alias.rev-parse.command",
    "browser.trap.cmd browser.trap.path help.browser instaweb.browser web.browser",
    "core.alternateRefsCommand core.askPass core.editor core.fsmonitor core.gitProxy core.pager",
    "core.sshCommand credential.helper credential.file://.helper",
    "diff.external diff.trap.command diff.trap.textconv diff.guitool diff.tool",
    "difftool.trap.cmd difftool.trap.path",
    "filter.trap.clean filter.trap.process filter.trap.smudge",
    "gc.recentObjectsHook gpg.program gpg.openpgp.program gpg.ssh.program gpg.x509.program",
    "gpg.ssh.defaultKeyCommand guitool.trap.cmd hook.trap.command interactive.diffFilter",
    "man.trap.cmd man.trap.path merge.trap.driver mergetool.trap.cmd mergetool.trap.path",
    "pager.cat-file pager.config pager.diff pager.diff-index pager.log pager.ls-files",
    "pager.merge-base pager.merge-file pager.rev-parse",
    "remote.origin.receivepack remote.origin.uploadpack",
    "imap.tunnel instaweb.httpd remote.other.vcs sendemail.sendmailCmd",
    "sendemail.ccCmd sendemail.headerCmd sendemail.smtpServer sendemail.tocmd sequence.editor",
    "submodule.trap.update tar.trap.command trailer.trap.cmd trailer.trap.command",
    "uploadpack.packObjectsHook",
)

# What else a later git may know: keys whose last part says that they name a program.
_MAY_RUN = re.compile(
    r"(?i)(command|cmd|program|helper|textconv|clean|smudge|process|editor|pager|askpass|hook"
    r"|uploadpack|receivepack|proxy|driver|browser|viewer|external|fsmonitor)$"
)

_HOOKS = (
    "applypatch-msg commit-msg fsmonitor-watchman post-applypatch post-checkout post-commit "
    "post-index-change post-merge post-receive post-rewrite post-update pre-applypatch pre-auto-gc "
    "pre-commit pre-merge-commit pre-push pre-rebase pre-receive prepare-commit-msg "
    "proc-receive push-to-checkout reference-transaction sendemail-validate update"
)


@pytest.fixture
def trap(repository: Run) -> Iterator[Path]:
    """Set traps in a repository with a renamed file, a signed commit and a merge in conflict."""
    assert repository
    write("old.toml", "")
    git("mv", "raci.toml", "firm.toml")
    git("commit", "-qm", "Another name")
    git("checkout", "-qb", "side")
    commit("firm.toml", RENAMED.replace('"C"', '"I"'), "There")
    git("checkout", "-q", "main")
    commit("firm.toml", RENAMED.replace('"C"', '"R"'), "Here")
    signed = git("cat-file", "commit", "HEAD").replace(
        "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n", 1
    )
    write("signed", signed)
    git("reset", "-q", git("hash-object", "-t", "commit", "-w", "signed").strip())
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "side")
    program = Path("trap").resolve()
    program.write_text(f'#!/bin/sh\necho "$0 $*" >> "{program}.log"\nexit 1\n', encoding="utf-8")
    program.chmod(0o755)
    hooks = program.with_name("hooks")
    for folder in (hooks, Path(".git/hooks")):
        folder.mkdir(exist_ok=True)
        for hook in _HOOKS.split():
            (folder / hook).unlink(missing_ok=True)
            (folder / hook).symlink_to(program)
    attributes = "*.toml filter=trap diff=trap merge=trap\n"
    Path(".git/info/attributes").write_text(attributes, encoding="utf-8")
    _set_traps(program, hooks)
    yield program.with_name("trap.log")
    for settings in (".git/config", ".git/config.worktree", "elsewhere/config"):
        with contextlib.suppress(OSError):
            Path(settings).unlink()


def _set_traps(program: Path, hooks: Path) -> None:
    settings = Path(".git/config")
    git("config", "core.hooksPath", str(hooks))
    git("config", "log.showSignature", "true")
    git("config", "protocol.allow", "always")
    git("config", "protocol.ext.allow", "always")
    listed = git("help", "--config").split()
    known = {key.lower() for line in PROGRAMS for key in line.split()}
    others = {re.sub(r"<[^>]*>", "trap", key) for key in listed if _MAY_RUN.search(key)}
    for line in PROGRAMS:
        for key in line.split():
            git("config", key, f"!{program}" if key.endswith("update") else str(program))
    for hook in _HOOKS.split():
        git("config", "--add", "hook.trap.event", hook)
    for key in sorted(others):
        if "*" in key or key.lower() in known:
            continue
        before = settings.read_text(encoding="utf-8")
        git("config", key, str(program))
        with contextlib.suppress(FileError):
            revisions.versions(Path("firm.toml"))
            continue
        settings.write_text(before, encoding="utf-8")  # no program: git reads something else there


def _lose_a_blob(url: str) -> None:
    """Make a partial clone of the repository, one that has to fetch what the past held."""
    for version in (SOUND, CHANGED):
        write("lost", version)
        name = git("hash-object", "--no-filters", "lost").strip()
        Path(".git/objects", name[:2], name[2:]).unlink(missing_ok=True)
    for key, value in (
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", url),
    ):
        git("config", key, value)


def _elsewhere(place: str) -> None:
    """Move the traps to where git reads settings and attributes, too."""
    settings = Path(".git/config")
    traps = settings.rename(".git/traps").read_text(encoding="utf-8")
    if place == "included":
        there = Path.cwd().resolve().as_posix()
        settings.write_text(f'[includeIf "gitdir:{there}/"]\npath = traps\n', encoding="utf-8")
    elif place == "of the working tree":
        told = "[core]\nrepositoryFormatVersion = 1\n[extensions]\nworktreeConfig = true\n"
        settings.write_text(told, encoding="utf-8")
        Path(".git/config.worktree").write_text(traps, encoding="utf-8")
    elif place == "of a submodule":
        Path(".git").rename("elsewhere")
        write(".git", "gitdir: elsewhere\n")
        write("elsewhere/config", traps)
    Path(".gitattributes").write_text("*.toml filter=trap diff=trap merge=trap\n", "utf-8")


def _asked(path: Path) -> list[Callable[[], object]]:
    """Return all that is ever asked of git."""
    now = Document.parse(RENAMED, NAMES, path=path)
    data = RENAMED.encode()
    return [
        *(
            lambda revision=revision: revisions.text_at(revision, path)
            for revision in ("HEAD", "HEAD~1", "HEAD~3", ":/Begin", "side", "no", "-h", "--exec=x")
        ),
        lambda: revisions.text_at("HEAD:firm.toml"),
        lambda: revisions.is_commit(":/Begin", path),
        lambda: list(cell_history(path, RENAMED, "site", "office")),
        lambda: id_of_today(path, RENAMED, "channels", "website"),
        lambda: revisions.unmerged(path),
        lambda: pending_merge(path, now),
        lambda: suspected(path),
        lambda: sides(path),
        lambda: revisions.merge_base(path, "HEAD", "side"),
        lambda: merge_lines(data, data + b"a = 1\n", data),
        lambda: diff_lines(data, data + b"a = 1\n"),
        lambda: revisions.setting("--list"),
        revisions.top_level,
    ]


@pytest.mark.parametrize("url", [None, "file:///elsewhere", "ext::./trap %S", "ssh://x/y"])
def test_no_setting_runs_a_program(trap: Path, repository: Run, url: str | None) -> None:
    """Whatever is asked of git, none of the programs that a repository names is started."""
    if url:
        _lose_a_blob(url)
    _ask_everything(repository)
    assert not trap.exists(), trap.read_text(encoding="utf-8")


@pytest.mark.parametrize("place", ["included", "of the working tree", "of a submodule"])
def test_no_setting_elsewhere_runs_a_program(trap: Path, repository: Run, place: str) -> None:
    """Nor do those that git finds in other places, and attributes that are files of the tree."""
    _elsewhere(place)
    assert git("config", "gpg.program")
    _ask_everything(repository)
    assert not trap.exists(), trap.read_text(encoding="utf-8")


def _ask_everything(repository: Run) -> None:
    for question in _asked(Path("firm.toml").resolve()):
        with contextlib.suppress(FileError):
            question()
    write("base.toml", SOUND)
    write("theirs.toml", CHANGED)
    for command in (
        ("diff", "HEAD~1", "firm.toml"),
        ("diff", "HEAD~3", "firm.toml"),
        ("diff", "HEAD:firm.toml", "firm.toml"),
        ("history", "firm.toml", "site"),
        ("report", "--since", "HEAD~3", "firm.toml"),
        ("merge", "base.toml", "firm.toml", "theirs.toml", "--output", "merge.toml"),
        ("check", "firm.toml"),
        ("check", "."),
        ("git", "install"),
        ("git", "install", "--undo"),
    ):
        repository(*command)


def test_the_traps_would_spring(trap: Path) -> None:
    """Asked without our switches, git does run what the repository names."""
    with contextlib.suppress(subprocess.CalledProcessError):
        git("diff", "HEAD~1", "--", "firm.toml")
    assert trap.exists()


def test_one_place_starts_git() -> None:
    """No other module starts git; those that start anything at all are known."""
    top = Path(process.__file__).parents[2]
    found = {
        path.relative_to(top).as_posix()
        for path in top.rglob("*.py")
        if re.search(
            r"^\s*(import subprocess|from subprocess)", path.read_text("utf-8"), re.MULTILINE
        )
    }
    starting = {name for name in found if '"git"' in (top / name).read_text("utf-8")}
    assert starting == {"versions/git/process.py"}


def test_a_program_called_git_in_the_working_folder_is_not_run(
    repository: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the path names by where one stands is passed over."""
    write("git", "#!/bin/sh\ntouch sprung\n")
    Path("git").chmod(0o755)
    monkeypatch.setenv("PATH", ".:" + str(Path(process._program()).parent))
    assert repository("history", "raci.toml", "site").code == 0
    assert not Path("sprung").exists()


def test_a_git_that_does_not_answer(repository: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not waited for without end."""
    monkeypatch.setattr(process, "PATIENCE", 0.2)
    write("git", "#!/bin/sh\nexec sleep 9\n")
    Path("git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{Path.cwd()}:/bin:/usr/bin")
    ran = repository("diff", "HEAD", "raci.toml")
    assert ran.code == 2
    assert "git does not answer" in ran.err


def test_an_object_that_is_a_pipe_is_not_waited_for(
    repository: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lets git wait without end ends in a sentence, whoever asks."""
    monkeypatch.setattr(process, "PATIENCE", 0.2)
    name = git("rev-parse", "HEAD:raci.toml").strip()
    thing = Path(".git/objects", name[:2], name[2:])
    thing.unlink()
    os.mkfifo(thing)
    for command in (("history", "raci.toml", "website"), ("diff", "HEAD", "raci.toml")):
        ran = repository(*command)
        assert ran.code == 2
        assert "git does not answer" in ran.err


def test_more_than_any_file_is_not_kept(repository: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that unpacks to more than is read takes no memory, and is told or passed over."""
    monkeypatch.setattr(process, "LARGEST", 100_000)
    commit("raci.toml", SOUND + "#" * 200_000, "Large")
    commit("raci.toml", CHANGED, "Small")
    ran = repository("diff", "HEAD~1", "raci.toml")
    assert ran.code == 2
    assert "git tells more than any file holds" in ran.err
    ran = repository("history", "raci.toml", "website")
    assert ran.code == 0
    assert "Begin" in ran.out


def test_no_setting_changes_what_is_told(repository: Run) -> None:
    """A history is the same whatever a repository says of how git shows one."""
    commit("raci.toml", CHANGED, "Ümlaut")
    git("checkout", "-qb", "side", "HEAD~1")
    commit("raci.toml", SOUND.replace('office = "R"', 'office = "I"'), "There")
    git("checkout", "-q", "main")
    git("merge", "-q", "-s", "ours", "-m", "Merge branch 'side'", "side")
    before = repository("history", "raci.toml", "website").out
    assert before.count("\n") > 3
    for key, value in (
        ("color.diff", "always"),
        ("diff.relative", "true"),
        ("diff.renames", "false"),
        ("format.pretty", "oneline"),
        ("i18n.logOutputEncoding", "UTF-16"),
        ("log.decorate", "full"),
        ("log.diffMerges", "off"),
        ("log.showRoot", "false"),
    ):
        git("config", key, value)
        assert repository("history", "raci.toml", "website").out == before, key
