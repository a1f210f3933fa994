"""Findings as text and as what programs read; a format is a module that renders ``Checked``."""
