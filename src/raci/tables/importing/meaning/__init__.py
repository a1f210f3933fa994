"""What letters and words in cells mean, by legends, usage and schemes."""
