"""Pages of the web, fetched from where a desk may look."""
