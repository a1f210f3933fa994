"""Difference and merge of two organisations."""
