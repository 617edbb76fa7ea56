"""Files that can be imported, read into drafts: one module a format, each fault with its place."""
