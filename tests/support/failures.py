"""System calls that fail, once or as long as one likes; for tests of what is written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


def fails(number: int) -> Callable[..., Any]:
    """Return a system call that fails."""

    def call(*_args: object, **_options: object) -> Any:  # noqa: ANN401 - like any system call
        raise OSError(number, os.strerror(number))

    return call


def fail_at(
    monkeypatch: pytest.MonkeyPatch, name: str, turns: range, number: int
) -> Callable[[], int]:
    """Let a system call fail in its ``turns``, the first of them being 1; return what counts them.

    A file whose closing fails is closed, as systems do it.
    """
    real = getattr(os, name)
    calls = 0

    def call(*args: Any, **options: Any) -> Any:  # noqa: ANN401 - like any system call
        nonlocal calls
        calls += 1
        if calls in turns:
            if name == "close":
                real(*args)
            raise OSError(number, os.strerror(number))
        return real(*args, **options)

    monkeypatch.setattr(os, name, call)
    return lambda: calls
