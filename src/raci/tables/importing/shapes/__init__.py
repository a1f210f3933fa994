"""The shapes that a table may have, and how well each explains what stands there."""
