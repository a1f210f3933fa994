"""Other ways to look at the same data: each view is a module that makes lines."""
