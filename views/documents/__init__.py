"""A whole report as a document: told once, written in every format."""
