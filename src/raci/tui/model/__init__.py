"""What a person does, as edits, forms and rows: everything of the editor that needs no screen."""
