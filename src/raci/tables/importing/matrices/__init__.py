"""From an explanation to a matrix: rows, groups, cells, and what is doubtful in them."""
