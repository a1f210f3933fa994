"""The words and letters that people write in matrices: as data, looked up, and what they mean."""
