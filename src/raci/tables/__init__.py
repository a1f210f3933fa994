"""The matrix as tables that other people open, and back in from the tables they have."""
