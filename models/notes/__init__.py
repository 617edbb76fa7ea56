"""How a statement stands in a note of a reference manager, to be read by people and read back."""
