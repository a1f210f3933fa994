"""Let the matrix out for others, and tables in."""
