"""Pages that leave the terminal: for the board, for a person, and for a calendar."""
