"""What git knows of a file: its versions, its history, and merges that are not finished."""
