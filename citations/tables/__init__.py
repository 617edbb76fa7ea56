"""Statements as tables: CSV and XLSX, of the same columns."""
