"""The entry point: finds the command, runs it, and turns every error into an exit code.

Only the module of the command that was asked for is imported, so that help, rules and templates
come up at once.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from raci.cli.context import FINE, INTERRUPTED, REFUSED, Session, explain
from raci.cli.registry import COMMANDS, VERSION, leading_options, module_of, parser_of
from raci.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.model.text import Text


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``raci``.

    Args:
        argv: The arguments; those of the process by default.

    Returns:
        The exit code: 0 fine, 1 findings or differences, 2 refused, 130 interrupted.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    _accept_any_text()
    # A command makes what it needs and ends. Looking for garbage meanwhile takes a tenth of the
    # time, and the interpreter's last look at the end of a big check as long as half a parse.
    gc.disable()
    atexit.register(gc.freeze)
    before = len(_written())
    _forget_what_was_read()
    try:
        code = _dispatch(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return FINE if _written()[before:] else REFUSED
    except Exception as error:
        if os.environ.get("RACI_DEBUG"):
            raise
        paths = _written()[before:]
        if isinstance(error, OSError) and not error.filename and paths:
            _silence_stdout()
            with suppress(OSError):  # there is no room for an error either; the code tells
                _session(arguments).show_error(_done_but(error, paths))
            return FINE
        with suppress(OSError):
            _explain(error, arguments)
        return REFUSED
    finally:
        gc.enable()
    return code


def _written() -> list[str]:
    """Return the files that were written so far; most commands never load what writes them."""
    module = sys.modules.get("raci.storage.saving")
    return module.written if module else []


def _forget_what_was_read() -> None:
    """Begin anew in a process that has run another command before, as tests do."""
    module = sys.modules.get("raci.storage.file")
    if module:
        module.been_read.clear()


def _done_but(error: OSError, paths: list[str]) -> Text:
    """Say that files are written, and only what was to be said of them is lost."""
    from raci.model.text import Text

    values = {"paths": tuple(paths), "reason": error.strerror or str(error)}
    return Text("{paths}: written, but not all that was to be said of it: {reason}", values)


def _dispatch(arguments: list[str]) -> int:
    leading = leading_options(arguments)
    rest = arguments[len(leading) :]
    first = rest[0] if rest else ""
    if first == "help" and not os.path.lexists(first):
        return _dispatch([*leading, *rest[1:2], "--help"])
    if first in {"-h", "--help"}:
        from raci.cli.registry import overview

        sys.stdout.write(overview(_session(arguments).words))
        return FINE
    if first in VERSION:
        from raci import __version__

        sys.stdout.write(f"raci {__version__}\n")
        return FINE
    if first in COMMANDS:
        return _run(first, [*leading, *rest[1:]], arguments)
    if first and not first.startswith("-") and not os.path.lexists(first):
        from raci.cli.commands.edits.edit import refuse_mistyped_command

        refuse_mistyped_command(first)
    return _run("edit", arguments, arguments)


def _run(command: str, own: list[str], arguments: list[str]) -> int:
    from raci.cli.arguments import speaking

    words = _session(arguments).words
    with speaking(words.language):
        parser = parser_of(command, words)
        try:
            options = parser.read(own, elsewhere=VERSION if command == "edit" else ())
        except SystemExit as done:  # argparse, after --help
            return int(done.code or FINE)
    return module_of(command).run(options, Session(options.lang, options.color))


def _session(arguments: list[str]) -> Session:
    """Return a session in the language asked for, however wrong the rest of the arguments is."""
    asked = None
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--lang":
            asked = value if equals else "".join(arguments[place + 1 : place + 2])
    return Session(asked if asked in LANGUAGES else None)


def _accept_any_text() -> None:
    """Let a terminal that cannot show a character show another one, rather than fail.

    Where a stream was closed before we began, nothing stands for it.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - until the end
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


def _silence_stdout() -> None:
    """Keep the interpreter from writing to a closed pipe once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _explain(error: Exception, arguments: list[str]) -> None:
    _session(arguments).show_error(explain(error))
