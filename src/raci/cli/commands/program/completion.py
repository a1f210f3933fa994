"""``raci completion``: scripts that let a shell ask this program what could come next on a line."""

from __future__ import annotations

import os
import re
import shlex
from argparse import REMAINDER
from contextlib import suppress
from typing import TYPE_CHECKING

from raci.cli import output
from raci.model.text import mark, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.words import Words

DESCRIPTION = mark(
    "Print a script that completes what is typed. In bash: source <(raci completion bash); in zsh: "
    "raci completion zsh > _raci, in a folder of $fpath; in fish: raci completion fish > "
    "~/.config/fish/completions/raci.fish."
)

#: The answer's first line says whether files will do as well, and whether the word may go on.
_BASH = r"""
_raci() {
  local line hint="" words=()
  while IFS= read -r line; do
    if [[ -z $hint ]]; then hint=$line; else words+=("$line"); fi
  done < <("${1/#\~/$HOME}" completion bash -- \
    "${COMP_WORDS[@]:1:COMP_CWORD-1}" "${COMP_WORDS[COMP_CWORD]}" 2>/dev/null)
  # Without any word of ours, bash completes files by itself and knows best how.
  if [[ $hint != *files* ]]; then compopt +o default 2>/dev/null; fi
  if [[ $hint == *more* ]]; then compopt -o nospace 2>/dev/null; fi
  COMPREPLY=("${words[@]}")
}
complete -o default -F _raci raci
"""

_ZSH = r"""#compdef raci
_raci() {
  local -a answer described
  local line
  answer=("${(@f)$("${(Q)words[1]/#\~/$HOME}" completion zsh -- \
    "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  for line in "${(@)answer[2,-1]}"; do
    described+=("${${${line%%$'\t'*}//\\/\\\\}//:/\\:}:${line#*$'\t'}")
  done
  if [[ $answer[1] == *more* ]]; then
    _describe -t raci raci described -S ''
  else
    _describe -t raci raci described
  fi
  if [[ $answer[1] == *files* ]]; then _files; fi
}
if [[ $funcstack[1] == _raci ]]; then _raci "$@"; else compdef _raci raci; fi
"""

_FISH = r"""
function __raci_answer
  set -l typed (commandline -opc)
  set -l answer ($typed[1] completion fish -- $typed[2..-1] (commandline -ct) 2>/dev/null)
  if string match -q '*files*' -- $answer[1]
    __fish_complete_path (commandline -ct)
  end
  if set -q answer[2]
    printf '%s\n' $answer[2..-1]
  end
end
complete -c raci -e
complete -c raci -f -k -a '(__raci_answer)'
"""

_SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument("shell", metavar="SHELL", choices=_SCRIPTS, help=words("bash, zsh or fish"))
    line = parser.add_argument(
        "line",
        metavar="WORD",
        nargs=REMAINDER,  # of which "--" may be a word
        help=words("from the script: the words of a line, of which the last is to be completed"),
    )
    line.required = False


def run(options: Options, session: Session) -> int:
    """Print the script, or what could come next on a line."""
    if options.line:
        output.write(_answer(options.shell, options.line, session.words))
    else:
        output.write(_SCRIPTS[options.shell].lstrip())
    return 0


def _answer(shell: str, line: Sequence[str], words: Words) -> str:
    """Return the hints and the candidates, a line each, as the script of the shell reads them."""
    from raci.cli.candidates import candidates

    cut, quote, last = 0, _open_quote(line[-1]), line[-1]
    if shell == "bash":
        line, cut = _joined(line)
    begun = [_unquoted(word) for word in line]
    found = candidates(begun, words)
    # What no shell could show is left out.
    known = {word: said for word, said in found.words.items() if printable(word) == word}
    files, more = found.files, found.more
    if shell == "bash":
        # Where a quote begins within a word, nobody knows what bash puts where.
        fits = begun[-1] if last.startswith(quote) else None
        known = {word: "" for word in known if fits is not None and word.startswith(fits)}
        if known and files:
            known |= dict.fromkeys(_paths(begun[-1]), "")
            files, more = False, len(known) == 1 and next(iter(known)).endswith("/")
        lines = [_quoted(word[cut:], quote) for word in known]
    else:
        lines = [f"{word}\t{' '.join(printable(said).split())}" for word, said in known.items()]
    hints = " ".join(("files",) * files + ("more",) * more) or "words"
    return "".join(f"{line}\n" for line in (hints, *lines))


def _paths(begun: str) -> list[str]:
    """Return the paths that begin like this, folders with a slash, as the shell lists them."""
    folder, name = os.path.split(begun)
    try:
        with os.scandir(folder or ".") as entries:
            found = sorted((entry.name, entry.is_dir()) for entry in entries)
    except (OSError, ValueError):
        return []
    paths = (
        begun[: len(begun) - len(name)] + one + "/" * is_folder
        for one, is_folder in found
        if not one.startswith(".") or name.startswith(".")
    )
    return [path for path in paths if path.startswith(begun) and printable(path) == path]


def _joined(pieces: Sequence[str]) -> tuple[list[str], int]:
    """Return the words that bash took apart at ``=`` and ``:``, and what it keeps of the last one.

    Returns:
        The words; and how many characters of the last one stand before the piece that bash
        completes.
    """
    words: list[str] = []
    cut, glued = 0, False
    for piece in pieces:
        mark_alone = bool(piece) and set(piece) <= {"=", ":"}
        if words and (glued or mark_alone):
            cut = len(words[-1]) + (len(piece) if mark_alone else 0)
            words[-1] += piece
        else:
            words.append(piece)
            cut = 0
        glued = mark_alone
    return words, cut


def _unquoted(word: str) -> str:
    """Return what a shell makes of a word, whose last quote may still be open."""
    try:
        return "".join(shlex.split(word + _open_quote(word)))
    except ValueError:
        return word.rstrip("\\")


def _open_quote(word: str) -> str:
    """Return the quote that is still open at the end of a word, empty if there is none."""
    for end in ("", '"', "'"):
        with suppress(ValueError):
            shlex.split(word + end)
            return end
    return ""


def _quoted(word: str, quote: str) -> str:
    """Return a word as bash wants it typed, within an open quote too, so that it runs nothing."""
    if quote == "'":
        return word.replace("'", "'\\''")
    if not quote:
        return shlex.quote(word)
    # No backslash takes the meaning from "!" in double quotes: it stands between single ones.
    escaped = re.sub(r'([\\"$`])', r"\\\1", word)
    return re.sub(r"!+", "\"'\\g<0>'\"", escaped)
