"""The matrix on the screen: a model of rows and columns, and the widget that draws it."""
