"""Our own exports and answers: known by the ids that they carry, not by their words."""
