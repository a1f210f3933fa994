"""TOML text and the organisation it means: reading, problems, edits that change the least."""

from raci.document.document import Applied, Document, compose

__all__ = ["Applied", "Document", "compose"]
