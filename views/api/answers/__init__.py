"""What the API tells of records."""
