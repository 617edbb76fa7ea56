"""What the desk knew on a day: the record put together again from what its events tell."""
