"""The matrix as a workbook."""
