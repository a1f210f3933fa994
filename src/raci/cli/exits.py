"""The exit codes of the whole program."""

#: All is well.
FINE = 0
#: ``check``: findings that weigh enough; ``fix``, ``diff``: differences; ``merge``: conflicts.
FOUND = 1
#: Wrong usage, unreadable paths, an invalid file, an error of ours; nothing was written.
REFUSED = 2
#: ctrl+c.
INTERRUPTED = 130
