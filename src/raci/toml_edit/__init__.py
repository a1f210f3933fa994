"""Changing TOML text without losing a comment; knows no organisation."""
