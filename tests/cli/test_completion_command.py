"""``raci completion``: the scripts, and what they are answered."""

from __future__ import annotations

import pytest

from raci.check.rule_names import NAMES
from raci.cli.candidates import IDS, PATHS, RULES, candidates
from raci.cli.registry import COMMANDS, parser_of
from raci.words import words_in
from support.git import write
from support.runs import SOUND, Run

SHELLS = ["bash", "zsh", "fish"]


def offered(run: Run, shell: str, *line: str) -> tuple[str, list[str]]:
    """Return the hints and the words that a shell is told of."""
    ran = run("completion", shell, "--", *line)
    assert (ran.code, ran.err) == (0, "")
    hints, *words = ran.out.splitlines()
    return hints, [word.partition("\t")[0] for word in words]


@pytest.mark.parametrize("shell", SHELLS)
def test_script(run: Run, shell: str) -> None:
    """The script of each shell is data, and asks the program in its own name."""
    ran = run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert f"completion {shell} --" in ran.out


def test_other_shell(run: Run) -> None:
    """A shell that we know no script for is refused."""
    assert run("completion", "cmd").code == 2


@pytest.mark.parametrize("shell", SHELLS)
def test_all_commands_and_their_options_are_known(run: Run, shell: str) -> None:
    """Each shell is told of all commands, and of all options of each."""
    assert offered(run, shell, "")[1] == list(COMMANDS)
    for command in COMMANDS:
        known = parser_of(command, words_in("en"))._option_string_actions
        assert offered(run, shell, command, "-")[1] == list(known)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("rev",), "review"),
        (("--la",), "--lang"),
        (("--vers",), "--version"),
        (("--lang", "d"), "de"),
        (("--lang", "de", "rev"), "review"),
        (("help", "rev"), "review"),
        (("rule", "it-o"), "it-only"),
        (("check", "--select", "RACI30"), "RACI301"),
        (("check", "--select", "RACI101,RACI30"), "RACI101,RACI301"),
        (("check", "--format", "sa"), "sarif"),
        (("check", "--format", "=", "sa"), "sarif"),
        (("check", "--format", "="), "sarif"),
        (("check", "-q", "--fail-on", "w"), "warning"),
        (("report", "--for", '"A'), "A. Huber"),
        (("report", "--for", "A.\\ H"), "'A. Huber'"),
        (("what-if", "--reports", "off"), "office="),
        (("what-if", "--reports", "office", "=", "o"), "owner"),
        (("baseline", "pr"), "prune"),
        (("set", "raci.toml", "website", "o"), "office"),
        (("set", "--why", "because", "w"), "website"),
        (("set", "website", "office", ""), "R"),
    ],
)
def test_bash_is_told(run: Run, typed: tuple[str, ...], found: str) -> None:
    """Bash gets the words that begin as typed, of a list or behind = only what it replaces."""
    write("raci.toml", SOUND)
    words = offered(run, "bash", *typed)[1]
    assert found in words
    piece = typed[-1].strip("='\"").replace("\\", "")
    if piece and "," not in piece:
        assert all(word.strip("'").startswith(piece) for word in words)


@pytest.mark.parametrize(
    ("line", "hints"),
    [
        ((""), "files"),
        (("show", ""), "files"),
        (("import", "old.csv", "--output", ""), "files"),
        (("set", ""), "files"),
        (("set", "raci.toml", ""), "words"),
        (("check", "a", "b", ""), "files"),
        (("check", "--select", ""), "more"),
        (("check", "--", "-"), "files"),
        (("new", "x", ""), "words"),
        (("new", "x", "--name", ""), "words"),
        (("schema", ""), "words"),
        (("check", "--nonsense=", ""), "files"),
        (("check", "--nonsense="), "words"),
    ],
    ids=" ".join,
)
def test_where_files_will_do(run: Run, line: tuple[str, ...], hints: str) -> None:
    """A shell completes files where a file may stand, and leaves a list open."""
    write("raci.toml", SOUND)
    assert offered(run, "zsh", *([line] if isinstance(line, str) else line))[0] == hints


def test_a_rule_is_offered_once(run: Run) -> None:
    """What stands in a list already is not offered again, and all else is."""
    words = offered(run, "fish", "check", "--ignore", "RACI101,")[1]
    assert "RACI101,RACI101" not in words
    assert len(words) == 2 * len(list(NAMES)) - 1


def test_candidates_are_described_in_the_readers_language(run: Run) -> None:
    """Shells that show what a word is get it in the language of the reader."""
    write("raci.toml", SOUND)
    assert "website\tWebsite" in run("completion", "zsh", "--", "set", "").out
    letters = run("completion", "fish", "--lang", "de", "--", "set", "website", "office", "").out
    assert "\nA\tGesamtverantwortung\n" in letters
    german = run("completion", "fish", "--lang", "de", "--", "rev").out
    assert "review\tfesthalten" in german


def test_nothing_is_said_where_there_is_no_file(run: Run) -> None:
    """Without a file, or with a broken one, there are no ids, and no complaint on the line."""
    assert offered(run, "zsh", "review", "") == ("files", [])
    write("raci.toml", b"\xff".decode("latin-1") + "[")
    assert offered(run, "zsh", "review", "") == ("files", [])
    assert offered(run, "zsh", "set", "gone.toml", "") == ("words", [])


def test_a_faulty_file_still_has_ids(run: Run) -> None:
    """Who is about to mend a file by hand is offered what can be read of it."""
    write("raci.toml", SOUND.replace('office = "R"', 'office = "X"'))
    assert offered(run, "zsh", "set", "")[1] == ["website"]


def test_ids_that_could_steer_a_terminal_are_left_out(run: Run) -> None:
    """What a file holds reaches no shell as more than a word and its description."""
    write("raci.toml", SOUND.replace('"Website"', '"Web\\u001b[2J\\nsite"'))
    printed = run("completion", "fish", "--", "set", "").out
    assert printed == "files\nwebsite\tWeb␛[2J␊site\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_value_has_its_candidates(run: Run, command: str) -> None:
    """What the help calls a file, a rule or an id is completed as such, in every command."""
    write("raci.toml", SOUND)
    assert run
    for action in parser_of(command, words_in("en"))._actions:
        if not action.option_strings or action.nargs == 0:
            continue
        found = candidates([command, action.option_strings[-1], ""], words_in("en"))
        assert found.files == (action.metavar in PATHS and not action.choices)
        assert bool(found.words) == bool(action.choices or action.metavar in RULES | IDS)
