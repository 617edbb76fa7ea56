"""The text in what was fetched or brought, and what it says of itself."""
