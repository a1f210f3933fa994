"""Readers of what office programs write: workbooks and documents, in a process of their own."""
