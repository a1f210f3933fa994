"""TOML text and the organisation it means: reading, edits that change the least, files."""
