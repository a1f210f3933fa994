"""Errors as sentences: what went wrong, where, and the way out."""

from __future__ import annotations

import errno
import os

from raci.model.error import RaciError
from raci.model.text import Text, mark

_DENIED = mark("{path}: no permission")
_SENTENCES = {
    errno.ENOENT: mark("{path}: there is no such file or folder"),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EISDIR: mark("{path}: this is a folder, not a file"),
    errno.ELOOP: mark("{path}: the links lead in a circle"),
    errno.ENAMETOOLONG: mark("{path}: the name is too long"),
    errno.ENOTDIR: mark("{path}: a part of the path is a file, not a folder"),
    errno.EROFS: mark("{path}: the disk is read-only"),
    errno.ENOSPC: mark("{path}: the disk is full"),
}


def explain(error: Exception) -> Text:
    """Return the sentence that a person is told about ``error``."""
    if isinstance(error, RaciError):
        return error.text
    if isinstance(error, OSError) and error.errno:
        return of_system(error)
    return Text(
        "a fault of the program itself, not of the file: {kind}: {detail}. "
        "RACI_DEBUG=1 shows where; please report it.",
        {"kind": type(error).__name__, "detail": str(error)},
    )


def typed(path: str) -> str:
    """Return a path as a person types it in a shell: in quotes where it needs them."""
    if path and all(char.isalnum() or char in "_./\\:@%+=,~-" for char in path):
        return path
    if os.name == "nt":
        return f'"{path}"'
    import shlex

    return shlex.quote(path)


def of_system(error: OSError) -> Text:
    """Return the sentence for what the operating system refused."""
    path = os.fsdecode(error.filename) if error.filename else ""
    if not path:
        return _without_path(error)
    template = _SENTENCES.get(error.errno or 0)
    if template:
        return Text(template, {"path": path})
    return Text("{path}: {reason}", {"path": path, "reason": error.strerror or str(error)})


def _without_path(error: OSError) -> Text:
    if error.errno == errno.ENOENT:
        return Text("the folder in which this was begun is no longer there")
    if error.errno == errno.ENOSPC:
        return Text("the disk is full; the output is not complete")
    return Text("the system refused: {reason}", {"reason": error.strerror or str(error)})
