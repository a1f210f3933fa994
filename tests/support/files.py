"""The values of files: as an organisation was read from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from raci.model.organisation import Assignments, Organisation


def values_of(matrix: Organisation, language: str) -> dict[str, Any]:
    """Return the values of the file that an organisation is read from."""

    def cells(given: Assignments) -> dict[str, str]:
        return {role: cell.letters for role, cell in given.items()}

    channels: dict[str, dict[str, Any]] = {}
    for key, one in matrix.channels.items():
        channels[key] = {"name": one.name, "raci": cells(one.raci), "status": one.status.value}
        channels[key] |= {"group": one.group} if one.group else {}
        channels[key] |= {"kind": one.kind.value} if one.kind else {}
        duties = {duty.value: cells(given) for duty, given in one.duties.items()}
        channels[key] |= {"duties": duties} if duties else {}
    roles = {
        key: {"name": one.name, "leadership": one.leadership} for key, one in matrix.roles.items()
    }
    values: dict[str, Any] = {
        "format": 1,
        "organisation": {"name": matrix.name, "language": language, "scheme": matrix.scheme.name},
        "roles": roles,
        "channels": channels,
    }
    if matrix.portfolio is not None:
        values["portfolio"] = {"raci": cells(matrix.portfolio)}
    return values
