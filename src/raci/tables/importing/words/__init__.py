"""Words that people write in matrices, in many languages, and what they are used for."""
