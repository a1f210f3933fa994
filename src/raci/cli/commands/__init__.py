"""The commands, a module each: `DESCRIPTION`, `add_arguments` and `run`."""
