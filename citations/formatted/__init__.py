"""Formatted citations: any CSL style, any CSL locale, as text and as documents."""
