"""Findings as text, JSON and the formats that CI systems read."""
