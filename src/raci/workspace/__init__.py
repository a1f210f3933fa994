"""The open file as one object: document, history and live findings."""
