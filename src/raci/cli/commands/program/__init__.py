"""What concerns the program itself: completion, settings, schema."""
