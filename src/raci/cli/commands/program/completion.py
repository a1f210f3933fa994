"""``raci completion``: scripts that let a shell ask this program what could come next on a line."""

from __future__ import annotations

import shlex
from argparse import REMAINDER
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
  local line hint="" file words=()
  while IFS= read -r line; do
    if [[ -z $hint ]]; then hint=$line; else words+=("$line"); fi
  done < <("${1/#\~/$HOME}" completion bash -- \
    "${COMP_WORDS[@]:1:COMP_CWORD-1}" "${COMP_WORDS[COMP_CWORD]}" 2>/dev/null)
  if [[ $hint == *files* ]]; then
    # Without any word of ours, bash completes files by itself and knows best how.
    if ((${#words[@]})); then
      compopt -o filenames 2>/dev/null
      while IFS= read -r file; do words+=("$file"); done < <(compgen -f -- "$2")
    fi
  else
    compopt +o default 2>/dev/null
  fi
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
    described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
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

    cut = 0
    if shell == "bash":
        line, cut = _joined(line)
    found = candidates([_unquoted(word) for word in line], words)
    hints = [name for name in ("files", "more") if getattr(found, name)]
    lines = [" ".join(hints) or "words"]
    for word, said in found.words.items():
        if printable(word) != word:
            continue  # no shell could show it
        if shell != "bash":
            lines.append(f"{word}\t{' '.join(printable(said).split())}")
        elif word.startswith(_unquoted(line[-1])):
            lines.append(_quoted(word[cut:], line[-1]))
    return "".join(f"{line}\n" for line in lines)


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
    for end in ("", '"', "'"):
        try:
            return "".join(shlex.split(word + end))
        except ValueError:
            continue
    return word.rstrip("\\")


def _quoted(word: str, typed: str) -> str:
    """Return a word as bash wants it typed; within a quote that is open, as it is."""
    return word if typed[:1] in {'"', "'"} else shlex.quote(word)
