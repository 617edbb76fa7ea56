"""Earlier versions of a statement: put together, compared, brought back."""
