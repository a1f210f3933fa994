"""Reading formats into neutral sheets; a module each."""
