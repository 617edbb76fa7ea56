"""Redaction: what can be blanked, where it stands, and what tells that it is gone."""
