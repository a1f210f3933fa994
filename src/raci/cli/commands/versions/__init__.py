"""Compare and merge versions of a file."""
