"""TOML text and the organisation it means: reading, edits that change the least, files."""

from raci.document.document import Applied, Document
from raci.toml_edit.render import compose

__all__ = ["Applied", "Document", "compose"]
