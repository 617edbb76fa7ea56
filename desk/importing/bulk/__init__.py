"""Files of very many new statements: read into a temporary file, then stored in great strokes.

The outcome is that of the way line by line, which takes whatever these rooms do not know how to.
"""
