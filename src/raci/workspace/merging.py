"""A document edited until it says what a merge decided, its comments and spelling kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.compare.edits import edits_between
from raci.compare.values import same_file
from raci.model.edit import Compound
from raci.model.error import EditError
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.document import Document

# One round does it but for empty tables, which come and go with the lines that spelled them.
_ROUNDS = 4


def reached(document: Document, values: Mapping[str, Any]) -> Document:
    """Return ``document`` edited until it says ``values``.

    Raises:
        EditError: It cannot be made to say that.
    """
    for _ in range(_ROUNDS):
        if same_file(document.data, values):
            document.verify()
            return document
        document = document.apply(Compound(edits_between(document.data, values))).document
    raise EditError(Text("the merge cannot be written into this file; nothing was changed"))
