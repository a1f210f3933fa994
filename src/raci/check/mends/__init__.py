"""What a person could do about a finding, a module per family; ``raci.check.fixes`` offers it."""
