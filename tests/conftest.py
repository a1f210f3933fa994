"""How properties are tried: the profile ``gate`` by default, ``night`` when nobody waits.

How long an example takes says nothing on a busy machine, so that neither has a deadline.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow]

# The same examples on every machine: a change that is not at fault is never red by chance.
settings.register_profile("gate", deadline=None, derandomize=True, suppress_health_check=SLOW)
settings.register_profile("night", deadline=None, max_examples=2000, suppress_health_check=SLOW)
settings.load_profile("gate")
