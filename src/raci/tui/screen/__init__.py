"""The editor's screen, composed of parts: panes, checking, cursor, findings, modes, dialogs."""
