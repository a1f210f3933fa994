"""Reading a file: from plain TOML values to the organisation, with the faults of each part."""
