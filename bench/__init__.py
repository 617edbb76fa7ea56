"""What the program costs, measured on made-up records."""
