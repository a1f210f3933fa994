"""How much of the program the tests reach: its lines, and the ways between them.

A probe at each line takes itself away when it is passed for the first time. A tracer would be
asked at each line of each library, too, and the tests of the editor would take twice as long.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import pytest
from slipcover import FileMatcher, ImportManager, Slipcover, merge_coverage, print_coverage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xdist.workermanage import WorkerController

_PROGRAM = str(Path(__file__).parents[2] / "src" / "raci")
#: The readers that run in a process of their own, and what measures them there.
_APART = str(Path(_PROGRAM) / "tables" / "importing" / "readers" / "office")
_PROBES = str(Path(__file__).parent / "apart")


class Reach:
    """Measures in each process that runs tests, and adds up where they come together.

    Of the programs that tests start only readers are measured, where the tests have the mark
    ``apart``: probes take longer to set than most of these programs run.
    """

    def __init__(self, config: pytest.Config, least: float) -> None:
        """Begin to measure what is imported from now on.

        Args:
            config: Of this process: the only one, one of several workers, or the one above these.
            least: The share in percent below which the run fails.

        Raises:
            pytest.UsageError: Some of the program is there already.
        """
        if "raci" in sys.modules:
            raise pytest.UsageError("--reach measures all tests together: name no folder of them")
        self._config = config
        self._least = least
        self._passed = Slipcover(immediate=True, branch=True)
        ImportManager(self._passed, FileMatcher(sources=[_PROGRAM])).__enter__()
        self._apart = Path(mkdtemp(prefix="reach-"))
        self._workers: list[dict[str, Any]] = []
        self._whole: dict[str, Any] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Measure what a test starts that is marked."""
        with pytest.MonkeyPatch.context() as patch:
            if item.get_closest_marker("apart"):
                patch.setenv("PYTHONPATH", _PROBES)
                patch.setenv("REACH_OF", _APART)
                patch.setenv("REACH_KEPT", str(self._apart))
            return (yield)

    def pytest_testnodedown(self, node: WorkerController, error: object) -> None:
        """Take what a worker measured; without that of one that broke down, the run is red."""
        if not error:
            self._workers.append(json.loads(node.workeroutput["reach"]))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand over what was measured, or add it up; the run fails where it is too little."""
        passed = self._passed.get_coverage()
        for kept in self._apart.iterdir():
            merge_coverage(passed, json.loads(kept.read_text(encoding="utf-8")))
        rmtree(self._apart)
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput["reach"] = json.dumps(passed)
            return
        self._whole = Slipcover(branch=True, source=[_PROGRAM]).get_coverage()
        for part in (passed, *self._workers):
            merge_coverage(self._whole, part)
        if session.exitstatus == pytest.ExitCode.OK and self._share < self._least:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @property
    def _share(self) -> float:
        return float(self._whole["summary"]["percent_covered"])

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show what no test reached."""
        table = io.StringIO()
        print_coverage(self._whole, outfile=table, skip_covered=True)
        terminalreporter.write_line(table.getvalue())
        terminalreporter.write_line(
            f"The tests reach {self._share:.2f} % of the program; {self._least} % it must be."
        )
