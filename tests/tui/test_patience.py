"""When the check works and when the screen follows."""

from __future__ import annotations

from raci.tui.screen.checking import REST, Patience


def test_nothing_is_done_where_nothing_is_expected() -> None:
    """An idle editor does not work."""
    assert not Patience().may_work(1000)


def test_a_large_check_waits_until_nobody_types() -> None:
    """Each key puts it off."""
    patience = Patience()
    patience.expect()
    patience.stir(10)
    assert not patience.may_work(10 + REST / 2)
    patience.stir(10 + REST / 2)
    assert not patience.may_work(10 + REST)
    assert patience.may_work(10 + 2 * REST)


def test_slices_are_short_soon_after_a_key_and_longer_later() -> None:
    """A key that comes in between is not felt to wait."""
    patience = Patience()
    patience.stir(10)
    assert patience.slice(10.5) < patience.slice(20)


def test_what_was_found_is_shown_once() -> None:
    """After the check came to rest, and not again until something changes."""
    patience = Patience()
    patience.expect()
    assert not patience.may_show
    patience.worked()
    assert patience.may_show
    patience.shown()
    assert not patience.may_show
    assert patience.rested_once
    assert not patience.may_work(1000)
