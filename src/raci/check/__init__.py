"""The responsibility graph and the rules over it."""
