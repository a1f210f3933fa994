"""Whether somebody typed a letter in the editor before: who did needs not be told how."""

from __future__ import annotations

import contextlib
from pathlib import Path

from raci.storage.state_folder import HomelessError, folder

_NAME = "letters-typed"


def is_newcomer() -> bool:
    """Tell whether this user never typed a letter; no where nothing can be remembered."""
    try:
        return not (Path(folder()).parent / _NAME).exists()
    except (HomelessError, OSError):
        return False


def remember_letters() -> None:
    """Remember that this user has typed a letter."""
    with contextlib.suppress(HomelessError, OSError):
        place = Path(folder()).parent
        place.mkdir(parents=True, exist_ok=True)
        (place / _NAME).touch()
