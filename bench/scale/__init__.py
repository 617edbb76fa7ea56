"""What pages cost as the archive grows: steps of the database, queries, CPU, memory."""
