"""Work that once grew with the square of the input, counted rather than timed."""

from __future__ import annotations

import pytest

from raci.model.error import RaciError
from raci.model.naming import make_id, short_names
from raci.model.organisation import Role
from raci.tables import importing


class Counting(set[str]):
    """A set that counts how often it is asked."""

    asked = 0

    def __contains__(self, item: object) -> bool:
        """Count."""
        self.asked += 1
        return super().__contains__(item)


def test_thousands_of_equal_names_do_not_count_up_each() -> None:
    """Ids of equal names are numbered in order, and found in a few looks each."""
    taken = Counting()
    for _ in range(2000):
        taken.add(make_id("Web", taken))
    assert {"web", "web_2", "web_1999", "web_2000"} <= set(taken)
    assert taken.asked < 2000 * 30


def test_heads_of_equal_roles_are_numbered_in_order() -> None:
    """Column heads of equal names stay short and unique."""
    heads = short_names(Role(f"r{number}", "Sales") for number in range(5000))
    assert list(heads.values())[:6] == ["SAL", "SAE", "SAS", "SA2", "SA3", "SA4"]
    assert len(set(heads.values())) == 5000


def test_people_in_cells_are_bounded_like_cells() -> None:
    """A table that names thousands of persons on thousands of rows would be too large a matrix."""
    rows = "".join(f"Task {n},Anna {n},Ben {n}\n" for n in range(2000))
    with pytest.raises(RaciError, match="cells"):
        importing.read(f"Task,Responsible,Accountable\n{rows}".encode(), "x.csv")
