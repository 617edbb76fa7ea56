"""Dates as people write them, read into EDTF."""
