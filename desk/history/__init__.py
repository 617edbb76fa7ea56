"""The history: every deed told once, chained, and read again for people."""
