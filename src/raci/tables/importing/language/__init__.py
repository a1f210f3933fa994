"""The words that people write in matrices, and those of our own tables, as data and looked up."""
