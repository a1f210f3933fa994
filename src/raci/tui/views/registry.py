"""The views in the order of the tabs."""

from raci.model.text import mark
from raci.tui.views.coverage import coverage
from raci.tui.views.findings import findings
from raci.tui.views.organisation import reporting
from raci.tui.views.scene import View
from raci.tui.views.teamplay import teamplay
from raci.tui.views.workload import workload

VIEWS = (
    View("matrix", mark("Matrix"), None),
    View("findings", mark("Findings"), findings),
    View("organisation", mark("Organisation"), reporting),
    View("coverage", mark("Coverage"), coverage),
    View("teamplay", mark("Teamplay"), teamplay),
    View("workload", mark("Workload"), workload),
)
