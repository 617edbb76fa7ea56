"""What other programs take for the same pages of the same file, in an environment of their own."""
