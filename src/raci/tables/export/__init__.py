"""A module per format that is handed out; ``raci.tables.formats`` lists them."""
