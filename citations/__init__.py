"""From a statement to a CSL item to every format; pure."""
