"""The organisation as rules see it: rows, roles, counts, lines, deputies, teamwork."""
