"""The tests of the open file use the failing disk of the tests of documents."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "document"))
