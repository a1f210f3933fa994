"""What people call the values of the file's fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.finding import Severity
from raci.model.organisation import Discipline, Duty, Kind, Phase, Size, Status
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

KINDS: Mapping[StrEnum, Text] = {
    Kind.TRADITIONAL: Text("traditional"),
    Kind.NEW: Text("new"),
    Kind.THIRD_PARTY: Text("third-party"),
}
PHASES: Mapping[StrEnum, Text] = {
    Phase.BEFORE: Text("before the sale"),
    Phase.DURING: Text("during the sale"),
    Phase.AFTER: Text("after the sale"),
}
STATUSES: Mapping[StrEnum, Text] = {
    Status.PLANNED: Text("planned"),
    Status.ACTIVE: Text("active"),
    Status.DECLINED: Text("declined: decided against"),
    Status.RETIRED: Text("retired"),
}
DUTIES: Mapping[StrEnum, Text] = {
    Duty.CONTENT: Text("Content"),
    Duty.DIRECTION: Text("Direction"),
    Duty.COMBINATION: Text("Combination"),
    Duty.IMPLEMENTATION: Text("Implementation"),
}
DISCIPLINES: Mapping[StrEnum, Text] = {
    Discipline.MANAGEMENT: Text("management"),
    Discipline.MARKETING: Text("marketing"),
    Discipline.COMMUNICATION: Text("communication"),
    Discipline.SALES: Text("sales"),
    Discipline.SERVICE: Text("service"),
    Discipline.IT: Text("IT"),
    Discipline.LEGAL: Text("legal"),
    Discipline.OTHER: Text("other"),
}
SEVERITIES: Mapping[StrEnum, Text] = {
    Severity.ERROR: Text("error"),
    Severity.WARNING: Text("warning"),
    Severity.INFO: Text("info"),
}
SIZES: Mapping[StrEnum, Text] = {
    Size.SMALL: Text("small"),
    Size.MEDIUM: Text("medium"),
    Size.LARGE: Text("large"),
}
