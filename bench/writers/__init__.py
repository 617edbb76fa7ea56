"""Eight who write at once, through two processes, beside an app of twenty lines that does the same."""
