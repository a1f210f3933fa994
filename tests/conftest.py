"""How tests run: side by side, with the same examples each time, and measured where that is asked.

Properties are tried as the profile ``gate`` says, or ``night`` when nobody waits. How long an
example takes says nothing on a busy machine, so that neither has a deadline.
"""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

SLOW = [HealthCheck.too_slow]

# The same examples on every machine: a change that is not at fault is never red by chance.
settings.register_profile("gate", deadline=None, derandomize=True, suppress_health_check=SLOW)
settings.register_profile("night", deadline=None, max_examples=2000, suppress_health_check=SLOW)
settings.load_profile("gate")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run two tests on each core: those of the editor wait two thirds of their time."""
    return 2 * (os.cpu_count() or 2)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to measure what the tests reach."""
    text = "measure how much of the program the tests reach, and fail below so many percent"
    parser.addoption("--reach", type=float, metavar="PERCENT", help=text)


def pytest_configure(config: pytest.Config) -> None:
    """Begin to measure before anything of the program is there."""
    least = config.getoption("--reach")
    if least is not None:
        from support.reach import Reach

        config.pluginmanager.register(Reach(config, least))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keep the gate's examples the same, whatever else is loaded.

    Strings of the modules that happen to be loaded are tried as examples, too; which ones are,
    depends on the tests that ran before in the same process. At night they are welcome.
    """
    del session
    if settings.get_current_profile_name() == "gate" and hasattr(providers, "_get_local_constants"):
        nothing = providers._local_constants  # before the first example
        providers._get_local_constants = lambda: nothing


def pytest_runtestloop() -> None:
    """Spare the garbage collector the tests themselves, which stay: it looks often enough."""
    gc.collect()
    gc.freeze()
