"""What people call the values of the file's fields, as they stand in running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.finding import Severity
from raci.model.organisation import Discipline, Duty, Industry, Kind, Phase, Size, Status
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: Mapping[Kind, Text] = {
    Kind.TRADITIONAL: Text("traditional"),
    Kind.NEW: Text("new"),
    Kind.THIRD_PARTY: Text("third-party"),
}
PHASES: Mapping[Phase, Text] = {
    Phase.BEFORE: Text("before the sale"),
    Phase.DURING: Text("during the sale"),
    Phase.AFTER: Text("after the sale"),
}
STATUSES: Mapping[Status, Text] = {
    Status.PLANNED: Text("planned"),
    Status.ACTIVE: Text("active"),
    Status.DECLINED: Text("declined"),
    Status.RETIRED: Text("retired"),
}
DUTIES: Mapping[Duty, Text] = {
    Duty.CONTENT: Text("content"),
    Duty.DIRECTION: Text("direction"),
    Duty.COMBINATION: Text("combination"),
    Duty.IMPLEMENTATION: Text("implementation"),
}
#: The duties as heads of their rows.
DUTY_ROWS: Mapping[Duty, Text] = {
    Duty.CONTENT: Text("Content"),
    Duty.DIRECTION: Text("Direction"),
    Duty.COMBINATION: Text("Combination"),
    Duty.IMPLEMENTATION: Text("Implementation"),
}
DISCIPLINES: Mapping[Discipline, Text] = {
    Discipline.MANAGEMENT: Text("management"),
    Discipline.MARKETING: Text("marketing"),
    Discipline.COMMUNICATION: Text("communication"),
    Discipline.SALES: Text("sales"),
    Discipline.SERVICE: Text("service"),
    Discipline.IT: Text("IT"),
    Discipline.LEGAL: Text("legal"),
    Discipline.OTHER: Text("other"),
}
SEVERITIES: Mapping[Severity, Text] = {
    Severity.ERROR: Text("error"),
    Severity.WARNING: Text("warning"),
    Severity.INFO: Text("info"),
}
SIZES: Mapping[Size, Text] = {
    Size.SMALL: Text("small"),
    Size.MEDIUM: Text("medium"),
    Size.LARGE: Text("large"),
}
INDUSTRIES: Mapping[Industry, Text] = {
    Industry.HOTEL: Text("hotel and gastronomy"),
    Industry.TRADE: Text("craft and building trade"),
    Industry.SHOP: Text("shop"),
    Industry.MANUFACTURER: Text("manufacturer"),
    Industry.PRACTICE: Text("practice"),
    Industry.MUNICIPALITY: Text("municipality"),
    Industry.ASSOCIATION: Text("association"),
    Industry.SOFTWARE: Text("software"),
    Industry.BANK: Text("bank and insurance"),
    Industry.SCHOOL: Text("school"),
}
#: What people call the limits of rules, by their keys.
LIMITS: Mapping[str, Text] = {
    "accountable-also-does": Text("accountable does it too"),
    "channels": Text("channels"),
    "critical-days": Text("days, if critical"),
    "days": Text("days"),
    "distance": Text("steps to leadership"),
    "habit-rows": Text("habit: rows"),
    "habit-share": Text("habit: share"),
    "kinds": Text("kinds"),
    "max": Text("at most"),
    "names": Text("names told"),
    "ratio": Text("ratio"),
    "roles": Text("roles"),
    "rows": Text("rows"),
    "share": Text("share"),
}
