"""Signals end the editor in order, on systems whose loops take handlers and on Windows."""

from __future__ import annotations

import asyncio
import signal

import pytest

from raci.tui.app import heed_signals


@pytest.mark.parametrize("takes_handlers", [True, False])
async def test_a_signal_leaves_with_its_code(
    monkeypatch: pytest.MonkeyPatch, *, takes_handlers: bool
) -> None:
    """SIGTERM calls back in the loop with 128 and its number, whatever the loop can do."""

    def refuse(*_: object) -> None:
        raise NotImplementedError

    loop, before = asyncio.get_running_loop(), signal.getsignal(signal.SIGTERM)
    if not takes_handlers:
        monkeypatch.setattr(type(loop), "add_signal_handler", refuse)
    left: asyncio.Future[int] = loop.create_future()
    try:
        heed_signals(left.set_result)
        signal.raise_signal(signal.SIGTERM)
        assert await asyncio.wait_for(left, 20) == 128 + signal.SIGTERM
    finally:
        for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
            if number := getattr(signal, name, None):
                if takes_handlers:
                    loop.remove_signal_handler(number)
                signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, before)
