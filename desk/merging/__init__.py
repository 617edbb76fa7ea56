"""Two records that are one, and the way back."""
