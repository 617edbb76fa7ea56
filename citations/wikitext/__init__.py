"""Citation templates of the English Wikipedia (Citation Style 1)."""
