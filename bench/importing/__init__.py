"""Imports of very many statements, beside raw SQL that writes the same rows and beside a peer."""
