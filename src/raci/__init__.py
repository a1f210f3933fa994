"""raci: who answers for each customer channel, in one TOML file, checked and shown.

Scripts import ``raci.api``, which is loaded when it is first used.
"""

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load ``raci.api`` when it is first asked for, so that ``import raci`` loads nothing."""
    if name == "api":
        from importlib import import_module

        return import_module("raci.api")
    message = f"module 'raci' has no attribute {name!r}"
    raise AttributeError(message)
