"""The matrix as lines of styled text, on a terminal and in a picture of one."""
