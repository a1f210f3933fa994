"""The editor under test: on a firm, on a file that others change, in a real terminal."""
