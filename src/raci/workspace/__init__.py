"""The open file as one object: document, history and live findings."""

from raci.workspace.history import History, Step
from raci.workspace.workspace import Workspace

__all__ = ["History", "Step", "Workspace"]
