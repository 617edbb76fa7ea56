"""The API: the desk's deeds and lists as JSON, for programs that bring a token."""
