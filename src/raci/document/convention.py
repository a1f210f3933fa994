"""How our files are written: which tables have headers, in which order keys and letters stand.

This module is what ``raci.toml_edit`` asks for as a ``Convention``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.document import fields
from raci.model.organisation import Duty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.toml_edit.path import Path

_TABLES: dict[str, Mapping[str, object]] = {
    "departments": fields.DEPARTMENT,
    "roles": fields.ROLE,
    "channels": fields.CHANNEL,
    "waivers": fields.WAIVER,
    "organisation": fields.ORGANISATION,
    "check": fields.CHECK,
    "scheme": fields.SCHEME,
    "import": fields.IMPORT,
}


def is_table(path: Path) -> bool:
    """Tell whether a table at ``path`` is written under a header of its own."""
    match path:
        case (str(),) | ("departments" | "roles" | "channels" | "waivers" | "import", _):
            return True
        case ("roles", _, "fields") | ("channels", _, "raci" | "duties" | "fields"):
            return True
        case ("channels", _, "duties", _) | ("portfolio", "raci"):
            return True
        case ("check", "rules") | ("check", "rules", _):
            return True
        case ("scheme", "letters") | ("scheme", "letters", _):
            return True
    return False


def order(path: Path, data: Mapping[str, Any]) -> list[str]:
    """Return the keys beside which the last step of ``path`` stands, in their order."""
    match path:
        case (
            ("channels", _, "raci", _) | ("channels", _, "duties", _, _) | ("portfolio", "raci", _)
        ):
            return _columns(data)
        case ("departments" | "roles" | "channels" | "waivers" | "import", _, _):
            return list(_TABLES[str(path[0])])
        case ("organisation" | "check" | "scheme", _):
            return list(_TABLES[str(path[0])])
    return _wanted_inside(path)


def _wanted_inside(path: Path) -> list[str]:
    match path:
        case ("channels", _, "duties", _):
            return [duty.value for duty in Duty]
        case ("channels", _, "raci", _, _) | ("portfolio", "raci", _, _):
            return list(fields.CELL)
        case ("roles", _, "learned", _):
            return list(fields.LEARNED)
        case ("channels", _, "reviewed", _):
            return list(fields.REVIEW)
        case (_,):
            return list(fields.ROOT)
    return []


def _columns(data: Mapping[str, Any]) -> list[str]:
    """Return the roles in the order of the columns: by department, then as the file has them."""
    departments = data.get("departments")
    roles = data.get("roles")
    if not isinstance(roles, dict):
        return []
    known = list(departments) if isinstance(departments, dict) else []
    ranks: dict[object, int] = {name: rank for rank, name in enumerate(known)}
    last = len(ranks)
    found = [
        (ranks.get(table.get("department"), last), rank, name)
        for rank, (name, table) in enumerate(roles.items())
        if isinstance(table, dict) and isinstance(table.get("department", ""), str)
    ]
    return [name for _, _, name in sorted(found)]
