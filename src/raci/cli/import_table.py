"""``raci import``: an organisation's file from a matrix that exists already."""
