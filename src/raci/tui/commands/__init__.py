"""Everything the editor can do: bindings, palette, footer, help and cheat sheet come from here.

A command is written in the module of its area; a new area is a module with ``COMMANDS`` and one
line in ``registry``.
"""
