"""How well reading does: its proposals beside what people have marked in the same articles."""
