"""Change a file, in the editor or by one command."""
