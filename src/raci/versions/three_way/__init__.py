"""Merging two descendants of one version: by cell, field, row and role."""
