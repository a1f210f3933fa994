"""How properties are tried: the profile ``gate`` by default, ``night`` when nobody waits.

How long an example takes says nothing on a busy machine, so that neither has a deadline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

if TYPE_CHECKING:
    import pytest

SLOW = [HealthCheck.too_slow]

# The same examples on every machine: a change that is not at fault is never red by chance.
settings.register_profile("gate", deadline=None, derandomize=True, suppress_health_check=SLOW)
settings.register_profile("night", deadline=None, max_examples=2000, suppress_health_check=SLOW)
settings.load_profile("gate")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keep the gate's examples the same, whatever else is loaded.

    Strings of the modules that happen to be loaded are tried as examples, too; which ones are,
    depends on the tests that ran before in the same process. At night they are welcome.
    """
    del session
    if settings.get_current_profile_name() == "gate" and hasattr(providers, "_get_local_constants"):
        nothing = providers._local_constants  # before the first example
        providers._get_local_constants = lambda: nothing
