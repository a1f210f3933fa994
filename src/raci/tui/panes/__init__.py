"""The panes around the grid: header, tabs, findings, inspector, footer."""
