"""Freezing: what a saved report held at a moment, stored so that it cannot be changed."""
