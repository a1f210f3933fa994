"""How a table is read, shown and corrected: the source beside what comes of it."""
