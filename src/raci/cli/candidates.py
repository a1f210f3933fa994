"""What could come next on a line that somebody types: commands, options, values, rules and ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.cli.arguments import listed
from raci.cli.files import names_file, read_document, the_file
from raci.cli.registry import COMMANDS, VERSION, leading_options, parser_of
from raci.frozen import field, frozen, replace
from raci.model.error import RaciError

if TYPE_CHECKING:
    from argparse import Action
    from collections.abc import Iterator, Mapping, Sequence

    from raci.cli.arguments import Parser
    from raci.model.organisation import Organisation
    from raci.words import Words

#: What stands in the help for a path.
PATHS = frozenset({"FILE", "PATH", "TABLE", "BASE", "OURS", "THEIRS", "VERSION"})

#: What stands there for rules.
RULES = frozenset({"CODE", "RULES"})

#: What stands there for what is in a file.
IDS = frozenset({"CHANNEL", "LETTERS", "ROLE", "ROLE=ROLE", "WHO"})


@frozen
class Candidates:
    """What a shell offers.

    Attributes:
        words: Whole words, and what each is, in a few words.
        files: Whether names of files will do as well.
        more: Whether a word may go on after its candidate: no blank is to follow.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    files: bool = False
    more: bool = False

    def __or__(self, other: Candidates) -> Candidates:
        """Return what both offer."""
        return Candidates(
            {**self.words, **other.words}, self.files or other.files, self.more or other.more
        )

    def behind(self, typed: str) -> Candidates:
        """Return the same with what is typed already before each word."""
        return replace(self, words={typed + word: said for word, said in self.words.items()})


def candidates(line: Sequence[str], words: Words) -> Candidates:
    """Return what the last word of a line could be.

    Args:
        line: The words after ``raci``, without quotes; the last is to be completed, maybe empty.
        words: In which to describe the candidates.
    """
    *before, last = line or [""]
    leading = leading_options(before)
    first, *rest = before[len(leading) :] or [""]
    if first == "help":
        return _commands(words)
    known = first in COMMANDS
    command = first if known else "edit"
    state = _State(parser_of(command, words), [*leading, *rest] if known else before)
    if state.open is None and not (known or state.others):
        begun = Candidates(dict.fromkeys((*VERSION[1:], "--help"), "")) if last[:1] == "-" else None
        return state.next(last) | (begun or _commands(words))
    return state.next(last)


def _commands(words: Words) -> Candidates:
    return Candidates({name: words(line) for name, (_, line) in COMMANDS.items()})


class _State:
    """How far a command's arguments have come.

    Attributes:
        open: The option whose value comes next.
        others: The words that are neither options nor their values.
        ended: Whether ``--`` was among them, after which nothing is an option.
    """

    def __init__(self, parser: Parser, arguments: Sequence[str]) -> None:
        self._parser = parser
        self._options = parser._option_string_actions  # noqa: SLF001 - it has no public list
        self.open: Action | None = None
        self.others: list[str] = []
        self.ended = False
        for argument in arguments:
            self._take(argument)

    def _take(self, argument: str) -> None:
        if self.open is not None:
            self.open = None
        elif self.ended or argument == "-" or not argument.startswith("-"):
            self.others.append(argument)
        elif argument == "--":
            self.ended = True
        else:
            option = self._options.get(argument)
            self.open = option if option is not None and option.nargs is None else None

    def next(self, last: str) -> Candidates:
        """Return what the word ``last`` could be."""
        if self.open is not None:
            return self._values(self.open, last)
        if last.startswith("-") and not self.ended:
            return self._option(last)
        found = Candidates()
        for place in self._places():
            found |= self._values(place, last)
        return found

    def _option(self, last: str) -> Candidates:
        name, equals, value = last.partition("=")
        option = self._options.get(name)
        if equals:
            return self._values(option, value).behind(f"{name}=") if option else Candidates()
        return Candidates(
            {
                string: option.help or ""
                for string, option in self._options.items()
                if string.startswith("--") or last == "-"
            }
        )

    def _places(self) -> Iterator[Action]:
        """Yield the places where the next word may stand: two where the file may be left out."""
        places = [action for action in self._parser._actions if not action.option_strings]  # noqa: SLF001 - see above
        if not places:
            return
        taken = len(self.others)
        optional = places[0].metavar == "FILE" and places[0].nargs == "?"
        if taken and optional and self._file() is None:
            taken += 1
        last = len(places) - 1
        if taken <= last or places[last].nargs in {"*", "+"}:
            yield places[min(taken, last)]
        if optional and not taken and last:
            yield places[1]

    def _file(self) -> str | None:
        """Return the file that the line names."""
        return next((word for word in self.others[:1] if names_file(word)), None)

    def _values(self, action: Action, last: str) -> Candidates:
        if action.type is listed:
            done, comma, _ = last.rpartition(",")
            chosen = set(done.split(","))
            found = self._one(action)
            left = {word: said for word, said in found.words.items() if word not in chosen}
            return Candidates(left, found.files, more=True).behind(done + comma)
        if action.metavar == "ROLE=ROLE":
            name, equals, _ = last.partition("=")
            found = self._one(action)
            if equals:
                return found.behind(f"{name}=")
            first = {f"{word}=": said for word, said in found.words.items()}
            return Candidates(first, more=True)
        return self._one(action)

    def _one(self, action: Action) -> Candidates:
        if action.choices is not None:
            return Candidates(dict.fromkeys(map(str, action.choices), ""))
        if action.metavar in PATHS:
            return Candidates(files=True)
        if action.metavar in RULES:
            return _rules(self._parser.words)
        if action.metavar in IDS:
            return Candidates(_known(self._file(), str(action.metavar), self._parser.words))
        return Candidates()


def _rules(words: Words) -> Candidates:
    from raci.check.rule_names import NAMES
    from raci.words.rule_pages import title

    titles = {rule.code: title(rule.code, words.language) for rule in NAMES}
    names = {rule.name: titles[rule.code] for rule in NAMES}
    return Candidates({**titles, **names})


def _known(named: str | None, what: str, words: Words) -> dict[str, str]:
    """Return what the file that a line is about knows; nothing where it cannot be read.

    Args:
        named: The file on the line.
        what: One of ``IDS``.
        words: In which to describe the letters of a named scheme.
    """
    try:
        organisation = read_document(the_file(named))[0].organisation
    except (RaciError, OSError):
        return {}  # a shell that completes has no place for complaints
    if what == "LETTERS":
        scheme = organisation.scheme
        letters = scheme.letters.values()
        return {one.char: one.label if scheme.own else words(one.label) for one in letters}
    if what == "CHANNEL":
        return {one.id: one.name for one in organisation.channels.values()}
    roles = {one.id: one.name for one in organisation.roles.values()}
    return {**roles, **_persons(organisation)} if what == "WHO" else roles


def _persons(organisation: Organisation) -> dict[str, str]:
    from raci.reports.pages.upkeep import persons

    return dict.fromkeys(persons(organisation), "")
