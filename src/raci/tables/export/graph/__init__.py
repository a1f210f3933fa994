"""The lines of accountability as a graph for drawing."""
