"""raci: who answers for each customer channel, in one TOML file, checked and shown."""

__version__ = "0.1.0"
