"""What was proposed of articles: kept, read, accepted and rejected; a person decides each."""
