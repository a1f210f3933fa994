"""Files on the disk: saving them whole, the journal of unsaved edits, who has a file open."""
