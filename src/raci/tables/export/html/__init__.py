"""The matrix as a page for browsers and paper."""
